/**
 * The layers of models. Each is a list of parameters and a function of them, written in plain tfjs operations; the engine
 * trains them. Between layers, images are rows [B, height·width·channels], so that every network is a chain of functions from
 * rows to rows.
 */
import type { Initialiser, Layer, ParameterSpec } from "../../../core/model/network";
import type { Tensor, Tensor2D, Tensor4D, Tf } from "../../../core/model/tf";

const parameter = (shape: readonly number[], init: Initialiser, trainable = true): ParameterSpec => ({
  shape, init, trainable,
});

/** How a layer is initialised; docs/decisions/0006 has the reasons. */
export interface LayerInitialisers {
  readonly kernel: Initialiser;
  readonly bias: Initialiser;
}
type Initialisation = (fanIn: number, fanOut: number) => LayerInitialisers;

/** Kernel and bias from U(±1/√fan-in). */
const small: Initialisation = (fanIn) => ({ kernel: { kind: "fanIn", fanIn }, bias: { kind: "fanIn", fanIn } });

/** The kernel as in Glorot & Bengio 2010, which keeps a deep network's signals from vanishing; the bias as in `small`. */
export const glorot: Initialisation = (fanIn, fanOut) => ({ kernel: { kind: "glorot", fanIn, fanOut }, bias: { kind: "fanIn", fanIn } });

/** Computes x W + b: x [B,inputs] → [B,outputs]. */
export function dense(inputs: number, outputs: number, starts = small): Layer {
  const start = starts(inputs, outputs);
  return {
    parameters: { kernel: parameter([inputs, outputs], start.kernel), bias: parameter([outputs], start.bias) },
    apply: (tf, { kernel, bias }, x) => tf.add(tf.matMul(x, kernel as Tensor2D), bias!),
    torch: { module: "nn.Linear", sizes: [inputs, outputs] },
  };
}

/** One row of a learned table per class: y [B,classes] one-hot → [B,width]. */
export function embedding(classes: number, width: number, init: Initialiser = { kind: "normal" }): Layer {
  return {
    parameters: { table: parameter([classes, width], init) },
    apply: (tf, { table }, y) => tf.matMul(y, table as Tensor2D),
    torch: { module: "nn.Embedding", sizes: [classes, width] },
  };
}

/** One learned number, independent of the input: x [B,inputs] → [1,1]. */
export function learnedNumber(start: number): Layer {
  return {
    parameters: { value: parameter([1, 1], { kind: "constant", value: start }) },
    apply: (_, { value }) => value as Tensor2D,
    torch: { within: "nn.Parameter", module: "torch.tensor", sizes: [], options: String(start) },
  };
}

/** A learned table, independent of the input: → [rows,columns]. */
export function learnedTable(rows: number, columns: number, init: Initialiser): Layer {
  return {
    parameters: { table: parameter([rows, columns], init) },
    apply: (_, { table }) => table as Tensor2D,
    torch: { within: "nn.Parameter", module: init.kind === "normal" ? "torch.randn" : "torch.zeros", sizes: [rows, columns] },
  };
}

/** The height and width of an image, and the number of its channels. */
export interface ImageShape {
  readonly side: number;
  readonly channels: number;
}

/** The side of all convolutions' filters; padding is "same". */
const FILTER = 3;
const TAPS = FILTER * FILTER;

/** Returns the width of a row that holds such an image. */
export const imageWidth = ({ side, channels }: ImageShape): number => side * side * channels;

const asImage = (tf: Tf, x: Tensor2D, { side, channels }: ImageShape): Tensor4D =>
  tf.reshape(x, [x.shape[0], side, side, channels]);

const asRows = (tf: Tf, x: Tensor4D): Tensor2D => tf.reshape(x, [x.shape[0], x.size / x.shape[0]]);

/** TensorFlow's "same" padding of an even number of pixels, with stride 2, as a PyTorch module. */
const PAD_FAR_END = "nn.ZeroPad2d((0, 1, 0, 1))";
const CUT_FAR_END = "nn.ZeroPad2d((0, -1, 0, -1))";

/** A 3×3 convolution: x [B, side²·channels] → [B, (side/stride)²·filters]. An output has 9·channels inputs. */
export function conv(input: ImageShape, filters: number, stride: number, starts = small): Layer {
  const start = starts(TAPS * input.channels, TAPS * filters);
  return {
    parameters: {
      kernel: parameter([FILTER, FILTER, input.channels, filters], start.kernel),
      bias: parameter([filters], start.bias),
    },
    apply: (tf, { kernel, bias }, x) =>
      asRows(tf, tf.add(tf.conv2d(asImage(tf, x, input), kernel as Tensor4D, stride, "same"), bias!)),
    torch: stride === 1
      ? { module: "nn.Conv2d", sizes: [input.channels, filters], options: `${FILTER}, padding=1` }
      : { before: PAD_FAR_END, module: "nn.Conv2d", sizes: [input.channels, filters], options: `${FILTER}, stride=${stride}` },
  };
}

/** A 3×3 transposed convolution, the gradient of `conv`: x [B, side²·channels] → [B, (side·stride)²·filters]. */
export function convTranspose(input: ImageShape, filters: number, stride: number, starts = small): Layer {
  const side = input.side * stride;
  const start = starts(TAPS * filters, TAPS * input.channels);
  return {
    parameters: {
      kernel: parameter([FILTER, FILTER, filters, input.channels], start.kernel),
      bias: parameter([filters], start.bias),
    },
    apply: (tf, { kernel, bias }, x) => {
      const shape: [number, number, number, number] = [x.shape[0], side, side, filters];
      return asRows(tf, tf.add(tf.conv2dTranspose(asImage(tf, x, input), kernel as Tensor4D, shape, stride, "same"), bias!));
    },
    torch: { module: "nn.ConvTranspose2d", sizes: [input.channels, filters], options: `${FILTER}, stride=${stride}`, after: CUT_FAR_END },
  };
}

/**
 * Batch normalisation (Ioffe & Szegedy 2015, alg. 1): x [B,n·features] → the same shape. `features` is the number of channels
 * of an image, whose pixels belong to the statistics as well, or the width of a dense layer. Running averages change by
 * `momentum` at each training step and replace the batch's own statistics afterwards.
 */
export function batchNorm(features: number, { momentum = 0.1, epsilon = 1e-5 } = {}): Layer {
  return {
    parameters: {
      scale: parameter([features], { kind: "ones" }),
      shift: parameter([features], { kind: "zeros" }),
      runningMean: parameter([features], { kind: "zeros" }, false),
      runningVariance: parameter([features], { kind: "ones" }, false),
    },
    apply(tf, { scale, shift, runningMean, runningVariance }, rows, { mode, update }) {
      const count = rows.size / features;
      const x: Tensor2D = tf.reshape(rows, [count, features]);
      let mean = runningMean!;
      let variance = runningVariance!;
      if (mode === "train") {
        mean = tf.mean(x, 0); // [features]
        variance = tf.mean(tf.square(tf.sub(x, mean)), 0); // [features]
        const towards = (old: Tensor, now: Tensor) => tf.add(tf.mul(old, 1 - momentum), tf.mul(now, momentum));
        update("runningMean", towards(runningMean!, mean));
        update("runningVariance", towards(runningVariance!, tf.mul(variance, count / (count - 1))));
      }
      const normal = tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, epsilon))); // [count, features]
      return tf.reshape(tf.add(tf.mul(normal, scale!), shift!), rows.shape);
    },
    torch: { module: "nn.BatchNorm", sizes: [features] },
  };
}

/**
 * Computes x W/σ(W) + b, where σ(W) is the largest singular value of W, estimated by one step of power iteration (Miyato et al.
 * 2018, alg. 1): x [B,inputs] → [B,outputs]. The vector u is state and updated at each training step. No gradient flows through
 * u and v.
 */
export function spectralDense(inputs: number, outputs: number): Layer {
  return {
    parameters: {
      kernel: parameter([inputs, outputs], { kind: "fanIn", fanIn: inputs }),
      bias: parameter([outputs], { kind: "fanIn", fanIn: inputs }),
      u: parameter([1, outputs], { kind: "normal" }, false),
    },
    apply(tf, { kernel, bias, u: before }, x, { mode, update }) {
      const w = kernel as Tensor2D;
      const held = tf.stopGradient(w);
      const v = unit(tf, tf.matMul(before as Tensor2D, held, false, true)); // [1, inputs]
      const u = mode === "train" ? unit(tf, tf.matMul(v, held)) : (before as Tensor2D); // [1, outputs]
      if (mode === "train") update("u", u);
      const sigma = tf.sum(tf.mul(tf.matMul(v, w), u)); // v W uᵀ, a scalar
      return tf.add(tf.matMul(x, tf.div(w, sigma)), bias!);
    },
    torch: { module: "nn.Linear", sizes: [inputs, outputs], within: "spectral_norm" },
  };
}

const unit = (tf: Tf, x: Tensor2D): Tensor2D => tf.mul(x, tf.rsqrt(tf.add(tf.sum(tf.square(x)), 1e-12)));

/** Computes max(x, slope·x), in a form that is twice differentiable. Maas et al. 2013. */
export function leakyRelu(tf: Tf, x: Tensor2D, slope = 0.2): Tensor2D {
  return tf.mul(x, tf.step(x, slope));
}

/**
 * A codebook of vectors; running averages move each entry to the mean of the vectors that chose it: van den Oord et al. 2017,
 * app. A.1. x [n,width + size] has vectors beside the one-hot entries that they chose, by which entries are updated in
 * training; a narrower x updates nothing. It returns the entries, [size,width]. No gradient flows through them.
 */
export function codebook(size: number, width: number, { decay = 0.99, epsilon = 1e-3 } = {}): Layer {
  return {
    parameters: {
      entries: parameter([size, width], { kind: "normal" }, false),
      counts: parameter([size, 1], { kind: "zeros" }, false),
      sums: parameter([size, width], { kind: "zeros" }, false),
    },
    apply(tf, { entries, counts, sums }, x, { mode, update }) {
      if (mode === "train" && x.shape[1] === width + size) {
        const n = x.shape[0];
        const vectors: Tensor2D = tf.stopGradient(tf.slice(x, [0, 0], [n, width]));
        const chosen: Tensor2D = tf.stopGradient(tf.slice(x, [0, width], [n, size]));
        const towards = (old: Tensor, now: Tensor) => tf.add(tf.mul(old, decay), tf.mul(now, 1 - decay));
        const count = towards(counts!, tf.reshape(tf.sum(chosen, 0), [size, 1])); // [size, 1]
        const sum = towards(sums!, tf.matMul(chosen, vectors, true)); // [size, width]
        update("counts", count);
        update("sums", sum);
        // An entry that no vector chooses does not move.
        const share = tf.div(count, tf.add(count, epsilon));
        update("entries", tf.add(tf.mul(tf.sub(1, share), entries!), tf.div(sum, tf.add(count, epsilon))));
      }
      return entries as Tensor2D;
    },
    torch: { module: "Codebook", sizes: [size, width] },
  };
}

/**
 * Computes x (M ⊙ W) + b, with a mask M of zeros and ones, [inputs,outputs] row by row, that says which outputs see which
 * inputs: x [B,inputs] → [B,outputs].
 */
export function maskedDense(inputs: number, outputs: number, mask: (input: number, output: number) => boolean): Layer {
  const inner = dense(inputs, outputs);
  let ones: Float32Array | undefined; // made when it is used: networks are also made to be asked for their sizes
  const maskOf = () => (ones ??= Float32Array.from({ length: inputs * outputs }, (_, i) => Number(mask(Math.floor(i / outputs), i % outputs))));
  return {
    parameters: inner.parameters,
    apply: (tf, { kernel, bias }, x) =>
      tf.add(tf.matMul(x, tf.mul(kernel as Tensor2D, tf.tensor2d(maskOf(), [inputs, outputs]))), bias!),
    torch: { module: "MaskedLinear", sizes: [inputs, outputs] },
  };
}
