/** Branded numbers, so that a step is never passed where milliseconds are meant. They are plain numbers at run time. */

declare const brand: unique symbol;
type Branded<T, Name extends string> = T & { readonly [brand]: Name };

/** Training steps finished since the weights were initialised; 0 before the first. */
export type Step = Branded<number, "Step">;
export const step = (n: number): Step => n as Step;
/** Training stops at this step. Links, saved runs, talks and commands all accept steps up to it and none beyond. */
export const MAX_STEP = step(999_999_999);

/** Counts the runs of one page visit. Every message of the worker carries it, so that late ones are recognised. */
export type RunId = Branded<number, "RunId">;
export const runId = (n: number): RunId => n as RunId;

export type Millis = Branded<number, "Millis">;
export const millis = (n: number): Millis => n as Millis;
