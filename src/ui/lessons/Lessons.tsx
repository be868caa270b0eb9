/** The lesson that is open, or the list of them; under it what trains and sets the run, the settings folded up until the reader is to use them. */
import { useEffect } from "react";
import { stagesOf } from "../../lessons/lesson";
import { lessons } from "../../lessons/registry";
import { useRoom, useStore, useTexts } from "../context";
import { Controls } from "../experiment/Controls";
import { Settings } from "../experiment/Settings";
import { RunLine } from "../play/RunLine";
import { keepNotebook } from "./keepNotebook";
import { LessonList } from "./LessonList";
import { LessonPanel } from "./LessonPanel";
import { useLessonsTexts } from "./useLesson";

export function Lessons() {
  const { store } = useRoom();
  const { later } = useTexts().shell;
  const id = useStore((state) => state.lesson);
  const repairing = useStore(({ lesson, notebook }) => lesson !== null && stagesOf(lessons[lesson])[notebook[lesson]?.at ?? 0]?.kind === "repair");
  const texts = useLessonsTexts();
  useEffect(() => keepNotebook(store), [store]);
  if (!texts) return <p className="later" role="status">{later.loading}</p>;
  return (
    <>
      {id === null ? <LessonList texts={texts} /> : <LessonPanel key={id} id={id} texts={texts} />}
      <div className="learn__hand">
        <Controls />
        <details className="learn__settings" key={String(repairing)} open={repairing}>
          <summary>{texts.panel.settings}</summary>
          <Settings />
        </details>
        <RunLine />
      </div>
    </>
  );
}
