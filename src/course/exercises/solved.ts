/** Our solution in an exercise's program. */
import { functionsOf, type ExerciseFiles } from "./exercise";

/** Returns the definition of a function in one of an exercise's own files: all lines up to the next one that is neither indented nor empty. */
function definitionIn(source: string, name: string): string {
  const found = new RegExp(`^def ${name}\\(.*(\\n([ \\t].*)?)*`, "m").exec(source);
  if (!found) throw new Error(`There is no ${name}.`);
  return found[0].trimEnd();
}

/** Returns our functions of an exercise, without imports. */
export const solutionOf = (files: Pick<ExerciseFiles, "batches" | "solution">): readonly string[] => functionsOf(files).map((name) => definitionIn(files.solution, name));

/** Returns the exercise's program with our functions. */
export const solved = (files: Pick<ExerciseFiles, "program" | "batches" | "solution">): string =>
  functionsOf(files).reduce((text, name) => text.replace(definitionIn(text, name), () => definitionIn(files.solution, name)), files.program);
