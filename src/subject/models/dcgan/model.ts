/**
 * The deep convolutional GAN: Radford et al. 2016, made conditional: the class is concatenated to the noise, and the
 * discriminator gets it as a projection on its features (Miyato & Koyama 2018). Pixels are in [-1,1] inside this file.
 */
import { int, real } from "../../../core/model/hyperparameters";
import { defineModel, type StepInputs } from "../../../core/model/model";
import type { Networks } from "../../../core/model/network";
import { adam } from "../../../core/model/optimiser";
import { CLASSES } from "../../../core/run/runConfig";
import type { Tensor2D, Tf } from "../../../core/model/tf";
import { CONDITIONAL, fakeTerm, nonSaturatingTerm, realTerm } from "../shared/adversarial";
import { convDiscriminator, convFeatures, convGenerator, FEATURES, generateConv } from "../shared/convGan";
import { poolChoice } from "../shared/data";
import { standardNormal } from "../shared/gaussian";
import { embedding } from "../shared/layers";
import { centred, uncentred } from "../shared/mlpGan";
import { symbols } from "../shared/symbols";

/** Computes G(z|y): z [B,d], y [B,10] → pixels [B,784] in [-1,1]. */
const generate = (tf: Tf, { generator }: Networks, z: Tensor2D, y: Tensor2D): Tensor2D =>
  generateConv(tf, generator!, tf.concat([z, y], 1));

/** Computes the logits of D(x|y): x [B,784] in [-1,1], y [B,10] → [B,1]. */
function discriminate(tf: Tf, { discriminator }: Networks, x: Tensor2D, y: Tensor2D): Tensor2D {
  const { logit, classVector } = discriminator!;
  const features = convFeatures(tf, discriminator!, x); // [B, 7·7·64]
  return tf.add(logit!(features), tf.sum(tf.mul(classVector!(y), features), 1, true));
}

export const dcgan = defineModel({
  id: "dcgan",
  menu: "gan",
  prior: standardNormal,
  conditional: true,
  source: { text: "Radford et al. 2016", url: "https://arxiv.org/abs/1511.06434" },
  hyperparameters: {
    lr: real(1e-5, 1e-1, 5e-4, { symbol: "\\eta", live: true, scale: "log" }),
    discriminatorRate: real(0.1, 20, 1, { symbol: "\\eta_D/\\eta_G", live: true, scale: "log" }),
    latent: int(1, 128, 64, { symbol: "d", unit: "dimensions" }),
    batch: int(16, 512, 64, { symbol: "B", unit: "images", scale: "log" }),
    pool: poolChoice,
  },
  optimiser: adam({ beta1: 0.5 }),
  game: "\\min_G\\max_D V(D,G)",
  symbols: symbols("loss", "x", "y", "z", "generator", "discriminator", "expectation-data", "expectation-noise", "nat"),
  networks: (h) => ({
    generator: { ...convGenerator(h.latent + CLASSES), condition: "class" },
    discriminator: {
      ...convDiscriminator({ classVector: embedding(CLASSES, FEATURES, { kind: "fanIn", fanIn: FEATURES }) }),
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
      forward: (tf: Tf, { networks, batch: { x, y }, noise }: StepInputs<unknown>) => ({
        onReal: discriminate(tf, networks, centred(tf, x), y),
        onFake: discriminate(tf, networks, generate(tf, networks, noise["zForDiscriminator"]!, y), y),
      }),
      terms: [realTerm(CONDITIONAL), fakeTerm(CONDITIONAL)],
    },
    {
      id: "generator",
      tex: "\\mathcal{L}_G",
      minimises: ["generator"],
      forward: (tf: Tf, { networks, batch: { y }, noise }: StepInputs<unknown>) => ({
        onFake: discriminate(tf, networks, generate(tf, networks, noise["zForGenerator"]!, y), y),
      }),
      terms: [nonSaturatingTerm(CONDITIONAL)],
    },
  ],
  discriminate: { output: "log-odds", apply: (tf, networks, { x, y }) => discriminate(tf, networks, centred(tf, x), y) },
  decode: (tf, networks, { z, y }) => uncentred(tf, generate(tf, networks, z, y)),
});
