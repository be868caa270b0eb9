/** The button that trains a program with another one beside it, as two compared runs, or the reason why it cannot. Two equal programs have no button. */
import { MAX_PROGRAM } from "../../../core/run/runConfig";
import { useStore } from "../context";
import type { EditedProgram } from "./ProgramEditor";
import { useProgramTexts } from "./texts";
import { useTraining, type TrainHooks } from "./useTraining";

interface Props extends TrainHooks {
  readonly program: EditedProgram;
  /** The program of the second run. */
  readonly reference: string;
  /** What the button says. */
  readonly name: string;
}

export function CompareProgram({ program: { text, ready }, reference, name, ...hooks }: Props) {
  const { train, problemOf } = useTraining(hooks);
  const { beside: texts } = useProgramTexts();
  const isOpen = useStore(({ config, comparison }) => config.program === text && comparison?.kind === "model" && comparison.program === reference);
  const restarts = useStore(({ config, step }) => config.program === text && step > 0);
  if (text === reference) return null;
  if (text.length + reference.length > MAX_PROGRAM) return ready && <p className="program__about program__why">{texts.long}</p>;
  return (
    <>
      <button type="button" className="button" title={texts.about} disabled={!ready || isOpen} onClick={() => train(text, reference)}>
        {restarts && !isOpen ? texts.fromZero(name) : name}
      </button>
      {problemOf(text)}
    </>
  );
}
