/** The list of lessons, with their duration and the reader's progress. */
import type { LessonsTexts } from "../texts";
import { LESSON_IDS } from "../../../../course/lessons/ids";
import { stagesOf } from "../../../../course/lessons/lesson";
import { lessons } from "../../../../course/lessons/registry";
import { usePanelParts, useStore, useTexts } from "../../../ui/context";
import { quietly } from "../../../ui/kit/quietly";
import { SureButton } from "../../../ui/kit/SureButton";
import { Card } from "../Card";
import { useFocus } from "../useFocus";
import { begin } from "./begin";
import { EMPTY_NOTES } from "./notebook";
import { changeNotes } from "./useLesson";
import { stageNumber } from "./words";

export function LessonList({ texts: { panel, lessons: texts } }: { readonly texts: LessonsTexts }) {
  const parts = usePanelParts();
  const { pair } = useTexts().shell;
  const notebook = useStore((state) => state.notebook);
  const heading = useFocus<HTMLHeadingElement>(null);
  return (
    <section className="lesson" aria-label={panel.choose}>
      <h2 className="lesson__title" tabIndex={-1} ref={heading}>{panel.choose}</h2>
      <p className="lesson__hint">{panel.chooseAbout}</p>
      <ol className="cards">
        {LESSON_IDS.map((id) => {
          const { title, about } = texts[id]!;
          const { at, repaired } = notebook[id] ?? EMPTY_NOTES;
          const of = stagesOf(lessons[id]).length;
          const progress = repaired !== null ? panel.finished : at > 0 ? stageNumber(at, of) : null;
          const open = repaired !== null ? panel.again : at > 0 ? panel.goOn : panel.begin;
          return (
            <Card
              key={id} title={title} about={about} facts={`${panel.minutes(lessons[id].minutes)}${progress === null ? "" : ` · ${progress}`}`}
              done={repaired === null ? at / of : 1}
            >
              {at > 0 && (
                <SureButton ask={panel.startOver} sure={panel.startOverSure} of={title} onSure={() => { changeNotes(parts.store, id, { ...EMPTY_NOTES, since: Date.now() }); quietly(begin(parts, id)); }} />
              )}
              <button className="button" aria-label={pair(open, title)} onClick={() => quietly(begin(parts, id))}>{open}</button>
            </Card>
          );
        })}
      </ol>
    </section>
  );
}
