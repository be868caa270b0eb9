/** The exercise's program, which the reader completes, and the buttons that check its functions and train it. */
import { useState } from "react";
import { useActions, useStore } from "../../../ui/context";
import { CompareProgram } from "../../../ui/program/CompareProgram";
import { LinkedProgram } from "../../../ui/program/LinkedProgram";
import { OtherProgram } from "../../../ui/program/OtherProgram";
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
  const { files, write, checking, checkNow, resultOf, exercise, draft, linked, notes, note } = open;
  const actions = useActions(programs);
  const running = useStore(({ config }) => config.program);
  const [own] = useState(notes.program);
  const gap = draft === null ? /raise NotImplementedError\(.*\)/.exec(files.program) : null;
  const result = resultOf(open.current);
  const good = result === "right" ? undefined : panel[result === "wrong" ? "isWrong" : "runs"];
  return (
    <ProgramEditor
      source={files.program} draft={draft} good={good} begin={gap ? { from: gap.index, to: gap.index + gap[0].length } : undefined} isRunning={(text) => text === running}
      onDraft={(program) => {
        actions.takeLinked();
        write(program);
      }}
      head={(text, replace) => (
        <>
          <p className="program__about program__keys">{keys}</p>
          <LinkedProgram text={text} linked={linked} own={own} replace={replace} />
          <OtherProgram text={text} other={notes.other} onKeep={() => note({ other: null })} onShow={(other) => {
            replace(other);
            note({ other: text });
          }} />
        </>
      )}
      actions={(program) => {
        const isRight = resultOf(program.text) === "right";
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
