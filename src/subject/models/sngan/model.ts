/**
 * The spectrally normalised GAN: Miyato et al. 2018, with the hinge loss. Each of the discriminator's layers is divided by its
 * largest singular value, so that each is 1-Lipschitz.
 */
import { int, real } from "../../../core/model/hyperparameters";
import { defineModel, type StepInputs, type Term } from "../../../core/model/model";
import type { Networks } from "../../../core/model/network";
import { adam } from "../../../core/model/optimiser";
import type { Tensor2D, Tf } from "../../../core/model/tf";
import { raiseScoreTerm, type OnFake, type OnReal } from "../shared/adversarial";
import { poolChoice } from "../shared/data";
import { standardNormal } from "../shared/gaussian";
import { spectralDense } from "../shared/layers";
import { centred, denseFeatures, generateDense, mlpDiscriminator, mlpGenerator, uncentred } from "../shared/mlpGan";
import { symbols } from "../shared/symbols";

const SOURCE = "Miyato et al. 2018, eq. 16 and 17";

const realHinge: Term<OnReal, unknown> = {
  id: "real-hinge",
  tex: "\\mathbb{E}_{x}\\big[\\max(0,1-D(x))\\big]",
  unit: "none",
  source: SOURCE,
  torch: "F.relu(1 - on_real).mean()",
  value: (tf, { onReal }) => tf.mean(tf.relu(tf.sub(1, onReal))),
};

const fakeHinge: Term<OnFake, unknown> = {
  id: "fake-hinge",
  tex: "\\mathbb{E}_{z}\\big[\\max(0,1+D(G(z)))\\big]",
  unit: "none",
  source: SOURCE,
  torch: "F.relu(1 + on_fake).mean()",
  value: (tf, { onFake }) => tf.mean(tf.relu(tf.add(onFake, 1))),
};

/** Computes D(x), any number: x [B,784] in [-1,1] → [B,1]. */
const discriminate = (tf: Tf, { discriminator }: Networks, x: Tensor2D): Tensor2D =>
  discriminator!["logit"]!(denseFeatures(tf, discriminator!, x));

export const sngan = defineModel({
  id: "sngan",
  menu: "gan",
  prior: standardNormal,
  conditional: false,
  source: { text: "Miyato et al. 2018", url: "https://arxiv.org/abs/1802.05957" },
  hyperparameters: {
    lr: real(1e-5, 1e-1, 2e-4, { symbol: "\\eta", live: true, scale: "log" }),
    discriminatorRate: real(0.1, 20, 1, { symbol: "\\eta_D/\\eta_G", live: true, scale: "log" }),
    latent: int(1, 128, 64, { symbol: "d", unit: "dimensions" }),
    hidden: int(16, 256, 128, { symbol: "h", unit: "units" }),
    batch: int(16, 512, 128, { symbol: "B", unit: "images", scale: "log" }),
    pool: poolChoice,
  },
  optimiser: adam({ beta1: 0.5 }),
  symbols: symbols("loss", "x", "z", "generator-of-z", "discriminator-of-x", "expectation-data", "expectation-noise"),
  networks: (h) => ({
    generator: mlpGenerator({ inputs: h.latent, hidden: h.hidden, norm: true }),
    discriminator: mlpDiscriminator({ hidden: h.hidden, layer: spectralDense }),
  }),
  noise: (h) => ({
    zForDiscriminator: { shape: [h.batch, h.latent], purpose: "z" },
    zForGenerator: { shape: [h.batch, h.latent], purpose: "z" },
  }),
  objectives: [
    {
      id: "hinge",
      tex: "\\mathcal{L}_D",
      minimises: ["discriminator"],
      rate: (h: { discriminatorRate: number }) => h.discriminatorRate,
      forward: (tf: Tf, { networks, batch: { x }, noise }: StepInputs<unknown>) => ({
        onReal: discriminate(tf, networks, centred(tf, x)),
        onFake: discriminate(tf, networks, generateDense(tf, networks["generator"]!, noise["zForDiscriminator"]!)),
      }),
      terms: [realHinge, fakeHinge],
    },
    {
      id: "generator",
      tex: "\\mathcal{L}_G",
      minimises: ["generator"],
      forward: (tf: Tf, { networks, noise }: StepInputs<unknown>) => ({
        onFake: discriminate(tf, networks, generateDense(tf, networks["generator"]!, noise["zForGenerator"]!)),
      }),
      terms: [raiseScoreTerm("D", SOURCE)],
    },
  ],
  discriminate: { output: "score", apply: (tf, networks, { x }) => discriminate(tf, networks, centred(tf, x)) },
  decode: (tf, { generator }, { z }) => uncentred(tf, generateDense(tf, generator!, z)),
});
