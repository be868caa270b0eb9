/**
 * The conditional GAN: Mirza & Osindero 2014, with the game of Goodfellow et al. 2014. The discriminator gets the class as a
 * projection, f(h) + ⟨e_y, h⟩ (Miyato & Koyama 2018), or, as in the 2014 paper, concatenated to its input. The generator gets
 * it concatenated to its noise. Pixels are in [-1,1] inside this file, the range of tanh.
 */
import { choice, int, real } from "../../../core/model/hyperparameters";
import { defineModel, type StepInputs } from "../../../core/model/model";
import type { Networks } from "../../../core/model/network";
import { adam } from "../../../core/model/optimiser";
import { CLASSES, PIXELS } from "../../../core/run/runConfig";
import type { Tensor2D, Tf } from "../../../core/model/tf";
import { CONDITIONAL, fakeTerm, nonSaturatingTerm, realTerm } from "../shared/adversarial";
import { poolChoice } from "../shared/data";
import { standardNormal } from "../shared/gaussian";
import { embedding } from "../shared/layers";
import { centred, denseFeatures, generateDense, mlpDiscriminator, mlpGenerator, uncentred } from "../shared/mlpGan";
import { symbols } from "../shared/symbols";

interface CganSettings {
  readonly condition: "projection" | "concat";
}

/** Computes G(z|y): z [B,d], y [B,10] → pixels [B,784] in [-1,1]. */
const generate = (tf: Tf, { generator }: Networks, z: Tensor2D, y: Tensor2D): Tensor2D =>
  generateDense(tf, generator!, tf.concat([z, y], 1));

/** Computes the logits of D(x|y): x [B,784] in [-1,1], y [B,10] → [B,1]. */
function discriminate(tf: Tf, { discriminator }: Networks, x: Tensor2D, y: Tensor2D, h: CganSettings): Tensor2D {
  const { logit, classVector } = discriminator!;
  const features = denseFeatures(tf, discriminator!, h.condition === "concat" ? tf.concat([x, y], 1) : x); // [B, hidden]
  const score = logit!(features); // [B, 1]
  return classVector ? tf.add(score, tf.sum(tf.mul(classVector(y), features), 1, true)) : score;
}

export const cgan = defineModel({
  id: "cgan",
  menu: "gan",
  prior: standardNormal,
  conditional: true,
  source: { text: "Mirza & Osindero 2014", url: "https://arxiv.org/abs/1411.1784" },
  hyperparameters: {
    condition: choice(["projection", "concat"], "projection", { symbol: "y" }),
    batchNorm: choice(["on", "off"], "on", { symbol: "\\mathrm{BN}" }),
    lr: real(1e-5, 1e-1, 5e-4, { symbol: "\\eta", live: true, scale: "log" }),
    discriminatorRate: real(0.1, 20, 1, { symbol: "\\eta_D/\\eta_G", live: true, scale: "log" }),
    latent: int(1, 128, 64, { symbol: "d", unit: "dimensions" }),
    hidden: int(16, 256, 128, { symbol: "h", unit: "units" }),
    batch: int(16, 512, 128, { symbol: "B", unit: "images", scale: "log" }),
    pool: poolChoice,
  },
  optimiser: adam({ beta1: 0.5 }),
  game: "\\min_G\\max_D V(D,G)",
  symbols: symbols("loss", "x", "y", "z", "generator", "discriminator", "expectation-data", "expectation-noise", "nat"),
  networks: (h) => ({
    generator: { ...mlpGenerator({ inputs: h.latent + CLASSES, hidden: h.hidden, norm: h.batchNorm === "on" }), condition: "class" },
    discriminator: {
      ...mlpDiscriminator({
        inputs: PIXELS + (h.condition === "concat" ? CLASSES : 0),
        hidden: h.hidden,
        more: h.condition === "projection" ? { classVector: embedding(CLASSES, h.hidden) } : {},
      }),
      condition: "class",
    },
  }),
  noise: (h) => ({
    zForDiscriminator: { shape: [h.batch, h.latent], purpose: "z" },
    zForGenerator: { shape: [h.batch, h.latent], purpose: "z" },
  }),
  objectives: [
    {
      id: "discriminator",
      tex: "-V(D,G)",
      minimises: ["discriminator"],
      rate: (h: { discriminatorRate: number }) => h.discriminatorRate,
      forward: (tf: Tf, { networks, batch: { x, y }, noise, h }: StepInputs<CganSettings>) => ({
        onReal: discriminate(tf, networks, centred(tf, x), y, h),
        onFake: discriminate(tf, networks, generate(tf, networks, noise.zForDiscriminator!, y), y, h),
      }),
      terms: [realTerm(CONDITIONAL), fakeTerm(CONDITIONAL)],
    },
    {
      id: "generator",
      tex: "\\mathcal{L}_G",
      minimises: ["generator"],
      forward: (tf: Tf, { networks, batch: { y }, noise, h }: StepInputs<CganSettings>) => ({
        onFake: discriminate(tf, networks, generate(tf, networks, noise.zForGenerator!, y), y, h),
      }),
      terms: [nonSaturatingTerm(CONDITIONAL)],
    },
  ],
  discriminate: { output: "log-odds", apply: (tf, networks, { x, y }, h) => discriminate(tf, networks, centred(tf, x), y, h) },
  decode: (tf, networks, { z, y }) => uncentred(tf, generate(tf, networks, z, y)),
});
