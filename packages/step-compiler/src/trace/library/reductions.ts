/** Kernels that combine elements along axes. */
import { util } from "@tensorflow/tfjs-core";
import type { Id } from "../../ir/graph";
import { sizeOf } from "../../ir/graph";
import type { Operations } from "../../ir/operations";
import { attribute, type KernelCall, type KernelMeaning } from "../kernelMeaning";
import { sideBySide } from "../kernels";
import { Compose, of } from "./compose";

type Reduction = (build: Compose, x: Id, axes: readonly number[]) => Id;

const reduction = (meaning: Reduction): KernelMeaning => (build, { inputs: { x }, attrs }) => {
  const b = new Compose(build);
  const shape = build.shapeOf(x!);
  const axes = util.parseAxisParam(attribute<number | number[]>(attrs, "axis"), [...shape]);
  const reduced = meaning(b, x!, axes);
  return attrs["keepDims"] ? b.kept(reduced, shape, axes) : reduced;
};

const least: Reduction = (b, x, axes) => b.map("neg", b.build.reduce("max", b.map("neg", x), axes));

/** Multiplies halves until one element is left along the axes. */
const prod: Reduction = (b, x, axes) => {
  const { build } = b;
  const shape = build.shapeOf(x);
  const left = shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const outer = left.map((axis) => shape[axis]!);
  let count = sizeOf(shape) / sizeOf(outer);
  let value = build.reshape(build.transpose(x, [...left, ...axes]), [sizeOf(outer), count]);
  while (count > 1) {
    const half = Math.floor(count / 2);
    const part = (from: number, length: number) => build.slice(value, [0, from], [sizeOf(outer), length]);
    const product = build.map("mul", part(0, half), part(half, half));
    value = count % 2 === 0 ? product : sideBySide(build, [product, part(count - 1, 1)], 1);
    count = half + count % 2;
  }
  return build.reshape(value, outer);
};

/** Returns the first position with the largest value. NaN counts as −∞. */
function argMax(b: Compose, x: Id, axis: number): Id {
  const { build } = b;
  const shape = build.shapeOf(x);
  const ordered = b.where(b.map("equal", x, x), x, of(-Infinity));
  const largest = b.kept(build.reduce("max", ordered, [axis]), shape, [axis]);
  const fromEnd = b.sub(of(shape[axis]!), b.positions(shape[axis]!, shape.length, axis)); // n, n − 1, …, 1
  return b.sub(of(shape[axis]!), build.reduce("max", b.mul(b.map("equal", ordered, largest), fromEnd), [axis]));
}

const position = (sign: 1 | -1): KernelMeaning => (build, { inputs: { x }, attrs }) => {
  const b = new Compose(build);
  const [axis] = util.parseAxisParam(attribute<number>(attrs, "axis"), [...build.shapeOf(x!)]) as [number];
  return argMax(b, sign === 1 ? x! : b.map("neg", x!), axis);
};

/** Computes running sums or products: each round combines elements that are twice as far apart (Hillis & Steele 1986). */
const running = (fn: "add" | "mul", neutral: number): KernelMeaning => (build, { inputs: { x }, attrs }) => {
  const shape = build.shapeOf(x!);
  const [axis] = util.parseAxisParam(attribute<number>(attrs, "axis"), [...shape]) as [number];
  const count = shape[axis] ?? 1;
  /** Moves elements along the axis, away from where the sums begin. */
  const moved = (value: Id, by: number): Id => {
    const size = (length: number) => shape.map((each, at) => (at === axis ? length : each));
    const filling = build.constant(neutral, size(by));
    const begin = shape.map((_, at) => (at === axis && attrs["reverse"] ? by : 0));
    const rest = build.slice(value, begin, size(count - by));
    return sideBySide(build, attrs["reverse"] ? [rest, filling] : [filling, rest], axis);
  };
  if (shape.length === 0) return x!;
  let value = attrs["exclusive"] ? (count === 1 ? build.constant(neutral, shape) : moved(x!, 1)) : x!;
  for (let by = 1; by < count; by *= 2) value = build.map(fn, value, moved(value, by));
  return value;
};

/** Subtracts the largest logit from all, and sums their exponentials. */
function shifted(build: Operations, logits: Id, axis: number) {
  const b = new Compose(build);
  const shape = build.shapeOf(logits);
  const kept = (reduced: Id) => b.kept(reduced, shape, [axis]);
  const logit = b.sub(logits, kept(build.reduce("max", logits, [axis])));
  return { b, logit, sum: kept(build.reduce("sum", b.map("exp", logit), [axis])) };
}

const lastAxis = (build: Operations, { inputs: { logits }, attrs }: KernelCall): number => {
  const shape = build.shapeOf(logits!);
  return util.parseAxisParam((attrs["dim"] ?? attrs["axis"] ?? -1) as number, [...shape])[0]!;
};

export const REDUCTIONS: Readonly<Record<string, KernelMeaning>> = {
  Min: reduction(least),
  All: reduction(least),
  Any: reduction((b, x, axes) => b.build.reduce("max", x, axes)),
  Prod: reduction(prod),
  ArgMax: position(1),
  ArgMin: position(-1),
  Cumsum: running("add", 0),
  Cumprod: running("mul", 1),
  Softmax: (build, call) => {
    const { b, logit, sum } = shifted(build, call.inputs["logits"]!, lastAxis(build, call));
    return b.div(b.map("exp", logit), sum);
  },
  LogSoftmax: (build, call) => {
    const { b, logit, sum } = shifted(build, call.inputs["logits"]!, lastAxis(build, call));
    return b.sub(logit, b.map("log", sum));
  },
};
