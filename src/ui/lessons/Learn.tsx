/** Learn: a lesson in the left column; equation, chart, pictures and map beside it, to be touched as ever. */
import { isLanguage } from "../../i18n";
import { loadLessonTexts } from "../../i18n/lessons";
import { useTexts } from "../context";
import { Equation } from "../equation/Equation";
import { ClassPicker } from "../latent/ClassPicker";
import { LatentSpace } from "../latent/LatentSpace";
import { later } from "../layout/later";
import { LossChart } from "../lossChart/LossChart";
import { Failure } from "../notices/Failure";
import { Pictures } from "../pictures/Pictures";
import { useModel } from "../useModel";
import { LESSON_CHART } from "./place";

/** With its texts in the language that the page is in: what was fetched needs no network. */
const Lessons = later(async () => {
  const { lang } = document.documentElement;
  const [{ Lessons: Component }] = await Promise.all([import("./Lessons"), loadLessonTexts(isLanguage(lang) ? lang : "en")]);
  return Component;
});

export function Learn() {
  const { shell } = useTexts();
  const model = useModel();
  return (
    <main className="page__main" aria-label={shell.header.tagline}>
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
    </main>
  );
}
