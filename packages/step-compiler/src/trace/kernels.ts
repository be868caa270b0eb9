/** The semantics of TensorFlow.js' kernels, as graph operations. `convolutions.ts` has those of convolutions. */
import { backend_util, slice_util, util, type TensorInfo } from "@tensorflow/tfjs-core";
import { CannotCompile } from "../ir/cannotCompile";
import type { Combine, Id, MapFunction, Product, Shape } from "../ir/graph";
import { sizeOf } from "../ir/graph";
import { attribute, type KernelMeaning } from "./kernelMeaning";
import { broadcastShape, sameShape, type Operations } from "../ir/operations";
import { CONVOLUTIONS } from "./convolutions";

const unary = (fn: MapFunction): KernelMeaning => (build, { inputs: { x } }) => build.map(fn, x!);

const binary = (fn: MapFunction): KernelMeaning => (build, { inputs: { a, b } }) => build.map(fn, a!, b!);

/** A map with its arguments exchanged. */
const swapped = (fn: MapFunction): KernelMeaning => (build, { inputs: { a, b } }) => build.map(fn, b!, a!);

function reduction(combine: Combine, axisName: string, scale: (count: number) => number | undefined): KernelMeaning {
  return (build, { inputs: { x }, attrs }) => {
    const before = build.shapeOf(x!);
    const axes = util.parseAxisParam(attribute<number | number[]>(attrs, axisName), [...before]);
    const reduced = build.reduce(combine, x!, axes);
    const factor = scale(sizeOf(before) / sizeOf(build.shapeOf(reduced)));
    const result = factor === undefined ? reduced : build.map("mul", reduced, build.constant(factor, []));
    if (!attrs["keepDims"]) return result;
    return build.reshape(result, before.map((size, axis) => (axes.includes(axis) ? 1 : size)));
  };
}

/** Returns, for each point of `whole`, the position of the element of `part` that is broadcast to it. */
function broadcastPlaces(part: Shape, whole: Shape): readonly number[] {
  const ahead = whole.length - part.length;
  return Array.from({ length: sizeOf(whole) }, (_, point) => {
    let [left, place, stride] = [point, 0, 1];
    for (let axis = whole.length - 1; axis >= 0; axis--) {
      const size = part[axis - ahead] ?? 1;
      if (size > 1) place += (left % whole[axis]!) * stride;
      stride *= size;
      left = Math.floor(left / whole[axis]!);
    }
    return place;
  });
}

/** The last two axes are matrices; the axes before them are broadcast. */
const batchMatMul: KernelMeaning = (build, { inputs: { a, b }, attrs }) => {
  const left = build.shapeOf(a!), right = build.shapeOf(b!);
  if (left.length < 2 || right.length < 2) throw new Error(`matMul: the shapes [${left}] and [${right}] are not both matrices`);
  const transposedA = Boolean(attrs["transposeA"]), transposedB = Boolean(attrs["transposeB"]);
  const [rowsA, columnsA] = left.slice(-2) as [number, number];
  const [rowsB, columnsB] = right.slice(-2) as [number, number];
  const [m, k] = transposedA ? [columnsA, rowsA] : [rowsA, columnsA];
  const [n, otherK] = transposedB ? [rowsB, columnsB] : [columnsB, rowsB];
  if (k !== otherK) {
    throw new Error(`matMul: the inner sizes ${k} and ${otherK} of the shapes [${left}] and [${right}] differ${
      transposedA || transposedB ? ` (transposeA=${transposedA}, transposeB=${transposedB})` : ""}`);
  }
  const outer = broadcastShape([left.slice(0, -2), right.slice(0, -2)]);
  const [ofLeft, ofRight] = [broadcastPlaces(left.slice(0, -2), outer), broadcastPlaces(right.slice(0, -2), outer)];
  const products = ofLeft.map((place, i): Product => ({
    rows: [{ size: m, left: transposedA ? 1 : k, out: n }],
    columns: [{ size: n, right: transposedB ? k : 1, out: 1 }],
    inner: [{ size: k, left: transposedA ? m : 1, right: transposedB ? 1 : n }],
    leftOffset: place * m * k, rightOffset: ofRight[i]! * k * n, outOffset: i * m * n,
  }));
  return build.contract(a!, b!, products, [...outer, m, n]);
};

/** Exponents have to be constant multiples of ½. */
const pow: KernelMeaning = (build, { inputs: { a, b } }) => {
  const exponent = build.uniform(b!);
  if (exponent === undefined || !Number.isInteger(2 * exponent) || Math.abs(exponent) > 16) {
    throw new CannotCompile("A step raises to a power that is not a constant multiple of ½ (Pow).");
  }
  if (exponent === -0.5) return build.map("rsqrt", a!);
  const whole = Math.floor(Math.abs(exponent));
  const factors: Id[] = [];
  for (let left = whole, square = a!; left > 0; left >>= 1) {
    if (left % 2 === 1) factors.push(square);
    if (left > 1) square = build.map("mul", square, square);
  }
  if (Math.abs(exponent) > whole) factors.push(build.map("sqrt", a!));
  const one = build.constant(1, build.shapeOf(a!));
  const power = factors.length > 0 ? factors.reduce((product, factor) => build.map("mul", product, factor)) : one;
  return exponent < 0 ? build.map("div", one, power) : power;
};

/** Stands for a tensor in calls of tfjs' helpers, which read its shape only. */
const shaped = (shape: Shape): TensorInfo => ({ dataId: {}, shape: [...shape], dtype: "float32" });

/** Concatenates values along an axis. Throws if their shapes differ in another axis. */
export function sideBySide(build: Operations, values: readonly Id[], axis: number): Id {
  let length = 0;
  const shapes = values.map((value) => build.shapeOf(value));
  checkAlike(shapes, axis);
  const pieces = values.map((arg, i) => {
    const begin = shapes[i]!.map((_, at) => (at === axis ? length : 0));
    length += shapes[i]![axis]!;
    return { arg, begin };
  });
  return build.assemble(pieces, shapes[0]!.map((size, at) => (at === axis ? length : size)));
}

function checkAlike(shapes: readonly Shape[], axis: number): void {
  const others = (shape: Shape) => shape.filter((_, at) => at !== axis);
  for (const shape of shapes) {
    if (shape.length !== shapes[0]!.length || !sameShape(others(shape), others(shapes[0]!))) {
      throw new Error(`concat: the shapes [${shapes[0]!}] and [${shape}] differ in another axis than ${axis}`);
    }
  }
}

const concat: KernelMeaning = (build, { inputs, attrs }) => {
  const values = Object.values(inputs);
  const shape = build.shapeOf(values[0]!);
  const [axis] = util.parseAxisParam(attribute<number>(attrs, "axis"), [...shape]);
  // Empty values, which a graph cannot hold, have to fit as well.
  checkAlike(values.map((value) => build.shapeOf(value)), axis!);
  const some = values.filter((value) => sizeOf(build.shapeOf(value)) > 0);
  return sideBySide(build, some.length > 0 ? some : values, axis!);
};

const pack: KernelMeaning = (build, { inputs, attrs }) => {
  const values = Object.values(inputs);
  const shape = build.shapeOf(values[0]!);
  for (const value of values) {
    if (!sameShape(build.shapeOf(value), shape)) throw new Error(`stack: the shapes [${shape}] and [${build.shapeOf(value)}] differ`);
  }
  const [axis] = util.parseAxisParam(attribute<number>(attrs, "axis"), [...shape, 1]) as [number];
  const apart: Shape = [...shape.slice(0, axis), 1, ...shape.slice(axis)];
  return sideBySide(build, values.map((value) => build.reshape(value, apart)), axis);
};

const unpack: KernelMeaning = (build, { inputs: { value }, attrs }) => {
  const shape = build.shapeOf(value!);
  const [axis] = util.parseAxisParam(attribute<number>(attrs, "axis"), [...shape]) as [number];
  return Array.from({ length: shape[axis]! }, (_, place) => {
    const begin = shape.map((_, at) => (at === axis ? place : 0));
    const layer = build.slice(value!, begin, shape.map((size, at) => (at === axis ? 1 : size)));
    return build.reshape(layer, shape.filter((_, at) => at !== axis));
  });
};

const splitV: KernelMeaning = (build, { inputs: { x }, attrs }) => {
  const shape = build.shapeOf(x!);
  const [axis] = util.parseAxisParam(attribute<number>(attrs, "axis"), [...shape]) as [number];
  const splits = attribute<number | number[]>(attrs, "numOrSizeSplits");
  const sizes = backend_util.prepareSplitSize(shaped(shape), typeof splits === "number" ? splits : [...splits], axis);
  let start = 0;
  return sizes.map((size) => {
    const begin = shape.map((_, at) => (at === axis ? start : 0));
    start += size;
    return build.slice(x!, begin, shape.map((length, at) => (at === axis ? size : length)));
  });
};

const slice: KernelMeaning = (build, { inputs: { x }, attrs }) => {
  const [begin, size] = slice_util.parseSliceParams(
    shaped(build.shapeOf(x!)), attribute(attrs, "begin"), attribute(attrs, "size"),
  );
  return build.slice(x!, begin!, size!);
};

const transpose: KernelMeaning = (build, { inputs: { x }, attrs }) => build.transpose(x!, attribute<number[]>(attrs, "perm"));

const tile: KernelMeaning = (build, { inputs: { x }, attrs }) =>
  attribute<number[]>(attrs, "reps").reduce((value, times, axis) =>
    times === 1 ? value : sideBySide(build, Array<Id>(times).fill(value), axis), x!);

/** Surrounds a value with a number: `paddings` has the counts before and after, for each axis. */
export function padWith(build: Operations, x: Id, paddings: readonly (readonly [number, number])[], filling: number): Id {
  const before = build.shapeOf(x);
  const shape = before.map((size, axis) => paddings[axis]![0] + size + paddings[axis]![1]);
  const begin = paddings.map(([count]) => count);
  const zeros = build.assemble([{ arg: x, begin }], shape);
  if (filling === 0) return zeros;
  const inside = build.assemble([{ arg: build.constant(1, before), begin }], shape);
  const outside = build.map("equal", inside, build.constant(0, []));
  return build.map("add", zeros, build.map("mask", build.constant(filling, []), outside));
}

const padV2: KernelMeaning = (build, { inputs: { x }, attrs }) => padWith(build, x!, attribute(attrs, "paddings"), attribute(attrs, "constantValue"));

const filled = (value: number): KernelMeaning => (build, { inputs: { x } }) => build.constant(value, build.shapeOf(x!));

export const KERNELS: Readonly<Record<string, KernelMeaning>> = {
  Abs: unary("abs"), Exp: unary("exp"), Log: unary("log"), Neg: unary("neg"), Rsqrt: unary("rsqrt"),
  Sigmoid: unary("sigmoid"), Softplus: unary("softplus"), Sqrt: unary("sqrt"), Tanh: unary("tanh"),
  Add: binary("add"), Sub: binary("sub"), Multiply: binary("mul"), RealDiv: binary("div"),
  Maximum: binary("max"), Minimum: binary("min"), Equal: binary("equal"),
  Greater: binary("greater"), GreaterEqual: binary("greaterEqual"),
  Less: swapped("greater"), LessEqual: swapped("greaterEqual"),
  LogicalNot: (build, { inputs: { x } }) => build.map("equal", x!, build.constant(0, [])),
  // A condition is 1 or 0, so that 1 less is −1 where it does not hold.
  Select: (build, { inputs: { condition, t, e } }) =>
    build.map("add", build.map("mask", t!, condition!), build.map("mask", e!, build.map("sub", condition!, build.constant(1, [])))),
  AddN: (build, { inputs }) => Object.values(inputs).reduce((sum, value) => build.map("add", sum, value)),
  Square: (build, { inputs: { x } }) => build.map("mul", x!, x!),
  Relu: (build, { inputs: { x } }) => build.map("max", x!, build.constant(0, [])),
  Step: (build, { inputs: { x }, attrs }) => build.map("step", x!, build.constant(attribute(attrs, "alpha"), [])),
  ClipByValue: (build, { inputs: { x }, attrs }) => {
    const least = build.constant(attribute(attrs, "clipValueMin"), []);
    return build.map("min", build.map("max", x!, least), build.constant(attribute(attrs, "clipValueMax"), []));
  },
  Pow: pow,
  // Booleans are 0 and 1 already; `backend.ts`, which knows types, casts numbers to booleans.
  Cast: (_, { inputs: { x } }) => x!,
  Identity: (_, { inputs: { x } }) => x!,
  Reshape: (build, { inputs: { x }, attrs }) => {
    const shape = attribute<number[]>(attrs, "shape");
    return build.reshape(x!, util.inferFromImplicitShape(shape, sizeOf(build.shapeOf(x!))));
  },
  Sum: reduction("sum", "axis", () => undefined),
  Mean: reduction("sum", "axis", (count) => 1 / count),
  Max: reduction("max", "reductionIndices", () => undefined),
  BatchMatMul: batchMatMul,
  Concat: concat, Pack: pack, Unpack: unpack, SplitV: splitV, Slice: slice, Tile: tile, Transpose: transpose, PadV2: padV2,
  ZerosLike: filled(0), OnesLike: filled(1),
  Fill: (build, { attrs }) => build.constant(attribute(attrs, "value"), attribute(attrs, "shape")),
  ...CONVOLUTIONS,
};
