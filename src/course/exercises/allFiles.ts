/** All Python files of exercises, for the check of functions. */
import { entriesById } from "../../core/folders";
import type { ExerciseFiles } from "./exercise";
import { shownFilesOf } from "./files";
import { EXERCISE_IDS, type ExerciseId } from "./ids";

const mistakes = entriesById<ExerciseId, string>(EXERCISE_IDS, import.meta.glob("./*/mistakes.py", { eager: true, query: "?raw", import: "default" }) as Readonly<Record<string, string>>);

export const filesOf = (id: ExerciseId): ExerciseFiles => ({ ...shownFilesOf(id), mistakes: mistakes[id] });
