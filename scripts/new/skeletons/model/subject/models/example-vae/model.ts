/**
 * Fill in: what the model is, and its source. This one is a VAE with an additional penalty on the size of its codes. Everything is declared here; the
 * comments say what each part is for.
 */
import { int, real } from "../../../core/model/hyperparameters";
import { defineModel, type Term } from "../../../core/model/model";
import { adam } from "../../../core/model/optimiser";
import type { Tensor2D } from "../../../core/model/tf";
import { standardNormal } from "../shared/gaussian";
import { decodeLogits, encodeGaussian, gaussianVaeForward, mlpVaeNetworks } from "../shared/mlpVae";
import { symbols } from "../shared/symbols";
import { bernoulliReconstruction } from "../shared/terms";

/** A term of the objective: its formula, its value for a batch, and its weight. Its texts have the same id. */
const size: Term<{ mu: Tensor2D }, { lambda: number }> = {
  id: "example-size",
  tex: "\\lVert\\mu_\\phi(x)\\rVert^2",
  unit: "none",
  source: "an example",
  value: (tf, { mu }) => tf.mean(tf.sum(tf.square(mu), 1)),
  weight: { tex: "\\kappa", value: ({ lambda }) => lambda },
};

export const exampleVae = defineModel({
  id: "example-vae",
  menu: "vae",
  prior: standardNormal,
  conditional: false,
  // Fill in: the paper.
  source: { text: "an example", url: "https://example.com/" },
  // Settings that are `live` can be changed while the model trains; the others begin another run.
  hyperparameters: {
    lambda: real(0, 10, 1, { symbol: "\\kappa", live: true }),
    lr: real(1e-5, 1e-1, 1e-3, { symbol: "\\eta", live: true, scale: "log" }),
    latent: int(1, 64, 2, { symbol: "d", unit: "dimensions" }),
    hidden: int(16, 512, 64, { symbol: "h", unit: "units" }),
    batch: int(16, 512, 128, { symbol: "B", unit: "images", scale: "log" }),
  },
  optimiser: adam(),
  symbols: symbols("loss", "x", "z", "expectation", "phi", "theta", { id: "information-weight", tex: "\\kappa" }),
  networks: mlpVaeNetworks,
  noise: (h) => ({ eps: { shape: [h.batch, h.latent], purpose: "eps" } }),
  // One entry for each optimiser; each step updates their networks in this order.
  objectives: [
    {
      id: "example-objective",
      tex: "\\mathcal{L}",
      minimises: ["encoder", "decoder"],
      forward: gaussianVaeForward,
      terms: [bernoulliReconstruction, size],
      reconstruction: bernoulliReconstruction,
    },
  ],
  // What pictures and measurements need of the model.
  encode: (tf, networks, { x }) => encodeGaussian(tf, networks, x),
  decode: (tf, networks, { z }) => tf.sigmoid(decodeLogits(tf, networks, z)),
});
