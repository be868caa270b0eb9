/** The exercise's program, which the reader completes, and the buttons that check its functions and train it. */
import { useState } from "react";
import { useActions, useStore } from "../../../ui/context";
import { CompareProgram } from "../../../ui/program/CompareProgram";
import { LinkedProgram } from "../../../ui/program/LinkedProgram";
import { ProgramEditor, TrainProgram } from "../../../ui/program/ProgramEditor";
import { programs } from "../../../ui/program/programs";
import { useProgramTexts } from "../../../ui/program/texts";
import type { OpenExerciseTexts } from "../texts";
import type { OpenExercise } from "./useExercise";

interface Props {
  readonly open: OpenExercise;
  readonly texts: OpenExerciseTexts;
}

export function ExerciseProgram({ open, texts: { panel } }: Props) {
  const { keys } = useProgramTexts();
  const { files, write, check, checking, checkNow, exercise, draft, linked } = open;
  const actions = useActions(programs);
  const running = useStore(({ config }) => config.program);
  const [own] = useState(open.notes.program);
  const gap = draft === null ? /raise NotImplementedError\(.*\)/.exec(files.program) : null;
  return (
    <ProgramEditor
      source={files.program} draft={draft} good={open.notes.right ? undefined : panel.runs} begin={gap ? { from: gap.index, to: gap.index + gap[0].length } : undefined} isRunning={(text) => text === running} 
      onDraft={(program) => {
        actions.takeLinked();
        write(program);
      }}
      head={(text, replace) => (
        <>
          <p className="program__about program__keys">{keys}</p>
          <LinkedProgram text={text} linked={linked} own={own} replace={replace} />
        </>
      )}
      actions={(program) => {
        const isRight = check?.of === program.text && "functions" in check && check.functions.every(({ verdict }) => verdict.kind === "right");
        return (
          <>
            <button type="button" className={`button ${isRight ? "" : "button--main"}`} aria-disabled={checking || undefined} onClick={() => checkNow(program.text)}>{checking ? panel.checking : panel.check}</button>
            {open.seesSolution && <CompareProgram program={program} reference={open.solution} name={panel.compare} until={exercise.training.until} />}
            {isRight && <TrainProgram program={program} isRunning={program.text === running} until={exercise.training.until} />}
          </>
        );
      }}
    />
  );
}
