/** Numbers that are known before training: those of constants, and of what is computed from them alone. */
import { sizeOf } from "../../core/model/parameters";
import { inOrder, type Node, type Shape } from "./graph";
import { stridesOf } from "./shapes";

export type Numbers = Float32Array;

/** More numbers are not computed before training. */
const MOST_NUMBERS = 1e6;

const bool = (value: boolean): number => Number(value);

/** Element-wise operations on single numbers. A null is an operation that needs more than its inputs. */
const ELEMENTWISE: Readonly<Record<string, (x: number, y: number) => number>> = {
  add: (x, y) => x + y, sub: (x, y) => x - y, mul: (x, y) => x * y, div: (x, y) => x / y, floorDiv: (x, y) => Math.floor(x / y), mod: (x, y) => x - y * Math.floor(x / y),
  pow: (x, y) => x ** y, maximum: Math.max, minimum: Math.min,
  neg: (x) => -x, abs: Math.abs, exp: Math.exp, log: Math.log, sqrt: Math.sqrt, rsqrt: (x) => x ** -0.5, square: (x) => x * x, relu: (x) => Math.max(0, x),
  sin: Math.sin, cos: Math.cos, tanh: Math.tanh, trunc: Math.trunc, sigmoid: (x) => 1 / (1 + Math.exp(-x)), floor: Math.floor, softplus: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
  less: (x, y) => bool(x < y), lessEqual: (x, y) => bool(x <= y), greater: (x, y) => bool(x > y), greaterEqual: (x, y) => bool(x >= y), equal: (x, y) => bool(x === y), notEqual: (x, y) => bool(x !== y),
  logicalAnd: (x, y) => x * y, logicalOr: Math.max, logicalNot: (x) => 1 - x,
  identity: (x) => x, stopGradient: (x) => x, reshape: (x) => x,
};

/** Returns, for each place of a tensor of this shape, its place in another tensor that moves by `strides` along the axes. */
function placesOf(shape: Shape, strides: readonly number[], first = 0): Int32Array {
  let places = Int32Array.of(first);
  shape.forEach((length, axis) => {
    const next = new Int32Array(places.length * length);
    places.forEach((place, i) => { for (let at = 0; at < length; at++) next[i * length + at] = place + at * strides[axis]!; });
    places = next;
  });
  return places;
}

/** Returns the strides with which a tensor is broadcast to a shape. */
function broadcastStrides(from: Shape, to: Shape): number[] {
  const strides = stridesOf(from);
  const missing = to.length - from.length;
  return to.map((_, axis) => (axis < missing || from[axis - missing] === 1 ? 0 : strides[axis - missing]!));
}

const numberIn = ({ options }: Node, name: string): number => Number(options[name]);

/** Computes a node from its inputs; null if that is not supported here. */
function computed(node: Node, inputs: readonly Numbers[]): Numbers | null {
  const { operation, shape } = node;
  const [x, y] = inputs;
  const from = node.inputs[0]!.shape;
  switch (operation) {
    case "transpose": {
      const strides = stridesOf(from);
      return taken(x!, placesOf(shape, (node.options["order"] as Shape).map((axis) => strides[axis]!)));
    }
    case "slice": {
      const strides = stridesOf(from);
      const axis = numberIn(node, "axis");
      return taken(x!, placesOf(shape, strides.map((stride, i) => (i === axis ? stride * numberIn(node, "step") : stride)), numberIn(node, "from") * strides[axis]!));
    }
    case "concat": {
      const axis = numberIn(node, "axis");
      const result = new Float32Array(sizeOf(shape));
      let before = 0;
      inputs.forEach((values, i) => {
        const strides = stridesOf(shape);
        placesOf(node.inputs[i]!.shape, strides, before * strides[axis]!).forEach((place, k) => { result[place] = values[k]!; });
        before += node.inputs[i]!.shape[axis]!;
      });
      return result;
    }
    case "gatherRows": {
      const axis = numberIn(node, "axis");
      const index = node.inputs[1]!.shape;
      const strides = stridesOf(from);
      const along = placesOf(index, broadcastStrides(index, index));
      const before = placesOf(from.slice(0, axis), strides.slice(0, axis));
      const after = placesOf(from.slice(axis + 1), strides.slice(axis + 1));
      const result = new Float32Array(sizeOf(shape));
      let place = 0;
      for (const first of before) for (const at of along) for (const last of after) result[place++] = x![first + y![at]! * strides[axis]! + last]!;
      return result;
    }
    case "scatter": {
      const axis = numberIn(node, "axis");
      const strides = stridesOf(shape);
      const result = new Float32Array(sizeOf(shape));
      placesOf(from, strides.map((stride, i) => (i === axis ? 0 : stride))).forEach((place, i) => { result[place + x![i]! * strides[axis]!]! += y![i]!; });
      return result;
    }
    case "sum": case "mean": {
      const axes = node.options["axes"] as Shape;
      const kept = from.map((length, axis) => (axes.includes(axis) ? 1 : length));
      const sums = new Float64Array(sizeOf(kept));
      const strides = stridesOf(kept);
      placesOf(from, strides.map((stride, axis) => (axes.includes(axis) ? 0 : stride))).forEach((place, i) => { sums[place]! += x![i]!; });
      const count = operation === "mean" ? x!.length / sums.length : 1;
      return Float32Array.from(sums, (sum) => sum / count);
    }
    case "where": {
      const [condition, a, b] = inputs.map((values, i) => taken(values, placesOf(shape, broadcastStrides(node.inputs[i]!.shape, shape))));
      return condition!.map((isTrue, i) => (isTrue ? a![i]! : b![i]!));
    }
    default: {
      const work = ELEMENTWISE[operation];
      if (!work) return null;
      const [left, right] = operation === "reshape" ? [x!] : inputs.map((values, i) => taken(values, placesOf(shape, broadcastStrides(node.inputs[i]!.shape, shape))));
      return left!.map((value, i) => work(value, right ? right[i]! : 0));
    }
  }
}

const taken = (values: Numbers, places: Int32Array): Numbers => Float32Array.from(places, (place) => values[place]!);

/** The operations above that are no element-wise ones. */
const OTHERS = ["transpose", "slice", "concat", "gatherRows", "scatter", "sum", "mean", "where"];

/** Returns whether a node can be computed from its inputs here. */
export const isComputed = ({ leaf, operation, shape }: Node): boolean => leaf === null && (operation in ELEMENTWISE || OTHERS.includes(operation)) && sizeOf(shape) <= MOST_NUMBERS;

/** Returns the values of a graph, with these of some nodes; null if they are not known. */
export function valuesOf(root: Node, given: ReadonlyMap<Node, Numbers>): Numbers | null {
  const values = new Map<Node, Numbers>();
  for (const node of inOrder([root], (one) => (given.has(one) ? [] : one.inputs))) {
    const { leaf } = node;
    const numbers = given.get(node) ?? (leaf?.kind === "constant" && !leaf.schedule ? leaf.values : leaf || sizeOf(node.shape) > MOST_NUMBERS ? null : computed(node, node.inputs.map((input) => values.get(input)!)));
    if (!numbers) return null;
    values.set(node, numbers);
  }
  return values.get(root)!;
}

const known = new WeakMap<Node, { readonly numbers: Numbers | null }>();

/** Returns a node's values in row-major order if they are known before training; otherwise null. */
export function knownNumbers(node: Node): Numbers | null {
  for (const one of known.has(node) ? [] : inOrder([node], (each) => (known.has(each) ? [] : each.inputs))) {
    if (known.has(one)) continue;
    const { leaf } = one;
    const inputs = one.inputs.map((input) => known.get(input)!.numbers);
    const isKnown = !leaf && sizeOf(one.shape) <= MOST_NUMBERS && inputs.every((numbers) => numbers !== null);
    known.set(one, { numbers: leaf?.kind === "constant" && !leaf.schedule ? leaf.values : isKnown ? computed(one, inputs) : null });
  }
  return known.get(node)!.numbers;
}

const countable = new WeakMap<Node, boolean>();

/** Returns how many numbers are read and written when a node is computed before training; 0 if it is not. It is asked for each node after its inputs. */
export function numbersToCompute(node: Node): number {
  const isKnown = ({ leaf, inputs }: Node): boolean => (leaf ? leaf.kind === "constant" && !leaf.schedule : inputs.every((input) => countable.get(input) ?? isKnown(input)));
  const found = isComputed(node) && isKnown(node);
  countable.set(node, node.leaf ? isKnown(node) : found);
  return found ? node.inputs.reduce((sum, { shape }) => sum + sizeOf(shape), sizeOf(node.shape)) : 0;
}

/** A node with more cases is not examined. */
const MOST_CASES = 64;

/** Values that depend on one categorical draw alone: a row of numbers for each class. */
export interface Table {
  readonly draw: Node;
  /** [classes, n], where the node is [B, ...] with n numbers in a row. */
  readonly rows: Numbers;
  readonly classes: number;
}

const tables = new WeakMap<Node, Table | null>();
const draws = new WeakMap<Node, Node | null>();

/** Returns the categorical draw on which a node depends, if that and constants are all; otherwise null. */
function onlyDrawOf(node: Node): Node | null {
  const found = draws.get(node);
  if (found !== undefined) return found;
  const { leaf, inputs } = node;
  const isDraw = leaf?.kind === "draw" && leaf.draw.kind === "categorical" && !leaf.isHot;
  const others = leaf ? [] : inputs.filter((input) => !knownNumbers(input)).map(onlyDrawOf);
  const result = isDraw ? node : others[0] && others.every((one) => one === others[0]) ? others[0] : null;
  draws.set(node, result);
  return result;
}

/** Returns the values of a node for each class of the one draw on which it depends; null if it is not so, or if a row depends on more than its own draw. */
export function tableOf(node: Node): Table | null {
  const found = tables.get(node);
  if (found !== undefined) return found;
  const table = node.leaf ? null : computedTable(node);
  tables.set(node, table);
  return table;
}

function computedTable(node: Node): Table | null {
  const draw = onlyDrawOf(node);
  if (draw?.leaf?.kind !== "draw" || draw.leaf.draw.kind !== "categorical" || draw.leaf.draw.classes > MOST_CASES) return null;
  const { classes } = draw.leaf.draw;
  const row = ofOneRow(node, draw);
  if (!row) return null;
  const n = sizeOf(row.root.shape);
  const rows = new Float32Array(classes * n);
  for (let k = 0; k < classes; k++) {
    const values = valuesOf(row.root, new Map([[row.draw, Float32Array.of(k)]]));
    if (!values) return null;
    rows.set(values, k * n);
  }
  return { draw, rows, classes };
}

/** Returns the graph of one row of a node [B, ...] that depends on a draw [B] or [B, 1, ...]; null if a row depends on other rows or on its place. */
function ofOneRow(root: Node, draw: Node): { readonly root: Node; readonly draw: Node } | null {
  const [count] = draw.shape;
  if (count === undefined || sizeOf(draw.shape) !== count) return null;
  const made = new Map<Node, Node>();
  for (const node of inOrder([root], (one) => (knownNumbers(one) ? [] : one.inputs))) {
    if (knownNumbers(node)) {
      made.set(node, node);
      continue;
    }
    const { operation, options, shape } = node;
    const isApart = (input: Node) => (knownNumbers(input) ? input.shape.length < shape.length || input.shape[0] === 1 : input.shape.length === shape.length);
    const keepsRows = operation === "leaf" || operation === "reshape" || (operation === "gatherRows" && options["axis"] === 0 && knownNumbers(node.inputs[0]!) !== null)
      || (operation === "transpose" ? (options["order"] as Shape)[0] === 0 : options["axis"] !== 0 && node.inputs.every(isApart));
    if (shape[0] !== count || !keepsRows) return null;
    made.set(node, { ...node, inputs: node.inputs.map((input) => made.get(input)!), shape: [1, ...shape.slice(1)] });
  }
  return { root: made.get(root)!, draw: made.get(draw)! };
}
