/**
 * Convolutions of images [batch, height, width, channels] and their gradients, as products with addresses that are affine in
 * several indices: only the zeros around an image need a copy. Filters are [height, width, in, out].
 */
import { backend_util } from "@tensorflow/tfjs-core";
import { CannotCompile } from "../ir/cannotCompile";
import type { Id, Product, Shape } from "../ir/graph";
import { attribute, type KernelCall, type KernelMeaning } from "./kernelMeaning";
import { sameShape, type Operations } from "../ir/operations";

/** One direction (vertical or horizontal) of a convolution: out[i] = Σⱼ in[i·stride − before + j·dilation]·filter[j]. */
interface Direction {
  readonly input: number;
  readonly output: number;
  readonly filter: number;
  readonly stride: number;
  readonly dilation: number;
  /** The number of zeros before the image. */
  readonly before: number;
}

export interface Convolution {
  readonly batch: number;
  readonly channels: number;
  readonly filters: number;
  readonly vertical: Direction;
  readonly horizontal: Direction;
}

type Shape4D = [number, number, number, number];

/** Returns the sizes of a convolution; `depthwise` if each channel has filters of its own, [height, width, channels, filters of each]. */
export function convolution(attrs: KernelCall["attrs"], imageShape: Shape, filterShape: Shape, depthwise = false): Convolution {
  const dilations = attribute<number | [number, number] | undefined>(attrs, "dilations") ?? 1;
  if ((attrs["dataFormat"] ?? "NHWC") !== "NHWC") throw new CannotCompile("A step has a convolution of images whose channels come before pixels.");
  const info = backend_util.computeConv2DInfo(
    [...imageShape] as Shape4D, [...filterShape] as Shape4D, attribute(attrs, "strides"), dilations, attribute(attrs, "pad"),
    attribute(attrs, "dimRoundingMode"), depthwise,
  );
  return {
    batch: info.batchSize, channels: info.inChannels, filters: info.outChannels,
    vertical: {
      input: info.inHeight, output: info.outHeight, filter: info.filterHeight, stride: info.strideHeight, dilation: info.dilationHeight,
      before: info.padInfo.top,
    },
    horizontal: {
      input: info.inWidth, output: info.outWidth, filter: info.filterWidth, stride: info.strideWidth, dilation: info.dilationWidth,
      before: info.padInfo.left,
    },
  };
}

/** Pads images with zeros; `size` is the size with them. */
export function padded(build: Operations, images: Id, before: readonly [number, number], size: readonly [number, number]) {
  const [batch, height, width, channels] = build.shapeOf(images) as Shape4D;
  const [rows, columns] = [Math.max(size[0], before[0] + height), Math.max(size[1], before[1] + width)];
  const same = rows === height && columns === width;
  const id = same ? images : build.assemble([{ arg: images, begin: [0, ...before, 0] }], [batch, rows, columns, channels]);
  return { id, rows, columns };
}

/** Returns how many pixels of an image the filters reach, from its first zero on. */
const reach = ({ output, stride, filter, dilation }: Direction): number => (output - 1) * stride + (filter - 1) * dilation + 1;

export const paddedInput = (build: Operations, x: Id, { vertical, horizontal }: Convolution) =>
  padded(build, x, [vertical.before, horizontal.before], [reach(vertical), reach(horizontal)]);

const conv2D: KernelMeaning = (build, { inputs: { x, filter }, attrs }) => {
  const all = convolution(attrs, build.shapeOf(x!), build.shapeOf(filter!));
  const { batch, channels, filters, vertical, horizontal } = all;
  const image = paddedInput(build, x!, all);
  const row = image.columns * channels;
  const product: Product = {
    rows: [
      { size: batch, left: image.rows * row, out: vertical.output * horizontal.output * filters },
      { size: vertical.output, left: vertical.stride * row, out: horizontal.output * filters },
      { size: horizontal.output, left: horizontal.stride * channels, out: filters },
    ],
    columns: [{ size: filters, right: 1, out: 1 }],
    inner: [
      { size: vertical.filter, left: vertical.dilation * row, right: horizontal.filter * channels * filters },
      { size: horizontal.filter, left: horizontal.dilation * channels, right: channels * filters },
      { size: channels, left: 1, right: filters },
    ],
    leftOffset: 0, rightOffset: 0, outOffset: 0,
  };
  return build.contract(image.id, filter!, [product], [batch, vertical.output, horizontal.output, filters]);
};

const conv2DBackpropFilter: KernelMeaning = (build, { inputs: { x, dy }, attrs }) => {
  const shape = attribute<Shape4D>(attrs, "filterShape");
  const all = convolution(attrs, build.shapeOf(x!), shape);
  const { batch, channels, filters, vertical, horizontal } = all;
  const image = paddedInput(build, x!, all);
  const row = image.columns * channels;
  const product: Product = {
    rows: [
      { size: vertical.filter, left: vertical.dilation * row, out: horizontal.filter * channels * filters },
      { size: horizontal.filter, left: horizontal.dilation * channels, out: channels * filters },
      { size: channels, left: 1, out: filters },
    ],
    columns: [{ size: filters, right: 1, out: 1 }],
    inner: [
      { size: batch, left: image.rows * row, right: vertical.output * horizontal.output * filters },
      { size: vertical.output, left: vertical.stride * row, right: horizontal.output * filters },
      { size: horizontal.output, left: horizontal.stride * channels, right: filters },
    ],
    leftOffset: 0, rightOffset: 0, outOffset: 0,
  };
  return build.contract(image.id, dy!, [product], shape);
};

/**
 * A phase of a transposed convolution: every stride-th pixel gets contributions from the same taps of the filter. The pixels
 * first + j·stride, j < count, get Σᵢ dy[start + j + i]·filter[tap − i·stride], i < taps.
 */
interface PixelClass {
  readonly first: number;
  readonly count: number;
  readonly taps: number;
  readonly tap: number;
  /** A negative start means zeros before the gradient. */
  readonly start: number;
}

export function pixelClasses({ input, filter, stride, before, dilation }: Direction): readonly PixelClass[] {
  if (dilation !== 1) throw new CannotCompile("A step has the gradient of a convolution with dilation.");
  if (stride > filter) throw new CannotCompile("A step has a convolution that steps over pixels.");
  return Array.from({ length: Math.min(stride, input) }, (_, first) => {
    const phase = (first + before) % stride;
    const taps = Math.ceil((filter - phase) / stride);
    return {
      first, count: Math.ceil((input - first) / stride), taps, tap: phase + (taps - 1) * stride,
      start: (first + before - phase) / stride - (taps - 1),
    };
  });
}

/** Returns the zeros that the phases need before the gradient, and its size with zeros. */
export function extent(classes: readonly PixelClass[]): { before: number; size: number } {
  const before = Math.max(0, ...classes.map(({ start }) => -start));
  return { before, size: before + Math.max(...classes.map(({ start, count, taps }) => start + count + taps - 1)) };
}

/** Each phase is a product of its own, so that no multiplication is wasted on zeros between the gradient's pixels. */
const conv2DBackpropInput: KernelMeaning = (build, { inputs: { dy, filter }, attrs }) => {
  const shape = attribute<Shape4D>(attrs, "inputShape");
  const { batch, channels, filters, vertical, horizontal } = convolution(attrs, shape, build.shapeOf(filter!));
  const [given, expected] = [build.shapeOf(dy!), [batch, vertical.output, horizontal.output, filters]];
  if (!sameShape(given, expected)) {
    throw new CannotCompile(`A step has a transposed convolution of [${given}], where [${shape}] needs [${expected}].`);
  }
  const ofRows = pixelClasses(vertical), ofColumns = pixelClasses(horizontal);
  const down = extent(ofRows), along = extent(ofColumns);
  const gradient = padded(build, dy!, [down.before, along.before], [down.size, along.size]);
  const row = gradient.columns * filters;
  const pixel = channels * filters; // of the filter
  const parts = ofRows.flatMap((y) => ofColumns.map((x): Product => ({
    rows: [
      { size: batch, left: gradient.rows * row, out: vertical.input * horizontal.input * channels },
      { size: y.count, left: row, out: vertical.stride * horizontal.input * channels },
      { size: x.count, left: filters, out: horizontal.stride * channels },
    ],
    columns: [{ size: channels, right: filters, out: 1 }],
    inner: [
      { size: y.taps, left: row, right: -vertical.stride * horizontal.filter * pixel },
      { size: x.taps, left: filters, right: -horizontal.stride * pixel },
      { size: filters, left: 1, right: 1 },
    ],
    leftOffset: (down.before + y.start) * row + (along.before + x.start) * filters,
    rightOffset: (y.tap * horizontal.filter + x.tap) * pixel,
    outOffset: (y.first * horizontal.input + x.first) * channels,
  })));
  return build.contract(gradient.id, filter!, parts, shape);
};

export const CONVOLUTIONS: Readonly<Record<string, KernelMeaning>> = {
  Conv2D: conv2D,
  Conv2DBackpropInput: conv2DBackpropInput,
  Conv2DBackpropFilter: conv2DBackpropFilter,
};
