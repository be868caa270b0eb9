/**
 * Defines exercises: a program with functions that the reader writes, which are checked by what they compute. Texts lie beside them (`texts.ts`); the page shows
 * them in Learn (`src/page/features/learn/exercises`).
 */
import type { Threshold } from "../../core/threshold";
import type { Source } from "../lessons/lesson";
import type { Quantity } from "../../subject/measurements/readings";

export interface Exercise {
  /** Duration in minutes. */
  readonly minutes: number;
  /** What the program reaches by a step if its functions are right. */
  readonly training: { readonly until: number; readonly conditions: readonly [Threshold<Quantity>, ...Threshold<Quantity>[]] };
  readonly sources: readonly [Source, ...Source[]];
}

/** The Python files of an exercise's folder that the page shows. */
export interface ShownFiles {
  /** The whole program. The functions that the reader writes raise NotImplementedError. */
  readonly program: string;
  /** Our functions, with their imports. A function NAME__VARIANT is right, too. */
  readonly solution: string;
  /** What the functions are called with: parameters whose gradients count, and a function `check_NAME(NAME)` for each function. */
  readonly batches: string;
}

/** All Python files of an exercise's folder. */
export interface ExerciseFiles extends ShownFiles {
  /** What readers get wrong, with imports: NAME__MISTAKE is in place of NAME. */
  readonly mistakes: string;
}

/** The batches' function `check_NAME(NAME)` calls the function NAME. */
export const CALLS = "check_";

/** Returns the names of the functions that the reader writes, in their order. */
export const functionsOf = ({ batches }: Pick<ExerciseFiles, "batches">): readonly string[] => [...batches.matchAll(new RegExp(`^def ${CALLS}(\\w+)\\(`, "gm"))].map(([, name]) => name!);

/** Returns what comes after NAME__ in the names of a source's functions. */
export const variantsIn = (source: string, name: string): readonly string[] => [...source.matchAll(new RegExp(`^def ${name}__(\\w+)\\(`, "gm"))].map(([, variant]) => variant!);

/** Returns the ids of the mistakes that are known of a function. */
export const mistakesOf = ({ mistakes }: Pick<ExerciseFiles, "mistakes">, name: string): readonly string[] => variantsIn(mistakes, name);
