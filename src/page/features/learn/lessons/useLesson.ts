/** The open lesson with its texts and the reader's notes. */
import { useMemo } from "react";
import type { LessonsTexts } from "../texts";
import type { LessonId } from "../../../../course/lessons/ids";
import { stagesOf, type Lesson } from "../../../../course/lessons/lesson";
import { lessons } from "../../../../course/lessons/registry";
import type { LessonTexts } from "../../../../course/lessons/texts";
import type { Notes } from "../slice";
import { EMPTY_NOTES } from "./notebook";
import type { Store } from "../../../state/store";
import { usePanelParts, useStore } from "../../../ui/context";

/** Changes the notes of a lesson. */
export function changeNotes(store: Store, id: LessonId, change: Partial<Notes>): void {
  store.setState(({ notebook }) => ({ notebook: { ...notebook, [id]: { ...EMPTY_NOTES, ...notebook[id], ...change } } }));
}

/** The data of an open lesson. */
export interface OpenLesson {
  readonly id: LessonId;
  readonly lesson: Lesson;
  readonly texts: LessonTexts;
  readonly panel: LessonsTexts["panel"];
  readonly notes: Notes;
  note(change: Partial<Notes>): void;
}

/** Returns the lesson with its texts and notes. */
export function useOpenLesson(id: LessonId, { panel, lessons: all }: LessonsTexts): OpenLesson {
  const { store } = usePanelParts();
  const notes = useStore(({ notebook }) => notebook[id]) ?? EMPTY_NOTES;
  const lesson = lessons[id];
  return useMemo(() => ({
    id, lesson, texts: all[id]!, panel, notes: { ...notes, at: Math.min(notes.at, stagesOf(lesson).length - 1) },
    note: (change) => changeNotes(store, id, change),
  }), [id, lesson, all, panel, notes, store]);
}
