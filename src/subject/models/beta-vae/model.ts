/**
 * The β-VAE: Higgins et al. 2017, "β-VAE: Learning Basic Visual Concepts with a Constrained Variational Framework". KL warm-up
 * (Bowman et al. 2016) weakens the KL term early in training; free bits (Kingma et al. 2016, app. C.8) remove its gradient in every dimension
 * below λ nats, at any time. Both help to prevent collapse.
 */
import { int, real } from "../../../core/model/hyperparameters";
import { defineModel, forSettings, type Term } from "../../../core/model/model";
import { adam } from "../../../core/model/optimiser";
import type { Tensor2D } from "../../../core/model/tf";
import { poolChoice } from "../shared/data";
import { gaussianElbo, standardNormal } from "../shared/gaussian";
import { decodeLogits, encodeGaussian, gaussianVaeForward, mlpVaeNetworks } from "../shared/mlpVae";
import { symbols } from "../shared/symbols";
import { bernoulliReconstruction, gaussianKl } from "../shared/terms";

interface BetaValues {
  readonly beta: number;
  readonly warmUp: number;
  readonly freeBits: number;
}

/**
 * Σⱼ max(λ, KLⱼ), where KLⱼ is the batch's mean in dimension j. With λ = 0 it is the KL divergence. Each dimension has λ nats
 * free.
 */
const klWithFreeBits: Term<{ mu: Tensor2D; logVar: Tensor2D }, BetaValues> = {
  ...gaussianKl,
  tex: ({ freeBits }) => (freeBits > 0
    ? "\\textstyle\\sum_j\\max\\big(\\lambda,D_{\\mathrm{KL}}(q_\\phi(z_j\\mid x)\\,\\|\\,\\mathcal{N}(0,1))\\big)"
    : forSettings(gaussianKl.tex, {})),
  source: "Kingma & Welling 2013, app. B; free bits: Kingma et al. 2016, app. C.8",
  torch: ({ freeBits }) => (freeBits > 0
    ? "(0.5 * (mu**2 + log_var.exp() - log_var - 1)).mean(0).clamp(min=free_bits).sum()"
    : forSettings(gaussianKl.torch!, {})),
  value: (tf, { mu, logVar }, { freeBits }) => {
    const summands = tf.sub(tf.add(tf.square(mu), tf.exp(logVar)), tf.add(logVar, 1)); // [B, d]
    const perDimension = tf.mul(tf.mean(summands, 0), 0.5); // [d]
    return tf.sum(freeBits > 0 ? tf.maximum(perDimension, freeBits) : perDimension);
  },
  ofBatch: ({ freeBits }) => freeBits > 0,
  weight: {
    tex: ({ warmUp }) => (warmUp > 0 ? "\\beta\\min(1,t/n_\\beta)" : "\\beta"),
    torch: ({ warmUp }) => (warmUp > 0 ? "beta * min(1, step / warm_up)" : "beta"),
    value: ({ beta, warmUp }, step) => (step < warmUp ? (beta * step) / warmUp : beta),
  },
};

export const betaVae = defineModel({
  id: "beta-vae",
  menu: "vae",
  prior: standardNormal,
  conditional: false,
  source: { text: "Higgins et al. 2017", url: "https://openreview.net/forum?id=Sy2fzU9gl" },
  hyperparameters: {
    beta: real(0, 20, 4, { symbol: "\\beta", live: true }),
    warmUp: int(0, 10_000, 0, { symbol: "n_\\beta", unit: "steps", live: true }),
    freeBits: real(0, 5, 0, { symbol: "\\lambda", unit: "nats", definesLoss: ["kl"] }),
    lr: real(1e-5, 1e-1, 1e-3, { symbol: "\\eta", live: true, scale: "log" }),
    latent: int(1, 64, 10, { symbol: "d", unit: "dimensions" }),
    hidden: int(16, 512, 400, { symbol: "h", unit: "units" }),
    batch: int(16, 512, 128, { symbol: "B", unit: "images", scale: "log" }),
    pool: poolChoice,
  },
  optimiser: adam(),
  symbols: ({ freeBits, warmUp }) => symbols(
    "weighted-elbo", "x", "z", "theta", "phi", "encoder-posterior", "decoder-likelihood", "prior", "kl-divergence", "beta",
    ...(warmUp > 0 ? [{ id: "warm-up", tex: "t/n_\\beta" }] : []), ...(freeBits > 0 ? [{ id: "free-bits", tex: "\\lambda" }] : []), "expectation", "nat",
  ),
  networks: mlpVaeNetworks,
  noise: (h) => ({ eps: { shape: [h.batch, h.latent], purpose: "eps" } }),
  objectives: [
    {
      id: "negative-beta-elbo",
      tex: "-\\mathcal{L}_\\beta(\\theta,\\phi;x)",
      minimises: ["encoder", "decoder"],
      forward: gaussianVaeForward,
      terms: [bernoulliReconstruction, klWithFreeBits],
      reconstruction: bernoulliReconstruction,
      kl: klWithFreeBits,
      elbo: gaussianElbo,
    },
  ],
  encode: (tf, networks, { x }) => encodeGaussian(tf, networks, x),
  decode: (tf, networks, { z }) => tf.sigmoid(decodeLogits(tf, networks, z)),
});
