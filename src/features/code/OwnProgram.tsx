/** The program that the reader writes, and the button that trains it. What is being written survives a reload. */
import { useState, type ReactNode } from "react";
import { useActions } from "../../ui/context";
import { ProgramEditor, TrainProgram } from "../../ui/program/ProgramEditor";
import { programs } from "../../ui/program/programs";
import { useProgramTexts } from "../../ui/program/texts";

interface Props {
  /** The program of the run. */
  readonly source: string;
  /** Whether the run trains this program, rather than the model whose program it is. */
  readonly isRun: boolean;
  /** What stands above the editor; `text`: the program as it is now. */
  readonly head: (text: string) => ReactNode;
}

export function OwnProgram({ source, isRun, head }: Props) {
  const actions = useActions(programs);
  const texts = useProgramTexts();
  const [draft] = useState(() => actions.draft());
  const isRunning = (text: string) => isRun && text === source;
  return (
    <ProgramEditor
      source={source} draft={draft} isRunning={isRunning} onDraft={actions.keepDraft}
      head={(text) => (
        <>
          {head(text)}
          <p className="program__about">{texts.about} {texts.keys}</p>
          {draft !== null && draft === text && text !== source && <p className="program__about">{texts.found}</p>}
        </>
      )}
      actions={(program) => (
        <TrainProgram program={program} isRunning={isRunning(program.text)} onTrain={() => actions.keepDraft(null)} onFailed={() => actions.keepDraft(program.text)} />
      )}
    />
  );
}
