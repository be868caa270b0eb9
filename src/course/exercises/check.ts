/** Checks the functions that a reader has written: by what they compute, not by their text. Of a wrong one it says which known mistake computes the same. */
import { joinFloats } from "../../core/bytes";
import type { Tf } from "../../core/model/tf";
import { sizeOf } from "../../core/model/parameters";
import { nextTask } from "../../core/tasks";
import { constantsOf, withConstants } from "../../torchSubset/program/constants";
import type { Shape } from "../../torchSubset/program/graph";
import type { ProblemKind } from "../../torchSubset/python/problem";
import type { Span } from "../../torchSubset/python/syntax";
import { callFunctions, compute, drawnShapes, shapesText, type Called, type Computed, type Failure, type Layout, type Layouts } from "./compute";
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
  /** If it is not the first result, those before it are right: it is that of extreme or other inputs. */
  | { readonly kind: "values"; readonly result: number; readonly found: number; readonly wanted: number }
  /** The values are right. `missing`: there is no gradient where ours has one. */
  | { readonly kind: "gradient"; readonly result: number; readonly of: string; readonly missing: boolean };

export type Verdict =
  | { readonly kind: "right" }
  /** It still raises NotImplementedError. */
  | { readonly kind: "unwritten" }
  | { readonly kind: "missing" }
  /** `mistake`: the known mistake that has the same problem; null: none has. */
  | { readonly kind: "problem"; readonly mistake: string | null; readonly problem: ProblemKind; readonly span: Span }
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

/** What functions are called with, and the numbers of the program's constants at that time. */
interface Setting {
  readonly batches: string;
  readonly constants: Readonly<Record<string, number>>;
}

const numbersIn = (source: string): Readonly<Record<string, number>> => Object.fromEntries(constantsOf(source).map(({ name, value }) => [name, value]));

/**
 * Returns how an exercise's functions are called. Constants of the batches replace those of the program with the same name, such as the batch size: so are most
 * solutions checked faster. In the second setting, all constants have the numbers of the exercise's program, whatever the reader's are now; null: it is the same.
 */
export function settingsOf({ program, batches }: Pick<ExerciseFiles, "program" | "batches">): readonly [fast: Setting, exact: Setting | null] {
  const own = constantsOf(batches);
  const constants = numbersIn(program);
  const exact = withConstants(batches, own, constants);
  return [{ batches, constants: { ...constants, ...numbersIn(batches) } }, exact === batches ? null : { batches: exact, constants }];
}

/** Returns the lines of a program that set the constants at its top. `numbers`: other values, by name. */
export const constantLines = (program: string, numbers: Readonly<Record<string, number>> = {}): string =>
  constantsOf(program).map(({ name, value }) => `${name} = ${numbers[name] ?? value}`).join("\n");

/** Checks each function of an exercise. Never rejects because of what the program does. */
export async function checkExercise(tf: Tf, exercise: ExerciseFiles, program: string): Promise<readonly Checked[]> {
  const names = functionsOf(exercise);
  const same = Object.fromEntries(names.map((name) => [name, name]));
  const [fast, exact] = settingsOf(exercise);
  const callsIn = ({ batches, constants }: Setting) => callFunctions(program, batches, same, { constants });
  const written = callsIn(fast);
  let again: ReturnType<typeof callsIn> | null = null;
  return Promise.all(names.map(async (name) => {
    const found = written.get(name)!;
    const verdict = found.kind === "called" ? await verdictOn(tf, { ...exercise, batches: fast.batches }, name, found) : failed(tf, { ...exercise, batches: fast.batches }, name, found);
    if (!exact || (verdict.kind !== "wrong" && verdict.kind !== "problem")) return { name, verdict };
    again ??= callsIn(exact);
    return { name, verdict: await exactVerdict(tf, { ...exercise, batches: exact.batches }, name, again.get(name)!, verdict) };
  }));
}

/** Returns the verdict with the sizes of the program, where `fast` is that with others. */
async function exactVerdict(tf: Tf, exercise: ExerciseFiles, name: string, found: Called | Failure, fast: Verdict): Promise<Verdict> {
  if (found.kind !== "called") return failed(tf, exercise, name, found);
  if (fast.kind !== "wrong") return verdictOn(tf, exercise, name, found);
  const theirs = computing(tf, found);
  const { called, computed: ours } = ownFunction(tf, exercise, name);
  if (await isRight(tf, exercise, name, [theirs, ...layoutsOf(tf, found, called)])) return { kind: "right" };
  const isRelation = ({ kind }: Difference) => kind === "factor" || kind === "offset";
  const difference = await differenceIn(theirs, ours, isRelation(fast.difference) ? SEEDS : SEEDS.slice(0, 1)) ?? fast.difference;
  return { ...fast, difference: isRelation(difference) && !isRelation(fast.difference) ? fast.difference : difference }; // in one batch, any two numbers have a factor
}

function failed(tf: Tf, exercise: ExerciseFiles, name: string, failure: Failure): Verdict {
  if (failure.kind !== "problem") return failure;
  if (failure.problem.kind === "raised" && failure.problem.error === "NotImplementedError") return { kind: "unwritten" };
  const problem = JSON.stringify(failure.problem);
  return { ...failure, mistake: variantsOf(tf, exercise, name, exercise.mistakes).find((one) => one.problem === problem)?.id ?? null };
}

/** What a function computes for a seed, once that is asked for. */
interface Computing {
  readonly values: (seed: number) => Promise<Computed>;
  /** The values and gradients. */
  readonly all: (seed: number) => Promise<Computed>;
}

function computing(tf: Tf, called: Called, layouts?: Layouts): Computing {
  const once = (gradients: boolean) => {
    const known = new Map<number, Promise<Computed>>();
    return (seed: number) => {
      // In a task of its own: the worker that also trains must not seem to be silent meanwhile.
      const computed = known.get(seed) ?? nextTask().then(() => compute(tf, called, [seed], { ...(layouts && { layouts }), gradients }));
      known.set(seed, computed);
      return computed;
    };
  };
  return { values: once(false), all: once(true) };
}

/** Our functions that were compared, by the solution and the function's name. */
const ownFunctions = new Map<string, Own>();

interface Own {
  readonly called: Called;
  readonly computed: Computing;
}

function ownFunction(tf: Tf, { solution, batches }: ExerciseFiles, name: string): Own {
  const key = `${name} ${batches} ${solution}`;
  const known = ownFunctions.get(key);
  if (known) return known;
  const called = callFunctions(solution, batches, { [name]: name }).get(name)!;
  if (called.kind !== "called") throw new Error(`Our ${name} computes nothing: ${JSON.stringify(called)}`);
  const own: Own = { called, computed: computing(tf, called) };
  ownFunctions.set(key, own);
  return own;
}

/** Returns whether both compute the same for all seeds. */
async function isSame(a: Computing, b: Computing): Promise<boolean> {
  for (const seed of SEEDS) {
    if (differenceOf([await a.values(seed)], [await b.values(seed)])) return false; // most differ so, which is known without gradients
    if (differenceOf([await a.all(seed)], [await b.all(seed)])) return false;
  }
  return true;
}

/** Returns the first difference for these seeds together, or else for one of them, whose numbers may be smaller; null: there is none. */
async function differenceIn(theirs: Computing, ours: Computing, seeds: readonly number[]): Promise<Difference | null> {
  const [a, b] = [await Promise.all(seeds.map(theirs.values)), await Promise.all(seeds.map(ours.values))];
  const together = differenceOf(a, b) ?? differenceOf(await Promise.all(seeds.map(theirs.all)), await Promise.all(seeds.map(ours.all)));
  if (together || seeds.length === 1) return together;
  for (const seed of seeds) {
    const alone = await differenceIn(theirs, ours, [seed]);
    if (alone) return alone;
  }
  return null;
}

/** Returns how a function's draws could be laid out to have the same distribution, other than as they are. `wanted`: the shapes of our draws. */
function otherLayouts(found: Called, wanted: Called): readonly Layouts[] {
  const [drawn, ours] = [drawnShapes(found), drawnShapes(wanted)];
  const those = (kind: "normal" | "uniform"): readonly (Layout | null)[] => {
    const [own, other] = [drawn[kind], ours[kind] ?? []];
    if (!own) return [null];
    const count = (shapes: readonly Shape[]) => shapes.reduce((sum, shape) => sum + sizeOf(shape), 0);
    const hasColumns = count(own) === count(other) && other.some((shape) => shape.filter((length) => length > 1).length > 1);
    return [null, ...(hasColumns ? [null, other] : [null]).flatMap((columnsOf) => [false, true].map((isMirrored) => ({ isMirrored, columnsOf }))).slice(1)];
  };
  const [normal, uniform] = [those("normal"), those("uniform")];
  return normal.flatMap((one) => uniform.map((other): Layouts => ({ ...(one && { normal: one }), ...(other && { uniform: other }) }))).slice(1);
}

/** Returns what a function computes with its draws laid out otherwise. */
const layoutsOf = (tf: Tf, found: Called, wanted: Called): readonly Computing[] => otherLayouts(found, wanted).map((layouts) => computing(tf, found, layouts));

/** Returns whether one of the candidates computes what ours does, or a variant of ours. */
async function isRight(tf: Tf, exercise: ExerciseFiles, name: string, candidates: readonly Computing[]): Promise<boolean> {
  const { computed: ours } = ownFunction(tf, exercise, name);
  for (const candidate of candidates) if (await isSame(candidate, ours)) return true;
  return await sameAs(tf, exercise, name, exercise.solution, candidates) !== null;
}

async function verdictOn(tf: Tf, exercise: ExerciseFiles, name: string, found: Called): Promise<Verdict> {
  const { called: wanted, computed: ours } = ownFunction(tf, exercise, name);
  const candidates = [computing(tf, found), ...layoutsOf(tf, found, wanted)];
  if (await isRight(tf, exercise, name, candidates)) return { kind: "right" };
  const difference = (await differenceIn(candidates[0]!, ours, SEEDS))!;
  return { kind: "wrong", mistake: await sameAs(tf, exercise, name, exercise.mistakes, candidates), difference };
}

/** A known variant of a function; `computed` is null if it computes nothing, and `problem` is why, as JSON. */
interface Variant {
  readonly id: string;
  readonly computed: Computing | null;
  readonly problem: string | null;
}

/** The variants of functions that were compared, by their source and the function's name: a reader checks a function many times. */
const compared = new Map<string, readonly Variant[]>();

function variantsOf(tf: Tf, { batches }: ExerciseFiles, name: string, source: string): readonly Variant[] {
  const key = `${name} ${batches} ${source}`;
  const known = compared.get(key);
  if (known) return known;
  const ids = variantsIn(source, name);
  const calls = callFunctions(source, batches, Object.fromEntries(ids.map((id) => [id, `${name}__${id}`])), { instead: name });
  const found = ids.map((id): Variant => {
    const called = calls.get(id)!;
    return { id, computed: called.kind === "called" ? computing(tf, called) : null, problem: called.kind === "problem" ? JSON.stringify(called.problem) : null };
  });
  compared.set(key, found);
  return found;
}

/** Returns the first variant of a function in this source that computes the same as one of the candidates; null: none does. */
async function sameAs(tf: Tf, exercise: ExerciseFiles, name: string, source: string, candidates: readonly Computing[]): Promise<string | null> {
  for (const candidate of candidates) {
    for (const { id, computed } of variantsOf(tf, exercise, name, source)) if (computed && await isSame(candidate, computed)) return id;
  }
  return null;
}

/** Returns the largest magnitude of numbers that are finite. */
function largest(values: Float32Array): number {
  let most = 0;
  for (const value of values) if (Number.isFinite(value) && Math.abs(value) > most) most = Math.abs(value);
  return most;
}

/** Returns whether numbers are equal up to rounding. Numbers that are not finite equal each other. */
function areClose(a: Float32Array, b: Float32Array, scale = Math.max(largest(b), 1e-3)): boolean {
  if (a.length !== b.length) return false;
  const most = TOLERANCE * scale;
  for (let i = 0; i < a.length; i++) {
    const apart = Math.abs(a[i]! - b[i]!);
    if (!(apart <= most) && (Number.isFinite(a[i]!) || Number.isFinite(b[i]!))) return false; // what is no number is not smaller
  }
  return true;
}

/** Returns the first difference; null if both compute the same values and gradients. Each has one entry for each seed. */
function differenceOf(theirs: readonly Computed[], ours: readonly Computed[]): Difference | null {
  const [found, wanted] = [shapesText(theirs[0]!.results[0]!), shapesText(ours[0]!.results[0]!)];
  if (found !== wanted) return { kind: "shape", found, wanted };
  const valuesOf = (all: readonly Computed[], result: number) => joinFloats(all.flatMap(({ results }) => results.map((batch) => batch[result]!.values)));
  const results = ours[0]!.results[0]!.map((_, result) => ({ a: valuesOf(theirs, result), b: valuesOf(ours, result) }));
  const result = results.findIndex(({ a, b }) => !areClose(a, b));
  if (result >= 0) return ofValues(results, result);
  for (const [i] of results.entries()) {
    for (const of of ours[0]!.gradients[0]?.[i]?.keys() ?? []) {
      const [a, b] = [theirs, ours].map((all) => joinFloats(all.flatMap(({ gradients }) => gradients.map((batch) => batch[i]!.get(of)!)))) as [Float32Array, Float32Array];
      if (!areClose(a, b)) return { kind: "gradient", result: i, of, missing: largest(a) === 0 };
    }
  }
  return null;
}

/** A result in all batches: theirs and ours. */
interface Pair {
  readonly a: Float32Array;
  readonly b: Float32Array;
}

/** Says how values differ that are not equal. A factor or an offset is that of all results. */
function ofValues(results: readonly Pair[], result: number): Difference {
  const { a, b } = results[result]!;
  if (!a.every(Number.isFinite)) return { kind: "not-finite", result };
  const by = a.reduce((sum, value, i) => sum + value * b[i]!, 0) / b.reduce((sum, value) => sum + value * value, 0);
  if (Math.abs(by) > 1e-3 && Math.abs(by - 1) > 0.02 && results.every((one) => areClose(one.a, one.b.map((value) => by * value)))) return { kind: "factor", result, by };
  const offset = a.reduce((sum, value, i) => sum + value - b[i]!, 0) / a.length;
  if (results.every((one) => areClose(one.a, one.b.map((value) => value + offset), largest(one.b)))) return { kind: "offset", result, by: offset };
  const most = TOLERANCE * largest(b);
  const at = a.findIndex((value, i) => Math.abs(value - b[i]!) > most);
  return { kind: "values", result, found: a[at]!, wanted: b[at]! };
}
