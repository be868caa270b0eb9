/** Branded numbers, so that a step is never passed for milliseconds. They are plain numbers at run time. */

declare const brand: unique symbol;
type Branded<T, Name extends string> = T & { readonly [brand]: Name };

/** Training steps finished since the weights were initialised; 0 before the first. */
export type Step = Branded<number, "Step">;
/** Brands a number of steps. */
export const step = (n: number): Step => n as Step;
/** Training stops at this step. Links, saved runs, talks and commands all accept steps up to it, and no later ones. */
export const MAX_STEP = step(999_999_999);

/** The number of a run within one page visit. Every message of the worker has it, so that late ones are recognised. */
export type RunId = Branded<number, "RunId">;
/** Brands the number of a run. */
export const runId = (n: number): RunId => n as RunId;

export type Millis = Branded<number, "Millis">;
/** Brands a number of milliseconds. */
export const millis = (n: number): Millis => n as Millis;
