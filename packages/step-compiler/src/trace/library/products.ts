/** Sums of products along any axes, convolutions of single channels, and batch norm. */
import { backend_util, type Tensor } from "@tensorflow/tfjs-core";
import type { Product, Shape } from "../../ir/graph";
import { convolution, extent, padded, paddedInput, pixelClasses, type Convolution } from "../convolutions";
import { attribute, type KernelMeaning } from "../kernelMeaning";
import { Compose, of } from "./compose";

/** Multiplies values whose axes are brought into one order, and sums along each axis when it has become unused. */
const einsum: KernelMeaning = (build, { inputs, attrs }) => {
  const values = Object.values(inputs);
  const { allDims, summedDims, idDims } = backend_util.decodeEinsumEquation(attribute(attrs, "equation"), values.length);
  backend_util.checkEinsumDimSizes(allDims.length, idDims, values.map((value) => ({ shape: [...build.shapeOf(value)] }) as unknown as Tensor));
  const { path, steps } = backend_util.getEinsumComputePath(summedDims, idDims);
  let result: number | undefined;
  let left = allDims.length;
  steps.forEach((terms, step) => {
    for (const term of terms) {
      const { permutationIndices, expandDims } = backend_util.getEinsumPermutation(left, idDims[term]!);
      const moved = build.transpose(values[term]!, permutationIndices);
      const shape = [...build.shapeOf(moved)];
      for (const axis of expandDims) shape.splice(axis, 0, 1);
      const factor = build.reshape(moved, shape);
      result = result === undefined ? factor : build.map("mul", factor, result);
    }
    if (step === steps.length - 1) return;
    if (path[step]! >= 0) result = build.reduce("sum", result!, [path[step]! - (allDims.length - left)]);
    left--;
  });
  return result!;
};

type Shape4D = [number, number, number, number];

/** Returns one product for each channel: patches of the image times filters, or patches times the gradient, summed over all positions. */
function depthwiseProducts(of: "output" | "filter", imageShape: Shape, all: Convolution): readonly Product[] {
  const { batch, channels, filters, vertical, horizontal } = all;
  const multiplier = filters / channels;
  const [, rows, columns] = imageShape as Shape4D;
  const row = columns * channels;
  return Array.from({ length: channels }, (_, channel) => {
    const places = [
      { size: batch, left: rows * row, other: vertical.output * horizontal.output * filters },
      { size: vertical.output, left: vertical.stride * row, other: horizontal.output * filters },
      { size: horizontal.output, left: horizontal.stride * channels, other: filters },
    ];
    const taps = [
      { size: vertical.filter, left: vertical.dilation * row, other: horizontal.filter * filters },
      { size: horizontal.filter, left: horizontal.dilation * channels, other: filters },
    ];
    const [outer, inner] = of === "output" ? [places, taps] : [taps, places];
    return {
      rows: outer.map(({ size, left, other }) => ({ size, left, out: other })),
      columns: [{ size: multiplier, right: 1, out: 1 }],
      inner: inner.map(({ size, left, other }) => ({ size, left, right: other })),
      leftOffset: channel, rightOffset: channel * multiplier, outOffset: channel * multiplier,
    };
  });
}

const depthwiseConv2D: KernelMeaning = (build, { inputs: { x, filter }, attrs }) => {
  const all = convolution(attrs, build.shapeOf(x!), build.shapeOf(filter!), true);
  const { id: image } = paddedInput(build, x!, all);
  return build.contract(image, filter!, depthwiseProducts("output", build.shapeOf(image), all), [all.batch, all.vertical.output, all.horizontal.output, all.filters]);
};

const depthwiseBackpropFilter: KernelMeaning = (build, { inputs: { x, dy }, attrs }) => {
  const shape = attribute<Shape4D>(attrs, "filterShape");
  const all = convolution(attrs, build.shapeOf(x!), shape, true);
  const { id: image } = paddedInput(build, x!, all);
  return build.contract(image, dy!, depthwiseProducts("filter", build.shapeOf(image), all), shape);
};

/** It works as for a convolution of all channels (`conv2DBackpropInput`), with a product for each channel and each phase. */
const depthwiseBackpropInput: KernelMeaning = (build, { inputs: { dy, filter }, attrs }) => {
  const shape = attribute<Shape4D>(attrs, "inputShape");
  const { channels, filters, batch, vertical, horizontal } = convolution(attrs, shape, build.shapeOf(filter!), true);
  const multiplier = filters / channels;
  const ofRows = pixelClasses(vertical), ofColumns = pixelClasses(horizontal);
  const down = extent(ofRows), along = extent(ofColumns);
  const gradient = padded(build, dy!, [down.before, along.before], [down.size, along.size]);
  const row = gradient.columns * filters;
  const parts = Array.from({ length: channels }, (_, channel) => ofRows.flatMap((y) => ofColumns.map((x): Product => ({
    rows: [
      { size: batch, left: gradient.rows * row, out: vertical.input * horizontal.input * channels },
      { size: y.count, left: row, out: vertical.stride * horizontal.input * channels },
      { size: x.count, left: filters, out: horizontal.stride * channels },
    ],
    columns: [{ size: 1, right: 0, out: 0 }],
    inner: [
      { size: y.taps, left: row, right: -vertical.stride * horizontal.filter * filters },
      { size: x.taps, left: filters, right: -horizontal.stride * filters },
      { size: multiplier, left: 1, right: 1 },
    ],
    leftOffset: (down.before + y.start) * row + (along.before + x.start) * filters + channel * multiplier,
    rightOffset: (y.tap * horizontal.filter + x.tap) * filters + channel * multiplier,
    outOffset: (y.first * horizontal.input + x.first) * channels + channel,
  })))).flat();
  return build.contract(gradient.id, filter!, parts, shape);
};

export const PRODUCTS: Readonly<Record<string, KernelMeaning>> = {
  Einsum: einsum,
  DepthwiseConv2dNative: depthwiseConv2D,
  DepthwiseConv2dNativeBackpropFilter: depthwiseBackpropFilter,
  DepthwiseConv2dNativeBackpropInput: depthwiseBackpropInput,
  FusedBatchNorm: (build, { inputs: { x, mean, variance, offset, scale }, attrs }) => {
    const b = new Compose(build);
    const factor = b.map("rsqrt", b.add(variance!, of(attribute(attrs, "varianceEpsilon"))));
    const normal = b.mul(b.sub(x!, mean!), scale === undefined ? factor : b.mul(factor, scale));
    return offset === undefined ? normal : b.add(normal, offset);
  },
};
