/** The Python files of all exercises that the page shows, fetched when one is opened. */
import { entriesById } from "../../core/folders";
import type { ShownFiles } from "./exercise";
import { EXERCISE_IDS, type ExerciseId } from "./ids";

type Texts = Readonly<Record<string, string>>;

const programs = entriesById<ExerciseId, string>(EXERCISE_IDS, import.meta.glob("./*/program.py", { eager: true, query: "?raw", import: "default" }) as Texts);
const solutions = entriesById<ExerciseId, string>(EXERCISE_IDS, import.meta.glob("./*/solution.py", { eager: true, query: "?raw", import: "default" }) as Texts);
const batches = entriesById<ExerciseId, string>(EXERCISE_IDS, import.meta.glob("./*/batches.py", { eager: true, query: "?raw", import: "default" }) as Texts);

export const shownFilesOf = (id: ExerciseId): ShownFiles => ({ program: programs[id], solution: solutions[id], batches: batches[id] });
