/**
 * The TensorFlow.js operations a model or measurement may use. Types only: the engine hands the real
 * object in (`src/engine/device/tf.ts`), so that nothing outside the engine carries tfjs in its bundle.
 * Every operation listed here must exist, with its gradient, on all four backends. `tidy` is none: it frees what a long chain of
 * them leaves behind.
 */
import type * as tfjs from "@tensorflow/tfjs-core";

export type Tf = Pick<
  typeof tfjs,
  | "abs" | "add" | "clipByValue" | "concat" | "conv2d" | "conv2dTranspose" | "div" | "exp" | "grad" | "log" | "matMul"
  | "max" | "maximum" | "mean" | "mul" | "neg" | "relu" | "reshape" | "rsqrt" | "scalar" | "sigmoid" | "slice"
  | "softplus" | "sqrt" | "square" | "step" | "sub" | "sum" | "tanh" | "tensor2d" | "tidy" | "transpose"
> & {
  /** The same values, through which no gradient flows. */
  stopGradient<T extends tfjs.Tensor>(x: T): T;
};

export type { Scalar, Tensor, Tensor1D, Tensor2D, Tensor3D, Tensor4D, TensorLike } from "@tensorflow/tfjs-core";
