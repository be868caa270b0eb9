/** The lesson that is open, or the list of them; under it what trains and sets the run, the settings folded up until the reader is to use them. */
import { useEffect } from "react";
import { lessonTexts } from "./texts";
import { stagesOf } from "../../lessons/lesson";
import { lessons } from "../../lessons/registry";
import { useRoom, useStore, useTexts } from "../context";
import { later } from "../kit/later";
import { useLaterTexts } from "../kit/useLaterTexts";
import { keepNotebook } from "./keepNotebook";
import { LessonList } from "./LessonList";
import { LessonPanel } from "./LessonPanel";
import { RunInHand } from "./RunInHand";

const StudyList = later(async () => (await import("../studies/Studies")).StudyList);

export function Lessons() {
  const { store } = useRoom();
  const { loading } = useTexts().shell.later;
  const id = useStore((state) => state.lesson);
  const repairing = useStore(({ lesson, notebook }) => lesson !== null && stagesOf(lessons[lesson])[notebook[lesson]?.at ?? 0]?.kind === "repair");
  const texts = useLaterTexts(lessonTexts);
  useEffect(() => keepNotebook(store), [store]);
  if (!texts) return <p className="later" role="status">{loading}</p>;
  return (
    <>
      <div className="learn__page">
        {id === null ? <LessonList texts={texts} /> : <LessonPanel key={id} id={id} texts={texts} />}
        {id === null && <StudyList />}
      </div>
      <RunInHand settings={texts.panel.settings} open={repairing} />
    </>
  );
}
