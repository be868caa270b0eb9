/** Every lesson, from its folder. */
import { LESSON_IDS, type LessonId } from "./ids";
import type { Lesson } from "./lesson";

const folders: Readonly<Record<string, Lesson>> = import.meta.glob("./*/lesson.ts", { eager: true, import: "lesson" });

export const lessons: Readonly<Record<LessonId, Lesson>> = Object.fromEntries(LESSON_IDS.map((id) => {
  const lesson = folders[`./${id}/lesson.ts`];
  if (!lesson) throw new Error(`src/lessons/${id}/lesson.ts is missing`);
  return [id, lesson];
})) as Record<LessonId, Lesson>; // one for each id, as the line before sees to
