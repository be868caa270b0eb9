/** Checks the functions that a reader has written: by what they compute, not by their text. Of a wrong one it says which known mistake computes the same. */
import type { Tf } from "../core/model/tf";
import type { ProblemKind } from "../python/problem";
import type { Span } from "../python/syntax";
import { callFunctions, compute, shapesText, type Called, type Computed, type Failure } from "./compute";
import { functionsOf, variantsIn, type ExerciseFiles } from "./exercise";

/** How a function's results differ from ours. `result`: which of several, counted from 0. */
export type Difference =
  /** Shapes as Python writes them. */
  | { readonly kind: "shape"; readonly found: string; readonly wanted: string }
  | { readonly kind: "not-finite"; readonly result: number }
  /** It is ours times a number, in all batches. */
  | { readonly kind: "factor"; readonly result: number; readonly by: number }
  /** It is ours plus a number, in all batches. */
  | { readonly kind: "offset"; readonly result: number; readonly by: number }
  | { readonly kind: "values"; readonly result: number; readonly found: number; readonly wanted: number }
  /** The values are right. `missing`: there is no gradient where ours has one. */
  | { readonly kind: "gradient"; readonly result: number; readonly of: string; readonly missing: boolean };

export type Verdict =
  | { readonly kind: "right" }
  /** It still raises NotImplementedError. */
  | { readonly kind: "unwritten" }
  | { readonly kind: "missing" }
  | { readonly kind: "problem"; readonly problem: ProblemKind; readonly span: Span }
  | { readonly kind: "no-tensors"; readonly found: string }
  /** `mistake`: the known mistake that computes the same; null: none does. */
  | { readonly kind: "wrong"; readonly mistake: string | null; readonly difference: Difference };

/** A function and its verdict. */
export interface Checked {
  readonly name: string;
  readonly verdict: Verdict;
}

const SEEDS = [1, 2, 3];
/** Two numbers are equal if they differ by at most this share of the largest number of their result: programs round differently. */
const TOLERANCE = 2e-4;

/** Checks each function of an exercise. Never rejects because of what the program does. */
export async function checkExercise(tf: Tf, exercise: ExerciseFiles, program: string): Promise<readonly Checked[]> {
  const names = functionsOf(exercise);
  const same = Object.fromEntries(names.map((name) => [name, name]));
  const [written, ours] = [callFunctions(program, exercise.batches, same), callFunctions(exercise.solution, exercise.batches, same)];
  return Promise.all(names.map(async (name) => {
    const [found, wanted] = [written.get(name)!, ours.get(name)!];
    if (wanted.kind !== "called") throw new Error(`Our ${name} computes nothing: ${JSON.stringify(wanted)}`);
    return { name, verdict: found.kind === "called" ? await verdictOn(tf, exercise, name, found, wanted) : failed(found) };
  }));
}

function failed(failure: Failure): Verdict {
  return failure.kind === "problem" && failure.problem.kind === "raised" && failure.problem.error === "NotImplementedError" ? { kind: "unwritten" } : failure;
}

async function verdictOn(tf: Tf, exercise: ExerciseFiles, name: string, found: Called, wanted: Called): Promise<Verdict> {
  const [theirs, ours] = [await compute(tf, found, SEEDS), await compute(tf, wanted, SEEDS)];
  const difference = differenceOf(theirs, ours);
  if (!difference || await sameAs(tf, exercise, name, exercise.solution, theirs) !== null) return { kind: "right" };
  return { kind: "wrong", mistake: await sameAs(tf, exercise, name, exercise.mistakes, theirs), difference };
}

/** A known variant of a function, and what it computes, once that is asked for; null: nothing. */
interface Variant {
  readonly id: string;
  computed: Promise<Computed | null> | null;
}

/** The variants of functions that were compared, by their source and the function's name: a reader checks a function many times. */
const compared = new Map<string, { readonly calls: ReturnType<typeof callFunctions>; readonly variants: readonly Variant[] }>();

function variantsOf({ batches }: ExerciseFiles, name: string, source: string) {
  const key = `${name} ${source}`;
  const known = compared.get(key);
  if (known) return known;
  const ids = variantsIn(source, name);
  const calls = callFunctions(source, batches, Object.fromEntries(ids.map((id) => [id, `${name}__${id}`])), name);
  const found = { calls, variants: ids.map((id): Variant => ({ id, computed: null })) };
  compared.set(key, found);
  return found;
}

/** Returns the first variant of a function in this source that computes the same; null: none does. */
async function sameAs(tf: Tf, exercise: ExerciseFiles, name: string, source: string, theirs: Computed): Promise<string | null> {
  const { calls, variants } = variantsOf(exercise, name, source);
  for (const variant of variants) {
    const called = calls.get(variant.id)!;
    variant.computed ??= called.kind === "called" ? compute(tf, called, SEEDS) : Promise.resolve(null);
    const computed = await variant.computed;
    if (computed && !differenceOf(theirs, computed)) return variant.id;
  }
  return null;
}

/** The numbers of one result in all batches. */
const joined = (parts: readonly Float32Array[]): Float32Array => Float32Array.from(parts.flatMap((part) => [...part]));

const largest = (values: Float32Array): number => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/** Returns whether numbers are equal up to rounding. Numbers that are not finite equal each other. */
function areClose(a: Float32Array, b: Float32Array, scale = Math.max(largest(b.filter(Number.isFinite)), 1e-3)): boolean {
  return a.length === b.length && a.every((value, i) => (Number.isFinite(value) && Number.isFinite(b[i]!) ? Math.abs(value - b[i]!) <= TOLERANCE * scale : Number.isFinite(value) === Number.isFinite(b[i]!)));
}

/** Returns the first difference; null if both compute the same values and gradients. */
function differenceOf(theirs: Computed, ours: Computed): Difference | null {
  const [found, wanted] = [shapesText(theirs.results[0]!), shapesText(ours.results[0]!)];
  if (found !== wanted) return { kind: "shape", found, wanted };
  const count = ours.results[0]!.length;
  for (let result = 0; result < count; result++) {
    const [a, b] = [theirs, ours].map(({ results }) => joined(results.map((batch) => batch[result]!.values))) as [Float32Array, Float32Array];
    if (!areClose(a, b)) return ofValues(a, b, result);
  }
  for (let result = 0; result < count; result++) {
    for (const of of ours.gradients[0]![result]!.keys()) {
      const [a, b] = [theirs, ours].map(({ gradients }) => joined(gradients.map((batch) => batch[result]!.get(of)!))) as [Float32Array, Float32Array];
      if (!areClose(a, b)) return { kind: "gradient", result, of, missing: largest(a) === 0 };
    }
  }
  return null;
}

/** Says how values differ that are not equal. */
function ofValues(a: Float32Array, b: Float32Array, result: number): Difference {
  if (!a.every(Number.isFinite)) return { kind: "not-finite", result };
  const by = a.reduce((sum, value, i) => sum + value * b[i]!, 0) / b.reduce((sum, value) => sum + value * value, 0);
  if (Math.abs(by) > 1e-3 && areClose(a, b.map((value) => by * value), Math.abs(by) * largest(b))) return { kind: "factor", result, by };
  const offset = a.reduce((sum, value, i) => sum + value - b[i]!, 0) / a.length;
  if (areClose(a, b.map((value) => value + offset), largest(b))) return { kind: "offset", result, by: offset };
  const at = a.findIndex((value, i) => Math.abs(value - b[i]!) > TOLERANCE * largest(b));
  return { kind: "values", result, found: a[at]!, wanted: b[at]! };
}
