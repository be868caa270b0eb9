import { later } from "../../ui/kit/later";
import type { Slots } from "../../ui/kit/slots";
import { embedTexts } from "./texts";

const OPTIONS = { texts: embedTexts };

export const slots: Slots = {
  frame: later(async () => (await import("./Embedded")).Embedded, OPTIONS),
  link: later(async () => (await import("./EmbedChoices")).EmbedChoices, OPTIONS),
};
