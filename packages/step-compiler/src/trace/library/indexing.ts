/**
 * Kernels that read or write at positions which the step computes. A graph has no such addresses: each place is compared with all positions. That
 * takes as many operations as a product of matrices, and is exact, as all but one term is 0. A position outside reads 0 and writes nothing.
 */
import { backend_util, gather_util, scatter_util, util, type Tensor } from "@tensorflow/tfjs-core";
import { sizeOf, type Id, type Shape } from "../../ir/graph";
import { attribute, type KernelMeaning } from "../kernelMeaning";
import { Compose, of } from "./compose";

/** Stands for a tensor in calls of tfjs' helpers, which read its shape only. */
const shaped = (shape: Shape): Tensor => ({ shape: [...shape], rank: shape.length, size: sizeOf(shape), dtype: "int32" }) as unknown as Tensor;

/** Reads `x`, [batch, before, n, after], along n at `indices`, [batch, places]: [batch, before, places, after]. */
function gathered(b: Compose, x: Id, indices: Id): Id {
  const { build } = b;
  const [batch, before, n, after] = build.shapeOf(x) as [number, number, number, number];
  const places = build.shapeOf(indices)[1]!;
  const chosen = b.map("equal", build.reshape(indices, [batch, 1, places, 1, 1]), b.positions(n, 5, 3));
  return build.reduce("sum", b.map("mask", build.reshape(x, [batch, before, 1, n, after]), chosen), [3]);
}

/** Sums the rows of `x`, [rows, after], at the places that `indices`, [rows], name: [places, after]. */
function scattered(b: Compose, x: Id, indices: Id, places: number): Id {
  const { build } = b;
  const [rows, after] = build.shapeOf(x) as [number, number];
  const chosen = b.map("equal", build.reshape(indices, [1, rows, 1]), b.positions(places, 3, 0));
  return build.reduce("sum", b.map("mask", build.reshape(x, [1, rows, after]), chosen), [1]);
}

/** Throws where an index that is known is outside of an axis of this size. */
function checkInside(known: number | Float32Array | undefined, size: number): void {
  const outside = (typeof known === "number" ? [known] : known)?.find((index) => !(index >= 0 && index < size));
  if (outside !== undefined) throw new Error(`GatherV2: the index value ${outside} is not in [0, ${size - 1}]`);
}

const gather: KernelMeaning = (build, { inputs: { x, indices }, attrs, constant }) => {
  const shape = build.shapeOf(x!), places = build.shapeOf(indices!);
  const [axis] = util.parseAxisParam(attribute<number>(attrs, "axis"), [...shape]) as [number];
  const batchDims = attribute<number>(attrs, "batchDims");
  backend_util.segment_util.collectGatherOpShapeInfo(shaped(shape), shaped(places), axis, batchDims); // throws where they do not fit
  checkInside(constant("indices"), shape[axis]!);
  const batch = shape.slice(0, batchDims), before = shape.slice(batchDims, axis), after = shape.slice(axis + 1);
  const wide = build.reshape(x!, [sizeOf(batch), sizeOf(before), shape[axis]!, sizeOf(after)]);
  const flat = build.reshape(indices!, [sizeOf(batch), sizeOf(places.slice(batchDims))]);
  return build.reshape(gathered(new Compose(build), wide, flat), [...batch, ...before, ...places.slice(batchDims), ...after]);
};

const segmentSum: KernelMeaning = (build, { inputs: { x, segmentIds }, attrs }) => {
  const shape = build.shapeOf(x!), rows = build.shapeOf(segmentIds!);
  const after = shape.slice(rows.length);
  const count = attribute<number>(attrs, "numSegments");
  const sums = scattered(new Compose(build), build.reshape(x!, [sizeOf(rows), sizeOf(after)]), build.reshape(segmentIds!, [sizeOf(rows)]), count);
  return build.reshape(sums, [count, ...after]);
};

/** Returns the place of each position, [slices, depth], in an array whose axes have these strides: [slices]. */
function placesOf(b: Compose, indices: Id, strides: readonly number[]): Id {
  const depth = strides.length; // of a position
  const flat = b.build.reshape(indices, [sizeOf(b.build.shapeOf(indices)) / depth, depth]);
  return b.build.reduce("sum", b.mul(flat, b.build.constant(Float32Array.from(strides), [depth])), [1]);
}

const gatherNd: KernelMeaning = (build, { inputs: { params, indices } }) => {
  const b = new Compose(build);
  const shape = build.shapeOf(params!);
  const [result, slices, size, strides] = gather_util.prepareAndValidate(shaped(shape), shaped(build.shapeOf(indices!)));
  const rows = build.reshape(params!, [1, 1, sizeOf(shape) / size, size]);
  return build.reshape(gathered(b, rows, build.reshape(placesOf(b, indices!, strides), [1, slices])), result);
};

const scatterNd: KernelMeaning = (build, { inputs: { indices, updates }, attrs }) => {
  const b = new Compose(build);
  const shape = attribute<number[]>(attrs, "shape");
  const { numUpdates, sliceSize, strides, outputSize } = scatter_util.calculateShapes(shaped(build.shapeOf(updates!)), shaped(build.shapeOf(indices!)), shape);
  const rows = build.reshape(updates!, [numUpdates, sliceSize]);
  return build.reshape(scattered(b, rows, placesOf(b, indices!, strides), outputSize / sliceSize), shape);
};

export const INDEXING: Readonly<Record<string, KernelMeaning>> = {
  GatherV2: gather,
  GatherNd: gatherNd,
  ScatterNd: scatterNd,
  UnsortedSegmentSum: segmentSum,
  OneHot: (build, { inputs: { indices }, attrs }) => {
    const b = new Compose(build);
    const shape = build.shapeOf(indices!);
    const depth = attribute<number>(attrs, "depth");
    const [on, off] = [attribute<number>(attrs, "onValue"), attribute<number>(attrs, "offValue")];
    return b.where(b.map("equal", build.reshape(indices!, [...shape, 1]), b.positions(depth, shape.length + 1, shape.length)), of(on), of(off));
  },
};
