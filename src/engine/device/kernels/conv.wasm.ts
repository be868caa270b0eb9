/**
 * The gradients of a convolution on the wasm backend. tfjs has no kernel for the filter's gradient, so that no model with
 * a convolution could be trained, and computes the input's gradient, which is also a transposed convolution, by a plain loop.
 * Here both become operations that XNNPACK does fast: convolutions and matrix products. Remove when tfjs' own kernels do this.
 * Images are [batch, height, width, channels]; in the formulas x[b,h,w,c] is the input, dy[b,p,q,o] the gradient of the
 * result, s is the stride, and pixels outside an image are 0.
 */
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { getKernel, registerKernel, type backend_util, type NamedAttrMap, type TensorInfo } from "@tensorflow/tfjs-core";
import { attributesOf } from "step-compiler/trace/kernelMeaning";
import { convInfo, registeredKernel, replaceKernel, type ConvAttributes, type KernelFunc } from "./replace";
import { addRows, copyRows, exchangeEnds } from "./rows.wasm";

type ConvInfo = backend_util.Conv2DInfo;
type Images = [batch: number, height: number, width: number, channels: number];

/** Maximum number of elements in one matrix product whose parts are then added to the images' gradient: 1 MB, to fit a cache. */
const CHUNK = 1 << 18;

/** Up to this many channels, im2col and a matrix product are cheaper than a convolution on rearranged images. */
const FEW_CHANNELS = 4;

/** Temporaries of a kernel; all but its result are disposed at its end. */
interface Scope {
  readonly backend: BackendWasm;
  /** Calls another kernel, which must have one result. */
  run(kernelName: string, inputs: Record<string, TensorInfo>, attrs?: NamedAttrMap): TensorInfo;
  /** Makes an uninitialised tensor. */
  make(shape: number[]): TensorInfo;
  zeros(shape: number[]): TensorInfo;
  /** The address in bytes. It stays valid when memory grows. */
  pointer(tensor: TensorInfo): number;
}

function inScope(backend: BackendWasm, build: (scope: Scope) => TensorInfo): TensorInfo {
  const made: TensorInfo[] = [];
  const keep = (tensor: TensorInfo) => {
    made.push(tensor);
    return tensor;
  };
  const make = (shape: number[]) => keep(backend.makeOutput(shape, "float32"));
  const result = build({
    backend, make,
    run(kernelName, inputs, attrs = {}) {
      const out = registeredKernel("wasm", kernelName).kernelFunc({ backend, inputs, attrs });
      return keep(Array.isArray(out) ? out[0]! : out);
    },
    zeros(shape) {
      const out = make(shape);
      (backend.typedArrayFromHeap(out) as Float32Array).fill(0);
      return out;
    },
    pointer: ({ dataId }) => backend.getMemoryOffset(dataId),
  });
  for (const { dataId } of made) if (dataId !== result.dataId) backend.disposeData(dataId);
  return result;
}

const reshaped = ({ dataId, dtype }: TensorInfo, shape: number[]): TensorInfo => ({ dataId, dtype, shape });

/** The first and the number of outputs p in [0, places) whose input p·stride + offset is inside the image, in [0, size). */
function validRange(places: number, size: number, stride: number, offset: number): { start: number; count: number } {
  const start = Math.max(0, Math.ceil(-offset / stride));
  const end = Math.min(places, Math.floor((size - 1 - offset) / stride) + 1);
  return { start, count: Math.max(0, end - start) };
}

/** For each row (or column) of the filter, the image row that it reads at output 0; negative in the padding. */
type Offsets = readonly number[];
const offsets = (taps: number, offset: (tap: number) => number): Offsets =>
  Array.from({ length: taps }, (_, tap) => offset(tap));

/**
 * im2col: U[(i,j,c), (b,p,q)] = image[b, p·s + down[i], q·s + across[j], c]: [taps·channels, batch·height·width], where p and q
 * run over this `height` and `width`.
 */
function im2col(
  { backend, zeros, pointer }: Scope, image: TensorInfo, [height, width]: readonly [number, number],
  [strideDown, strideAcross]: readonly [number, number], down: Offsets, across: Offsets,
): TensorInfo {
  const [batch, imageHeight, imageWidth, channels] = image.shape as Images;
  const out = zeros([down.length * across.length * channels, batch * height * width]);
  const copy = copyRows(backend, out);
  const pixel = 4 * channels;
  let to = pointer(out);
  for (const offsetDown of down) {
    for (const offsetAcross of across) {
      const { start, count } = validRange(width, imageWidth, strideAcross, offsetAcross);
      const first = start * strideAcross + offsetAcross;
      for (let c = 0; c < channels; c++) {
        for (let b = 0; b < batch; b++) {
          for (let p = 0; p < height; p++, to += 4 * width) {
            const row = p * strideDown + offsetDown;
            if (row < 0 || row >= imageHeight || count === 0) continue;
            const from = pointer(image) + pixel * ((b * imageHeight + row) * imageWidth + first) + 4 * c;
            if (channels === 1 && strideAcross === 1) copy(from, 0, to + 4 * start, 0, 1, 4 * count);
            else copy(from, pixel * strideAcross, to + 4 * start, 4, count, 4);
          }
        }
      }
    }
  }
  return out;
}

/**
 * A copy of a tensor in another shape. tfjs caches XNNPACK's preparation of a product's right operand by its data id, regardless
 * of its shape. If the same data were an operand in another shape before, like the gradient of a sum of a convolution and a
 * dense layer, it would use the wrong preparation and read beyond the end of memory.
 */
function copyOf({ backend, make, pointer }: Scope, x: TensorInfo, shape: number[]): TensorInfo {
  const out = make(shape);
  copyRows(backend, out)(pointer(x), 0, pointer(out), 0, 1, 4 * shape.reduce((product, size) => product * size, 1));
  return out;
}

/** dW[i,j,c,o] = Σ x[b, s·p+i−pad, s·q+j−pad, c] dy[b,p,q,o], in one of three ways. → [taps, taps, C, O]. */
function filterGradient(scope: Scope, x: TensorInfo, dy: TensorInfo, info: ConvInfo): TensorInfo {
  const { inChannels, outChannels, filterHeight, filterWidth, strideHeight, strideWidth, padInfo, filterShape } = info;
  const { batchSize, inHeight, inWidth, outHeight, outWidth } = info;
  const product = (spread: TensorInfo, images: TensorInfo, places: number, channels: number) => reshaped(
    scope.run("BatchMatMul", { a: spread, b: copyOf(scope, images, [batchSize * places, channels]) },
      { transposeA: false, transposeB: false }),
    filterShape,
  );
  if (inChannels <= FEW_CHANNELS) {
    const down = offsets(filterHeight, (i) => i - padInfo.top);
    const across = offsets(filterWidth, (j) => j - padInfo.left);
    const spread = im2col(scope, x, [outHeight, outWidth], [strideHeight, strideWidth], down, across);
    return product(spread, dy, outHeight * outWidth, outChannels);
  }
  if (outChannels === 1 && strideHeight === 1 && strideWidth === 1) {
    const down = offsets(filterHeight, (i) => padInfo.top - i);
    const across = offsets(filterWidth, (j) => padInfo.left - j);
    return product(im2col(scope, dy, [inHeight, inWidth], [1, 1], down, across), x, inHeight * inWidth, inChannels);
  }
  return filterGradientByConvolution(scope, x, dy, info);
}

/** Explicit padding of a Conv2D. The cast: tfjs' type NamedAttrMap has no lists of lists, though its kernel takes one here. */
const explicit = (top: number, bottom: number, left: number, right: number): NamedAttrMap => ({
  pad: [[0, 0], [top, bottom], [left, right], [0, 0]] as unknown as number[], dataFormat: "NHWC",
});

/** The batch of x becomes the channels and its channels the batch; dy is the filter, dilated by the stride. */
function filterGradientByConvolution(scope: Scope, x: TensorInfo, dy: TensorInfo, info: ConvInfo): TensorInfo {
  const { backend, make, run, pointer } = scope;
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, outChannels } = info;
  const { filterHeight, filterWidth, strideHeight, strideWidth, padInfo } = info;

  const channelsFirst = make([inChannels, inHeight, inWidth, batchSize]);
  exchangeEnds(backend, channelsFirst, pointer(x), pointer(channelsFirst), [batchSize, inHeight * inWidth, inChannels]);
  const batchInside = make([outHeight, outWidth, batchSize, outChannels]);
  const copy = copyRows(backend, batchInside);
  const [row, places] = [4 * outChannels, outHeight * outWidth];
  for (let place = 0; place < places; place++) {
    copy(pointer(dy) + row * place, row * places, pointer(batchInside) + row * batchSize * place, row, batchSize, row);
  }

  // Rows and columns at the end that the stride never reached make the result larger than the filter.
  const end = (size: number, pad: number, out: number, stride: number, taps: number) =>
    Math.max(0, taps - size - pad + (out - 1) * stride);
  const bottom = end(inHeight, padInfo.top, outHeight, strideHeight, filterHeight);
  const right = end(inWidth, padInfo.left, outWidth, strideWidth, filterWidth);
  const larger = run("Conv2D", { x: channelsFirst, filter: batchInside }, {
    ...explicit(padInfo.top, bottom, padInfo.left, right), strides: [1, 1], dilations: [strideHeight, strideWidth],
  });
  const gradient = run("Slice", { x: larger }, {
    begin: [0, 0, 0, 0], size: [inChannels, filterHeight, filterWidth, outChannels],
  });
  return run("Transpose", { x: gradient }, { perm: [1, 2, 0, 3] });
}

/** With stride 1: a convolution of dy with the filter, rotated by 180°, its two kinds of channels exchanged. */
function inputGradientByConvolution({ run }: Scope, dy: TensorInfo, filter: TensorInfo, info: ConvInfo): TensorInfo {
  const { filterHeight, filterWidth, padInfo: { top, bottom, left, right } } = info;
  const rotated = run("Transpose", { x: run("Reverse", { x: filter }, { dims: [0, 1] }) }, { perm: [0, 1, 3, 2] });
  const [h, w] = [filterHeight - 1, filterWidth - 1];
  return run("Conv2D", { x: dy, filter: rotated }, {
    ...explicit(h - top, h - bottom, w - left, w - right), strides: [1, 1], dilations: [1, 1],
  });
}

/**
 * With a larger stride: the contributions of a position of dy to all pixels under the filter are a row of one matrix product,
 * [batch·H'·W', O] × [O, taps·taps·C], whose parts are then added to their pixels.
 */
function inputGradientByProduct(scope: Scope, dy: TensorInfo, filter: TensorInfo, info: ConvInfo): TensorInfo {
  const { backend, make, zeros, run, pointer } = scope;
  const { batchSize, inShape, inHeight, inWidth, inChannels, outHeight, outWidth, outChannels } = info;
  const { filterHeight, filterWidth, strideHeight, strideWidth, padInfo } = info;
  const [taps, places, pixel] = [filterHeight * filterWidth, outHeight * outWidth, 4 * inChannels];
  const out = zeros(inShape);
  const [add, copy] = [addRows(backend, out), copyRows(backend, out)];
  const chunk = Math.min(batchSize, Math.max(1, Math.floor(CHUNK / (places * taps * inChannels))));
  const b = reshaped(filter, [taps * inChannels, outChannels]);
  for (let first = 0; first < batchSize; first += chunk) {
    const images = Math.min(chunk, batchSize - first);
    const a = make([images * places, outChannels]);
    const bytes = 4 * images * places * outChannels;
    copy(pointer(dy) + 4 * first * places * outChannels, 0, pointer(a), 0, 1, bytes);
    const product = run("BatchMatMul", { a, b }, { transposeA: false, transposeB: true });
    for (let image = 0; image < images; image++) {
      for (let p = 0; p < outHeight; p++) {
        for (let i = 0; i < filterHeight; i++) {
          const row = p * strideHeight + i - padInfo.top;
          if (row < 0 || row >= inHeight) continue;
          for (let j = 0; j < filterWidth; j++) {
            const offset = j - padInfo.left;
            const { start, count } = validRange(outWidth, inWidth, strideWidth, offset);
            const from = ((image * outHeight + p) * outWidth + start) * taps + i * filterWidth + j;
            const to = ((first + image) * inHeight + row) * inWidth + start * strideWidth + offset;
            add(
              pointer(product) + pixel * from, pixel * taps, pointer(out) + pixel * to, pixel * strideWidth, count, pixel,
            );
          }
        }
      }
    }
  }
  return out;
}

function registerFilterGradient(): void {
  if (getKernel("Conv2DBackpropFilter", "wasm")) return;
  const kernelFunc: KernelFunc = ({ inputs, backend, attrs }) => {
    const { x, dy } = inputs as Record<"x" | "dy", TensorInfo>;
    const given = attributesOf<ConvAttributes & { filterShape: number[] }>(attrs);
    if (given.dataFormat !== "NHWC") throw new Error(`Conv2DBackpropFilter: ${given.dataFormat} is not supported`);
    const info = convInfo(x.shape, given.filterShape, given);
    return inScope(backend as BackendWasm, (scope) => filterGradient(scope, x, dy, info));
  };
  registerKernel({ kernelName: "Conv2DBackpropFilter", backendName: "wasm", kernelFunc });
}

const fasterInputGradient = (original: KernelFunc): KernelFunc => (call) => {
  const { dy, filter } = call.inputs as Record<"dy" | "filter", TensorInfo>;
  const given = attributesOf<ConvAttributes & { inputShape: number[] }>(call.attrs);
  if (given.dataFormat !== "NHWC") return original(call);
  const info = convInfo(given.inputShape, filter.shape, given);
  // TensorFlow.js also accepts a gradient of another size, and reads the part of it that fits.
  if (info.outShape.some((size, axis) => size !== dy.shape[axis])) return original(call);
  const { filterHeight, filterWidth, strideHeight, strideWidth, padInfo: { top, bottom, left, right } } = info;
  const inside = Math.max(top, bottom) < filterHeight && Math.max(left, right) < filterWidth;
  const gradient =
    strideHeight === 1 && strideWidth === 1 && inside ? inputGradientByConvolution : inputGradientByProduct;
  return inScope(call.backend as BackendWasm, (scope) => gradient(scope, dy, filter, info));
};

/** Registers both kernels. Call it after the wasm backend's own kernels are registered; calling it again changes nothing. */
export function registerConvWasm(): void {
  registerFilterGradient();
  replaceKernel("wasm", "Conv2DBackpropInput", fasterInputGradient);
}
