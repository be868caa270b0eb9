/** The variational autoencoder: Kingma & Welling 2013, "Auto-Encoding Variational Bayes". */
import { choice, int, real } from "../../../core/model/hyperparameters";
import { defineModel, type StepInputs } from "../../../core/model/model";
import { adam } from "../../../core/model/optimiser";
import type { Tf } from "../../../core/model/tf";
import { onPoints, widthOf } from "../../data/registry";
import { dataChoice, imagePool, OF_IMAGES, OF_POINTS } from "../shared/data";
import { gaussianElbo, reparameterise, standardNormal } from "../shared/gaussian";
import { decodeLogits, encodeGaussian, mlpVaeNetworks } from "../shared/mlpVae";
import {
  decoderMean, DEVIATIONS, binarisedPixels, GAUSSIANS, hasDiscretePixels, isGaussian, LIKELIHOODS, mostProbablePixels, logSigmaOf, PIXEL_KINDS, pixelNoise, pixelReconstruction,
  withSigma, type PixelSettings,
} from "../shared/pixels";
import { POINT, symbols } from "../shared/symbols";
import { gaussianKl, weighted } from "../shared/terms";

const kl = weighted(gaussianKl, { tex: "\\beta", value: (h: { beta: number }) => h.beta });

export const vae = defineModel({
  id: "vae",
  menu: "vae",
  prior: standardNormal,
  conditional: false,
  source: { text: "Kingma & Welling 2013", url: "https://arxiv.org/abs/1312.6114" },
  hyperparameters: {
    data: dataChoice,
    beta: real(0, 40, 1, { symbol: "\\beta", live: true }),
    lr: real(1e-5, 1e-1, 1e-3, { symbol: "\\eta", live: true, scale: "log" }),
    likelihood: choice(LIKELIHOODS, "bernoulli", { symbol: "p_\\theta", where: [OF_IMAGES], addedLater: true }),
    deviation: choice(DEVIATIONS, "learned", { symbol: "p_\\theta", where: [OF_POINTS], addedLater: true }),
    sigma: real(0.05, 20, 0.3, { symbol: "\\sigma", scale: "log", where: [{ setting: "likelihood", is: GAUSSIANS }, OF_POINTS], addedLater: true }),
    pixels: choice(PIXEL_KINDS, "grey", { symbol: "x", definesLoss: ["reconstruction"], where: [OF_IMAGES], addedLater: true }),
    latent: int(1, 64, 2, { symbol: "d", unit: "dimensions" }),
    hidden: int(16, 512, 400, { symbol: "h", unit: "units" }),
    batch: int(16, 512, 128, { symbol: "B", unit: "images", scale: "log" }),
    pool: imagePool,
  },
  optimiser: adam(),
  symbols: (h) => symbols(
    "weighted-elbo", onPoints(h) ? POINT : "x", "z", "theta", "phi", "encoder-posterior",
    ...(isGaussian(h) ? [{ id: "decoder-mean", tex: "\\hat x", givenBy: "decoder" as const }, { id: "sigma", tex: "\\sigma" }] : ["decoder-likelihood"] as const),
    "prior", "kl-divergence", "beta", "expectation", "nat",
  ),
  networks: (h) => {
    const { encoder, decoder } = mlpVaeNetworks({ ...h, width: widthOf(h) });
    return { encoder, decoder: withSigma(decoder, h) };
  },
  noise: (h) => ({ eps: { shape: [h.batch, h.latent], purpose: "eps" }, ...pixelNoise(h) }),
  objectives: [
    {
      id: "negative-elbo",
      tex: "-\\mathcal{L}_\\beta(\\theta,\\phi;x)",
      minimises: ["encoder", "decoder"],
      forward: (tf: Tf, inputs: StepInputs<PixelSettings>) => {
        const { networks, noise, h } = inputs;
        const x = binarisedPixels(tf, inputs); // [B, width]
        const code = reparameterise(tf, encodeGaussian(tf, networks, x), noise["eps"]!);
        return { x, ...code, logits: decodeLogits(tf, networks, code.z), logSigma: logSigmaOf(tf, networks, code.z, h) };
      },
      terms: [pixelReconstruction, kl],
      reconstruction: pixelReconstruction,
      kl,
      elbo: { ...gaussianElbo, discretePixels: hasDiscretePixels, pixelSigma: (tf, { logSigma }) => logSigma && tf.exp(logSigma) },
    },
  ],
  encode: (tf, networks, { x }, h) => encodeGaussian(tf, networks, mostProbablePixels(tf, x, h)),
  decode: (tf, networks, { z }, h) => decoderMean(tf, decodeLogits(tf, networks, z), h),
  sigma: (tf, networks, z, h) => {
    const logSigma = logSigmaOf(tf, networks, z, h);
    return logSigma && tf.exp(logSigma);
  },
});
