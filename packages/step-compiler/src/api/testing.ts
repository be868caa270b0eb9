/** A small step for tests on each back end. */
import * as tf from "@tensorflow/tfjs-core";
import type { StepSignature } from "./compile";
import type { TraceableStep } from "../trace/trace";

/** One step of linear regression by gradient descent. */
export const regression: TraceableStep = ({ x, y, w, b }, { rate }) => {
  const error = (weights: tf.Tensor, bias: tf.Tensor) => tf.mean(tf.square(tf.sub(tf.add(tf.matMul(x as tf.Tensor2D, weights as tf.Tensor2D), bias), y!))) as tf.Scalar;
  const { value, grads: [ofW, ofB] } = tf.valueAndGrads(error)([w!, b!]);
  return { loss: value, w: tf.sub(w!, tf.mul(rate!, ofW!)), b: tf.sub(b!, tf.mul(rate!, ofB!)) };
};

export const REGRESSION: StepSignature = { inputs: { x: [128, 64], y: [128, 32] }, states: { w: [64, 32], b: [32] }, numbers: { rate: 0.1 } };
