/**
 * InfoGAN: Chen et al. 2016. Besides noise the generator gets a code, a class y out of ten and two numbers, and a network Q
 * infers the code from the image. Generator and Q are rewarded for Q's success, so that the code represents the main
 * differences between images; no label is used. The two numbers are the first two of z and from N(0, 1) like all of z; the
 * paper takes U(−1, 1). Pixels are in [-1,1] inside this file.
 *
 * The paper's networks are convolutional. Dense ones distinguish position and slant of a digit more easily than its class, and
 * make these their classes. So D and Q see each image shifted, real or not, and Q sees it slanted as well, by draws of their
 * own; with a shift and a slant of 0 they see images unchanged. Q is a separate network here; in the paper it is a head of D:
 * this way D's changing features do not change what Q infers.
 */
import { int, real } from "../../../core/model/hyperparameters";
import { defineModel, type NoiseSpec, type StepInputs, type Term } from "../../../core/model/model";
import type { Networks } from "../../../core/model/network";
import { adam } from "../../../core/model/optimiser";
import { CLASSES, PIXELS } from "../../../core/run/runConfig";
import type { Tensor2D, Tf } from "../../../core/model/tf";
import { fakeTerm, nonSaturatingTerm, realTerm } from "../shared/adversarial";
import { poolChoice } from "../shared/data";
import { standardNormal } from "../shared/gaussian";
import { dense } from "../shared/layers";
import { centred, denseFeatures, generateDense, mlpDiscriminator, mlpGenerator, uncentred, type Masks } from "../shared/mlpGan";
import { shifted, shiftNoise, slanted, slantNoise } from "../shared/shift";
import { symbols } from "../shared/symbols";
import { crossEntropy } from "../shared/terms";

/** The number of z's dimensions that belong to the code. */
const NUMBERS = 2;

/** The background of a digit in [-1,1], which fills the edges of shifted images. */
const BACKGROUND = -1;

const NOTATION = { real: "D(\\tau(x))", fake: "D(\\tau(G(z,y)))" };

/** Computes G(z,y): z [B,d], y [B,10] one-hot → pixels [B,784] in [-1,1]. */
const generate = (tf: Tf, { generator }: Networks, z: Tensor2D, y: Tensor2D): Tensor2D =>
  generateDense(tf, generator!, tf.concat([z, y], 1));

/** Computes the logits of being real: x [B,784] in [-1,1] → [B,1]. */
const discriminate = (tf: Tf, { discriminator }: Networks, x: Tensor2D, masks: Masks): Tensor2D =>
  discriminator!["logit"]!(denseFeatures(tf, discriminator!, x, masks));

/** Q of images [B,784] in [-1,1]: logits of y, [B,10]; mean and log variance of z₁ and z₂, [B,2]. */
function inferCode(tf: Tf, { reader }: Networks, x: Tensor2D) {
  const features = denseFeatures(tf, reader!, x); // [B, hidden]
  return { classLogits: reader!["classLogits"]!(features), mean: reader!["numbersMean"]!(features), logVar: reader!["numbersLogVar"]!(features) };
}

interface Settings {
  readonly shift: number;
  readonly slant: number;
  readonly dropout: number;
  readonly batch: number;
  readonly latent: number;
  readonly hidden: number;
}

/** The images that D sees: real ones, generated ones in its own update, and in the generator's. */
type Pass = "real" | "fake" | "generated";

/** The noise of a pass: shifts of images, masks of D, and for generated images their code and how Q sees them slanted. */
function noiseOf(pass: Pass, h: Settings): Readonly<Record<string, NoiseSpec>> {
  const mask = (width: number): NoiseSpec => ({ shape: [h.batch, width], purpose: "dropout", distribution: { kind: "dropout", rate: h.dropout } });
  return {
    [`${pass}ShiftAcross`]: shiftNoise(h.batch, h.shift), [`${pass}ShiftDown`]: shiftNoise(h.batch, h.shift),
    ...(h.dropout > 0 && { [`${pass}Dropout1`]: mask(2 * h.hidden), [`${pass}Dropout2`]: mask(h.hidden) }),
    ...(pass !== "real" && {
      [`${pass}Z`]: { shape: [h.batch, h.latent], purpose: "z" },
      [`${pass}Y`]: { shape: [h.batch, CLASSES], purpose: "z", distribution: { kind: "categorical" } },
      [`${pass}SlantAcross`]: slantNoise(h.batch), [`${pass}SlantDown`]: slantNoise(h.batch),
    }),
  };
}

/** Applies D to images [B,784] in [-1,1], each shifted by its own draw; returns its output and the shifted images. */
function discriminated(tf: Tf, { networks, noise }: StepInputs<Settings>, x: Tensor2D, pass: Pass) {
  const moved = shifted(tf, x, noise[`${pass}ShiftAcross`]!, noise[`${pass}ShiftDown`]!, BACKGROUND);
  const [first, second] = [noise[`${pass}Dropout1`], noise[`${pass}Dropout2`]];
  return { moved, logit: discriminate(tf, networks, moved, first && second && [first, second]) };
}

/** Generates images and applies D and Q to them. */
function generated(tf: Tf, inputs: StepInputs<Settings>, pass: Exclude<Pass, "real">) {
  const { networks, noise, h } = inputs;
  const [z, y] = [noise[`${pass}Z`]!, noise[`${pass}Y`]!];
  const { moved, logit } = discriminated(tf, inputs, generate(tf, networks, z, y), pass);
  const seen = inferCode(tf, networks, slanted(tf, moved, noise[`${pass}SlantAcross`]!, noise[`${pass}SlantDown`]!, h.slant, BACKGROUND));
  return { z, y, seen, onFake: logit };
}

/** A code, and Q's inference from its image. */
interface CodeInference {
  readonly z: Tensor2D;
  readonly y: Tensor2D;
  readonly seen: ReturnType<typeof inferCode>;
}

const SOURCE = "Chen et al. 2016, eq. 5";

const classTerm = (id: string): Term<CodeInference, unknown> => ({
  id,
  tex: "-\\mathbb{E}_{z}\\big[\\log Q(y\\mid\\tau(G(z,y)))\\big]",
  unit: "nats/image",
  source: SOURCE,
  torch: "F.cross_entropy(class_logits, y)",
  value: (tf, { y, seen }) => crossEntropy(tf, seen.classLogits, y),
});

/** −log N(z₁,z₂; μ, diag σ²), as in the paper's appendix C for numbers. */
const numbersTerm = (id: string): Term<CodeInference, unknown> => ({
  id,
  tex: "-\\mathbb{E}_{z}\\big[\\log Q(z_1,z_2\\mid\\tau(G(z,y)))\\big]",
  unit: "nats/image",
  source: SOURCE,
  torch: "-Normal(mean, (0.5 * log_var).exp()).log_prob(z[:, :2]).sum(1).mean()",
  value: (tf, { z, seen: { mean, logVar } }) => {
    const numbers: Tensor2D = tf.slice(z, [0, 0], [z.shape[0], NUMBERS]);
    const squares: Tensor2D = tf.mul(tf.square(tf.sub(numbers, mean)), tf.exp(tf.neg(logVar))); // [B, 2]
    const each = tf.mul(tf.add(tf.add(squares, logVar), Math.log(2 * Math.PI)), 0.5);
    return tf.mean(tf.sum(each, 1));
  },
});

const classWeight = { tex: "\\lambda", value: (h: { information: number }) => h.information };
/** The weight is smaller, so that two numbers do not outweigh one class: on the scale of the others, as in the paper. */
const numbersWeight = { tex: "0.1\\lambda", value: (h: { information: number }) => 0.1 * h.information };

export const infoGan = defineModel({
  id: "info-gan",
  menu: "gan",
  prior: standardNormal,
  conditional: true,
  findsClasses: true,
  source: { text: "Chen et al. 2016", url: "https://arxiv.org/abs/1606.03657" },
  hyperparameters: {
    information: real(0, 2, 1, { symbol: "\\lambda", live: true }),
    lr: real(1e-5, 1e-1, 1e-3, { symbol: "\\eta", live: true, scale: "log" }),
    discriminatorRate: real(0.1, 20, 1, { symbol: "\\eta_D/\\eta_G", live: true, scale: "log" }),
    shift: int(0, 4, 2, { symbol: "s" }),
    slant: real(0, 0.6, 0.4, { symbol: "a" }),
    dropout: real(0, 0.5, 0.3, { symbol: "p" }),
    latent: int(NUMBERS, 128, 16, { symbol: "d", unit: "dimensions" }),
    hidden: int(16, 256, 128, { symbol: "h", unit: "units" }),
    batch: int(16, 512, 64, { symbol: "B", unit: "images", scale: "log" }),
    pool: poolChoice,
  },
  optimiser: adam({ beta1: 0.5 }),
  game: "\\min_{G,Q}\\max_D V(D,G)-\\lambda L_I(G,Q)",
  symbols: symbols(
    "loss", "x", "z", { id: "found-class", tex: "y" }, { id: "generator-of-code", tex: "G(z,y)", givenBy: "generator" }, "discriminator-of-x",
    { id: "code-reader", tex: "Q" }, { id: "moved-image", tex: "\\tau" }, { id: "first-numbers", tex: "z_1,z_2" }, { id: "information-weight", tex: "\\lambda" },
    { id: "information-bound", tex: "L_I(G,Q)" }, "expectation-data", "expectation-noise", "nat",
  ),
  networks: (h) => ({
    generator: { ...mlpGenerator({ inputs: h.latent + CLASSES, hidden: h.hidden, norm: true }), condition: "class" },
    discriminator: mlpDiscriminator({ hidden: h.hidden }),
    reader: {
      role: "encoder",
      heads: ["Q"],
      widths: [PIXELS, 2 * h.hidden, h.hidden, CLASSES + 2 * NUMBERS],
      layers: {
        hidden1: dense(PIXELS, 2 * h.hidden), hidden2: dense(2 * h.hidden, h.hidden),
        classLogits: dense(h.hidden, CLASSES), numbersMean: dense(h.hidden, NUMBERS), numbersLogVar: dense(h.hidden, NUMBERS),
      },
    },
  }),
  noise: (h) => ({ ...noiseOf("real", h), ...noiseOf("fake", h), ...noiseOf("generated", h) }),
  objectives: [
    {
      id: "discriminator-and-code",
      tex: "\\mathcal{L}_D",
      minimises: ["discriminator", "reader"],
      rate: (h: { discriminatorRate: number }) => h.discriminatorRate,
      forward: (tf: Tf, inputs: StepInputs<Settings>) =>
        ({ ...generated(tf, inputs, "fake"), onReal: discriminated(tf, inputs, centred(tf, inputs.batch.x), "real").logit }),
      terms: [
        realTerm(NOTATION), fakeTerm(NOTATION),
        { ...classTerm("code"), weight: classWeight }, { ...numbersTerm("numbers"), weight: numbersWeight },
      ],
    },
    {
      id: "generator-and-code",
      tex: "\\mathcal{L}_G",
      minimises: ["generator"],
      forward: (tf: Tf, inputs: StepInputs<Settings>) => generated(tf, inputs, "generated"),
      terms: [
        nonSaturatingTerm(NOTATION),
        { ...classTerm("generator-code"), weight: classWeight }, { ...numbersTerm("generator-numbers"), weight: numbersWeight },
      ],
    },
  ],
  discriminate: { output: "log-odds", apply: (tf, networks, { x }) => discriminate(tf, networks, centred(tf, x), undefined) },
  decode: (tf, networks, { z, y }) => uncentred(tf, generate(tf, networks, z, y)),
});
