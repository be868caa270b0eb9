/**
 * Inpainting with a conditional GAN: Isola et al. 2017 ("pix2pix"), on dense networks. The generator gets the given part and
 * noise; the discriminator sees the given part beside a completed image. An L1 term keeps the result close to the true image.
 * Pixels are in [-1,1] inside this file.
 */
import { choice, int, real } from "../../../core/model/hyperparameters";
import { defineModel, type StepInputs, type Term } from "../../../core/model/model";
import type { Networks } from "../../../core/model/network";
import { adam } from "../../../core/model/optimiser";
import { PIXELS } from "../../../core/run/runConfig";
import type { Tensor2D, Tf } from "../../../core/model/tf";
import { fakeTerm, nonSaturatingTerm, realTerm } from "../shared/adversarial";
import { poolChoice } from "../shared/data";
import { standardNormal } from "../shared/gaussian";
import { centred, denseFeatures, generateDense, mlpDiscriminator, mlpGenerator, uncentred } from "../shared/mlpGan";
import { symbols } from "../shared/symbols";
import { completed, maskRow, VISIBLE, visiblePart, type Visible } from "../shared/visible";

interface Settings {
  readonly visible: Visible;
}

const NOTATION = { real: "D(c,x)", fake: "D(c,G(c,z))" };

/** Completes images: x [B,784] in [-1,1], whose given pixels are used; z [B,d]. */
function complete(tf: Tf, { generator }: Networks, x: Tensor2D, z: Tensor2D, mask: Tensor2D): Tensor2D {
  return completed(tf, mask, x, generateDense(tf, generator!, tf.concat([tf.mul<Tensor2D>(x, mask), z], 1)));
}

/** Computes the logits of D(c, x) from [B,784] each → [B,1]. */
function discriminate(tf: Tf, { discriminator }: Networks, image: Tensor2D, mask: Tensor2D): Tensor2D {
  const given: Tensor2D = tf.mul(image, mask);
  return discriminator!["logit"]!(denseFeatures(tf, discriminator!, tf.concat([given, image], 1)));
}

/** Σ |x − G(c,z)| over the hidden pixels, in units of [0,1]. */
const l1: Term<{ x: Tensor2D; made: Tensor2D }, unknown> = {
  id: "l1",
  tex: "\\lVert x-G(c,z)\\rVert_1",
  unit: "none",
  ownAxis: true,
  source: "Isola et al. 2017, eq. 3",
  torch: "0.5 * (real - made).abs().sum(1).mean()",
  value: (tf, { x, made }) => tf.mul(tf.mean(tf.sum(tf.abs(tf.sub(x, made)), 1)), 0.5),
};

export const completionCgan = defineModel({
  id: "completion-cgan",
  menu: "completion",
  prior: standardNormal,
  conditional: false,
  source: { text: "Isola et al. 2017", url: "https://arxiv.org/abs/1611.07004" },
  given: visiblePart,
  hyperparameters: {
    visible: choice(VISIBLE, "half", { symbol: "c", definesLoss: true }),
    lambda: real(0, 50, 0.1, { symbol: "\\lambda", live: true }),
    lr: real(1e-5, 1e-1, 2e-4, { symbol: "\\eta", live: true, scale: "log" }),
    discriminatorRate: real(0.1, 20, 1, { symbol: "\\eta_D/\\eta_G", live: true, scale: "log" }),
    latent: int(1, 128, 64, { symbol: "d", unit: "dimensions" }),
    hidden: int(16, 256, 128, { symbol: "h", unit: "units" }),
    batch: int(16, 512, 128, { symbol: "B", unit: "images", scale: "log" }),
    pool: poolChoice,
  },
  optimiser: adam({ beta1: 0.5 }),
  symbols: symbols(
    "loss", "x", "given", "z", { id: "completion", tex: "G(c,z)", givenBy: "generator" }, { id: "discriminator-of-c-x", tex: "D(c,x)", givenBy: "discriminator" },
    "lambda", "expectation-data", "expectation-noise", "nat",
  ),
  networks: (h) => ({
    generator: { ...mlpGenerator({ inputs: PIXELS + h.latent, hidden: h.hidden, norm: true }), condition: "given" },
    discriminator: { ...mlpDiscriminator({ inputs: 2 * PIXELS, hidden: h.hidden }), condition: "given" },
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
      forward: (tf: Tf, { networks, batch, noise, h }: StepInputs<Settings>) => {
        const mask = maskRow(tf, h.visible);
        const x = centred(tf, batch.x);
        const made = complete(tf, networks, x, noise["zForDiscriminator"]!, mask);
        return { onReal: discriminate(tf, networks, x, mask), onFake: discriminate(tf, networks, made, mask) };
      },
      terms: [realTerm(NOTATION), fakeTerm(NOTATION)],
    },
    {
      id: "completing-generator",
      tex: "\\mathcal{L}_G",
      minimises: ["generator"],
      forward: (tf: Tf, { networks, batch, noise, h }: StepInputs<Settings>) => {
        const mask = maskRow(tf, h.visible);
        const x = centred(tf, batch.x);
        const made = complete(tf, networks, x, noise["zForGenerator"]!, mask);
        return { x, made, onFake: discriminate(tf, networks, made, mask) };
      },
      terms: [
        nonSaturatingTerm(NOTATION),
        { ...l1, weight: { tex: "\\lambda", value: (h: { lambda: number }) => h.lambda } },
      ],
    },
  ],
  discriminate: { output: "log-odds", apply: (tf, networks, { x }, { visible }) => discriminate(tf, networks, centred(tf, x), maskRow(tf, visible)) },
  decode: (tf, networks, { z, given }, { visible }) =>
    uncentred(tf, complete(tf, networks, centred(tf, given), z, maskRow(tf, visible))),
});
