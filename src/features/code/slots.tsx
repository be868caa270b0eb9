import { useStore } from "../../ui/context";
import { later } from "../../ui/kit/later";
import type { Slots } from "../../ui/kit/slots";
import { CodeButton } from "./CodeButton";
import { codeTexts } from "./texts";

const CodePanel = later(async () => (await import("./CodePanel")).CodePanel, { texts: codeTexts });

const OpenedCode = () => useStore((state) => state.code) && <CodePanel />;

export const slots: Slots = { equation: CodeButton, belowEquation: OpenedCode };
