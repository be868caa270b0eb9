/** An exercise: its task in the left column, the program, and beside it what the program draws once it trains. */
import { useEffect, useRef, useState } from "react";
import type { ExerciseId } from "../../../../course/exercises/ids";
import { Equation } from "../../../ui/equation/Equation";
import { Both } from "../../../ui/comparison/Both";
import { usePanelParts, useStore, useTexts } from "../../../ui/context";
import { quietly } from "../../../ui/kit/quietly";
import { ClassPicker } from "../../../ui/latent/ClassPicker";
import { LatentSpace } from "../../../ui/latent/LatentSpace";
import { LossChart } from "../../../ui/lossChart/LossChart";
import { Failure } from "../../../ui/notices/Failure";
import { SampleGrid } from "../../../ui/pictures/SampleGrid";
import { useLinkedProgram, useNewestLink } from "../../../ui/program/useLinkedProgram";
import { useModel } from "../../../ui/useModel";
import { RunControls } from "../RunControls";
import { useOpenExerciseTexts, type OpenExerciseTexts } from "../texts";
import { persistExerciseBook } from "./exerciseBook";
import { ExercisePanel } from "./ExercisePanel";
import { ExerciseProgram } from "./ExerciseProgram";
import { useExercise, type OpenExercise as Open } from "./useExercise";
import "../learn.css";
import "./exercises.css";

export function OpenExercise() {
  const { store } = usePanelParts();
  const id = useStore((state) => state.exercise);
  const [isRead, setIsRead] = useState(false); // the editor takes the reader's program when it is rendered first
  useEffect(() => persistExerciseBook(store, () => setIsRead(true)), [store]);
  const link = useNewestLink();
  return id && isRead && <ReadExercise key={`${id} ${link}`} id={id} />;
}

/** Waits for the program of the link, if there is one. */
function ReadExercise({ id }: { readonly id: ExerciseId }) {
  const linked = useLinkedProgram();
  return linked === undefined ? null : <ExercisePage id={id} linked={linked} />;
}

function ExercisePage({ id, linked }: { readonly id: ExerciseId; readonly linked: string | null }) {
  const texts = useOpenExerciseTexts();
  const open = useExercise(id, linked);
  const run = useRef<HTMLDivElement>(null);
  const ran = useRef(open.isRunning);
  useEffect(() => {
    if (open.isRunning && !ran.current && matchMedia("(max-width: 60rem)").matches) run.current!.scrollIntoView(); // it is below the editor there
    ran.current = open.isRunning;
  }, [open.isRunning]);
  return (
    <>
      <div className="page__column learn">
        <div className="learn__page"><ExercisePanel open={open} texts={texts} /></div>
        {open.isRunning && <RunControls settings={texts.panel.settings} open={false} />}
      </div>
      <section className="page__column exercise__program" aria-label={texts.panel.program}>
        <Failure />
        <ExerciseProgram key={open.version} open={open} texts={texts} />
      </section>
      <div className="page__column page__latent exercise__run" ref={run}>{open.isRunning ? <Displays open={open} panel={texts.panel} /> : <p className="exercise__later">{texts.panel.later}</p>}</div>
    </>
  );
}

/** What the reader's program computes and draws, beside ours if both train. */
function Displays({ open: { solution }, panel }: { readonly open: Open; readonly panel: OpenExerciseTexts["panel"] }) {
  const { session } = usePanelParts();
  const model = useModel();
  const { comparison: texts } = useTexts();
  const comparison = useStore((state) => state.comparison);
  const isOurs = comparison?.kind === "model" && comparison.program === solution;
  return (
    <>
      {comparison && (
        <div className="exercise__compared">
          <h2 className="panel-title">{texts.title}</h2>
          <button type="button" className="button button--quiet" onClick={() => quietly(session.compare(null))}>{panel.endCompare}</button>
          <p className="lesson__hint">{panel.compared(isOurs)}</p>
        </div>
      )}
      <Equation />
      <div className="exercise__chart"><LossChart /></div>
      {model.conditional && <div className="page__class"><ClassPicker /></div>}
      <div className="exercise__pictures"><Both><SampleGrid /></Both></div>
      <div className="page__map"><LatentSpace /></div>
    </>
  );
}
