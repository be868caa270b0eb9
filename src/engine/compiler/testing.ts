/** Random graphs over all operations, for tests, and how a plan's results are compared with the graph's. */
import fc from "fast-check";
import { MAP_FUNCTIONS, sizeOf, type Graph, type Id, type MapFunction, type Node, type Shape } from "./graph";

/** Values larger than this are not made: the references are slow. */
const LARGEST = 120;

export interface Scene {
  readonly graph: Graph;
  /** What is handed in at each of two steps; the second time without the states, which the first step leaves. */
  readonly steps: readonly Readonly<Record<string, Float32Array | number>>[];
}

interface Choice { readonly op: number; readonly a: number; readonly b: number; readonly c: number; readonly d: number }

const choices = fc.record({ op: fc.nat(99), a: fc.nat(999), b: fc.nat(999), c: fc.nat(999), d: fc.nat(999) });
const shapes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 0, maxLength: 4 });

export const scenes: fc.Arbitrary<Scene> = fc.record({
  inputs: fc.array(shapes, { minLength: 1, maxLength: 4 }),
  nodes: fc.array(choices, { minLength: 1, maxLength: 25 }),
  outputs: fc.array(choices, { minLength: 1, maxLength: 5 }),
  seed: fc.integer({ min: 1, max: 1 << 20 }),
}).map(({ inputs, nodes: wanted, outputs: named, seed }) => {
  const nodes: Node[] = inputs.map((shape, i) => ({ op: "input", name: `input/${i}`, shape }));
  for (const choice of wanted) addNode(nodes, choice);
  const outputs: Record<string, Id> = {};
  for (const { op, a, b } of named) {
    const id = a % nodes.length;
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

/** Multiples of 1/4 between −2 and 2: few enough that `equal` and `step` meet ties. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return ((state >>> 16) % 17 - 8) / 4;
  };
}

const FUNCTION_NAMES = Object.keys(MAP_FUNCTIONS) as MapFunction[];

function addNode(nodes: Node[], { op, a, b, c, d }: Choice): void {
  // Late nodes are taken more often, so that chains grow.
  const pick = (n: number): Id => (n % 3 === 0 ? n % nodes.length : nodes.length - 1 - (n % Math.min(3, nodes.length)));
  const arg = pick(a);
  const { shape } = nodes[arg]!;
  const add = (node: Node) => {
    if (sizeOf(node.shape) <= LARGEST) nodes.push(node);
  };
  if (op < 40) {
    const fn = FUNCTION_NAMES[b % FUNCTION_NAMES.length]!;
    if (MAP_FUNCTIONS[fn] === 1) return add({ op: "map", fn, args: [arg], shape });
    const fitting = nodes.flatMap((node, id) => (broadcastShape(shape, node.shape) ? [id] : []));
    const other = fitting[fitting.length - 1 - (c % fitting.length)]!;
    const args = d % 2 ? [arg, other] : [other, arg];
    return add({ op: "map", fn, args, shape: broadcastShape(shape, nodes[other]!.shape)! });
  }
  if (op < 47) return add({ op: "constant", data: b % 3 === 0 ? 0 : (b % 9 - 4) / 2, shape: c % 2 ? [] : shape });
  if (op < 50) return add({ op: "constant", data: Float32Array.from({ length: sizeOf(shape) }, numbers(b)), shape });
  if (op < 62) {
    const axes = shape.flatMap((_, axis) => ((b >> axis) & 1 ? [axis] : []));
    return add({
      op: "reduce", combine: c % 4 ? "sum" : "max", arg, axes, shape: shape.filter((_, axis) => !axes.includes(axis)),
    });
  }
  if (op < 70) {
    const size = sizeOf(shape);
    const divisors = [...Array(size).keys()].map((i) => i + 1).filter((i) => size % i === 0);
    const outer = divisors[b % divisors.length]!;
    const rest = divisors.filter((i) => (size / outer) % i === 0);
    const middle = rest[c % rest.length]!;
    return add({ op: "reshape", arg, shape: [outer, middle, size / outer / middle] });
  }
  if (op < 80) {
    const begin = shape.map((size, axis) => ((b >> axis) + c) % size);
    return add({ op: "slice", arg, begin, shape: shape.map((size, axis) => 1 + ((d >> axis) % (size - begin[axis]!))) });
  }
  if (op < 90) {
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

/** The largest difference, relative to values above 1; infinite where only one of the two is finite or a number. */
export function difference(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return Infinity;
  return a.reduce((worst, x, i) => {
    const y = b[i]!;
    if (Object.is(x, y) || x === y) return worst;
    const d = Math.abs(x - y) / Math.max(1, Math.abs(x));
    return Math.max(worst, Number.isNaN(d) ? Infinity : d);
  }, 0);
}
