/**
 * Computes what functions of a program return, and the gradients of that, on seeded batches. Draws have the same numbers in every program: those of a
 * distribution are taken from one stream in their order, whatever the number of values that each draw has.
 */
import type { Tensor, Tf } from "../../core/model/tf";
import { sizeOf } from "../../core/model/parameters";
import { laneOf } from "../../core/run/draws";
import { normals, uniforms, type Purpose } from "../../core/run/philox";
import { ProgramInterpreter } from "../../torchSubset/python/interpreter";
import { parse } from "../../torchSubset/python/parse";
import { refusalOf } from "../../torchSubset/python/refusals";
import { PythonProblem, type ProblemKind } from "../../torchSubset/python/problem";
import type { Block, Span } from "../../torchSubset/python/syntax";
import { Instance } from "../../torchSubset/python/classes";
import { Dictionary, List, Tuple } from "../../torchSubset/python/sequences";
import { MAX_MILLIS, TimeLimit } from "../../torchSubset/python/timeLimit";
import { typeName, UNCOUNTED, type Value } from "../../torchSubset/python/values";
import { evaluate, unsupportedIn, type Leaves } from "../../torchSubset/program/evaluate";
import { constantsOf } from "../../torchSubset/program/constants";
import { inOrder, shapeText, type Leaf, type Node, type Shape, type Stored } from "../../torchSubset/program/graph";
import { constantTensor } from "../../torchSubset/program/rules/rule";
import { addLibrary } from "../../torchSubset/program/library";
import { storedIn } from "../../torchSubset/program/modules";
import { record } from "../../torchSubset/program/recorder";
import { StoredTensor, TensorValue } from "../../torchSubset/program/tensor";
import { modulesOfTorch } from "../../torchSubset/program/importable";
import { weightOf } from "../../torchSubset/program/weights";
import { CALLS } from "./exercise";

export interface Numbers {
  readonly shape: Shape;
  readonly values: Float32Array;
}

/** What a function computes: for each batch its results, and for each of these its gradients by the name of a parameter of the batches, if they are asked for. */
export interface Computed {
  readonly kind: "computed";
  readonly results: readonly (readonly Numbers[])[];
  readonly gradients: readonly (readonly ReadonlyMap<string, Float32Array>[])[];
}

/** Why a function computes nothing. */
export type Failure =
  | { readonly kind: "problem"; readonly problem: ProblemKind; readonly span: Span }
  /** The program defines no such function before it trains. */
  | { readonly kind: "missing" }
  /** It returns no tensors; `found`: what it returns, in Python's words. */
  | { readonly kind: "no-tensors"; readonly found: string };

/** A function's results as graphs. */
export interface Called {
  readonly kind: "called";
  readonly results: readonly Node[];
  /** The parameters of the batches, by their names there. */
  readonly parameters: ReadonlyMap<string, Stored>;
  /** The number of draws that the batches have made before the call. */
  readonly drawsBefore: number;
}

/** The program has defined its functions, and begins to train. */
class Trains extends Error {
  override readonly name = "Trains";
}

const NOWHERE = { from: 0, to: 0 };

/** How functions are called. */
interface Calls {
  /** All of them are in place of this function; otherwise each key is a function of the batches. */
  readonly instead?: string;
  /** The numbers that constants at the top of the program have instead of their own, by name. */
  readonly constants?: Readonly<Record<string, number>>;
}

/**
 * Calls functions of a program with an exercise's batches, which are written in Python, too. `as`: the function's name in the program, by the key under which
 * its result is returned. The program is executed up to its first batch of training images.
 */
export function callFunctions(program: string, batches: string, as: Readonly<Record<string, string>>, { instead, constants = {} }: Calls = {}): ReadonlyMap<string, Called | Failure> {
  const modules = modulesOfTorch();
  const interpreter = new ProgramInterpreter({ modules, limit: new TimeLimit(MAX_MILLIS) });
  const recorder = record(interpreter);
  addLibrary(interpreter, modules);
  recorder.onBatch = () => { throw new Trains(); };
  const names = Object.keys(as);
  const failed = (caught: unknown): Failure => {
    if (caught instanceof PythonProblem) return { kind: "problem", problem: caught.problem, span: caught.span };
    const refusal = refusalOf(caught);
    if (!refusal) throw caught;
    return { kind: "problem", problem: refusal.problem, span: refusal === caught ? interpreter.span : NOWHERE };
  };
  let block: Block;
  try {
    block = withNumbers(parse(program), program, constants);
    interpreter.run(block);
  } catch (caught) {
    if (!(caught instanceof Trains)) {
      const failure = failed(caught);
      return new Map(names.map((name) => [name, failure]));
    }
  }
  const given = interpreter.importSource("batches", batches, parse);
  const parameters = new Map([...given].flatMap(([name, value]): (readonly [string, Stored])[] => {
    if (value instanceof StoredTensor) return [[name, value.stored]];
    return value instanceof Instance ? storedIn(value).map(([path, { stored }]) => [`${name}.${path}`, stored] as const) : [];
  }));
  return new Map(names.map((name): readonly [string, Called | Failure] => {
    const candidate = interpreter.globals.values.get(as[name]!);
    if (candidate === undefined) return [name, { kind: "missing" }];
    const drawsBefore = recorder.draws.length;
    const [passes, updates] = [recorder.backwards.length, recorder.updates.length];
    /** Returns what the function does that the training does with its result. */
    const trained = (): Failure | null => {
      const { span } = recorder.updates[updates] ?? recorder.backwards[passes] ?? {};
      return span ? { kind: "problem", problem: { kind: "trains" }, span } : null;
    };
    try {
      const result = interpreter.call(given.get(`${CALLS}${instead ?? name}`)!, { positional: [candidate], named: new Map() });
      const training = trained();
      if (training) return [name, training];
      const results = tensorsIn(result);
      if (results === null || results.length === 0) return [name, { kind: "no-tensors", found: otherIn(result) }];
      const unsupported = unsupportedIn(results);
      if (unsupported) return [name, { kind: "problem", problem: { kind: "unsupported", what: unsupported.operation }, span: unsupported.span }];
      return [name, { kind: "called", results, parameters, drawsBefore }];
    } catch (caught) {
      const training = trained();
      if (training) return [name, training];
      return [name, failed(caught)];
    }
  }));
}

/** Returns a program's statements with other numbers for constants at its top. */
function withNumbers(block: Block, program: string, constants: Readonly<Record<string, number>>): Block {
  const changed = constantsOf(program).filter(({ name, value }) => Object.hasOwn(constants, name) && constants[name] !== value);
  if (changed.length === 0) return block;
  return block.map((statement) => {
    const constant = statement.kind === "assign" ? changed.find(({ span }) => span.from === statement.value.from) : undefined;
    if (!constant || statement.kind !== "assign") return statement;
    return { ...statement, value: { kind: constant.kind, value: constants[constant.name]!, ...constant.span } };
  });
}

/** More values of a result are not looked at: a tuple may contain another one several times. */
const MOST_RESULTS = 1000;

/** Returns the tensors of a result in their order; null if it has anything else, or too many values. */
function tensorsIn(value: Value, seen = { values: 0 }): readonly Node[] | null {
  if (++seen.values > MOST_RESULTS) return null;
  if (value instanceof TensorValue) return [value.node];
  const items = value instanceof Tuple || value instanceof List ? value.items : value instanceof Dictionary ? value.entries(UNCOUNTED).map(([, one]) => one) : null;
  const found = items?.map((one) => tensorsIn(one, seen)) ?? [null];
  return found.every((one) => one !== null) ? found.flat() : null;
}

/** Returns the type of what is no tensor among results. */
function otherIn(value: Value): string {
  const items = value instanceof Tuple || value instanceof List ? value.items : [];
  const other = items.find((one) => tensorsIn(one) === null);
  return other === undefined ? typeName(value) : otherIn(other);
}

/** Returns the shapes of results as Python writes them. */
export const shapesText = (results: readonly { readonly shape: Shape }[]): string => results.map(({ shape }) => shapeText(shape)).join(", ");

const stream = (seed: number, name: string, purpose: Purpose) => ({ seed, purpose, step: 0, lane: laneOf(name) });

/** Numbers that were drawn, by what decides them: all functions of an exercise are computed with the same. */
const drawnBefore = new Map<string, Float32Array>();
const MOST_DRAWN = 60;

function onceDrawn(key: string, draw: () => Float32Array): Float32Array {
  const numbers = drawnBefore.get(key) ?? draw();
  drawnBefore.delete(key);
  drawnBefore.set(key, numbers);
  if (drawnBefore.size > MOST_DRAWN) drawnBefore.delete(drawnBefore.keys().next().value!);
  return numbers;
}

/** Returns the first numbers of a parameter of the batches. */
const startOf = (name: string, of: Stored, seed: number): Float32Array =>
  onceDrawn(JSON.stringify([name, of.shape, of.start, seed]), () => drawnStart(name, of, seed));

function drawnStart(name: string, { shape, start }: Stored, seed: number): Float32Array {
  const count = sizeOf(shape);
  switch (start.kind) {
    case "constant": return new Float32Array(count).fill(start.value);
    case "normal": return normals(stream(seed, name, "init"), count).map((value) => start.mean + start.deviation * value);
    case "uniform": return Float32Array.from(uniforms(stream(seed, name, "init"), count), (value) => start.from + (start.to - start.from) * value);
    default: return start satisfies never;
  }
}

/** How the numbers of a distribution are laid out: what is drawn so has the same distribution. */
export interface Layout {
  /** The numbers −x of a normal distribution, and 1 − x of a uniform one. */
  readonly isMirrored: boolean;
  /** The shapes of the draws whose columns are drawn one after the other; null: the numbers are taken row by row. */
  readonly columnsOf: readonly Shape[] | null;
}

export type Layouts = Readonly<Partial<Record<"normal" | "uniform", Layout>>>;

type DrawLeaf = Extract<Leaf, { kind: "draw" }>;

interface DrawOf {
  readonly leaf: DrawLeaf;
  readonly shape: Shape;
}

/** Returns the draws on which results depend, in their order. */
function drawsIn(results: readonly Node[]): readonly DrawOf[] {
  const draws = new Map(inOrder(results).flatMap(({ leaf, shape }): (readonly [number, DrawOf])[] => (leaf?.kind === "draw" ? [[leaf.index, { leaf, shape }]] : [])));
  return [...draws].sort(([a], [b]) => a - b).map(([, draw]) => draw);
}

/** Returns the shapes of a function's draws from each distribution that can be laid out otherwise. */
export function drawnShapes({ results, drawsBefore }: Called): Readonly<Partial<Record<"normal" | "uniform", readonly Shape[]>>> {
  const own = drawsIn(results).filter(({ leaf }) => leaf.index >= drawsBefore);
  const shapesOf = (kind: "normal" | "uniform") => own.flatMap(({ leaf, shape }) => (leaf.draw.kind === kind ? [shape] : []));
  const [normal, uniform] = [shapesOf("normal"), shapesOf("uniform")];
  return { ...(normal.length > 0 && { normal }), ...(uniform.length > 0 && { uniform }) };
}

/** Returns the places at which a stream's numbers are if columns are drawn one after the other. */
function columnPlaces(shapes: readonly Shape[], count: number): Int32Array {
  const places = Int32Array.from({ length: count }, (_, i) => i);
  let before = 0;
  for (const shape of shapes) {
    const columns = shape.at(-1) ?? 1;
    const size = sizeOf(shape);
    const rows = size / columns;
    for (let i = 0; i < size; i++) if (before + i < count) places[before + i] = before + (i % rows) * columns + Math.floor(i / rows);
    before += size;
  }
  return places;
}

/** Returns the numbers of a function's draws, by their index. */
function numbersOf({ results, drawsBefore }: Called, seed: number, layouts: Layouts): ReadonlyMap<number, Float32Array> {
  const draws = drawsIn(results);
  const streamed = (kind: "normal" | "uniform"): (readonly [number, Float32Array])[] => {
    const own = draws.filter(({ leaf }) => leaf.index >= drawsBefore && leaf.draw.kind === kind);
    const count = own.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
    const from = stream(seed, kind, "eps");
    const straight = kind === "normal" ? normals(from, count) : new Float32Array(uniforms(from, count));
    const { isMirrored, columnsOf } = layouts[kind] ?? { isMirrored: false, columnsOf: null };
    const places = columnsOf && columnPlaces(columnsOf, count);
    const numbers = straight.map((number, i) => {
      const one = places ? straight[places[i]!]! : number;
      return isMirrored ? (kind === "normal" ? -one : 1 - one) : one;
    });
    let at = 0;
    return own.map(({ leaf, shape }) => [leaf.index, numbers.subarray(at, at += sizeOf(shape))]);
  };
  const counts = new Map<string, number>();
  const others = draws.flatMap(({ leaf, shape }): (readonly [number, Float32Array])[] => {
    const { draw, index, isHot } = leaf;
    const isOfBatches = index < drawsBefore;
    if (!isOfBatches && (draw.kind === "normal" || draw.kind === "uniform")) return [];
    const size = draw.kind === "categorical" && isHot ? sizeOf(shape) / draw.classes : sizeOf(shape);
    const kind = `${isOfBatches ? "batches " : ""}${JSON.stringify(draw)} ${size}`;
    const before = counts.get(kind) ?? 0;
    counts.set(kind, before + 1);
    return [[index, onceDrawn(`${kind} ${before} ${seed}`, () => drawnNumbers(draw, size, stream(seed, `${kind} ${before}`, "eps")))]];
  });
  return new Map([...others, ...streamed("normal"), ...streamed("uniform")]);
}

/** Returns this number of numbers of one draw; categories as indices. */
function drawnNumbers(draw: DrawLeaf["draw"], count: number, from: ReturnType<typeof stream>): Float32Array {
  switch (draw.kind) {
    case "normal": return normals(from, count);
    case "uniform": return new Float32Array(uniforms(from, count));
    case "dropout": return Float32Array.from(uniforms(from, count), (value) => (value < draw.rate ? 0 : 1 / (1 - draw.rate)));
    case "categorical": return Float32Array.from(uniforms(from, count), (value) => Math.floor(value * draw.classes));
    default: return draw satisfies never;
  }
}

/** Returns a draw's numbers as the graph has them: the same categories are indices in one place, and one-hot rows in another. */
function drawnAs({ draw, isHot }: DrawLeaf, numbers: Float32Array): Float32Array {
  if (draw.kind !== "categorical" || !isHot) return numbers;
  const rows = new Float32Array(numbers.length * draw.classes);
  numbers.forEach((one, i) => { rows[i * draw.classes + one] = 1; });
  return rows;
}

/** How a function is computed. `gradients`: of all results, or of none. */
export interface Computation {
  readonly layouts?: Layouts;
  readonly gradients?: boolean;
}

/** Computes what was called on a batch for each of these seeds. */
export async function compute(tf: Tf, called: Called, seeds: readonly number[], { layouts = {}, gradients: withGradients = true }: Computation = {}): Promise<Computed> {
  const { results, parameters } = called;
  const all = [...parameters.values()];
  const found = await Promise.all(seeds.map(async (seed) => {
    const drawn = numbersOf(called, seed, layouts);
    const starts = new Map([...parameters].map(([name, stored]) => [stored, startOf(name, stored, seed)]));
    const tensors = tf.tidy(() => {
      const leaves = (values: ReadonlyMap<Stored, Tensor>): Leaves => (leaf, node) => {
        if (leaf.kind === "stored") return values.get(leaf.stored) ?? constantTensor(tf, startOf(leaf.stored.name, leaf.stored, seed), leaf.stored.shape);
        if (leaf.kind === "draw") return constantTensor(tf, drawnAs(leaf, drawn.get(leaf.index)!), node.shape);
        throw new Error("Exercises have no images of MNIST.");
      };
      const given = new Map(all.map((stored) => [stored, constantTensor(tf, starts.get(stored)!, stored.shape)]));
      const values = [...evaluate(tf, results, leaves(given))];
      if (!withGradients) return values;
      // All parameters are parts of one tensor, so that a result is differentiated once.
      const length = all.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
      const begin = new Float32Array(length);
      let filled = 0;
      for (const stored of all) {
        begin.set(starts.get(stored)!, filled);
        filled += sizeOf(stored.shape);
      }
      const flat = constantTensor(tf, begin, [length]);
      const gradients = results.map((node) => (!node.hasGradient || length === 0 ? tf.mul(flat, 0) : tf.grad((x) => {
        let at = 0;
        const parts = new Map(all.map((stored) => {
          const [from, size] = [at, sizeOf(stored.shape)];
          at += size;
          return [stored, tf.reshape(tf.slice(x, [from], [size]), [...stored.shape])];
        }));
        const [value] = evaluate(tf, [node], leaves(parts));
        const weights = constantTensor(tf, Float32Array.from({ length: sizeOf(node.shape) }, (_, i) => weightOf(i)), node.shape);
        return tf.add(tf.sum(tf.mul(value!, weights)), tf.mul(tf.sum(x), 0)); // there is a gradient if the result depends on no parameter
      })(flat)));
      return [...values, ...gradients];
    });
    const numbers = await Promise.all(tensors.map(async (one) => Float32Array.from(await one.data())));
    tensors.forEach((one) => one.dispose());
    return {
      results: results.map(({ shape }, i): Numbers => ({ shape, values: numbers[i]! })),
      gradients: !withGradients ? null : results.map((_, i) => {
        let at = 0;
        return new Map([...parameters].map(([name, { shape }]) => [name, numbers[results.length + i]!.subarray(at, at += sizeOf(shape))]));
      }),
    };
  }));
  return { kind: "computed", results: found.map((one) => one.results), gradients: found.flatMap((one) => (one.gradients ? [one.gradients] : [])) };
}

/** A draw of a function, with its numbers. */
export interface Drawn {
  readonly kind: "normal" | "uniform" | "dropout" | "categorical";
  /** Categorical draws: indices. */
  readonly values: Float32Array;
  /** The batches have made it, not the function. */
  readonly isOfBatches: boolean;
}

/** Returns the numbers that `compute` uses for a seed: those of the batches' parameters, and of each draw in their order. */
export function numbersFor(called: Called, seed: number): { readonly parameters: ReadonlyMap<string, Float32Array>; readonly draws: readonly Drawn[] } {
  const numbers = numbersOf(called, seed, {});
  const draws = drawsIn(called.results).map(({ leaf: { draw, index } }): Drawn => ({ kind: draw.kind, values: numbers.get(index)!, isOfBatches: index < called.drawsBefore }));
  return { parameters: new Map([...called.parameters].map(([name, stored]) => [name, startOf(name, stored, seed)])), draws };
}
