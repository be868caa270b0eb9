/**
 * The auxiliary classifier GAN: Odena et al. 2017. The discriminator also predicts the class; the generator is rewarded for
 * images whose class it recognises. In the paper the class head learns from generated images as well (λ = 1): then it may agree
 * with the generator on wrong images, so by default it learns from real ones only (λ = 0). Pixels are in [-1,1] inside this
 * file.
 */
import { int, real } from "../../../core/model/hyperparameters";
import { defineModel, type StepInputs, type Term } from "../../../core/model/model";
import type { Networks } from "../../../core/model/network";
import { adam } from "../../../core/model/optimiser";
import { CLASSES } from "../../../core/run/runConfig";
import type { Tensor2D, Tf } from "../../../core/model/tf";
import { fakeTerm, nonSaturatingTerm, realTerm } from "../shared/adversarial";
import { poolChoice } from "../shared/data";
import { standardNormal } from "../shared/gaussian";
import { dense } from "../shared/layers";
import { centred, denseFeatures, generateDense, mlpDiscriminator, mlpGenerator, uncentred } from "../shared/mlpGan";
import { symbols } from "../shared/symbols";
import { crossEntropy } from "../shared/terms";

/** D does not get the class: the class head predicts it. */
const NOTATION = { real: "D(x)", fake: "D(G(z,y))" };

/** Computes G(z,y): z [B,d], y [B,10] → pixels [B,784] in [-1,1]. */
const generate = (tf: Tf, { generator }: Networks, z: Tensor2D, y: Tensor2D): Tensor2D =>
  generateDense(tf, generator!, tf.concat([z, y], 1));

/** Computes the logit of being real [B,1] and the logits of the class [B,10] of x [B,784] in [-1,1]. */
function discriminate(tf: Tf, { discriminator }: Networks, x: Tensor2D) {
  const { logit, classLogits } = discriminator!;
  const features = denseFeatures(tf, discriminator!, x); // [B, hidden]
  return { source: logit!(features), classes: classLogits!(features) };
}

interface Seen {
  readonly y: Tensor2D;
  readonly realClasses: Tensor2D;
  readonly fakeClasses: Tensor2D;
}

const SOURCE = "Odena et al. 2017, eq. 3";

const realClass: Term<Pick<Seen, "y" | "realClasses">, unknown> = {
  id: "real-class",
  tex: "-\\mathbb{E}_{x}\\big[\\log C(y\\mid x)\\big]",
  unit: "nats/image",
  source: SOURCE,
  torch: "F.cross_entropy(real_classes, y)",
  value: (tf, { y, realClasses }) => crossEntropy(tf, realClasses, y),
};

const classOfFake = (id: string): Term<Pick<Seen, "y" | "fakeClasses">, unknown> => ({
  id,
  tex: "-\\mathbb{E}_{z}\\big[\\log C(y\\mid G(z,y))\\big]",
  unit: "nats/image",
  source: SOURCE,
  torch: "F.cross_entropy(fake_classes, y)",
  value: (tf, { y, fakeClasses }) => crossEntropy(tf, fakeClasses, y),
});

export const acgan = defineModel({
  id: "acgan",
  menu: "gan",
  prior: standardNormal,
  conditional: true,
  source: { text: "Odena et al. 2017", url: "https://arxiv.org/abs/1610.09585" },
  hyperparameters: {
    lr: real(1e-5, 1e-1, 5e-4, { symbol: "\\eta", live: true, scale: "log" }),
    discriminatorRate: real(0.1, 20, 4, { symbol: "\\eta_D/\\eta_G", live: true, scale: "log" }),
    fakeClass: real(0, 1, 0, { symbol: "\\lambda_{\\tilde x}", live: true }),
    latent: int(1, 128, 64, { symbol: "d", unit: "dimensions" }),
    hidden: int(16, 256, 128, { symbol: "h", unit: "units" }),
    batch: int(16, 512, 32, { symbol: "B", unit: "images", scale: "log" }),
    pool: poolChoice,
  },
  optimiser: adam({ beta1: 0.5 }),
  symbols: symbols(
    "loss", "x", "y", "z", { id: "generator-of-z-y", tex: "G(z,y)", givenBy: "generator" }, "discriminator-of-x",
    { id: "class-head", tex: "C(y\\mid x)", givenBy: "discriminator" }, { id: "class-weight", tex: "\\lambda_{\\tilde x}" }, "expectation-data", "expectation-noise", "nat",
  ),
  networks: (h) => ({
    generator: { ...mlpGenerator({ inputs: h.latent + CLASSES, hidden: h.hidden, norm: true }), condition: "class" },
    discriminator: { ...mlpDiscriminator({ hidden: h.hidden, more: { classLogits: dense(h.hidden, CLASSES) } }), heads: ["D", "C"] },
  }),
  noise: (h) => ({
    zForDiscriminator: { shape: [h.batch, h.latent], purpose: "z" },
    zForGenerator: { shape: [h.batch, h.latent], purpose: "z" },
  }),
  objectives: [
    {
      id: "discriminator-and-classifier",
      tex: "\\mathcal{L}_D",
      minimises: ["discriminator"],
      rate: (h: { discriminatorRate: number }) => h.discriminatorRate,
      forward: (tf: Tf, { networks, batch: { x, y }, noise }: StepInputs<unknown>) => {
        const real_ = discriminate(tf, networks, centred(tf, x));
        const fake = discriminate(tf, networks, generate(tf, networks, noise["zForDiscriminator"]!, y));
        return { y, onReal: real_.source, onFake: fake.source, realClasses: real_.classes, fakeClasses: fake.classes };
      },
      terms: [
        realTerm(NOTATION), fakeTerm(NOTATION), realClass,
        {
          ...classOfFake("fake-class"),
          weight: { tex: "\\lambda_{\\tilde x}", value: (h: { fakeClass: number }) => h.fakeClass },
        },
      ],
    },
    {
      id: "generator-and-class",
      tex: "\\mathcal{L}_G",
      minimises: ["generator"],
      forward: (tf: Tf, { networks, batch: { y }, noise }: StepInputs<unknown>) => {
        const fake = discriminate(tf, networks, generate(tf, networks, noise["zForGenerator"]!, y));
        return { y, onFake: fake.source, fakeClasses: fake.classes };
      },
      terms: [nonSaturatingTerm(NOTATION), classOfFake("generator-class")],
    },
  ],
  discriminate: { output: "log-odds", apply: (tf, networks, { x }) => discriminate(tf, networks, centred(tf, x)).source },
  decode: (tf, networks, { z, y }) => uncentred(tf, generate(tf, networks, z, y)),
  classify: (tf, networks, x) => discriminate(tf, networks, centred(tf, x)).classes,
});
