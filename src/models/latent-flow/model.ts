/**
 * A VAE and a flow that learns where its codes are: flow matching (Lipman et al. 2023) in a latent space, as latent diffusion
 * does it (Rombach et al. 2022, §3). Samples start as noise and are carried to a code before they are decoded, so they come
 * from where codes are, however they lie.
 */
import { int, real } from "../../core/hyperparameters";
import { defineModel, type Networks, type SamplerPrior, type StepInputs } from "../../core/model";
import { adam } from "../../core/optimiser";
import type { Tensor2D, Tf } from "../../core/tf";
import { allAt, flowMatching, onTheWay, TIME_FEATURES, timeFeatures } from "../shared/flow";
import { reparameterise } from "../shared/gaussian";
import { dense } from "../shared/layers";
import { decodeLogits, encodeGaussian, gaussianVaeForward, mlpVaeNetworks } from "../shared/mlpVae";
import { symbols } from "../shared/symbols";
import { bernoulliReconstruction, gaussianKl, weighted } from "../shared/terms";

/** v(z,t). z: [B,d], t: [B,1] → [B,d]. */
function velocityAt(tf: Tf, { velocityField }: Networks, z: Tensor2D, t: Tensor2D): Tensor2D {
  const { hidden1, hidden2, velocity } = velocityField!;
  const features = tf.relu(hidden1!(tf.concat([z, timeFeatures(tf, t)], 1))); // [B, width]
  return velocity!(tf.relu(hidden2!(features)));
}

/** Euler's method, with steps of equal length. */
const flow: SamplerPrior = {
  kind: "sampler",
  imposed: false,
  moves: true,
  steps: (h) => Number(h["flowSteps"]),
  next: (tf, networks, z, done, h) => {
    const steps = flow.steps(h);
    return tf.add(z, tf.div(velocityAt(tf, networks, z, allAt(tf, done / steps, z.shape[0])), steps));
  },
};

const kl = weighted(gaussianKl, { tex: "\\beta", value: (h: { beta: number }) => h.beta });

export const latentFlow = defineModel({
  id: "latent-flow",
  menu: "vae",
  prior: flow,
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
  },
  optimiser: adam(),
  symbols: symbols(
    "elbo", "x", "z", "theta", "phi", "encoder-posterior", "decoder-likelihood", "prior", "kl-divergence", "beta",
    { id: "velocity", tex: "v_\\psi" }, { id: "time", tex: "t" }, { id: "way", tex: "z_0,\\,z_t,\\,z_1" }, "nat",
  ),
  networks: (h) => ({
    ...mlpVaeNetworks(h),
    velocityField: {
      role: "prior", averaged: true, widths: [h.latent + TIME_FEATURES, h.flowWidth, h.flowWidth, h.latent],
      layers: {
        hidden1: dense(h.latent + TIME_FEATURES, h.flowWidth), hidden2: dense(h.flowWidth, h.flowWidth),
        velocity: dense(h.flowWidth, h.latent),
      },
    },
  }),
  noise: ({ batch, latent }) => ({
    eps: { shape: [batch, latent], purpose: "eps" },
    epsOfFlow: { shape: [batch, latent], purpose: "eps" },
    z0: { shape: [batch, latent], purpose: "z" },
    t: { shape: [batch, 1], purpose: "z", distribution: { kind: "uniform" } },
  }),
  objectives: [
    {
      id: "negative-elbo",
      tex: "-\\mathcal{L}(\\theta,\\phi;x)",
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
        const [z0, t] = [noise["z0"]!, noise["t"]!];
        return { velocity: velocityAt(tf, networks, onTheWay(tf, z0, z, t), t), wanted: tf.sub(z, z0) };
      },
      terms: [flowMatching],
    },
  ],
  encode: (tf, networks, { x }) => encodeGaussian(tf, networks, x),
  decode: (tf, networks, { z }) => tf.sigmoid(decodeLogits(tf, networks, z)),
});
