/** The TensorFlow.js operations for models and measurements, which implement the type in `core/model/tf.ts`. */
import {
  abs, add, cast, clipByValue, concat, conv2d, conv2dTranspose, customGrad, div, exp, grad, log, matMul, max, maximum, mean, mul, neg,
  relu, reshape, rsqrt, scalar, sigmoid, slice, softplus, sqrt, square, step, sub, sum, tanh, tensor2d, tidy, transpose,
  where, zerosLike, type Tensor,
} from "@tensorflow/tfjs-core";
// tfjs-core alone registers no gradients.
import "@tensorflow/tfjs-core/dist/register_all_gradients";
import "./gradients";
import type { Tf } from "../../core/model/tf";

const passValue = customGrad((...inputs: (Tensor | ((kept: Tensor[]) => void))[]) => ({
  value: (inputs[0] as Tensor).clone(),
  gradFunc: (dy: Tensor) => zerosLike(dy),
}));

export const tf: Tf = {
  stopGradient: <T extends Tensor>(x: T): T => passValue(x) as T,
  select: (condition, a, b) => where(cast(condition, "bool"), a, b),
  abs, add, clipByValue, concat, conv2d, conv2dTranspose, div, exp, grad, log, matMul, max, maximum, mean, mul, neg,
  relu, reshape, rsqrt, scalar, sigmoid, slice, softplus, sqrt, square, step, sub, sum, tanh, tensor2d, tidy, transpose,
};
