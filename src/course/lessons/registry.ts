/** All lessons, from their folders. */
import { entriesById } from "../../core/folders";
import { LESSON_IDS, type LessonId } from "./ids";
import type { Lesson } from "./lesson";

export const lessons = entriesById<LessonId, Lesson>(LESSON_IDS, import.meta.glob("./*/lesson.ts", { eager: true, import: "lesson" }));
