/**
 * The interface by which graphs are built, and its simplest implementation, which adds a node for each call.
 * `passes/builder.ts` implements it, too, and simplifies.
 */
import { sizeOf, type Combine, type Id, type MapFunction, type Node, type Product, type Shape } from "./graph";
import { FUNCTIONS } from "./functions";

export interface Piece { readonly arg: Id; readonly begin: readonly number[] }

/** Each method adds a value to the graph; see `Operation`. Shapes that do not fit throw. */
export interface Operations {
  shapeOf(id: Id): Shape;
  /** Returns the number that every element equals, if constants alone determine it. */
  uniform(id: Id): number | undefined;
  input(name: string, shape: Shape): Id;
  constant(data: number | Float32Array, shape: Shape): Id;
  /** The result has the shape that the arguments' shapes broadcast to. */
  map(fn: MapFunction, ...args: Id[]): Id;
  /** Throws where the argument does not broadcast to this shape. */
  expand(arg: Id, shape: Shape): Id;
  reduce(combine: Combine, arg: Id, axes: readonly number[]): Id;
  contract(left: Id, right: Id, parts: readonly Product[], shape: Shape): Id;
  reshape(arg: Id, shape: Shape): Id;
  /** Throws where the axes are not those of the argument, each once. */
  transpose(arg: Id, axes: readonly number[]): Id;
  slice(arg: Id, begin: readonly number[], size: readonly number[]): Id;
  assemble(pieces: readonly Piece[], shape: Shape): Id;
}

/** Computes a map function of one or two numbers, as it takes, rounded to float32. */
export function evaluateMap(fn: MapFunction, args: readonly number[]): number {
  return Math.fround(FUNCTIONS[fn](args[0]!, args[1] ?? 0));
}

/** Returns whether two shapes are equal. */
export const sameShape = (a: Shape, b: Shape): boolean => a.length === b.length && a.every((size, i) => size === b[i]);

/** Returns the broadcast shape by NumPy's rule: shapes are aligned at their ends, and a size of 1 stretches. */
export const broadcastShape = (shapes: readonly Shape[]): Shape => shapes.reduce(stretched, []);

function stretched(a: Shape, b: Shape): Shape {
  const [long, short] = a.length >= b.length ? [a, b] : [b, a];
  const ahead = long.length - short.length;
  // This is by far the most frequent case.
  if (short.every((size, axis) => size === 1 || size === long[ahead + axis])) return long;
  return long.map((size, axis) => {
    const other = short[axis - ahead] ?? 1;
    if (size !== other && size !== 1 && other !== 1) throw new Error(`shapes do not broadcast: [${a}], [${b}]`);
    return size === 1 ? other : size;
  });
}

/** Returns `to`, the shape of an expanded value. Throws if `from` does not broadcast to it. */
export function expandedShape(from: Shape, to: Shape): Shape {
  if (!sameShape(broadcastShape([from, to]), to)) throw new Error(`[${from}] does not broadcast to [${to}]`);
  return to;
}

/** Returns the shape of a value that is reduced along these axes. Throws if it has no such axis. */
export function reducedShape(shape: Shape, axes: readonly number[]): Shape {
  if (axes.some((axis) => !(axis in shape))) throw new Error(`no axes [${axes}] in shape [${shape}]`);
  return shape.filter((_, axis) => !axes.includes(axis));
}

/** Returns the shape of a value whose axes are permuted. Throws if `axes` is not a permutation of its axes. */
export function transposedShape(shape: Shape, axes: readonly number[]): Shape {
  if (axes.length !== shape.length || !shape.every((_, axis) => axes.includes(axis))) {
    throw new Error(`[${axes}] is no order of the axes of the shape [${shape}]`);
  }
  return axes.map((axis) => shape[axis]!);
}

/** Returns the shape of a box of a value. Throws if the box reaches outside. */
function slicedShape(shape: Shape, begin: readonly number[], size: readonly number[]): Shape {
  const inside = (axis: number) => begin[axis]! >= 0 && size[axis]! >= 0 && begin[axis]! + size[axis]! <= shape[axis]!;
  if (begin.length !== shape.length || size.length !== shape.length || !shape.every((_, axis) => inside(axis))) {
    throw new Error(`A slice of [${size}] from [${begin}] reaches outside the shape [${shape}]`);
  }
  return size;
}

/** Returns the number that all elements of an array equal; undefined if they differ, or if there are none. */
export function uniformValue(data: Float32Array): number | undefined {
  // Bits are compared: 0 and −0 differ. It is also faster; there may be millions.
  const bits = new Int32Array(data.buffer, data.byteOffset, data.length);
  const first = bits[0];
  for (let i = 1; i < bits.length; i++) if (bits[i] !== first) return undefined;
  return data[0];
}

/** Builds a graph by adding one node for each call. */
export class Recorder implements Operations {
  readonly nodes: Node[] = [];

  shapeOf(id: Id): Shape {
    return this.nodes[id]!.shape;
  }

  uniform(id: Id): number | undefined {
    const node = this.nodes[id]!;
    if (node.op === "constant") return typeof node.data === "number" ? node.data : undefined;
    if (node.op === "reshape" || node.op === "transpose" || node.op === "expand") return this.uniform(node.arg);
    if (node.op !== "map") return undefined;
    const values = node.args.map((arg) => this.uniform(arg));
    return values.every((value) => value !== undefined) ? evaluateMap(node.fn, values) : undefined;
  }

  input(name: string, shape: Shape): Id {
    return this.add({ op: "input", name, shape });
  }

  constant(data: number | Float32Array, shape: Shape): Id {
    // The array is copied, because its owner may write to it again.
    const value = typeof data === "number" ? Math.fround(data) : uniformValue(data) ?? data.slice();
    return this.add({ op: "constant", data: value, shape });
  }

  map(fn: MapFunction, ...args: Id[]): Id {
    return this.add({ op: "map", fn, args, shape: broadcastShape(args.map((arg) => this.shapeOf(arg))) });
  }

  expand(arg: Id, shape: Shape): Id {
    return this.add({ op: "expand", arg, shape: expandedShape(this.shapeOf(arg), shape) });
  }

  reduce(combine: Combine, arg: Id, axes: readonly number[]): Id {
    return this.add({ op: "reduce", combine, arg, axes, shape: reducedShape(this.shapeOf(arg), axes) });
  }

  contract(left: Id, right: Id, parts: readonly Product[], shape: Shape): Id {
    return this.add({ op: "contract", left, right, parts, shape });
  }

  reshape(arg: Id, shape: Shape): Id {
    if (sizeOf(shape) !== sizeOf(this.shapeOf(arg))) throw new Error(`[${this.shapeOf(arg)}] is no [${shape}]`);
    return this.add({ op: "reshape", arg, shape });
  }

  transpose(arg: Id, axes: readonly number[]): Id {
    return this.add({ op: "transpose", arg, axes, shape: transposedShape(this.shapeOf(arg), axes) });
  }

  slice(arg: Id, begin: readonly number[], size: readonly number[]): Id {
    return this.add({ op: "slice", arg, begin, shape: slicedShape(this.shapeOf(arg), begin, size) });
  }

  assemble(pieces: readonly Piece[], shape: Shape): Id {
    for (const { arg, begin } of pieces) slicedShape(shape, begin, this.shapeOf(arg));
    return this.add({ op: "assemble", pieces, shape });
  }

  private add(node: Node): Id {
    return this.nodes.push(node) - 1;
  }
}
