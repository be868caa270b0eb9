/** The convolutional networks that the image GANs share: strides instead of pooling, as in Radford et al. 2016. */
import type { Layer, Network, NetworkSpec } from "../../../core/model/network";
import { PIXELS } from "../../../core/run/runConfig";
import type { Tensor2D, Tf } from "../../../core/model/tf";
import { batchNorm, conv, convTranspose, dense, imageWidth, leakyRelu, type ImageShape } from "./layers";

const SMALL: ImageShape = { side: 7, channels: 64 };
const MIDDLE: ImageShape = { side: 14, channels: 32 };
const WHOLE: ImageShape = { side: 28, channels: 1 };

/** A generator: inputs → 7·7·64 → 14·14·32 → 28·28, with batch norm in between. */
export function convGenerator(inputs: number, role: "generator" | "decoder" = "generator"): NetworkSpec {
  return {
    role,
    widths: [inputs, imageWidth(SMALL), imageWidth(MIDDLE), PIXELS],
    layers: {
      project: dense(inputs, imageWidth(SMALL)),
      norm1: batchNorm(SMALL.channels),
      up1: convTranspose(SMALL, MIDDLE.channels, 2),
      norm2: batchNorm(MIDDLE.channels),
      up2: convTranspose(MIDDLE, WHOLE.channels, 2),
    },
  };
}

/** Generates [B,inputs] → pixels [B,784] in [-1,1]. */
export function generateConv(tf: Tf, generator: Network, input: Tensor2D): Tensor2D {
  const { project, norm1, up1, norm2, up2 } = generator;
  const small = tf.relu(norm1!(project!(input))); // [B, 7·7·64]
  const middle = tf.relu(norm2!(up1!(small))); // [B, 14·14·32]
  return tf.tanh(up2!(middle));
}

/**
 * A discriminator: 28·28 → 14·14·32 → 7·7·64 → 1, leaky ReLU, no normalisation. `more` are layers on top of the features
 * besides the logit.
 */
export function convDiscriminator(more: Readonly<Record<string, Layer>> = {}): NetworkSpec {
  return {
    role: "discriminator",
    widths: [PIXELS, imageWidth(MIDDLE), imageWidth(SMALL), 1],
    layers: {
      down1: conv(WHOLE, MIDDLE.channels, 2),
      down2: conv(MIDDLE, SMALL.channels, 2),
      logit: dense(imageWidth(SMALL), 1),
      ...more,
    },
  };
}

/** Returns the last hidden layer: x [B,784] in [-1,1] → [B,7·7·64]. */
export function convFeatures(tf: Tf, discriminator: Network, x: Tensor2D): Tensor2D {
  const { down1, down2 } = discriminator;
  return leakyRelu(tf, down2!(leakyRelu(tf, down1!(x))));
}

/** The width of the last hidden layer. */
export const FEATURES = imageWidth(SMALL);
