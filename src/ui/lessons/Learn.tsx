/** Learn: a lesson in the left column; equation, chart, pictures and map beside it, to be touched as ever. Or a study, with its figure beside it. */
import { lessonTexts } from "./texts";
import { studyTexts } from "../studies/texts";
import { useStore, useTexts } from "../context";
import { Equation } from "../equation/Equation";
import { ClassPicker } from "../latent/ClassPicker";
import { LatentSpace } from "../latent/LatentSpace";
import { later } from "../kit/later";
import { LossChart } from "../lossChart/LossChart";
import { Failure } from "../notices/Failure";
import { Pictures } from "../pictures/Pictures";
import { useModel } from "../useModel";
import { LESSON_CHART } from "./place";

const Lessons = later(async () => (await import("./Lessons")).Lessons, { texts: lessonTexts });
const StudyPage = later(async () => (await import("../studies/Studies")).StudyPage, { texts: studyTexts });

export function Learn() {
  const { shell } = useTexts();
  const model = useModel();
  const study = useStore((state) => state.study);
  return (
    <main className="page__main" aria-label={shell.header.tagline}>
      {study ? <StudyPage key={study} id={study} /> : (
        <>
          <div className="page__column learn"><Lessons /></div>
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
      )}
    </main>
  );
}
