/** The TensorFlow.js operations handed to models and measurements: the value behind the type in `core/tf.ts`. */
import {
  abs, add, clipByValue, concat, div, exp, log, matMul, maximum, mean, mul, neg, relu, reshape, rsqrt, scalar,
  sigmoid, slice, softplus, sqrt, square, step, sub, sum, tanh, tensor2d, transpose,
} from "@tensorflow/tfjs-core";
// tfjs-core alone registers no gradients.
import "@tensorflow/tfjs-core/dist/register_all_gradients";
import type { Tf } from "../core/tf";

export const tf: Tf = {
  abs, add, clipByValue, concat, div, exp, log, matMul, maximum, mean, mul, neg, relu, reshape, rsqrt, scalar,
  sigmoid, slice, softplus, sqrt, square, step, sub, sum, tanh, tensor2d, transpose,
};
