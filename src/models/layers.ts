/**
 * The layers that models are made of. Each is a list of parameters and a function of them, written in plain
 * tfjs operations; what trains them is not known here.
 */
import type { Initialiser, Layer, ParameterSpec } from "../core/model";
import type { Tensor2D, Tf } from "../core/tf";

const parameter = (shape: readonly number[], init: Initialiser, trainable = true): ParameterSpec => ({
  shape, init, trainable,
});

/** x W + b. x: [B,inputs] → [B,outputs]. Kernel: U(±1/√inputs), why: docs/decisions/0006; bias: 0. */
export function dense(inputs: number, outputs: number): Layer {
  return {
    parameters: {
      kernel: parameter([inputs, outputs], { kind: "fanIn", fanIn: inputs }),
      bias: parameter([outputs], { kind: "zeros" }),
    },
    apply: (tf, { kernel, bias }, x) => tf.add(tf.matMul(x, kernel as Tensor2D), bias!),
  };
}

/** One row of a learned table per class. y: [B,classes] one-hot → [B,width]. */
export function embedding(classes: number, width: number): Layer {
  return {
    parameters: { table: parameter([classes, width], { kind: "normal" }) },
    apply: (tf, { table }, y) => tf.matMul(y, table as Tensor2D),
  };
}

/**
 * Batch normalisation (Ioffe & Szegedy 2015, alg. 1). x: [B,features] → [B,features]. Running averages move by
 * `momentum` of the way at each training step and stand in for the batch's own statistics afterwards.
 */
export function batchNorm(features: number, { momentum = 0.1, epsilon = 1e-5 } = {}): Layer {
  return {
    parameters: {
      scale: parameter([features], { kind: "ones" }),
      shift: parameter([features], { kind: "zeros" }),
      runningMean: parameter([features], { kind: "zeros" }, false),
      runningVariance: parameter([features], { kind: "ones" }, false),
    },
    apply(tf, { scale, shift, runningMean, runningVariance }, x, { mode, update }) {
      let mean = runningMean!;
      let variance = runningVariance!;
      if (mode === "train") {
        mean = tf.mean(x, 0); // [features]
        variance = tf.mean(tf.square(tf.sub(x, mean)), 0); // [features]
        const batch = x.shape[0];
        const towards = (old: typeof mean, now: typeof mean) => tf.add(tf.mul(old, 1 - momentum), tf.mul(now, momentum));
        update("runningMean", towards(runningMean!, mean));
        update("runningVariance", towards(runningVariance!, tf.mul(variance, batch / (batch - 1))));
      }
      const normal = tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, epsilon))); // [B, features]
      return tf.add(tf.mul(normal, scale!), shift!);
    },
  };
}

/** max(x, slope·x), in a form whose gradient can be differentiated again. Maas et al. 2013. */
export function leakyRelu(tf: Tf, x: Tensor2D, slope = 0.2): Tensor2D {
  return tf.mul(x, tf.step(x, slope));
}
