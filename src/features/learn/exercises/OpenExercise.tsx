/** An exercise: its task in the left column, the program, and beside it what the program draws once it trains. */
import { useEffect, useState } from "react";
import type { ExerciseId } from "../../../exercises/ids";
import { Equation } from "../../../ui/equation/Equation";
import { usePanelParts, useStore } from "../../../ui/context";
import { ClassPicker } from "../../../ui/latent/ClassPicker";
import { LatentSpace } from "../../../ui/latent/LatentSpace";
import { LossChart } from "../../../ui/lossChart/LossChart";
import { Failure } from "../../../ui/notices/Failure";
import { SampleGrid } from "../../../ui/pictures/SampleGrid";
import { useModel } from "../../../ui/useModel";
import { RunControls } from "../RunControls";
import { useExercisesTexts } from "../texts";
import { persistExerciseBook } from "./exerciseBook";
import { ExercisePanel } from "./ExercisePanel";
import { ExerciseProgram } from "./ExerciseProgram";
import { useExercise } from "./useExercise";
import "../learn.css";
import "./exercises.css";

export function OpenExercise() {
  const { store } = usePanelParts();
  const id = useStore((state) => state.exercise);
  const [isRead, setIsRead] = useState(false);
  useEffect(() => {
    persistExerciseBook(store); // before the editor takes the reader's program
    setIsRead(true);
  }, [store]);
  return id && isRead && <ExercisePage key={id} id={id} />;
}

function ExercisePage({ id }: { readonly id: ExerciseId }) {
  const texts = useExercisesTexts();
  const open = useExercise(id);
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
      <div className="page__column page__latent exercise__run">{open.isRunning ? <Displays /> : <p className="exercise__later">{texts.panel.later}</p>}</div>
    </>
  );
}

/** What the reader's program computes and draws. */
function Displays() {
  const model = useModel();
  return (
    <>
      <Equation />
      <div className="exercise__chart"><LossChart /></div>
      {model.conditional && <div className="page__class"><ClassPicker /></div>}
      <div className="exercise__pictures"><SampleGrid /></div>
      <div className="page__map"><LatentSpace /></div>
    </>
  );
}
