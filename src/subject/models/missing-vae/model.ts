/**
 * A VAE of images with missing pixels: MIWAE, Mattei & Frellsen 2019. The encoder sees zeros in place of missing pixels, and
 * the bound on log p, from K codes as in `iwae`, is that of the observed pixels alone. Missing pixels are imputed by the mean
 * of the decoder's outputs, weighted by how well each code explains the observed pixels.
 */
import { choice, int, real } from "../../../core/model/hyperparameters";
import { defineModel, type StepInputs, type Term } from "../../../core/model/model";
import { adam } from "../../../core/model/optimiser";
import type { Tensor2D, Tensor3D, Tf } from "../../../core/model/tf";
import { poolChoice } from "../shared/data";
import { logSumExp, standardNormal } from "../shared/gaussian";
import { drawSeveral, logWeights, type Draws } from "../shared/importance";
import { decodeLogits, encodeGaussian, mlpVaeNetworks } from "../shared/mlpVae";
import { toRank3 } from "../shared/rows";
import { symbols } from "../shared/symbols";

interface Settings {
  readonly samples: number;
  /** Missing pixels are left out of the bound, or treated as empty, as by a model that does not know about them. */
  readonly missingAre: "left-out" | "empty";
}

/** Returns 1 where a pixel is observed, 0 where it is missing. x is [B,784], −1 where missing. */
const observed = (tf: Tf, x: Tensor2D): Tensor2D => tf.step(tf.add<Tensor2D>(x, 0.5), 0);

/** Replaces missing pixels by zeros, which are background. */
const zeroed = (tf: Tf, x: Tensor2D): Tensor2D => tf.relu(x);

/** Returns the pixels that the bound includes. */
const counted = (tf: Tf, x: Tensor2D, { missingAre }: Settings): Tensor2D | undefined =>
  (missingAre === "left-out" ? observed(tf, x) : undefined);

interface Values {
  readonly draws: Draws;
  readonly counts: Tensor2D | undefined;
}

const bound: Term<Values, Settings> = {
  id: "observed-bound",
  tex: ({ missingAre }) => {
    const x = missingAre === "left-out" ? "x_o" : "x";
    return `-\\mathbb{E}_{z_1,\\dots,z_K\\sim q_\\phi(z\\mid x_o)}\\Big[\\log\\tfrac1K\\sum_{k=1}^{K}\\tfrac{p_\\theta(${x},z_k)}{q_\\phi(z_k\\mid x_o)}\\Big]`;
  },
  unit: "nats/image",
  source: "Mattei & Frellsen 2019, eq. 4",
  torch: "-(log_w.logsumexp(1) - math.log(samples)).mean()",
  value: (tf, { draws, counts }, { samples }) =>
    tf.sub(Math.log(samples), tf.mean(logSumExp(tf, logWeights(tf, draws, samples, counts)))),
};

export const missingVae = defineModel({
  id: "missing-vae",
  menu: "vae",
  prior: standardNormal,
  conditional: false,
  source: { text: "Mattei & Frellsen 2019", url: "https://arxiv.org/abs/1812.02633" },
  hyperparameters: {
    missing: real(0.25, 0.75, 0.5, { symbol: "m", definesLoss: true }),
    missingAre: choice(["left-out", "empty"], "left-out", { symbol: "x_m" }),
    samples: int(1, 50, 5, { symbol: "K", definesLoss: true }),
    lr: real(1e-5, 1e-1, 1e-3, { symbol: "\\eta", live: true, scale: "log" }),
    latent: int(1, 64, 20, { symbol: "d", unit: "dimensions" }),
    hidden: int(16, 512, 256, { symbol: "h", unit: "units" }),
    batch: int(16, 512, 64, { symbol: "B", unit: "images", scale: "log" }),
    pool: poolChoice,
  },
  optimiser: adam(),
  symbols: ({ missingAre }) => symbols(
    ...(missingAre === "left-out" ? [] : ["x" as const]), { id: "observed", tex: "x_o", givenBy: "batch" }, "z", { id: "samples", tex: "K" }, "theta", "phi",
    { id: "posterior-of-observed", tex: "q_\\phi(z_k\\mid x_o)", givenBy: "encoder" },
    missingAre === "left-out" ? { id: "joint-of-observed", tex: "p_\\theta(x_o,z_k)", givenBy: "decoder" } : { id: "joint", tex: "p_\\theta(x,z_k)", givenBy: "decoder" },
    { id: "importance-bound", tex: "\\mathcal{L}_K" }, "expectation", "nat",
  ),
  networks: mlpVaeNetworks,
  noise: (h) => ({ eps: { shape: [h.batch, h.samples * h.latent], purpose: "eps" } }),
  missing: {
    share: ({ missing }) => missing,
    // Mattei & Frellsen 2019, eq. 12: the mean of the outputs, weighted by the bound's wₖ, normalised to sum to 1.
    impute: (tf, networks, x, eps, h) => {
      const images = x.shape[0];
      const samples = eps.size / (images * h.latent);
      const draws = drawSeveral(tf, networks, zeroed(tf, x), eps, samples);
      const log = logWeights(tf, draws, samples, counted(tf, x, h)); // [B, K]
      const share = tf.exp(tf.sub<Tensor2D>(log, tf.reshape(logSumExp(tf, log), [images, 1]))); // [B, K]
      const each = toRank3(tf, tf.sigmoid(draws.logits), images, samples);
      const mean: Tensor2D = tf.sum(tf.mul<Tensor3D>(each, tf.reshape(share, [images, samples, 1])), 1); // [B, 784]
      const known = observed(tf, x);
      return tf.add(tf.mul<Tensor2D>(x, known), tf.mul<Tensor2D>(mean, tf.sub<Tensor2D>(1, known)));
    },
  },
  objectives: [
    {
      id: "negative-observed-bound",
      tex: ({ missingAre }) => (missingAre === "left-out" ? "-\\mathcal{L}_K(\\theta,\\phi;x_o)" : "-\\mathcal{L}_K(\\theta,\\phi;x)"),
      minimises: ["encoder", "decoder"],
      forward: (tf: Tf, { networks, batch: { x }, noise, h }: StepInputs<Settings>): Values =>
        ({ draws: drawSeveral(tf, networks, zeroed(tf, x), noise["eps"]!, h.samples), counts: counted(tf, x, h) }),
      terms: [bound],
    },
  ],
  encode: (tf, networks, { x }) => encodeGaussian(tf, networks, zeroed(tf, x)),
  decode: (tf, networks, { z }) => tf.sigmoid(decodeLogits(tf, networks, z)),
});
