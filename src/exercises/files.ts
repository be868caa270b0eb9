/** The Python files of all exercises, fetched when one is opened. */
import { entriesById } from "../core/folders";
import type { ExerciseFiles } from "./exercise";
import { EXERCISE_IDS, type ExerciseId } from "./ids";

type Texts = Readonly<Record<string, string>>;

const programs = entriesById<ExerciseId, string>(EXERCISE_IDS, import.meta.glob("./*/program.py", { eager: true, query: "?raw", import: "default" }) as Texts);
const solutions = entriesById<ExerciseId, string>(EXERCISE_IDS, import.meta.glob("./*/solution.py", { eager: true, query: "?raw", import: "default" }) as Texts);
const batches = entriesById<ExerciseId, string>(EXERCISE_IDS, import.meta.glob("./*/batches.py", { eager: true, query: "?raw", import: "default" }) as Texts);
const mistakes = entriesById<ExerciseId, string>(EXERCISE_IDS, import.meta.glob("./*/mistakes.py", { eager: true, query: "?raw", import: "default" }) as Texts);

export const filesOf = (id: ExerciseId): ExerciseFiles => ({ program: programs[id], solution: solutions[id], batches: batches[id], mistakes: mistakes[id] });
