/**
 * A graph says what a training step computes: values of static shape, each made from others by one operation. All numbers are
 * float32. A graph does not know where a value lies in memory or what runs it.
 */

export type Shape = readonly number[];

/** A value is identified by the position of its node. The arguments of a node come before it. */
export type Id = number;

/**
 * Functions that are applied to every element, with their number of arguments. `step(x, a)` is 1 where x > 0, otherwise a, and
 * NaN where x is NaN. `greater`, `greaterEqual` and `equal` are 1 or 0, and 0 where an argument is NaN. `mask(x, a)` is x where a is not
 * 0, otherwise 0, also where x is not finite. `softplus` is log(1 + eˣ), `rsqrt` 1/√x, and `floor` the largest integer that is not above x.
 */
export const MAP_FUNCTIONS = {
  neg: 1, abs: 1, exp: 1, log: 1, sqrt: 1, rsqrt: 1, tanh: 1, sigmoid: 1, softplus: 1, floor: 1,
  add: 2, sub: 2, mul: 2, div: 2, max: 2, min: 2, step: 2, greater: 2, greaterEqual: 2, equal: 2, mask: 2,
} as const;
export type MapFunction = keyof typeof MAP_FUNCTIONS;

/** The operation by which a reduction combines elements. */
export type Combine = "sum" | "max";

/** Nested axes of a product: each has its size, and its stride in each of the arrays that it addresses, in elements. */
export interface RowAxis { readonly size: number; readonly left: number; readonly out: number }
export interface ColumnAxis { readonly size: number; readonly right: number; readonly out: number }
export interface InnerAxis { readonly size: number; readonly left: number; readonly right: number }

/**
 * out[m,n] = Σₖ left[m,k]·right[k,n]. Each of m, n, k runs over nested axes, the last one fastest; addresses are affine
 * in them, counted in elements from the offsets. A dense layer, a convolution and the gradients of both are such products.
 */
export interface Product {
  readonly rows: readonly RowAxis[];
  readonly columns: readonly ColumnAxis[];
  readonly inner: readonly InnerAxis[];
  readonly leftOffset: number;
  readonly rightOffset: number;
  readonly outOffset: number;
}

export type Operation =
  /** The caller writes an input before each step: an array or, with shape [], a number. */
  | { readonly op: "input"; readonly name: string }
  /** `data` is one number for all elements, or every element. */
  | { readonly op: "constant"; readonly data: number | Float32Array }
  /** Arguments are broadcast to the shape as in NumPy. */
  | { readonly op: "map"; readonly fn: MapFunction; readonly args: readonly Id[] }
  /** The argument, repeated as NumPy broadcasts it to the shape. */
  | { readonly op: "expand"; readonly arg: Id }
  /** The shape is the argument's without these axes. */
  | { readonly op: "reduce"; readonly combine: Combine; readonly arg: Id; readonly axes: readonly number[] }
  /** The parts write every element of the value once. */
  | { readonly op: "contract"; readonly left: Id; readonly right: Id; readonly parts: readonly Product[] }
  /** The same elements in the same order. */
  | { readonly op: "reshape"; readonly arg: Id }
  /** The argument with its axes in another order: axis i of the value is axis `axes[i]` of the argument. */
  | { readonly op: "transpose"; readonly arg: Id; readonly axes: readonly number[] }
  /** A box of the argument that begins here; its size is the shape. */
  | { readonly op: "slice"; readonly arg: Id; readonly begin: readonly number[] }
  /** The pieces lie side by side, each at its `begin`, with zeros elsewhere: concatenation and padding. */
  | { readonly op: "assemble"; readonly pieces: readonly { readonly arg: Id; readonly begin: readonly number[] }[] };

export type Node = Operation & { readonly shape: Shape };

export interface Graph {
  readonly nodes: readonly Node[];
  /** Outputs by name. An output with the name of an input is that input's value in the next step. */
  readonly outputs: Readonly<Record<string, Id>>;
}

/** Returns the number of elements of an array of this shape. */
export const sizeOf = (shape: Shape): number => shape.reduce((product, size) => product * size, 1);

/** Returns the values that a node is made from. */
export function argumentsOf(node: Node): readonly Id[] {
  switch (node.op) {
    case "input": case "constant": return [];
    case "map": return node.args;
    case "expand": case "reduce": case "reshape": case "transpose": case "slice": return [node.arg];
    case "contract": return [node.left, node.right];
    case "assemble": return node.pieces.map(({ arg }) => arg);
    default: return node satisfies never;
  }
}
