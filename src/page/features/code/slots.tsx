/** The button that opens and closes the code beside the equation, and its panel. */
import { useEffect } from "react";
import { useLabel, usePanelParts, useStore } from "../../ui/context";
import { later } from "../../ui/kit/later";
import type { SlotProps, Slots } from "../../ui/kit/slots";
import { programTexts } from "../../ui/program/texts";
import { CODE, codeTexts } from "./texts";

function CodeButton() {
  const { store } = usePanelParts();
  const open = useStore((state) => state.code);
  return (
    <button type="button" id="code-button" className="button button--quiet code-button" aria-expanded={open} onClick={() => store.setState({ code: !open })}>
      {useLabel(CODE)}
    </button>
  );
}

const CodePanel = later(async () => (await import("./CodePanel")).CodePanel, { texts: codeTexts });

/** A link with a program for the editor opens it. */
function OpenedCode() {
  const { store } = usePanelParts();
  const linked = useStore(({ linkedDraft, exercise }) => (exercise === null ? linkedDraft : null));
  useEffect(() => { if (linked !== null) store.setState({ code: true }); }, [store, linked]);
  return useStore((state) => state.code) && <CodePanel />;
}

const FailedLine = later(async () => (await import("./FailedLine")).FailedLine, { texts: programTexts });

const OfPrograms = (props: SlotProps["failure"]) => useStore(({ config, failure }) => config.program !== undefined && failure?.code === "loss-not-finite") && <FailedLine {...props} />;

const StageLines = later(async () => (await import("./StageLines")).StageLines, { texts: programTexts });

const StageOfProgram = (props: SlotProps["stage"]) => useStore(({ config }) => config.program !== undefined) && <StageLines {...props} />;

export const slots: Slots = { equation: CodeButton, belowEquation: OpenedCode, failure: OfPrograms, stage: StageOfProgram };
