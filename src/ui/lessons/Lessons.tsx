/** The lesson that is open, or the list of them; under it the experiment's own controls, folded up until the reader is to use them. */
import { useEffect, type ReactNode } from "react";
import { stagesOf } from "../../lessons/lesson";
import { lessons } from "../../lessons/registry";
import { useRoom, useStore, useTexts } from "../context";
import { Controls } from "../experiment/Controls";
import { Settings } from "../experiment/Settings";
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
      <Folded key={String(repairing)} open={repairing} name={texts.panel.controls}>
        <Controls />
        <Settings />
      </Folded>
    </>
  );
}

function Folded({ open, name, children }: { readonly open: boolean; readonly name: string; readonly children: ReactNode }) {
  return (
    <details className="lesson__controls" open={open}>
      <summary>{name}</summary>
      {children}
    </details>
  );
}
