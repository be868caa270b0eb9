/**
 * Random graphs over all operations, and what every plan has to satisfy: it computes its graph, and keeps its types' promises.
 */
import fc from "fast-check";
import { expect } from "vitest";
import { shuffled } from "../ir/random";
import { MAP_FUNCTIONS, sizeOf, type Graph, type Id, type MapFunction, type Node, type Shape } from "../ir/graph";
import { interpretGraph, interpretPlan } from "../ir/interpret";
import { lifetimesOf, storagesOf } from "../ir/lifetimes";
import type { Contraction, Loop, Plan } from "../ir/plan";
import { plan, type PlanOptions } from ".";

export const OPTIONS: readonly PlanOptions[] = [
  {}, { epilogues: true }, { singleReduction: true }, { epilogues: true, singleReduction: true },
  { epilogues: true, singleReduction: true, sideBySide: true },
];

/** Larger values are not made: the references are slow. */
const LARGEST = 120;

export interface GraphCase {
  readonly graph: Graph;
  /** The inputs of each of two steps; the second one gets no states, which the first step leaves. */
  readonly steps: readonly Readonly<Record<string, Float32Array | number>>[];
}

interface Choice { readonly op: number; readonly a: number; readonly b: number; readonly c: number; readonly d: number }

const choices = fc.record({ op: fc.nat(99), a: fc.nat(999), b: fc.nat(999), c: fc.nat(999), d: fc.nat(999) });
const dimension = fc.oneof({ weight: 1, arbitrary: fc.constant(1) }, { weight: 6, arbitrary: fc.integer({ min: 2, max: 4 }) });
const shapes = fc.oneof(
  { weight: 1, arbitrary: fc.constant<number[]>([]) },
  { weight: 6, arbitrary: fc.array(dimension, { minLength: 1, maxLength: 3, size: "max" }) },
);
/** Lists are long at first, so that values live side by side and kernels depend on each other; a failure shrinks to few. */
const many = { size: "max", minLength: 1 } as const;

export const graphCases: fc.Arbitrary<GraphCase> = fc.record({
  inputs: fc.array(shapes, { ...many, maxLength: 5 }),
  nodes: fc.array(choices, { ...many, maxLength: 60 }),
  outputs: fc.array(choices, { ...many, maxLength: 6 }),
  seed: fc.integer({ min: 1, max: 1 << 20 }),
}).map(({ inputs, nodes: wanted, outputs: named, seed }) => {
  const nodes: Node[] = inputs.map((shape, i) => ({ op: "input", name: `input/${i}`, shape }));
  for (const choice of wanted) addNode(nodes, choice);
  const outputs: Record<string, Id> = {};
  for (const { op, a, b } of named) {
    const id = nodes.length - 1 - (a % Math.ceil(nodes.length / 2));
    const { shape } = nodes[id]!;
    const states = inputs.flatMap((own, i) => (sizeOf(own) === sizeOf(shape) ? [i] : []));
    if (op < 60 && states.length > 0) {
      const state = states[b % states.length]!;
      outputs[`input/${state}`] = nodes.push({ op: "reshape", arg: id, shape: inputs[state]! }) - 1;
    } else outputs[`output/${id}`] = id;
  }
  const random = numbers(seed);
  const steps = [0, 1].map((step) => Object.fromEntries(inputs.flatMap((shape, i) => {
    const name = `input/${i}`;
    if (step > 0 && name in outputs) return [];
    return [[name, shape.length === 0 ? random() : Float32Array.from({ length: sizeOf(shape) }, random)]];
  })));
  return { graph: { nodes, outputs }, steps };
});

/** Returns a generator of multiples of 1/4 between −2 and 2: so few that `equal` and `step` meet ties. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return ((state >>> 16) % 17 - 8) / 4;
  };
}

/** Functions that keep numbers distinct come more often: if everything is NaN or 0, a wrong plan looks right. */
const FUNCTION_NAMES: readonly MapFunction[] = [
  ...Array<readonly MapFunction[]>(6).fill(["add", "sub", "add", "max", "neg", "min", "tanh", "mul"]).flat(),
  "step", "step", "abs", "sigmoid", "softplus", ...(Object.keys(MAP_FUNCTIONS) as MapFunction[]).filter((fn) => fn !== "floor"), // which would make most numbers equal
];

function addNode(nodes: Node[], { op, a, b, c, d }: Choice): void {
  // Late nodes are chosen more often, so that chains grow.
  const pick = (n: number): Id => (n % 3 === 0 ? n % nodes.length : nodes.length - 1 - (n % Math.min(5, nodes.length)));
  const arg = pick(a);
  const { shape } = nodes[arg]!;
  const add = (node: Node) => {
    if (sizeOf(node.shape) <= LARGEST) nodes.push(node);
  };
  if (op < 40) {
    const fn = FUNCTION_NAMES[b % FUNCTION_NAMES.length]!;
    if (MAP_FUNCTIONS[fn] === 1) return add({ op: "map", fn, args: [arg], shape });
    const fitting = nodes.flatMap((node, id) => (broadcastShape(shape, node.shape) ? [id] : []));
    const other = fitting[fitting.length - 1 - (c % Math.min(8, fitting.length))]!;
    const args = d % 2 ? [arg, other] : [other, arg];
    return add({ op: "map", fn, args, shape: broadcastShape(shape, nodes[other]!.shape)! });
  }
  if (op < 44) return add({ op: "constant", data: b % 3 === 0 ? 0 : (b % 9 - 4) / 2, shape: c % 2 ? [] : shape });
  if (op < 46) return add({ op: "constant", data: Float32Array.from({ length: sizeOf(shape) }, numbers(b)), shape });
  if (op < 49) {
    const larger = [...c % 2 ? [1 + d % 3] : [], ...shape.map((size) => (size === 1 ? 1 + b % 4 : size))];
    return add({ op: "expand", arg, shape: larger });
  }
  if (op < 58) {
    const axes = shape.flatMap((_, axis) => ((b >> axis) & 1 ? [axis] : []));
    return add({
      op: "reduce", combine: c % 4 ? "sum" : "max", arg, axes, shape: shape.filter((_, axis) => !axes.includes(axis)),
    });
  }
  if (op < 65) {
    const size = sizeOf(shape);
    const divisors = [...Array(size).keys()].map((i) => i + 1).filter((i) => size % i === 0);
    const outer = divisors[b % divisors.length]!;
    const rest = divisors.filter((i) => (size / outer) % i === 0);
    const middle = rest[c % rest.length]!;
    return add({ op: "reshape", arg, shape: [outer, middle, size / outer / middle] });
  }
  if (op < 69) {
    const axes = shuffled(shape.length, (i) => (b >> i) % shape.length);
    return add({ op: "transpose", arg, axes, shape: axes.map((axis) => shape[axis]!) });
  }
  if (op < 74) {
    const begin = shape.map((size, axis) => ((b >> axis) + c) % size);
    return add({ op: "slice", arg, begin, shape: shape.map((size, axis) => 1 + ((d >> axis) % (size - begin[axis]!))) });
  }
  if (op < 84) {
    if (shape.length === 0) return;
    if (b % 2) {
      const margins = shape.map((_, axis) => [(c >> axis) & 1, (d >> axis) & 1] as const);
      return add({
        op: "assemble", pieces: [{ arg, begin: margins.map(([before]) => before) }],
        shape: shape.map((size, axis) => size + margins[axis]![0] + margins[axis]![1]),
      });
    }
    const axis = c % shape.length;
    const alike = (other: Shape) => other.length === shape.length && other.every((size, i) => i === axis || size === shape[i]);
    const fitting = nodes.flatMap((node, id) => (alike(node.shape) ? [id] : []));
    const other = fitting[d % fitting.length]!;
    const begin = shape.map((size, i) => (i === axis ? size : 0));
    const length = shape[axis]! + nodes[other]!.shape[axis]!;
    return add({
      op: "assemble", pieces: [{ arg, begin: shape.map(() => 0) }, { arg: other, begin }],
      shape: shape.map((size, i) => (i === axis ? length : size)),
    });
  }
  addProduct(nodes, arg, pick(b), c, d, add);
}

function addProduct(nodes: Node[], left: Id, right: Id, c: number, d: number, add: (node: Node) => void): void {
  const leftSize = sizeOf(nodes[left]!.shape);
  const rightSize = sizeOf(nodes[right]!.shape);
  const common = [...Array(leftSize).keys()].map((i) => i + 1).filter((i) => leftSize % i === 0 && rightSize % i === 0);
  const k = common[c % common.length]!;
  const m = leftSize / k;
  const n = rightSize / k;
  const [leftTransposed, rightTransposed, outTransposed, split] = [0, 1, 2, 3].map((bit) => (d >> bit) & 1);
  const part = (from: number, rows: number) => ({
    rows: [{ size: rows, left: leftTransposed ? 1 : k, out: outTransposed ? 1 : n }],
    columns: [{ size: n, right: rightTransposed ? k : 1, out: outTransposed ? m : 1 }],
    inner: [{ size: k, left: leftTransposed ? m : 1, right: rightTransposed ? 1 : n }],
    leftOffset: from * (leftTransposed ? 1 : k), rightOffset: 0, outOffset: from * (outTransposed ? 1 : n),
  });
  const half = Math.floor(m / 2);
  const parts = split && half > 0 ? [part(0, half), part(half, m - half)] : [part(0, m)];
  add({ op: "contract", left, right, parts, shape: outTransposed ? [n, m] : [m, n] });
}

function broadcastShape(a: Shape, b: Shape): Shape | undefined {
  const rank = Math.max(a.length, b.length);
  const shape = Array.from({ length: rank }, (_, axis) => {
    const x = a[axis - rank + a.length] ?? 1;
    const y = b[axis - rank + b.length] ?? 1;
    return x === y || y === 1 ? x : x === 1 ? y : 0;
  });
  return shape.includes(0) ? undefined : shape;
}

/** Returns the largest difference, relative to values above 1; infinite if only one of the two is a finite number. */
export function difference(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return Infinity;
  return a.reduce((worst, x, i) => {
    const y = b[i]!;
    if (Object.is(x, y) || x === y) return worst;
    const d = Math.abs(x - y) / Math.max(1, Math.abs(x));
    return Math.max(worst, Number.isNaN(d) ? Infinity : d);
  }, 0);
}

/** Runs steps in a row through the graph, and through its plan in an arena filled with NaN. */
export function expectSameSteps({ graph, steps }: GraphCase, options: PlanOptions, backwards: boolean): void {
  const run = interpretPlan(plan(graph, options), { backwards, poison: NaN });
  let left: Record<string, Float32Array> = {};
  for (const given of steps) {
    for (const [name, value] of Object.entries(given)) run.write(name, value);
    run.run();
    left = interpretGraph(graph, { ...left, ...given });
    for (const [name, value] of Object.entries(left)) {
      if (difference(value, run.read(name)) < 1e-5) continue;
      expect({ name, value: [...run.read(name)] }).toEqual({ name, value: [...value] });
    }
  }
}

/** Expects a plan to keep the promises of its types: accesses, loops, lifetimes. */
export function expectPromises(planned: Plan, options: PlanOptions): void {
  expectNoOverlap(planned);
  for (const kernel of planned.kernels) {
    const loop = kernel.kind === "loop" ? kernel : kernel.epilogue;
    if (loop) expectLoop(loop, options);
    if (kernel.kind === "contraction") expectContraction(kernel, planned, options);
  }
}

/** Expects that no two storages that live at the same time share memory. */
function expectNoOverlap({ storages, kernels, arena, inputs, outputs, constants }: Plan): void {
  const lasting = new Set([...Object.values(inputs), ...Object.values(outputs), ...constants.map(({ storage }) => storage)]);
  const lifetimes = lifetimesOf(kernels);
  const lives = storages.map((_, id) => (lasting.has(id) ? { first: -1, last: kernels.length } : lifetimes.get(id)));
  storages.forEach((storage, id) => {
    const life = lives[id];
    if (!life) throw new Error(`Nothing uses ${storage.label}`);
    expect(storage.offset % 4).toBe(0);
    expect(storage.offset + storage.size).toBeLessThanOrEqual(arena);
    storages.slice(0, id).forEach((other, otherId) => {
      const { first, last } = lives[otherId]!;
      if (first > life.last || last < life.first) return;
      expect(other.offset + other.size <= storage.offset || storage.offset + storage.size <= other.offset).toBe(true);
    });
  });
}

/** Expects that an element which a loop loads and stores is the same at each point. */
function expectLoop({ dims, body, stores }: Loop, { singleReduction }: PlanOptions): void {
  for (const { storage, offset, strides } of body.flatMap((each) => (each.kind === "load" ? [each.from] : []))) {
    for (const { to } of stores.filter((each) => each.to.storage === storage)) {
      expect({ offset, strides }).toEqual({ offset: to.offset, strides: to.strides });
    }
  }
  if (!singleReduction) return;
  const reduced = stores.flatMap(({ combine, to }) =>
    combine === "set" ? [] : [to.strides.map((stride, axis) => dims[axis]! > 1 && stride === 0).join()]);
  expect(new Set(reduced).size).toBeLessThanOrEqual(1);
}

function expectContraction(kernel: Contraction, { kernels }: Plan, { epilogues }: PlanOptions): void {
  const { epilogue, storesProduct, left, right, out } = kernel;
  if (!epilogues) expect([storesProduct, epilogue]).toEqual([true, undefined]);
  expect([left, right]).not.toContain(out);
  if (!epilogue) return;
  for (const { combine, to } of epilogue.stores) {
    expect(combine).toBe("set");
    expect([left, right, out]).not.toContain(to.storage);
  }
  if (!storesProduct) expect(kernels.filter((other) => other !== kernel && storagesOf(other).has(out))).toEqual([]);
}

export type Add = (node: Node) => Id;

/** Builds a graph that is written by hand, node by node. */
export function graphOf(write: (add: Add) => Record<string, Id>): Graph {
  const nodes: Node[] = [];
  return { outputs: write((node) => nodes.push(node) - 1), nodes };
}

/** Adds an input of this shape. */
export const input = (add: Add, name: string, shape: Shape): Id => add({ op: "input", name, shape });

/** Adds the product [m,k] × [k,n]. */
export const product = (add: Add, left: Id, right: Id, [m, k, n]: readonly [number, number, number]): Id => add({
  op: "contract", left, right, shape: [m, n],
  parts: [{
    rows: [{ size: m, left: k, out: n }], columns: [{ size: n, right: 1, out: 1 }], inner: [{ size: k, left: 1, right: n }],
    leftOffset: 0, rightOffset: 0, outOffset: 0,
  }],
});
