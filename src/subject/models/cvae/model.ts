/**
 * The conditional VAE: Sohn et al. 2015, "Learning Structured Output Representation using Deep Conditional Generative Models".
 * The class is concatenated to the inputs of encoder and decoder, so that z need not encode it.
 */
import { int, real } from "../../../core/model/hyperparameters";
import { defineModel, type Batch, type StepInputs } from "../../../core/model/model";
import type { Networks } from "../../../core/model/network";
import { adam } from "../../../core/model/optimiser";
import type { Tensor2D, Tf } from "../../../core/model/tf";
import { poolChoice } from "../shared/data";
import { gaussianElbo, reparameterise, standardNormal } from "../shared/gaussian";
import { decodeLogits, encodeGaussian, mlpVaeNetworks } from "../shared/mlpVae";
import { symbols } from "../shared/symbols";
import { bernoulliReconstruction, gaussianKl, weighted } from "../shared/terms";

const encode = (tf: Tf, networks: Networks, { x, y }: Batch) => encodeGaussian(tf, networks, tf.concat([x, y], 1));

/** Computes the logits of p(x|z,y): z [B,d], y [B,10] → [B,784]. */
const decode = (tf: Tf, networks: Networks, z: Tensor2D, y: Tensor2D) => decodeLogits(tf, networks, tf.concat([z, y], 1));

const reconstruction = {
  ...bernoulliReconstruction,
  tex: "-\\mathbb{E}_{q_\\phi(z\\mid x,y)}\\big[\\log p_\\theta(x\\mid z,y)\\big]",
  source: "Sohn et al. 2015, eq. 4",
};

const kl = weighted(
  { ...gaussianKl, tex: "D_{\\mathrm{KL}}\\big(q_\\phi(z\\mid x,y)\\,\\|\\,\\mathcal{N}(0,I)\\big)" },
  { tex: "\\beta", value: (h: { beta: number }) => h.beta },
);

export const cvae = defineModel({
  id: "cvae",
  menu: "vae",
  prior: standardNormal,
  conditional: true,
  source: { text: "Sohn et al. 2015", url: "https://papers.nips.cc/paper/5775" },
  hyperparameters: {
    beta: real(0, 20, 1, { symbol: "\\beta", live: true }),
    lr: real(1e-5, 1e-1, 1e-3, { symbol: "\\eta", live: true, scale: "log" }),
    latent: int(1, 64, 2, { symbol: "d", unit: "dimensions" }),
    hidden: int(16, 512, 400, { symbol: "h", unit: "units" }),
    batch: int(16, 512, 128, { symbol: "B", unit: "images", scale: "log" }),
    pool: poolChoice,
  },
  optimiser: adam(),
  symbols: symbols(
    "weighted-elbo", "x", "y", "z", "theta", "phi", { id: "posterior-given-class", tex: "q_\\phi(z\\mid x,y)", givenBy: "encoder" },
    { id: "likelihood-given-class", tex: "p_\\theta(x\\mid z,y)", givenBy: "decoder" }, "prior", "kl-divergence", "beta", "expectation", "nat",
  ),
  networks: ({ hidden, latent }) => mlpVaeNetworks({ hidden, latent, condition: "class" }),
  noise: (h) => ({ eps: { shape: [h.batch, h.latent], purpose: "eps" } }),
  objectives: [
    {
      id: "negative-conditional-elbo",
      tex: "-\\mathcal{L}_\\beta(\\theta,\\phi;x,y)",
      minimises: ["encoder", "decoder"],
      forward: (tf: Tf, { networks, batch, noise }: StepInputs<unknown>) => {
        const code = reparameterise(tf, encode(tf, networks, batch), noise["eps"]!);
        return { x: batch.x, ...code, logits: decode(tf, networks, code.z, batch.y) };
      },
      terms: [reconstruction, kl],
      reconstruction,
      kl,
      elbo: gaussianElbo,
    },
  ],
  encode,
  decode: (tf, networks, { z, y }) => tf.sigmoid(decode(tf, networks, z, y)),
});
