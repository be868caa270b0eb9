/**
 * A VAE with a learned prior, a mixture of Gaussians instead of N(0, I): Tomczak & Welling 2018, "VAE with a VampPrior". Its
 * components are free parameters ("MoG prior" in the paper), or the encoder's outputs for learned images, the pseudo-inputs.
 * Training moves them to clusters of codes, without labels.
 */
import { choice, int, real } from "../../../core/model/hyperparameters";
import { defineModel, type StepInputs } from "../../../core/model/model";
import type { Network, Networks } from "../../../core/model/network";
import { adam } from "../../../core/model/optimiser";
import { PIXELS } from "../../../core/run/runConfig";
import type { Tensor1D, Tensor2D, Tf } from "../../../core/model/tf";
import { poolChoice } from "../shared/data";
import { gaussianElbo, logSumExp, mixturePrior, type GaussianCode } from "../shared/gaussian";
import { learnedTable } from "../shared/layers";
import { decodeLogits, encodeGaussian, gaussianVaeForward, mlpVaeNetworks } from "../shared/mlpVae";
import { symbols } from "../shared/symbols";
import { bernoulliReconstruction, ofImages } from "../shared/terms";

type MixtureSettings = {
  readonly prior: "vamp" | "mixture";
  readonly components: number;
  readonly latent: number;
};

/** Added to the logits of pseudo-inputs, so that they begin about as dark as digits: sigmoid(−2) = 0.12. */
const PAPER = -2;

/** Returns the components' parameters, [K,d] each. */
function gaussians(tf: Tf, networks: Networks) {
  const { pseudoInputs, mu, logVar } = networks["prior"] as Network;
  const none = tf.tensor2d([[0]]); // learned tables are the same whatever comes in
  if (pseudoInputs) return encodeGaussian(tf, networks, tf.sigmoid(tf.add(pseudoInputs(none), PAPER)));
  return { mu: mu!(none), logVar: logVar!(none) };
}

const mixture = mixturePrior((tf, networks) => {
  const logits = networks["prior"]!["logits"]!(tf.tensor2d([[0]])); // [1, K]
  return { ...gaussians(tf, networks), logWeights: tf.sub(logits, logSumExp(tf, logits)) };
});

function priorNetwork({ prior, components, latent }: MixtureSettings) {
  const logits = learnedTable(1, components, { kind: "zeros" });
  switch (prior) {
    case "vamp": return {
      role: "prior", widths: [components, PIXELS],
      layers: { pseudoInputs: learnedTable(components, PIXELS, { kind: "normal" }), logits },
    } as const;
    case "mixture": return {
      role: "prior", widths: [components, latent],
      layers: { mu: learnedTable(components, latent, { kind: "normal" }), logVar: learnedTable(components, latent, { kind: "zeros" }), logits },
    } as const;
    default: return prior satisfies never;
  }
}

type Values = GaussianCode & { readonly x: Tensor2D; readonly logits: Tensor2D; readonly logPrior: Tensor1D };

/** log q(z|x) − log p(z) at the drawn z: a one-sample estimate of the KL divergence, which has no closed form here. */
const kl = ofImages<Values, unknown>({
  id: "drawn-kl",
  tex: "\\mathbb{E}_{q_\\phi(z\\mid x)}\\big[\\log q_\\phi(z\\mid x)-\\log p_\\lambda(z)\\big]",
  unit: "nats/image",
  ownAxis: true,
  source: "Tomczak & Welling 2018, eq. 2",
  torch: "(q.log_prob(z).sum(1) - prior(z)).mean()",
  each: (tf, values) => tf.sub(gaussianElbo.logPosterior(tf, values), values.logPrior),
});

const LEARNED_PRIOR = { id: "learned-prior", tex: "p_\\lambda(z)", givenBy: "prior" as const };

export const mixtureVae = defineModel({
  id: "mixture-vae",
  menu: "vae",
  prior: mixture,
  conditional: false,
  source: { text: "Tomczak & Welling 2018", url: "https://arxiv.org/abs/1705.07120" },
  hyperparameters: {
    prior: choice(["vamp", "mixture"], "vamp", { symbol: LEARNED_PRIOR.tex }),
    components: int(1, 200, 100, { symbol: "K" }),
    lr: real(1e-5, 1e-1, 1e-3, { symbol: "\\eta", live: true, scale: "log" }),
    latent: int(1, 64, 10, { symbol: "d", unit: "dimensions" }),
    hidden: int(16, 512, 400, { symbol: "h", unit: "units" }),
    batch: int(16, 512, 128, { symbol: "B", unit: "images", scale: "log" }),
    pool: poolChoice,
  },
  optimiser: adam(),
  symbols: symbols(
    "elbo", "x", "z", "theta", "phi", { id: "lambda-of-prior", tex: "\\lambda" }, "encoder-posterior", "decoder-likelihood",
    LEARNED_PRIOR, "expectation", "nat",
  ),
  networks: (h) => ({ ...mlpVaeNetworks(h), prior: priorNetwork(h) }),
  noise: (h) => ({ eps: { shape: [h.batch, h.latent], purpose: "eps" } }),
  objectives: [
    {
      id: "negative-elbo-with-prior",
      tex: "-\\mathcal{L}(\\theta,\\phi,\\lambda;x)",
      minimises: ["encoder", "decoder", "prior"],
      forward: (tf: Tf, inputs: StepInputs<MixtureSettings>): Values => {
        const values = gaussianVaeForward(tf, inputs);
        return { ...values, logPrior: mixture.logDensity(tf, inputs.networks, values.z, inputs.h) };
      },
      terms: [bernoulliReconstruction, kl],
      reconstruction: bernoulliReconstruction,
      kl,
      elbo: gaussianElbo,
    },
  ],
  encode: (tf, networks, { x }) => encodeGaussian(tf, networks, x),
  decode: (tf, networks, { z }) => tf.sigmoid(decodeLogits(tf, networks, z)),
});
