/**
 * The importance-weighted autoencoder: Burda, Grosse & Salakhutdinov 2016. The VAE's networks are trained on a bound from K
 * codes for each image, which approaches log p(x) as K grows; with K = 1 it is the VAE.
 */
import { choice, int, real } from "../../../core/model/hyperparameters";
import { defineModel, type StepInputs, type Term } from "../../../core/model/model";
import { adam } from "../../../core/model/optimiser";
import type { Tf } from "../../../core/model/tf";
import { poolChoice } from "../shared/data";
import { gaussianElbo, logSumExp, standardNormal } from "../shared/gaussian";
import { drawSeveral, logWeights, type Draws } from "../shared/importance";
import { decodeLogits, encodeGaussian, mlpVaeNetworks } from "../shared/mlpVae";
import { binarisedPixels, hasDiscretePixels, mostProbablePixels, PIXEL_KINDS, pixelNoise, type PixelSettings } from "../shared/pixels";
import { symbols } from "../shared/symbols";
import { bernoulliReconstruction, gaussianKl } from "../shared/terms";

interface Settings extends Pick<PixelSettings, "pixels"> {
  readonly samples: number;
}

const bound: Term<Draws, Settings> = {
  id: "importance-bound",
  tex: "-\\mathbb{E}_{z_1,\\dots,z_K\\sim q_\\phi(z\\mid x)}\\Big[\\log\\tfrac1K\\sum_{k=1}^{K}\\tfrac{p_\\theta(x,z_k)}{q_\\phi(z_k\\mid x)}\\Big]",
  unit: "nats/image",
  source: "Burda et al. 2016, eq. 8",
  torch: "-(log_w.logsumexp(1) - math.log(samples)).mean()",
  value: (tf, draws, { samples }) => {
    const sums = logSumExp(tf, logWeights(tf, draws, samples)); // [B]
    return tf.sub(Math.log(samples), tf.mean(sums));
  },
};

export const iwae = defineModel({
  id: "iwae",
  menu: "vae",
  prior: standardNormal,
  conditional: false,
  source: { text: "Burda et al. 2016", url: "https://arxiv.org/abs/1509.00519" },
  hyperparameters: {
    samples: int(1, 50, 5, { symbol: "K", definesLoss: true }),
    lr: real(1e-5, 1e-1, 1e-3, { symbol: "\\eta", live: true, scale: "log" }),
    pixels: choice(PIXEL_KINDS, "binary", { symbol: "x", definesLoss: true }),
    latent: int(1, 64, 20, { symbol: "d", unit: "dimensions" }),
    hidden: int(16, 512, 400, { symbol: "h", unit: "units" }),
    batch: int(16, 512, 64, { symbol: "B", unit: "images", scale: "log" }),
    pool: poolChoice,
  },
  optimiser: adam(),
  symbols: symbols(
    "x", "z", { id: "samples", tex: "K" }, "theta", "phi", "encoder-posterior", { id: "joint", tex: "p_\\theta(x,z_k)", givenBy: "decoder" },
    { id: "importance-bound", tex: "\\mathcal{L}_K" }, "expectation", "nat",
  ),
  networks: mlpVaeNetworks,
  noise: (h) => ({
    eps: { shape: [h.batch, h.samples * h.latent], purpose: "eps" }, ...pixelNoise(h),
  }),
  objectives: [
    {
      id: "negative-importance-bound",
      tex: "-\\mathcal{L}_K(\\theta,\\phi;x)",
      minimises: ["encoder", "decoder"],
      forward: (tf: Tf, inputs: StepInputs<Settings>) => {
        const { networks, noise, h } = inputs;
        return drawSeveral(tf, networks, binarisedPixels(tf, inputs), noise["eps"]!, h.samples);
      },
      terms: [bound],
      reconstruction: bernoulliReconstruction,
      kl: gaussianKl,
      elbo: { ...gaussianElbo, discretePixels: hasDiscretePixels, settings: (h) => ({ ...h, samples: 1 }) },
    },
  ],
  encode: (tf, networks, { x }, h) => encodeGaussian(tf, networks, mostProbablePixels(tf, x, h)),
  decode: (tf, networks, { z }) => tf.sigmoid(decodeLogits(tf, networks, z)),
});
