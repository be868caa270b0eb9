/** Pooling of images [batch, height, width, channels] and of volumes [batch, depth, height, width, channels], and its gradients. */
import { backend_util } from "@tensorflow/tfjs-core";
import { CannotCompile } from "../../ir/cannotCompile";
import type { Id, Shape } from "../../ir/graph";
import type { Operations } from "../../ir/operations";
import { padWith } from "../kernels";
import { attribute, type KernelCall, type KernelMeaning } from "../kernelMeaning";
import { Compose, of } from "./compose";

/** One direction of a window: the window of output i begins at i·stride − before. */
interface Direction {
  readonly input: number;
  readonly output: number;
  readonly filter: number;
  readonly stride: number;
  readonly before: number;
}

/** Returns the directions of the axes between batch and channels. */
function directionsOf(shape: Shape, attrs: KernelCall["attrs"]): readonly Direction[] {
  if ((attrs["dataFormat"] ?? "NHWC").toString().startsWith("NC")) throw new CannotCompile("A step pools images whose channels come before pixels.");
  const given = <T>(name: string) => attribute<T>(attrs, name);
  if (shape.length === 4) {
    const info = backend_util.computePool2DInfo(shape as [number, number, number, number], given("filterSize"), given("strides"), 1, given("pad"), given("dimRoundingMode"));
    return [
      { input: info.inHeight, output: info.outHeight, filter: info.filterHeight, stride: info.strideHeight, before: info.padInfo.top },
      { input: info.inWidth, output: info.outWidth, filter: info.filterWidth, stride: info.strideWidth, before: info.padInfo.left },
    ];
  }
  const info = backend_util.computePool3DInfo(shape as [number, number, number, number, number], given("filterSize"), given("strides"), 1, given("pad"), given("dimRoundingMode"));
  return [
    { input: info.inDepth, output: info.outDepth, filter: info.filterDepth, stride: info.strideDepth, before: info.padInfo.front },
    { input: info.inHeight, output: info.outHeight, filter: info.filterHeight, stride: info.strideHeight, before: info.padInfo.top },
    { input: info.inWidth, output: info.outWidth, filter: info.filterWidth, stride: info.strideWidth, before: info.padInfo.left },
  ];
}

/** Returns the size of an axis with what surrounds it: every element of a window has output·stride elements from its own on. */
const roomOf = ({ output, stride, filter, before, input }: Direction): number => Math.max(output * stride + filter - 1, before + input);

const surrounded = (b: Compose, x: Id, directions: readonly Direction[], filling: number): Id =>
  padWith(b.build, x, [[0, 0], ...directions.map((one) => [one.before, roomOf(one) - one.before - one.input] as const), [0, 0]], filling);

/** Lists the elements of a window by their places in it: the first direction changes last. */
const tapsOf = (directions: readonly Direction[]): readonly (readonly number[])[] =>
  directions.reduce<readonly (readonly number[])[]>((all, { filter }) => all.flatMap((tap) => Array.from({ length: filter }, (_, i) => [...tap, i])), [[]]);

/** Returns the element at one place of every window. */
const atTap = (build: Operations, wide: Id, directions: readonly Direction[], tap: readonly number[]): Id => directions.reduce((value, { output, stride }, i) => {
  const shape = build.shapeOf(value);
  const [axis, change] = [i + 1, (size: number) => shape.map((each, at) => (at === i + 1 ? size : each))];
  const run = build.slice(value, shape.map((_, at) => (at === axis ? tap[i]! : 0)), change(output * stride));
  const apart = build.reshape(run, [...shape.slice(0, axis), output, stride, ...shape.slice(axis + 1)]);
  const inside = build.shapeOf(apart);
  const first = build.slice(apart, inside.map(() => 0), inside.map((size, at) => (at === axis + 1 ? 1 : size)));
  return build.reshape(first, change(output));
}, wide);

/** Reverses `atTap`: it puts the values at their places among zeros. */
const fromTap = (b: Compose, values: Id, directions: readonly Direction[], tap: readonly number[]): Id => directions.reduce((value, direction, i) => {
  const { output, stride } = direction;
  const { build } = b;
  const [shape, axis] = [build.shapeOf(value), i + 1];
  const apart = build.reshape(value, [...shape.slice(0, axis), output, 1, ...shape.slice(axis + 1)]);
  const among = padWith(build, apart, build.shapeOf(apart).map((_, at) => [0, at === axis + 1 ? stride - 1 : 0] as const), 0);
  const run = build.reshape(among, shape.map((size, at) => (at === axis ? output * stride : size)));
  return padWith(build, run, shape.map((_, at) => (at === axis ? [tap[i]!, roomOf(direction) - tap[i]! - output * stride] as const : [0, 0] as const)), 0);
}, values);

/** Removes what surrounds an image. */
const cropped = (build: Operations, wide: Id, directions: readonly Direction[]): Id => {
  const shape = build.shapeOf(wide);
  return build.slice(wide, [0, ...directions.map(({ before }) => before), 0], shape.map((size, axis) => directions[axis - 1]?.input ?? size));
};

const windows = (build: Operations, wide: Id, directions: readonly Direction[]): readonly Id[] => tapsOf(directions).map((tap) => atTap(build, wide, directions, tap));

/** TensorFlow.js returns images as they are if windows of one element give as many outputs, also if windows lie outside of the image. */
const isIdentity = (directions: readonly Direction[]): boolean => directions.length === 2 && directions.every(({ input, output, filter }) => filter === 1 && input === output);

/** As TensorFlow.js does, it overlooks NaN. */
const surroundedForMax = (b: Compose, x: Id, directions: readonly Direction[]): Id =>
  surrounded(b, b.where(b.map("equal", x, x), x, of(-Infinity)), directions, -Infinity);

const maxPool: KernelMeaning = (build, { inputs: { x }, attrs }) => {
  const directions = directionsOf(build.shapeOf(x!), attrs);
  if (isIdentity(directions)) return x!;
  return windows(build, surroundedForMax(new Compose(build), x!, directions), directions).reduce((most, each) => build.map("max", most, each));
};

const sum = (build: Operations, values: readonly Id[]): Id => values.reduce((total, each) => build.map("add", total, each));

/** What surrounds the image does not count; the average of nothing is 0. */
const avgPool: KernelMeaning = (build, { inputs: { x }, attrs }) => {
  const b = new Compose(build);
  const directions = directionsOf(build.shapeOf(x!), attrs);
  if (isIdentity(directions)) return x!;
  const ones = build.constant(1, build.shapeOf(x!).map((size, axis, { length }) => (axis === 0 || axis === length - 1 ? 1 : size)));
  const [total, count] = [x!, ones].map((image) => sum(build, windows(build, surrounded(b, image, directions, 0), directions)));
  return b.div(total!, b.map("max", count!, of(1)));
};

/** The gradient of each window goes to the first of its largest elements. */
const maxPoolGrad: KernelMeaning = (build, { inputs: { dy, input }, attrs }) => {
  const b = new Compose(build);
  const directions = directionsOf(build.shapeOf(input!), attrs);
  const wide = surroundedForMax(b, input!, directions);
  const taps = tapsOf(directions);
  const elements = taps.map((tap) => atTap(build, wide, directions, tap));
  const largest = elements.reduce((most, each) => b.map("max", most, each));
  let free: Id | undefined;
  const parts = taps.map((tap, i) => {
    const equal = b.map("equal", elements[i]!, largest);
    const chosen = free === undefined ? equal : b.mul(equal, free);
    free = free === undefined ? b.not(equal) : b.mul(free, b.not(equal));
    return fromTap(b, b.map("mask", dy!, chosen), directions, tap);
  });
  return cropped(build, sum(build, parts), directions);
};

/** As TensorFlow.js does, it divides by the size of the window, also at borders. */
const avgPoolGrad: KernelMeaning = (build, { inputs: { dy, input }, attrs }) => {
  const b = new Compose(build);
  const directions = directionsOf(build.shapeOf(input!), attrs);
  const taps = tapsOf(directions);
  const share = b.mul(dy!, of(1 / taps.length));
  return cropped(build, sum(build, taps.map((tap) => fromTap(b, share, directions, tap))), directions);
};

export const POOLING: Readonly<Record<string, KernelMeaning>> = {
  MaxPool: maxPool, MaxPool3D: maxPool, AvgPool: avgPool, AvgPool3D: avgPool,
  MaxPoolGrad: maxPoolGrad, MaxPool3DGrad: maxPoolGrad, AvgPoolGrad: avgPoolGrad, AvgPool3DGrad: avgPoolGrad,
};
