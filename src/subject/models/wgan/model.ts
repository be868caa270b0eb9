/**
 * The Wasserstein GAN: Arjovsky et al. 2017, alg. 1. Clipping its weights keeps the critic f K-Lipschitz for an unknown K; it makes
 * several updates for each of the generator's. Minus its loss estimates K·W₁ between real and generated images from below, so the curve has
 * a meaning.
 */
import { int, real } from "../../../core/model/hyperparameters";
import { defineModel, type StepInputs, type Term } from "../../../core/model/model";
import type { Networks } from "../../../core/model/network";
import { rmsProp } from "../../../core/model/optimiser";
import type { Tensor2D, Tf } from "../../../core/model/tf";
import { raiseScoreTerm, type OnFake, type OnReal } from "../shared/adversarial";
import { poolChoice } from "../shared/data";
import { standardNormal } from "../shared/gaussian";
import { centred, denseFeatures, generateDense, mlpDiscriminator, mlpGenerator, uncentred } from "../shared/mlpGan";
import { symbols } from "../shared/symbols";

const SOURCE = "Arjovsky et al. 2017, eq. 2 and alg. 1";

/** E f(G(z)): the score of generated images, which the critic minimises. */
export const fakeScoreTerm: Term<OnFake, unknown> = {
  id: "fake-score",
  tex: "\\mathbb{E}_{z}\\big[f(G(z))\\big]",
  unit: "none",
  gamePart: "score-of-generated",
  source: SOURCE,
  torch: "on_fake.mean()",
  value: (tf, { onFake }) => tf.mean(onFake),
};

/** −E f(x): the negative score of real images, which the critic minimises. */
export const realScoreTerm: Term<OnReal, unknown> = {
  id: "real-score",
  tex: "-\\mathbb{E}_{x}\\big[f(x)\\big]",
  unit: "none",
  gamePart: "score-of-real",
  source: SOURCE,
  torch: "-on_real.mean()",
  value: (tf, { onReal }) => tf.neg(tf.mean(onReal)),
};

/** Computes f(x): x [B,784] in [-1,1] → [B,1]. */
const score = (tf: Tf, { critic }: Networks, x: Tensor2D): Tensor2D => critic!["logit"]!(denseFeatures(tf, critic!, x));

export const wgan = defineModel({
  id: "wgan",
  menu: "gan",
  prior: standardNormal,
  conditional: false,
  source: { text: "Arjovsky et al. 2017", url: "https://arxiv.org/abs/1701.07875" },
  hyperparameters: {
    clip: real(0.001, 0.1, 0.01, { symbol: "c", live: true, scale: "log", definesLoss: true }),
    criticSteps: int(1, 10, 5, { symbol: "n_{\\mathrm{critic}}" }),
    lr: real(1e-6, 1e-2, 5e-5, { symbol: "\\eta", live: true, scale: "log" }),
    latent: int(1, 128, 64, { symbol: "d", unit: "dimensions" }),
    hidden: int(16, 256, 128, { symbol: "h", unit: "units" }),
    batch: int(16, 512, 64, { symbol: "B", unit: "images", scale: "log" }),
    pool: poolChoice,
  },
  optimiser: rmsProp(),
  symbols: symbols("loss", "x", "z", "generator-of-z", "critic", "expectation-data", "expectation-noise"),
  networks: (h) => ({
    generator: mlpGenerator({ inputs: h.latent, hidden: h.hidden, norm: true }),
    critic: { ...mlpDiscriminator({ hidden: h.hidden }), role: "critic" },
  }),
  noise: (h) => ({
    zForCritic: { shape: [h.batch, h.latent], purpose: "z" },
    zForGenerator: { shape: [h.batch, h.latent], purpose: "z" },
  }),
  objectives: [
    {
      id: "critic",
      tex: "\\mathcal{L}_f",
      minimises: ["critic"],
      repeats: (h: { criticSteps: number }) => h.criticSteps,
      clip: (h: { clip: number }) => h.clip,
      forward: (tf: Tf, { networks, batch: { x }, noise }: StepInputs<unknown>) => ({
        onReal: score(tf, networks, centred(tf, x)),
        onFake: score(tf, networks, generateDense(tf, networks["generator"]!, noise["zForCritic"]!)),
      }),
      terms: [fakeScoreTerm, realScoreTerm],
    },
    {
      id: "generator",
      tex: "\\mathcal{L}_G",
      minimises: ["generator"],
      forward: (tf: Tf, { networks, noise }: StepInputs<unknown>) => ({
        onFake: score(tf, networks, generateDense(tf, networks["generator"]!, noise["zForGenerator"]!)),
      }),
      terms: [raiseScoreTerm("f", SOURCE)],
    },
  ],
  discriminate: { output: "score", apply: (tf, networks, { x }) => score(tf, networks, centred(tf, x)) },
  decode: (tf, { generator }, { z }) => uncentred(tf, generateDense(tf, generator!, z)),
});
