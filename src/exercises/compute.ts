/**
 * Computes what functions of a program return, and the gradients of that, on seeded batches. A draw has the same numbers in every program: they follow
 * from the seed, the distribution, the number of values, and how many such draws the function has made before.
 */
import type { Tensor, Tf } from "../core/model/tf";
import { sizeOf } from "../core/model/parameters";
import { laneOf } from "../core/run/draws";
import { normals, uniforms, type Purpose } from "../core/run/philox";
import { ProgramInterpreter } from "../python/interpreter";
import { parse } from "../python/parse";
import { PythonProblem, type ProblemKind } from "../python/problem";
import type { Block, Span } from "../python/syntax";
import { Dictionary, Instance, List, Refusal, Tuple, typeName, type Value } from "../python/values";
import { evaluate, unsupportedIn, type Leaves } from "../program/evaluate";
import { inOrder, shapeText, type Leaf, type Node, type Shape, type Stored } from "../program/graph";
import { constantTensor } from "../program/rules/rule";
import { addLibrary } from "../program/library";
import { storedIn } from "../program/modules";
import { record } from "../program/recorder";
import { StoredTensor, TensorValue } from "../program/tensor";
import { modulesOfTorch } from "../program/trace";
import { CALLS } from "./exercise";

export interface Numbers {
  readonly shape: Shape;
  readonly values: Float32Array;
}

/** What a function computes: for each batch its results, and for each of these its gradients by the name of a parameter of the batches. */
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
}

/** The program has defined its functions, and begins to train. */
class Trains extends Error {
  override readonly name = "Trains";
}

const NOWHERE = { from: 0, to: 0 };
/**
 * Calls functions of a program with an exercise's batches, which are written in Python, too. `as`: the function's name in the program, by the key under which
 * its result is returned. `instead`: all of them are in place of this function; otherwise each key is a function of the batches. The program is executed up to
 * its first batch of training images.
 */
export function callFunctions(program: string, batches: string, as: Readonly<Record<string, string>>, instead?: string): ReadonlyMap<string, Called | Failure> {
  const modules = modulesOfTorch();
  const interpreter = new ProgramInterpreter({ modules });
  const recorder = record(interpreter);
  addLibrary(interpreter, modules);
  recorder.onBatch = () => { throw new Trains(); };
  const names = Object.keys(as);
  const failed = (caught: unknown): Failure => {
    if (caught instanceof PythonProblem) return { kind: "problem", problem: caught.problem, span: caught.span };
    if (caught instanceof Refusal) return { kind: "problem", problem: caught.problem, span: interpreter.span };
    throw caught;
  };
  let block: Block;
  try {
    block = parse(program);
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
    try {
      const result = interpreter.call(given.get(`${CALLS}${instead ?? name}`)!, { positional: [candidate], named: new Map() });
      const results = tensorsIn(result);
      if (results === null || results.length === 0) return [name, { kind: "no-tensors", found: otherIn(result) }];
      const unsupported = unsupportedIn(results);
      if (unsupported) return [name, { kind: "problem", problem: { kind: "unsupported", what: unsupported.operation }, span: unsupported.span }];
      return [name, { kind: "called", results, parameters }];
    } catch (caught) {
      if (caught instanceof RangeError) return [name, { kind: "problem", problem: { kind: "too-much", of: "depth", limit: 0 }, span: NOWHERE }];
      return [name, failed(caught)];
    }
  }));
}

/** Returns the tensors of a result in their order; null if it has anything else. */
function tensorsIn(value: Value): readonly Node[] | null {
  if (value instanceof TensorValue) return [value.node];
  const items = value instanceof Tuple || value instanceof List ? value.items : value instanceof Dictionary ? [...value.entries].map(([, one]) => one) : null;
  const found = items?.map(tensorsIn) ?? [null];
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

/** Returns the first numbers of a parameter of the batches. */
function startOf(name: string, { shape, start }: Stored, seed: number): Float32Array {
  const count = sizeOf(shape);
  switch (start.kind) {
    case "constant": return new Float32Array(count).fill(start.value);
    case "normal": return normals(stream(seed, name, "init"), count).map((value) => start.mean + start.deviation * value);
    case "uniform": return Float32Array.from(uniforms(stream(seed, name, "init"), count), (value) => start.from + (start.to - start.from) * value);
    default: return start satisfies never;
  }
}

/** Returns the values of a draw. */
function drawnNumbers(leaf: Extract<Leaf, { kind: "draw" }>, shape: Shape, seed: number, name: string): Float32Array {
  const { draw, isHot } = leaf;
  const count = sizeOf(shape);
  const from = stream(seed, name, "eps");
  switch (draw.kind) {
    case "normal": return normals(from, count);
    case "uniform": return new Float32Array(uniforms(from, count));
    case "dropout": return Float32Array.from(uniforms(from, count), (value) => (value < draw.rate ? 0 : 1 / (1 - draw.rate)));
    case "categorical": {
      const chosen = Array.from(uniforms(from, isHot ? count / draw.classes : count), (value) => Math.floor(value * draw.classes));
      return Float32Array.from(isHot ? chosen.flatMap((one) => Array.from({ length: draw.classes }, (_, k) => (k === one ? 1 : 0))) : chosen);
    }
    default: return draw satisfies never;
  }
}

/** The weight of the i-th number of a result in the sum whose gradients are compared. */
const weightOf = (i: number): number => (((i * 7919) % 13) - 5) / 6;

/** Computes what was called on a batch for each of these seeds. */
export async function compute(tf: Tf, { results, parameters }: Called, seeds: readonly number[]): Promise<Computed> {
  const found = await Promise.all(seeds.map(async (seed) => {
    const names = drawNames(results);
    const starts = new Map([...parameters].map(([name, stored]) => [stored, startOf(name, stored, seed)]));
    const tensors = tf.tidy(() => {
      const leaves = (moved: Stored | null, at: Tensor | null): Leaves => (leaf, node) => {
        if (leaf.kind === "stored") return leaf.stored === moved ? at! : constantTensor(tf, starts.get(leaf.stored) ?? startOf(leaf.stored.name, leaf.stored, seed), leaf.stored.shape);
        if (leaf.kind === "draw") return constantTensor(tf, drawnNumbers(leaf, node.shape, seed, names.get(leaf.index)!), node.shape);
        throw new Error("Exercises have no images of MNIST.");
      };
      const values = evaluate(tf, results, leaves(null, null));
      const gradients = results.map((node) => [...parameters.values()].map((stored) => {
        const at = constantTensor(tf, starts.get(stored)!, stored.shape);
        return tf.grad((x) => {
          const [value] = evaluate(tf, [node], leaves(stored, x));
          const weights = constantTensor(tf, Float32Array.from({ length: sizeOf(node.shape) }, (_, i) => weightOf(i)), node.shape);
          return tf.add(tf.sum(tf.mul(value!, weights)), tf.mul(tf.sum(x), 0)); // every parameter has a gradient
        })(at);
      }));
      return [...values, ...gradients.flat()];
    });
    const numbers = await Promise.all(tensors.map(async (one) => Float32Array.from(await one.data())));
    tensors.forEach((one) => one.dispose());
    return {
      results: results.map(({ shape }, i): Numbers => ({ shape, values: numbers[i]! })),
      gradients: results.map((_, i) => new Map([...parameters.keys()].map((name, k) => [name, numbers[results.length + i * parameters.size + k]!]))),
    };
  }));
  return { kind: "computed", results: found.map((one) => one.results), gradients: found.map((one) => one.gradients) };
}

/** A draw of a function, with its numbers. */
export interface Drawn {
  readonly kind: "normal" | "uniform" | "dropout" | "categorical";
  /** Categorical draws: indices. */
  readonly values: Float32Array;
}

/** Returns the numbers that `compute` uses for a seed: those of the batches' parameters, and of each draw in their order. */
export function numbersFor({ results, parameters }: Called, seed: number): { readonly parameters: ReadonlyMap<string, Float32Array>; readonly draws: readonly Drawn[] } {
  const names = drawNames(results);
  const draws = new Map(inOrder(results).flatMap(({ leaf, shape }): (readonly [number, Drawn])[] => {
    if (leaf?.kind !== "draw") return [];
    const { draw, index, isHot } = leaf;
    const values = drawnNumbers(leaf, shape, seed, names.get(index)!);
    if (draw.kind !== "categorical" || !isHot) return [[index, { kind: draw.kind, values }]];
    return [[index, { kind: draw.kind, values: Float32Array.from({ length: values.length / draw.classes }, (_, i) => values.indexOf(1, i * draw.classes) - i * draw.classes) }]];
  }));
  return { parameters: new Map([...parameters].map(([name, stored]) => [name, startOf(name, stored, seed)])), draws: [...draws].sort(([a], [b]) => a - b).map(([, one]) => one) };
}

/** Returns a name for each draw, by its number: its distribution, how many values it has, and how many such draws were made before it. */
function drawNames(results: readonly Node[]): ReadonlyMap<number, string> {
  const draws = new Map(inOrder(results).flatMap(({ leaf, shape }) => (leaf?.kind === "draw" ? [[leaf.index, `${JSON.stringify(leaf.draw)} ${sizeOf(shape)}`] as const] : [])));
  const counts = new Map<string, number>();
  return new Map([...draws].sort(([a], [b]) => a - b).map(([index, kind]) => {
    const before = counts.get(kind) ?? 0;
    counts.set(kind, before + 1);
    return [index, `${kind} ${before}`];
  }));
}
