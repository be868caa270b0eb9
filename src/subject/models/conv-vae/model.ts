/**
 * The convolutional VAE: the objective of Kingma & Welling 2013 on the networks of Keras' example "Variational AutoEncoder":
 * convolutions with 32 and 64 filters and stride 2, a dense layer, and the reverse. Of the example's 16 dense units most die
 * within 50 steps; if a single one survives, the code has one dimension. Of 64 units, about ten survive.
 */
import { int, real } from "../../../core/model/hyperparameters";
import { defineModel, type StepInputs } from "../../../core/model/model";
import type { Network, Networks } from "../../../core/model/network";
import { adam } from "../../../core/model/optimiser";
import { PIXELS } from "../../../core/run/runConfig";
import type { Tensor2D, Tf } from "../../../core/model/tf";
import { poolChoice } from "../shared/data";
import { gaussianElbo, reparameterise, standardNormal } from "../shared/gaussian";
import { conv, convTranspose, dense, glorot, imageWidth, type ImageShape } from "../shared/layers";
import { symbols } from "../shared/symbols";
import { bernoulliReconstruction, gaussianKl, weighted } from "../shared/terms";

const WHOLE: ImageShape = { side: 28, channels: 1 };
const MIDDLE: ImageShape = { side: 14, channels: 32 };
const SMALL: ImageShape = { side: 7, channels: 64 };

/** Computes q(z|x) = N(μ(x), diag σ²(x)): x [B,784] → [B,d] each. */
function encode(tf: Tf, { encoder }: Networks, x: Tensor2D) {
  const { down1, down2, hidden, mu, logVar } = encoder as Network;
  const middle = tf.relu(down1!(x)); // [B, 14·14·32]
  const small = tf.relu(down2!(middle)); // [B, 7·7·64]
  const features = tf.relu(hidden!(small)); // [B, hidden]
  return { mu: mu!(features), logVar: logVar!(features) };
}

/** Decodes z [B,d] to logits [B,784]. */
function decode(tf: Tf, { decoder }: Networks, z: Tensor2D): Tensor2D {
  const { project, up1, up2, logits } = decoder as Network;
  const small = tf.relu(project!(z)); // [B, 7·7·64]
  const middle = tf.relu(up1!(small)); // [B, 14·14·64]
  return logits!(tf.relu(up2!(middle))); // [B, 28·28·32] → [B, 784]
}

const kl = weighted(gaussianKl, { tex: "\\beta", value: (h: { beta: number }) => h.beta });

export const convVae = defineModel({
  id: "conv-vae",
  menu: "vae",
  prior: standardNormal,
  conditional: false,
  source: { text: "Chollet 2020, Keras example", url: "https://keras.io/examples/generative/vae/" },
  hyperparameters: {
    beta: real(0, 20, 1, { symbol: "\\beta", live: true }),
    lr: real(1e-5, 1e-1, 1e-3, { symbol: "\\eta", live: true, scale: "log" }),
    latent: int(1, 64, 2, { symbol: "d", unit: "dimensions" }),
    hidden: int(16, 512, 64, { symbol: "h", unit: "units" }),
    batch: int(16, 512, 64, { symbol: "B", unit: "images", scale: "log" }),
    pool: poolChoice,
  },
  optimiser: adam(),
  symbols: symbols("weighted-elbo", "x", "z", "theta", "phi", "encoder-posterior", "decoder-likelihood", "prior", "kl-divergence", "beta", "expectation", "nat"),
  networks: (h) => ({
    encoder: {
      role: "encoder",
      widths: [PIXELS, imageWidth(MIDDLE), imageWidth(SMALL), h.hidden, h.latent],
      layers: {
        down1: conv(WHOLE, MIDDLE.channels, 2, glorot),
        down2: conv(MIDDLE, SMALL.channels, 2, glorot),
        hidden: dense(imageWidth(SMALL), h.hidden, glorot),
        mu: dense(h.hidden, h.latent),
        logVar: dense(h.hidden, h.latent),
      },
    },
    decoder: {
      role: "decoder",
      widths: [h.latent, imageWidth(SMALL), 4 * imageWidth(SMALL), 4 * imageWidth(MIDDLE), PIXELS],
      layers: {
        project: dense(h.latent, imageWidth(SMALL)),
        up1: convTranspose(SMALL, 64, 2, glorot),
        up2: convTranspose({ side: 14, channels: 64 }, 32, 2, glorot),
        logits: conv({ side: 28, channels: 32 }, 1, 1, glorot),
      },
    },
  }),
  noise: (h) => ({ eps: { shape: [h.batch, h.latent], purpose: "eps" } }),
  objectives: [
    {
      id: "negative-elbo",
      tex: "-\\mathcal{L}_\\beta(\\theta,\\phi;x)",
      minimises: ["encoder", "decoder"],
      forward: (tf: Tf, { networks, batch: { x }, noise }: StepInputs<unknown>) => {
        const code = reparameterise(tf, encode(tf, networks, x), noise["eps"]!);
        return { x, ...code, logits: decode(tf, networks, code.z) };
      },
      terms: [bernoulliReconstruction, kl],
      reconstruction: bernoulliReconstruction,
      kl,
      elbo: gaussianElbo,
    },
  ],
  encode: (tf, networks, { x }) => encode(tf, networks, x),
  decode: (tf, networks, { z }) => tf.sigmoid(decode(tf, networks, z)),
});
