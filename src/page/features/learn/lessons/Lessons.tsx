/** The open lesson and below it the run's controls, with settings folded until the lesson asks for them; or the lists of lessons, exercises and studies. */
import { useEffect } from "react";
import { stagesOf } from "../../../../course/lessons/lesson";
import { lessons } from "../../../../course/lessons/registry";
import { usePanelParts, useStore } from "../../../ui/context";
import { later } from "../../../ui/kit/later";
import { ExerciseList } from "../exercises/ExerciseList";
import { LessonList } from "./LessonList";
import { LessonPanel } from "./LessonPanel";
import { persistNotebook } from "./notebook";
import { RunControls } from "../RunControls";
import { useLessonsTexts } from "../texts";
import "../learn.css";

const StudyList = later(async () => (await import("../studies/Studies")).StudyList);

export function Lessons() {
  const { store } = usePanelParts();
  const id = useStore((state) => state.lesson);
  const repairing = useStore(({ lesson, notebook }) => lesson !== null && stagesOf(lessons[lesson])[notebook[lesson]?.at ?? 0]?.kind === "repair");
  const texts = useLessonsTexts();
  useEffect(() => persistNotebook(store), [store]);
  return (
    <>
      <div className="learn__page">
        {id === null ? <LessonList texts={texts} /> : <LessonPanel key={id} id={id} texts={texts} />}
        {id === null && <ExerciseList />}
        {id === null && <StudyList />}
      </div>
      {id !== null && <RunControls settings={texts.panel.settings} open={repairing} />}
    </>
  );
}
