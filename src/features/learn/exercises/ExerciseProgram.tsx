/** The exercise's program, which the reader completes, and the buttons that check its functions and train it. */
import { useStore } from "../../../ui/context";
import { ProgramEditor, TrainProgram } from "../../../ui/program/ProgramEditor";
import { useProgramTexts } from "../../../ui/program/texts";
import type { ExercisesTexts } from "../texts";
import type { OpenExercise } from "./useExercise";

interface Props {
  readonly open: OpenExercise;
  readonly texts: ExercisesTexts;
}

export function ExerciseProgram({ open, texts: { panel } }: Props) {
  const { keys } = useProgramTexts();
  const { files, notes, note, check, checking, checkNow, exercise, isRunning, version } = open;
  const running = useStore(({ config }) => config.program);
  // A link can bring the program of someone else, which is shown unless the reader has begun, or has started over.
  const draft = notes.program ?? (isRunning && version === 0 ? running! : null);
  const gap = draft === null ? /raise NotImplementedError\(.*\)/.exec(files.program) : null;
  return (
    <ProgramEditor
      source={files.program} draft={draft} begin={gap ? { from: gap.index, to: gap.index + gap[0].length } : undefined} isRunning={(text) => text === running} onDraft={(program) => note({ program })}
      head={() => <p className="program__about">{keys}</p>}
      actions={(program) => {
        const isRight = check?.of === program.text && "functions" in check && check.functions.every(({ verdict }) => verdict.kind === "right");
        return (
          <>
            <button type="button" className={`button ${isRight ? "" : "button--main"}`} disabled={checking} onClick={() => checkNow(program.text)}>{checking ? panel.checking : panel.check}</button>
            {isRight && <TrainProgram program={program} isRunning={program.text === running} until={exercise.training.until} />}
          </>
        );
      }}
    />
  );
}
