/** Kernels that move elements. */
import { backend_util, slice_util, util } from "@tensorflow/tfjs-core";
import { CannotCompile } from "../../ir/cannotCompile";
import { sizeOf } from "../../ir/graph";
import { attribute, type KernelMeaning } from "../kernelMeaning";
import { padWith } from "../kernels";
import { Compose } from "./compose";

type Paddings = readonly (readonly [number, number])[];

const expandDims: KernelMeaning = (build, { inputs: { input }, attrs }) => {
  const shape = build.shapeOf(input!);
  const dim = attribute<number>(attrs, "dim");
  const axis = dim < 0 ? shape.length + dim + 1 : dim;
  if (!(axis >= 0 && axis <= shape.length)) throw new Error(`expandDims: the shape [${shape}] has no place for axis ${dim}`);
  return build.reshape(input!, [...shape.slice(0, axis), 1, ...shape.slice(axis)]);
};

const reverse: KernelMeaning = (build, { inputs: { x }, attrs }) => {
  const b = new Compose(build);
  const shape = build.shapeOf(x!);
  return util.parseAxisParam(attribute<number | number[]>(attrs, "dims"), [...shape])
    .reduce((value, axis) => b.take(value, axis, Array.from({ length: shape[axis]! }, (_, i) => shape[axis]! - 1 - i)), x!);
};

const stridedSlice: KernelMeaning = (build, { inputs: { x }, attrs }) => {
  const b = new Compose(build);
  const given = <T>(name: string) => attribute<T>(attrs, name);
  const shape = build.shapeOf(x!);
  const { begin, end, strides, finalShape } = slice_util.sliceInfo(
    [...shape], [...given<number[]>("begin")], [...given<number[]>("end")], [...given<number[]>("strides")],
    given("beginMask"), given("endMask"), given("ellipsisMask"), given("newAxisMask"), given("shrinkAxisMask"),
  );
  if (sizeOf(finalShape) === 0) return build.constant(0, finalShape);
  const taken = begin.reduce((value, from, axis) => {
    const places: number[] = [];
    for (let at = from; strides[axis]! > 0 ? at < end[axis]! : at > end[axis]!; at += strides[axis]!) places.push(at);
    return b.take(value, axis, places);
  }, x!);
  return build.reshape(taken, finalShape);
};

/** `reflect` does not repeat the border, `symmetric` does. */
const mirrorPad: KernelMeaning = (build, { inputs: { x }, attrs }) => {
  const b = new Compose(build);
  const shape = build.shapeOf(x!);
  const skipped = attribute<string>(attrs, "mode") === "reflect" ? 1 : 0;
  return attribute<Paddings>(attrs, "paddings").reduce((value, [before, after], axis) => {
    const size = shape[axis]!;
    const places = Array.from({ length: before + size + after }, (_, i) => {
      const at = i - before;
      return at < 0 ? -at - 1 + skipped : at >= size ? 2 * size - 1 - at - skipped : at;
    });
    return before + after === 0 ? value : b.take(value, axis, places);
  }, x!);
};

const spaceToBatch: KernelMeaning = (build, { inputs: { x }, attrs }) => {
  const shape = build.shapeOf(x!);
  const block = attribute<number[]>(attrs, "blockShape");
  const paddings: [number, number][] = [[0, 0], ...attribute<[number, number][]>(attrs, "paddings")];
  while (paddings.length < shape.length) paddings.push([0, 0]);
  const padded = padWith(build, x!, paddings, 0);
  const size = [...build.shapeOf(padded)];
  const apart = backend_util.getReshaped(size, block, sizeOf(block), false);
  const moved = build.transpose(build.reshape(padded, apart), backend_util.getPermuted(apart.length, block.length, false));
  return build.reshape(moved, backend_util.getReshapedPermuted(size, block, sizeOf(block), false));
};

const batchToSpace: KernelMeaning = (build, { inputs: { x }, attrs }) => {
  const shape = [...build.shapeOf(x!)];
  const block = attribute<number[]>(attrs, "blockShape");
  const crops = attribute<number[][]>(attrs, "crops");
  const apart = backend_util.getReshaped(shape, block, sizeOf(block));
  const moved = build.transpose(build.reshape(x!, apart), backend_util.getPermuted(apart.length, block.length));
  const whole = backend_util.getReshapedPermuted(shape, block, sizeOf(block));
  const begin = backend_util.getSliceBeginCoords(crops, block.length), size = backend_util.getSliceSize(whole, crops, block.length);
  return build.slice(build.reshape(moved, whole), whole.map((_, axis) => begin[axis] ?? 0), whole.map((length, axis) => size[axis] ?? length));
};

const depthToSpace: KernelMeaning = (build, { inputs: { x }, attrs }) => {
  if (attrs["dataFormat"] !== "NHWC") throw new CannotCompile("A step moves channels that come before pixels (DepthToSpace).");
  const [batch, height, width, channels] = build.shapeOf(x!) as [number, number, number, number];
  const block = attribute<number>(attrs, "blockSize");
  const left = channels / block ** 2;
  const moved = build.transpose(build.reshape(x!, [batch, height, width, block, block, left]), [0, 1, 3, 2, 4, 5]);
  return build.reshape(moved, [batch, height * block, width * block, left]);
};

const diag: KernelMeaning = (build, { inputs: { x } }) => {
  const b = new Compose(build);
  const shape = build.shapeOf(x!);
  const count = sizeOf(shape);
  const onDiagonal = b.map("equal", b.positions(count, 2, 0), b.positions(count, 2, 1));
  return build.reshape(b.map("mask", build.reshape(x!, [count, 1]), onDiagonal), [...shape, ...shape]);
};

const numbers = (from: number, step: number, count: number) => Float32Array.from({ length: count }, (_, i) => from + i * step);

export const MOVEMENTS: Readonly<Record<string, KernelMeaning>> = {
  ExpandDims: expandDims,
  Reverse: reverse,
  StridedSlice: stridedSlice,
  MirrorPad: mirrorPad,
  SpaceToBatchND: spaceToBatch,
  BatchToSpaceND: batchToSpace,
  DepthToSpace: depthToSpace,
  Diag: diag,
  Range: (build, { attrs }) => {
    const [start, stop, step] = [attribute<number>(attrs, "start"), attribute<number>(attrs, "stop"), attribute<number>(attrs, "step")];
    const length = Math.max(0, Math.ceil((stop - start) / step));
    return build.constant(numbers(start, step, length), [length]);
  },
  LinSpace: (build, { attrs }) => {
    const [start, stop, count] = [attribute<number>(attrs, "start"), attribute<number>(attrs, "stop"), attribute<number>(attrs, "num")];
    return build.constant(numbers(start, count === 1 ? 0 : (stop - start) / (count - 1), count), [count]);
  },
};
