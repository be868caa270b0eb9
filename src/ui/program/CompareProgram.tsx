/** The button that trains a program with another one beside it, as two compared runs, or the reason why it cannot. Two equal programs have no button. */
import { MAX_PROGRAM } from "../../core/run/runConfig";
import { useActions, useStore } from "../context";
import type { EditedProgram, TrainHooks } from "./ProgramEditor";
import { programs } from "./programs";
import { useProgramTexts } from "./texts";

interface Props extends TrainHooks {
  readonly program: EditedProgram;
  /** The program of the second run. */
  readonly reference: string;
  /** What the button says. */
  readonly name: string;
}

export function CompareProgram({ program: { text, ready }, reference, name, until, onTrain, onFailed }: Props) {
  const actions = useActions(programs);
  const { beside: texts } = useProgramTexts();
  const isOpen = useStore(({ config, comparison }) => config.program === text && comparison?.kind === "model" && comparison.program === reference);
  const restarts = useStore(({ config, step }) => config.program === text && step > 0);
  if (text === reference) return null;
  if (text.length + reference.length > MAX_PROGRAM) return ready && <p className="program__about program__why">{texts.long}</p>;
  return (
    <button type="button" className="button" title={texts.about} disabled={!ready || isOpen} onClick={() => {
      onTrain?.();
      void actions.train(text, { stop: until, beside: reference }).catch(() => onFailed?.());
    }}>{restarts && !isOpen ? texts.fromZero(name) : name}</button>
  );
}
