/**
 * Image-to-image translation, "pix2pix": Isola et al. 2017, on dense networks. The generator gets the edges of a digit, or the
 * digit with noise, blurred or small, and a noise z, and reconstructs the digit; the loss is the pixelwise distance to the true
 * one plus a discriminator that sees the input beside it. Pixels are in [-1,1] inside the networks.
 */
import { choice, int, real } from "../../../core/model/hyperparameters";
import { defineModel, type StepInputs, type Term } from "../../../core/model/model";
import type { Networks } from "../../../core/model/network";
import { adam } from "../../../core/model/optimiser";
import { PIXELS } from "../../../core/run/runConfig";
import type { Tensor2D, Tf } from "../../../core/model/tf";
import { fakeTerm, nonSaturatingTerm, realTerm, type OnFake } from "../shared/adversarial";
import { poolChoice } from "../shared/data";
import { DERIVED, derivedImage, derivedNoise, type Derived } from "../shared/derived";
import { standardNormal } from "../shared/gaussian";
import { centred, denseFeatures, generateDense, mlpDiscriminator, mlpGenerator, uncentred } from "../shared/mlpGan";
import { symbols } from "../shared/symbols";
import { weighted } from "../shared/terms";

interface Settings {
  readonly from: Derived;
}

const NOTATION = { real: "D(c,x)", fake: "D(c,G(c,z))" };

/** Computes G: given [B,784] in [0,1], z [B,d] → [B,784] in [-1,1]. */
const generate = (tf: Tf, { generator }: Networks, given: Tensor2D, z: Tensor2D): Tensor2D =>
  generateDense(tf, generator!, tf.concat([centred(tf, given), z], 1));

/** Computes the logits of D(c,x): given [B,784] in [0,1], image [B,784] in [-1,1] → [B,1]. */
const discriminate = (tf: Tf, { discriminator }: Networks, given: Tensor2D, image: Tensor2D): Tensor2D =>
  discriminator!["logit"]!(denseFeatures(tf, discriminator!, tf.concat([centred(tf, given), image], 1)));

/** Σ |x − G(c,z)|, in units of [0,1]. */
const distance: Term<{ x: Tensor2D; made: Tensor2D }, unknown> = {
  id: "pixel-distance",
  tex: "\\lVert x-G(c,z)\\rVert_1",
  unit: "none",
  ownAxis: true,
  source: "Isola et al. 2017, eq. 3",
  torch: "0.5 * (x - made).abs().sum(1).mean()",
  value: (tf, { x, made }) => tf.mul(tf.mean(tf.sum(tf.abs(tf.sub(x, made)), 1)), 0.5),
};

export const translate = defineModel({
  id: "translate",
  menu: "gan",
  prior: standardNormal,
  conditional: false,
  source: { text: "Isola et al. 2017", url: "https://arxiv.org/abs/1611.07004" },
  given: { of: (tf, x, noise, { from }) => derivedImage(tf, x, noise["grain"], from) },
  hyperparameters: {
    from: choice(DERIVED, "edges", { symbol: "c", definesLoss: true }),
    adversarial: real(0, 50, 8, { symbol: "\\alpha", live: true }),
    lr: real(1e-5, 1e-1, 2e-4, { symbol: "\\eta", live: true, scale: "log" }),
    discriminatorRate: real(0.1, 20, 0.5, { symbol: "\\eta_D/\\eta_G", live: true, scale: "log" }),
    latent: int(1, 64, 8, { symbol: "d", unit: "dimensions" }),
    hidden: int(16, 256, 256, { symbol: "h", unit: "units" }),
    batch: int(16, 512, 64, { symbol: "B", unit: "images", scale: "log" }),
    pool: poolChoice,
  },
  optimiser: adam({ beta1: 0.5 }),
  symbols: symbols(
    "loss", "x", { id: "derived", tex: "c", givenBy: "batch" }, "z", { id: "translation", tex: "G(c,z)", givenBy: "generator" }, { id: "discriminator-of-pair", tex: "D(c,x)", givenBy: "discriminator" },
    { id: "adversarial-weight", tex: "\\alpha" }, "expectation-data", "expectation-noise", "nat",
  ),
  networks: ({ hidden, latent }) => ({
    generator: { ...mlpGenerator({ inputs: PIXELS + latent, hidden, norm: true }), condition: "given" },
    discriminator: { ...mlpDiscriminator({ inputs: 2 * PIXELS, hidden: Math.ceil(hidden / 2) }), condition: "given" },
  }),
  noise: (h) => ({
    zForDiscriminator: { shape: [h.batch, h.latent], purpose: "z" },
    zForGenerator: { shape: [h.batch, h.latent], purpose: "z" },
    ...derivedNoise(h),
  }),
  objectives: [
    {
      id: "discriminator",
      tex: "-V(D,G)",
      minimises: ["discriminator"],
      rate: (h: { discriminatorRate: number }) => h.discriminatorRate,
      forward: (tf: Tf, { networks, batch, noise, h }: StepInputs<Settings>) => {
        const given = derivedImage(tf, batch.x, noise["grain"], h.from);
        const made = generate(tf, networks, given, noise["zForDiscriminator"]!);
        return { onReal: discriminate(tf, networks, given, centred(tf, batch.x)), onFake: discriminate(tf, networks, given, made) };
      },
      terms: [realTerm(NOTATION), fakeTerm(NOTATION)],
    },
    {
      id: "translating-generator",
      tex: "\\mathcal{L}_G",
      minimises: ["generator"],
      forward: (tf: Tf, { networks, batch, noise, h }: StepInputs<Settings>) => {
        const given = derivedImage(tf, batch.x, noise["grain"], h.from);
        const made = generate(tf, networks, given, noise["zForGenerator"]!);
        return { x: centred(tf, batch.x), made, onFake: discriminate(tf, networks, given, made) };
      },
      terms: [
        distance,
        weighted<OnFake, { adversarial: number }>(nonSaturatingTerm(NOTATION), { tex: "\\alpha", value: (h) => h.adversarial }),
      ],
    },
  ],
  discriminate: { output: "log-odds", apply: (tf, networks, { x, given }) => discriminate(tf, networks, given, centred(tf, x)) },
  decode: (tf, networks, { z, given }) => uncentred(tf, generate(tf, networks, given, z)),
});
