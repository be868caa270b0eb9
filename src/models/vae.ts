/** The variational autoencoder: Kingma & Welling 2013, "Auto-Encoding Variational Bayes". */
import { int, real } from "../core/hyperparameters";
import { defineModel } from "../core/model";
import { adam } from "../core/optimiser";
import { decodeLogits, encodeGaussian, gaussianVaeForward, mlpVaeNetworks } from "./mlpVae";
import { bernoulliReconstruction, gaussianKl, weighted } from "./terms";

export const vae = defineModel({
  id: "vae",
  family: "vae",
  conditional: false,
  source: { text: "Kingma & Welling 2013", url: "https://arxiv.org/abs/1312.6114" },
  hyperparameters: {
    beta: real(0, 20, 1, { symbol: "\\beta", live: true }),
    lr: real(1e-5, 1e-1, 1e-3, { symbol: "\\eta", live: true, scale: "log" }),
    latent: int(1, 64, 2, { symbol: "d", unit: "dimensions" }),
    hidden: int(16, 512, 400, { symbol: "h", unit: "units" }),
    batch: int(16, 512, 128, { symbol: "B", unit: "images", scale: "log" }),
  },
  optimiser: adam(),
  symbols: ["x", "z", "theta", "phi", "encoder-posterior", "decoder-likelihood", "prior", "kl-divergence", "beta"],
  networks: mlpVaeNetworks,
  noise: (h) => ({ eps: { shape: [h.batch, h.latent], purpose: "eps" } }),
  objectives: [
    {
      id: "negative-elbo",
      tex: "-\\mathcal{L}(\\theta,\\phi;x)",
      minimises: ["encoder", "decoder"],
      forward: gaussianVaeForward,
      terms: [
        bernoulliReconstruction,
        weighted(gaussianKl, { tex: "\\beta", value: (h: { beta: number }) => h.beta }),
      ],
    },
  ],
  encode: (tf, networks, { x }) => encodeGaussian(tf, networks, x),
  decode: (tf, networks, { z }) => tf.sigmoid(decodeLogits(tf, networks, z)),
});
