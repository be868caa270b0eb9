/** All exercises, from their folders. */
import { entriesById } from "../../core/folders";
import type { Exercise } from "./exercise";
import { EXERCISE_IDS, type ExerciseId } from "./ids";

export const exercises = entriesById<ExerciseId, Exercise>(EXERCISE_IDS, import.meta.glob("./*/exercise.ts", { eager: true, import: "exercise" }));
