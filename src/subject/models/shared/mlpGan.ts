/**
 * The dense networks that the GANs share: d-128-256-784 with tanh, and 784-256-128-1 with leaky ReLU. With one hidden layer
 * they are d-h-784 and 784-h-1: the generator is then a dense VAE's decoder with other activations.
 */
import type { Layer, Network, NetworkSpec } from "../../../core/model/network";
import { PIXELS } from "../../../core/run/runConfig";
import type { Tensor2D, Tf } from "../../../core/model/tf";
import { onPoints } from "../../data/registry";
import type { DataSettings } from "./data";
import { batchNorm, dense, leakyRelu } from "./layers";

/** The number of hidden layers. */
export type Depth = 1 | 2;

interface GeneratorOptions {
  readonly inputs: number;
  readonly hidden: number;
  readonly norm: boolean;
  readonly outputs?: number;
  readonly depth?: Depth;
}

/** A dense generator, [B,inputs] → [B,outputs]. */
export function mlpGenerator({ inputs, hidden, norm, outputs = PIXELS, depth = 2 }: GeneratorOptions): NetworkSpec {
  if (depth === 1) {
    return {
      role: "generator",
      widths: [inputs, hidden, outputs],
      layers: { hidden1: dense(inputs, hidden), ...(norm ? { norm1: batchNorm(hidden) } : {}), pixels: dense(hidden, outputs) },
    };
  }
  return {
    role: "generator",
    widths: [inputs, hidden, 2 * hidden, outputs],
    layers: {
      hidden1: dense(inputs, hidden),
      ...(norm ? { norm1: batchNorm(hidden), norm2: batchNorm(2 * hidden) } : {}),
      hidden2: dense(hidden, 2 * hidden),
      pixels: dense(2 * hidden, outputs),
    },
  };
}

/** Generates [B,inputs] → pixels [B,784] in [-1,1]. */
export const generateDense = (tf: Tf, generator: Network, input: Tensor2D): Tensor2D => tf.tanh(generateUnbounded(tf, generator, input));

/** Computes [B,inputs] → [B,outputs], without an activation at the end. */
export function generateUnbounded(tf: Tf, generator: Network, input: Tensor2D): Tensor2D {
  const { hidden1, norm1, hidden2, norm2, pixels } = generator;
  const normalised = (norm: typeof norm1, x: Tensor2D) => tf.relu(norm ? norm(x) : x);
  const a = normalised(norm1, hidden1!(input)); // [B, hidden]
  return pixels!(hidden2 ? normalised(norm2, hidden2(a)) : a); // [B, 2·hidden] or [B, hidden] →
}

interface DiscriminatorOptions {
  readonly inputs?: number;
  readonly hidden: number;
  /** The type of its layers: `dense`, unless the model constrains its weights. */
  readonly layer?: (inputs: number, outputs: number) => Layer;
  /** Layers on top of the features besides the logit. */
  readonly more?: Readonly<Record<string, Layer>>;
  readonly depth?: Depth;
}

/** A dense discriminator, [B,inputs] → [B,1]. */
export function mlpDiscriminator({ inputs = PIXELS, hidden, layer = dense, more = {}, depth = 2 }: DiscriminatorOptions): NetworkSpec {
  if (depth === 1) {
    return {
      role: "discriminator", widths: [inputs, hidden, 1], layers: { hidden1: layer(inputs, hidden), logit: layer(hidden, 1), ...more },
    };
  }
  return {
    role: "discriminator",
    widths: [inputs, 2 * hidden, hidden, 1],
    layers: {
      hidden1: layer(inputs, 2 * hidden),
      hidden2: layer(2 * hidden, hidden),
      logit: layer(hidden, 1),
      ...more,
    },
  };
}

/**
 * Dropout masks of a discriminator's hidden layers, [B,2·hidden] and [B,hidden], or [B,hidden] of a single one; undefined for
 * no dropout.
 */
export type Masks = readonly Tensor2D[] | undefined;

/** Returns the last hidden layer: [B,inputs] → [B,hidden]. */
export function denseFeatures(tf: Tf, discriminator: Network, input: Tensor2D, masks?: Masks): Tensor2D {
  const dropped = (x: Tensor2D, mask: Tensor2D | undefined) => (mask ? tf.mul<Tensor2D>(x, mask) : x);
  const { hidden1, hidden2 } = discriminator;
  const a = dropped(leakyRelu(tf, hidden1!(input)), masks?.[0]); // [B, 2·hidden], or [B, hidden]
  return hidden2 ? dropped(leakyRelu(tf, hidden2(a)), masks?.[1]) : a;
}

/** Converts pixels to tanh's range: [0,1] → [-1,1]. */
export const centred = (tf: Tf, x: Tensor2D): Tensor2D => tf.sub(tf.mul(x, 2), 1);

/** Converts them back: [-1,1] → [0,1]. */
export const uncentred = (tf: Tf, x: Tensor2D): Tensor2D => tf.div(tf.add(x, 1), 2);

/** Converts data to the networks' range: pixels to [-1,1], points unchanged. */
export const networkX = (tf: Tf, x: Tensor2D, h: DataSettings): Tensor2D => (onPoints(h) ? x : centred(tf, x));

/** Generates x in the networks' range: [B,inputs] → [B,width]. */
export const generateX = (tf: Tf, generator: Network, input: Tensor2D, h: DataSettings): Tensor2D =>
  (onPoints(h) ? generateUnbounded : generateDense)(tf, generator, input);

/** Generates [B,inputs] → pixels in [0,1], or points. */
export const decodeX = (tf: Tf, generator: Network, input: Tensor2D, h: DataSettings): Tensor2D =>
  (onPoints(h) ? generateUnbounded(tf, generator, input) : uncentred(tf, generateDense(tf, generator, input)));
