/** Plans to check the shaders with: random ones, and the kinds that models need. */
import { uniforms, normals } from "../ir/random";
import { sizeOf, type Combine, type MapFunction, type Product } from "../ir/graph";
import type { Access, Instruction, Kernel, Loop, Plan, Store, StorageId } from "../ir/plan";

export interface PlanCase {
  readonly name: string;
  readonly plan: Plan;
  readonly inputs: Readonly<Record<string, Float32Array>>;
}

/** Collects storages; those that are read are inputs, those that are written outputs. */
export class PlanBuilder {
  readonly #storages: { size: number; offset: number; label: string }[] = [];
  readonly #inputs: Record<string, StorageId> = {};
  readonly #outputs: Record<string, StorageId> = {};
  readonly #data: Record<string, Float32Array> = {};
  readonly kernels: Kernel[] = [];
  #arena = 0;
  #seed: number;

  constructor(seed: number) {
    this.#seed = seed;
  }

  storage(size: number, label: string): StorageId {
    this.#storages.push({ size, offset: this.#arena, label });
    this.#arena += Math.ceil(size / 4) * 4;
    return this.#storages.length - 1;
  }

  input(size: number, data?: Float32Array): StorageId {
    const id = this.storage(size, "input");
    const name = `in${id}`;
    this.#inputs[name] = id;
    this.#data[name] = data ?? normals(this.#seed, id, size);
    return id;
  }

  output(size: number): StorageId {
    const id = this.storage(size, "output");
    this.#outputs[`out${id}`] = id;
    return id;
  }

  /** Adds a state, whose next value is written to the same storage. */
  state(size: number): StorageId {
    const id = this.input(size);
    this.#outputs[`in${id}`] = id;
    return id;
  }

  done(name: string): PlanCase {
    return {
      name, inputs: this.#data,
      plan: {
        storages: this.#storages, arena: this.#arena, kernels: this.kernels, inputs: this.#inputs,
        outputs: this.#outputs, constants: [],
      },
    };
  }
}

/** Draws numbers from a stream of its own. */
class Draws {
  readonly #values: Float64Array;
  #next = 0;

  constructor(seed: number) {
    this.#values = uniforms(seed, 0, 4096);
  }

  /** Returns an integer from 0 to n − 1. */
  below(n: number): number {
    return Math.floor(this.#values[this.#next++ % this.#values.length]! * n);
  }

  of<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }

  chance(p: number): boolean {
    return this.below(1000) < p * 1000;
  }
}

/** Returns strides that are row-major over the kept axes and 0 over the others; axes are given slowest first. */
function stridesOver(dims: readonly number[], kept: readonly number[]): number[] {
  const strides = dims.map(() => 0);
  let stride = 1;
  for (const axis of [...kept].reverse()) {
    strides[axis] = stride;
    stride *= dims[axis]!;
  }
  return strides;
}

const axesOf = (dims: readonly number[]): number[] => [...dims.keys()];
const UNARY: readonly MapFunction[] = ["neg", "abs", "tanh", "sigmoid", "softplus"];
const BINARY: readonly MapFunction[] = ["add", "sub", "mul", "max", "min", "step", "greater", "greaterEqual", "mask"];

/** Returns a loop over random dimensions with broadcast loads, a transposed store and, perhaps, reductions. */
export function randomLoop(seed: number, reductions: boolean): PlanCase {
  const draws = new Draws(seed);
  const builder = new PlanBuilder(seed);
  const dims = Array.from({ length: 1 + draws.below(4) }, () => draws.of([1, 2, 3, 4, 5, 8, 12, 16, 20, 33]));
  const body: Instruction[] = [];
  const push = (instruction: Instruction) => body.push(instruction) - 1;
  for (let i = 0; i <= draws.below(3); i++) {
    const kept = axesOf(dims).filter(() => draws.chance(0.7));
    const size = sizeOf(kept.map((axis) => dims[axis]!));
    const offset = draws.of([0, 0, 1, 4]);
    push({ kind: "load", from: { storage: builder.input(size + offset), offset, strides: stridesOver(dims, kept) } });
  }
  push({ kind: "constant", value: draws.of([0, 1, -0.5, 2.5]) });
  for (let i = 0; i < 1 + draws.below(5); i++) {
    const arg = () => draws.below(body.length);
    push(draws.chance(0.4)
      ? { kind: "map", fn: draws.of(UNARY), args: [arg()] }
      : { kind: "map", fn: draws.of(BINARY), args: [arg(), arg()] });
  }
  const stores: Store[] = [];
  const store = (kept: readonly number[], combine: "set" | Combine) => {
    const size = sizeOf(kept.map((axis) => dims[axis]!));
    const to: Access = { storage: builder.output(size), offset: 0, strides: stridesOver(dims, kept) };
    stores.push({ value: body.length - 1 - draws.below(2), combine, to });
  };
  if (!reductions || draws.chance(0.4)) store(axesOf(dims), "set");
  if (!reductions || draws.chance(0.2)) store(axesOf(dims).reverse(), "set");
  for (let i = 0; reductions && i <= draws.below(3); i++) {
    store(axesOf(dims).filter(() => draws.chance(0.5)), draws.of(["sum", "sum", "max"]));
  }
  builder.kernels.push({ kind: "loop", dims, body, stores });
  return builder.done(`random ${reductions ? "reduction" : "loop"} ${seed}: [${dims}]`);
}

/** Returns a sum and a maximum over some axes of the softplus of a large array; the softplus is stored, too. */
export function reductionOf(dims: readonly number[], kept: readonly number[]): PlanCase {
  const builder = new PlanBuilder(sizeOf(dims));
  const all = stridesOver(dims, axesOf(dims));
  const size = sizeOf(kept.map((axis) => dims[axis]!));
  const strides = stridesOver(dims, kept);
  builder.kernels.push({
    kind: "loop", dims,
    body: [
      { kind: "load", from: { storage: builder.input(sizeOf(dims)), offset: 0, strides: all } },
      { kind: "map", fn: "softplus", args: [0] },
    ],
    stores: [
      { value: 1, combine: "set", to: { storage: builder.output(sizeOf(dims)), offset: 0, strides: all } },
      { value: 1, combine: "sum", to: { storage: builder.output(size), offset: 0, strides } },
      { value: 0, combine: "max", to: { storage: builder.output(size), offset: 0, strides } },
    ],
  });
  return builder.done(`reduction of [${dims}] to axes [${kept}]`);
}

/** Returns a matrix product [m,k] × [k,n]; each matrix may be transposed in memory. */
export function matrixProduct(m: number, k: number, n: number, transposed: readonly [boolean, boolean]): Product {
  return {
    rows: [{ size: m, left: transposed[0] ? 1 : k, out: n }],
    columns: [{ size: n, right: transposed[1] ? k : 1, out: 1 }],
    inner: [{ size: k, left: transposed[0] ? m : 1, right: transposed[1] ? 1 : n }],
    leftOffset: 0, rightOffset: 0, outOffset: 0,
  };
}

interface Conv { readonly batch: number; readonly side: number; readonly from: number; readonly to: number }
const WINDOW = 4;
const STRIDE = 2;
const outside = (side: number) => (side - WINDOW) / STRIDE + 1;

/** Returns a convolution without padding: NHWC images, HWIO filter of 4 × 4, stride 2. */
export function convolution({ batch, side, from, to }: Conv): Product {
  const out = outside(side);
  const line = side * from;
  return {
    rows: [
      { size: batch, left: side * line, out: out * out * to }, { size: out, left: STRIDE * line, out: out * to },
      { size: out, left: STRIDE * from, out: to },
    ],
    columns: [{ size: to, right: 1, out: 1 }],
    inner: [
      { size: WINDOW, left: line, right: WINDOW * from * to }, { size: WINDOW, left: from, right: from * to },
      { size: from, left: 1, right: to },
    ],
    leftOffset: 0, rightOffset: 0, outOffset: 0,
  };
}

/** Returns the gradient with respect to the filter: rows and inner indices change places. */
export function filterGradient(conv: Conv): Product {
  const { rows, columns, inner } = convolution(conv);
  const { to } = conv;
  return {
    rows: inner.map(({ size, left, right }) => ({ size, left, out: right })),
    columns: columns.map(({ size }) => ({ size, right: 1, out: 1 })),
    inner: rows.map(({ size, left, out }) => ({ size, left, right: out })),
    leftOffset: 0, rightOffset: 0, outOffset: 0 * to,
  };
}

const span = (axes: readonly { readonly size: number }[], strides: readonly number[]) =>
  axes.reduce((sum, { size }, axis) => sum + (size - 1) * strides[axis]!, 1);

/** The epilogue of a product: a bias for each column and a ReLU, or also the sums of columns and rows. */
export type EpilogueKind = "nothing" | "bias" | "bias, product kept" | "sums" | "moment";

/** Makes a plan of one product with an epilogue. */
export function productCase(name: string, product: Product, following: EpilogueKind): PlanCase {
  const builder = new PlanBuilder(7);
  const { rows, columns, inner } = product;
  const left = builder.input(span([...rows, ...inner], [...rows.map((a) => a.left), ...inner.map((a) => a.left)]));
  const right = builder.input(span([...columns, ...inner], [...columns.map((a) => a.right), ...inner.map((a) => a.right)]));
  const [m, n] = [sizeOf(rows.map((a) => a.size)), sizeOf(columns.map((a) => a.size))];
  const storesProduct = following === "nothing" || following === "bias, product kept";
  const out = storesProduct ? builder.output(m * n) : builder.storage(m * n, "product");
  builder.kernels.push({
    kind: "contraction", left, right, out, parts: [product], storesProduct,
    ...(following === "nothing" ? {} : { epilogue: followingLoop(builder, m, n, following) }),
  });
  return builder.done(`${name}, then ${following}`);
}

/** Returns a loop that follows a product of m rows and n columns. */
export function followingLoop(builder: PlanBuilder, m: number, n: number, following: EpilogueKind): Loop {
  if (following === "moment") {
    // A state that is updated in place, its dimensions merged.
    const moment = { storage: builder.state(m * n), offset: 0, strides: [1] };
    return {
      kind: "loop", dims: [m * n],
      body: [
        { kind: "product" }, { kind: "load", from: moment }, { kind: "constant", value: 0.5 },
        { kind: "map", fn: "mul", args: [1, 2] }, { kind: "map", fn: "add", args: [0, 3] },
      ],
      stores: [{ value: 4, combine: "set", to: moment }],
    };
  }
  const whole = { storage: builder.output(m * n), offset: 0, strides: [n, 1] };
  return {
    kind: "loop", dims: [m, n],
    body: [
      { kind: "product" }, { kind: "load", from: { storage: builder.input(n), offset: 0, strides: [0, 1] } },
      { kind: "map", fn: "add", args: [0, 1] }, { kind: "constant", value: 0 }, { kind: "map", fn: "max", args: [2, 3] },
    ],
    stores: [
      { value: 4, combine: "set", to: whole },
      ...(following !== "sums" ? [] : [
        { value: 4, combine: "sum" as const, to: { storage: builder.output(n), offset: 0, strides: [0, 1] } },
        { value: 2, combine: "max" as const, to: { storage: builder.output(m), offset: 0, strides: [1, 0] } },
      ]),
    ],
  };
}
