/**
 * A VAE and a flow that learns the distribution of its codes: flow matching (Lipman et al. 2023) in a latent space, as in
 * latent diffusion (Rombach et al. 2022, §3). Samples start as noise and are transported to a code before they are decoded, so
 * they come from the aggregate posterior, whatever its shape.
 */
import { int, real } from "../../../core/model/hyperparameters";
import { defineModel, type StepInputs } from "../../../core/model/model";
import { adam } from "../../../core/model/optimiser";
import type { Tf } from "../../../core/model/tf";
import { poolChoice } from "../shared/data";
import { flowMatching, flowNoise, flowPrior, velocities, velocityNetwork } from "../shared/flow";
import { reparameterise } from "../shared/gaussian";
import { decodeLogits, encodeGaussian, gaussianVaeForward, mlpVaeNetworks } from "../shared/mlpVae";
import { symbols } from "../shared/symbols";
import { bernoulliReconstruction, gaussianKl, weighted } from "../shared/terms";

const kl = weighted(gaussianKl, { tex: "\\beta", value: (h: { beta: number }) => h.beta });

export const latentFlow = defineModel({
  id: "latent-flow",
  menu: "vae",
  prior: flowPrior,
  conditional: false,
  source: { text: "Lipman et al. 2023", url: "https://arxiv.org/abs/2210.02747" },
  hyperparameters: {
    flowSteps: int(1, 100, 20, { symbol: "N", unit: "steps", live: true }),
    beta: real(0, 40, 0, { symbol: "\\beta", live: true }),
    lr: real(1e-5, 1e-1, 1e-3, { symbol: "\\eta", live: true, scale: "log" }),
    latent: int(1, 64, 2, { symbol: "d", unit: "dimensions" }),
    hidden: int(16, 512, 400, { symbol: "h", unit: "units" }),
    flowWidth: int(16, 512, 128, { symbol: "h_v", unit: "units" }),
    batch: int(16, 512, 128, { symbol: "B", unit: "images", scale: "log" }),
    pool: poolChoice,
  },
  optimiser: adam(),
  symbols: symbols(
    "weighted-elbo", "x", "z", "theta", "phi", "encoder-posterior", "decoder-likelihood", "prior", "kl-divergence", "beta",
    "velocity", "time", { id: "way", tex: "z_0,\\,z_t,\\,z_1" }, "psi", "expectation", "nat",
  ),
  networks: (h) => ({
    ...mlpVaeNetworks(h),
    velocityField: velocityNetwork("prior", h.latent, h.flowWidth),
  }),
  noise: ({ batch, latent }) => ({
    eps: { shape: [batch, latent], purpose: "eps" },
    epsOfFlow: { shape: [batch, latent], purpose: "eps" },
    ...flowNoise(batch, latent),
  }),
  objectives: [
    {
      id: "negative-elbo",
      tex: "-\\mathcal{L}_\\beta(\\theta,\\phi;x)",
      minimises: ["encoder", "decoder"],
      forward: gaussianVaeForward,
      terms: [bernoulliReconstruction, kl],
      reconstruction: bernoulliReconstruction,
      kl,
    },
    {
      id: "flow-of-codes",
      tex: "\\mathcal{L}_{\\mathrm{flow}}(\\psi)",
      minimises: ["velocityField"],
      forward: (tf: Tf, { networks, batch: { x }, noise }: StepInputs<unknown>) => {
        const { z } = reparameterise(tf, encodeGaussian(tf, networks, x), noise["epsOfFlow"]!);
        return velocities(tf, networks, z, noise);
      },
      terms: [flowMatching("z_0", "z_t", "z_1")],
    },
  ],
  encode: (tf, networks, { x }) => encodeGaussian(tf, networks, x),
  decode: (tf, networks, { z }) => tf.sigmoid(decodeLogits(tf, networks, z)),
});
