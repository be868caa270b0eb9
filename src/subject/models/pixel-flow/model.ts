/**
 * Flow matching on images (Lipman et al. 2023), conditioned on the class, with classifier-free guidance (Ho & Salimans 2022). A
 * convolutional network gets a noisy digit, the time and the class, and predicts the digit; the prediction determines the
 * velocity at which noise becomes a digit, along paths that are straight in training. Pixels are in [-1,1] inside this file.
 * The noise is an image, too: z is its coarsest part.
 */
import { int, real } from "../../../core/model/hyperparameters";
import { defineModel, type StepInputs } from "../../../core/model/model";
import type { Networks, NetworkSpec } from "../../../core/model/network";
import { adam } from "../../../core/model/optimiser";
import { CLASSES, PIXELS } from "../../../core/run/runConfig";
import type { Tensor2D, Tf } from "../../../core/model/tf";
import { poolChoice } from "../shared/data";
import { constantTime, interpolated, TIME_FEATURES, timeFeatures } from "../shared/flow";
import { standardNormal } from "../shared/gaussian";
import { conv, convTranspose, dense, glorot, imageWidth, type ImageShape } from "../shared/layers";
import { centred, uncentred } from "../shared/mlpGan";
import { symbols } from "../shared/symbols";
import { withCoarse } from "./coarse";

/** The probability that training drops the class, so that the network also learns the unconditional distribution. */
const DROPPED = 0.1;

/** The conditioning inputs besides the image: the time and the class. */
const CONDITION_WIDTH = TIME_FEATURES + CLASSES;

const WHOLE: ImageShape = { side: 28, channels: 1 };
const MIDDLE: ImageShape = { side: 14, channels: 16 };
/** Residual blocks at 7×7. */
const BLOCKS = [1, 2, 3];
const smallOf = (filters: number): ImageShape => ({ side: 7, channels: filters });

/** A U-Net (Ronneberger et al. 2015): down to 7×7, where distant strokes meet, and up again with skip connections. */
function denoiserNetwork(filters: number): NetworkSpec {
  const small = smallOf(filters);
  return {
    role: "generator", condition: "class", averaged: true,
    widths: [PIXELS, imageWidth(MIDDLE), imageWidth(small), imageWidth(MIDDLE), PIXELS],
    layers: {
      down1: conv(WHOLE, MIDDLE.channels, 2, glorot), told1: dense(CONDITION_WIDTH, imageWidth(MIDDLE), glorot),
      down2: conv(MIDDLE, filters, 2, glorot), told2: dense(CONDITION_WIDTH, imageWidth(small), glorot),
      ...Object.fromEntries(BLOCKS.flatMap((block) => [
        [`inner${block}`, conv(small, filters, 1, glorot)], [`toldInner${block}`, dense(CONDITION_WIDTH, imageWidth(small), glorot)],
      ])),
      up1: convTranspose(small, MIDDLE.channels, 2, glorot), told3: dense(CONDITION_WIDTH, imageWidth(MIDDLE), glorot),
      up2: convTranspose(MIDDLE, WHOLE.channels, 2, glorot),
    },
  };
}

/**
 * Computes x̂(xₜ,t,y): noisy images x [B,784] at time t [B,1], y [B,10] one-hot or zeros for no class → [B,784], about in
 * [-1,1].
 */
function denoised(tf: Tf, { denoiser }: Networks, x: Tensor2D, t: Tensor2D, y: Tensor2D): Tensor2D {
  const { down1, told1, down2, told2, up1, told3, up2 } = denoiser!;
  const told = tf.concat([timeFeatures(tf, t), y], 1); // [B, 9 + 10]
  const joined = (a: Tensor2D, b: Tensor2D): Tensor2D => tf.relu(tf.add(a, b));
  const middle = joined(down1!(x), told1!(told)); // [B, 14·14·16]
  const small = BLOCKS.reduce(
    (at: Tensor2D, block) => tf.add(at, joined(denoiser![`inner${block}`]!(at), denoiser![`toldInner${block}`]!(told))),
    joined(down2!(middle), told2!(told)),
  ); // [B, 7·7·filters]
  const upper = joined(tf.add(up1!(small), middle), told3!(told)); // [B, 14·14·16]
  return up2!(upper);
}

/**
 * Draws times: closer to noise, where the digit is decided, and never so close to 1 that 1/(1 − t) dominates. n is [B,1] of
 * N(0, 1).
 */
const timesFrom = (tf: Tf, n: Tensor2D): Tensor2D => tf.mul(tf.sigmoid(tf.sub(n, 0.4)), 0.95);

/** Returns x̂ with guidance weight w: it extrapolates from unconditional to conditional by w. Ho & Salimans 2022, eq. 6. */
function guided(tf: Tf, networks: Networks, x: Tensor2D, t: Tensor2D, y: Tensor2D, w: number): Tensor2D {
  const ofClass = denoised(tf, networks, x, t, y);
  if (w === 0) return ofClass;
  return tf.add(ofClass, tf.mul(w, tf.sub(ofClass, denoised(tf, networks, x, t, tf.mul(y, 0)))));
}

export const pixelFlow = defineModel({
  id: "pixel-flow",
  menu: "flow",
  prior: standardNormal,
  conditional: true,
  source: { text: "Ho & Salimans 2022", url: "https://arxiv.org/abs/2207.12598" },
  hyperparameters: {
    guidance: real(-1, 5, 1, { symbol: "w", live: true }),
    flowSteps: int(1, 100, 10, { symbol: "N", unit: "steps", live: true }),
    until: real(0, 1, 1, { symbol: "t", live: true }),
    lr: real(1e-5, 1e-1, 1e-3, { symbol: "\\eta", live: true, scale: "log" }),
    latent: int(1, 64, 16, { symbol: "d", unit: "dimensions" }),
    filters: int(8, 64, 32, { symbol: "f" }),
    batch: int(16, 512, 64, { symbol: "B", unit: "images", scale: "log" }),
    pool: poolChoice,
  },
  optimiser: adam(),
  symbols: symbols(
    "loss", "x", "y", { id: "noise-image", tex: "x_0" }, { id: "on-the-way", tex: "x_t" }, "time", { id: "denoised", tex: "\\hat x_\\psi" }, "psi", "expectation",
  ),
  networks: ({ filters }) => ({ denoiser: denoiserNetwork(filters) }),
  noise: ({ batch }) => ({
    noise: { shape: [batch, PIXELS], purpose: "z", fixedPerSample: true },
    time: { shape: [batch, 1], purpose: "z" },
    told: { shape: [batch, 1], purpose: "dropout", distribution: { kind: "dropout", rate: DROPPED } },
  }),
  objectives: [{
    id: "pixel-flow-loss",
    tex: "\\mathcal{L}(\\psi)",
    minimises: ["denoiser"],
    forward: (tf: Tf, { networks, batch, noise }: StepInputs<unknown>) => {
      const x = centred(tf, batch.x);
      const t = timesFrom(tf, noise["time"]!); // [B, 1]
      const y: Tensor2D = tf.mul(batch.y, tf.mul(noise["told"]!, 1 - DROPPED)); // one-hot, or zeros
      return { x, t, found: denoised(tf, networks, interpolated(tf, noise["noise"]!, x, t), t, y) };
    },
    terms: [{
      id: "velocity-of-pixels",
      tex: "\\mathbb{E}_{t,x_0}\\Big[\\Big\\lVert\\frac{\\hat x_\\psi(x_t,t,y)-x}{1-t}\\Big\\rVert^2\\Big]",
      unit: "none",
      source: "Lipman et al. 2023, eq. 23, with σ_min = 0 and the velocity (x̂ − xₜ)/(1 − t)",
      torch: "(((found - x) / (1 - t))**2).sum(1).mean()",
      value: (tf: Tf, { x, t, found }: { x: Tensor2D; t: Tensor2D; found: Tensor2D }) =>
        tf.mean(tf.sum(tf.square(tf.div(tf.sub(found, x), tf.sub(1, t))), 1)),
    }],
  }],
  /** Euler's method with N equal steps: each moves 1/(N − n) of the way to x̂. */
  decode: (tf, networks, { z, y, noise }, { flowSteps, guidance, until }) => {
    let x = withCoarse(tf, noise["noise"]!, z);
    for (let done = 0; done < Math.round(until * flowSteps); done++) {
      const from = x;
      x = tf.tidy(() => {
        const found = guided(tf, networks, from, constantTime(tf, done / flowSteps, from.shape[0]), y, guidance);
        return tf.add(from, tf.div(tf.sub(found, from), flowSteps - done));
      });
    }
    return uncentred(tf, x);
  },
});
