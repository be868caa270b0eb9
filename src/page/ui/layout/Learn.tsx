/**
 * Learn: the lists of lessons, exercises and studies; a lesson in the left column beside equation, chart, pictures and map, which stay usable; an exercise
 * beside its program; or a study beside its figure.
 */
import { openInLearn } from "../../state/openInLearn";
import { useStore, useTexts } from "../context";
import { Equation } from "../equation/Equation";
import { ClassPicker } from "../latent/ClassPicker";
import { LatentSpace } from "../latent/LatentSpace";
import { Slot } from "../kit/Slot";
import { LossChart } from "../lossChart/LossChart";
import { Failure } from "../notices/Failure";
import { Pictures } from "../pictures/Pictures";
import { useModel } from "../useModel";

/** The id of the element beside the loss chart into which a lesson renders its own chart. */
export const LESSON_CHART = "lesson-chart";

export function Learn() {
  const { shell } = useTexts();
  const open = useStore(openInLearn);
  return (
    <main className="page__main" aria-label={shell.header.tagline}>
      {open === "study" || open === "exercise" ? <Slot name={open} /> : open === "lesson" ? <Lesson /> : <div className="page__column learn learn--list"><Failure /><Slot name="lesson" /></div>}
    </main>
  );
}

/** The open lesson beside the displays of its run. */
function Lesson() {
  const model = useModel();
  return (
    <>
      <div className="page__column learn"><Slot name="lesson" /></div>
      <div className="page__column page__learning">
        <Failure />
        <div className="page__equation"><Equation /></div>
        <div className="page__chart"><div id={LESSON_CHART} /><LossChart /></div>
        <Pictures />
      </div>
      <div className="page__column page__latent">
        {model.conditional && <div className="page__class"><ClassPicker /></div>}
        <div className="page__map"><LatentSpace /></div>
      </div>
    </>
  );
}
