/**
 * The TensorFlow.js operations that a model or measurement may use. These are types only: the engine passes the real object
 * (`src/engine/device/tf.ts`), so that nothing outside the engine has tfjs in its bundle. Every operation listed here must
 * exist, with its gradient, on all four backends. `tidy` is no operation: it frees the intermediate tensors of a long chain.
 */
import type * as tfjs from "@tensorflow/tfjs-core";

export type Tf = Pick<
  typeof tfjs,
  | "abs" | "add" | "clipByValue" | "concat" | "conv2d" | "conv2dTranspose" | "div" | "exp" | "grad" | "log" | "matMul"
  | "max" | "maximum" | "mean" | "mul" | "neg" | "relu" | "reshape" | "rsqrt" | "scalar" | "sigmoid" | "slice"
  | "softplus" | "sqrt" | "square" | "step" | "sub" | "sum" | "tanh" | "tensor2d" | "tidy" | "transpose"
> & {
  /** Returns the same values, through which no gradient flows. */
  stopGradient<T extends tfjs.Tensor>(x: T): T;
  /** Returns the elements of `a` where `condition` is not 0, and those of `b` elsewhere. The three have equal shapes. */
  select(condition: tfjs.Tensor, a: tfjs.Tensor, b: tfjs.Tensor): tfjs.Tensor;
};

export type { Scalar, Tensor, Tensor1D, Tensor2D, Tensor3D, Tensor4D, TensorLike } from "@tensorflow/tfjs-core";
