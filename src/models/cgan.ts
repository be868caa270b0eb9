/**
 * The conditional GAN: Mirza & Osindero 2014, on the game of Goodfellow et al. 2014. The class enters the
 * discriminator as a projection, f(h) + ⟨e_y, h⟩ (Miyato & Koyama 2018), or, as in the 2014 paper, joined to its
 * input. The generator gets it joined to its noise. Pixels are in [-1,1] inside this file, as tanh makes them.
 */
import { choice, int, real } from "../core/hyperparameters";
import { defineModel, type Batch, type Networks, type StepInputs, type Term } from "../core/model";
import { CLASSES, PIXELS } from "../core/runConfig";
import type { Tensor2D, Tf } from "../core/tf";
import { batchNorm, dense, embedding, leakyRelu } from "./layers";

interface CganSettings {
  readonly condition: "projection" | "concat";
  readonly batchNorm: "on" | "off";
}

/** G(z|y). z: [B,d], y: [B,10] → pixels [B,784] in [-1,1]. */
function generate(tf: Tf, { generator }: Networks, z: Tensor2D, y: Tensor2D): Tensor2D {
  const { hidden1, norm1, hidden2, norm2, pixels } = generator!;
  const normalised = (norm: typeof norm1, x: Tensor2D) => tf.relu(norm ? norm(x) : x);
  const a = normalised(norm1, hidden1!(tf.concat([z, y], 1))); // [B, hidden]
  const b = normalised(norm2, hidden2!(a)); // [B, 2·hidden]
  return tf.tanh(pixels!(b));
}

/** Logits of D(x|y). x: [B,784] in [-1,1], y: [B,10] → [B,1]. */
function discriminate(tf: Tf, { discriminator }: Networks, x: Tensor2D, y: Tensor2D, h: CganSettings): Tensor2D {
  const { hidden1, hidden2, logit, classVector } = discriminator!;
  const input = h.condition === "concat" ? tf.concat([x, y], 1) : x;
  const features = leakyRelu(tf, hidden2!(leakyRelu(tf, hidden1!(input)))); // [B, hidden]
  const score = logit!(features); // [B, 1]
  return classVector ? tf.add(score, tf.sum(tf.mul(classVector(y), features), 1, true)) : score;
}

const centred = (tf: Tf, { x }: Batch): Tensor2D => tf.sub(tf.mul(x, 2), 1);

const real_: Term<{ onReal: Tensor2D }, unknown> = {
  id: "real",
  tex: "-\\mathbb{E}_{x}\\big[\\log D(x\\mid y)\\big]",
  unit: "nats/image",
  source: "Goodfellow et al. 2014, eq. 1",
  value: (tf, { onReal }) => tf.mean(tf.softplus(tf.neg(onReal))),
};

const fake: Term<{ onFake: Tensor2D }, unknown> = {
  id: "fake",
  tex: "-\\mathbb{E}_{z}\\big[\\log\\big(1-D(G(z\\mid y)\\mid y)\\big)\\big]",
  unit: "nats/image",
  source: "Goodfellow et al. 2014, eq. 1",
  value: (tf, { onFake }) => tf.mean(tf.softplus(onFake)),
};

/** The non-saturating loss: the gradient does not vanish while the discriminator wins. */
const nonSaturating: Term<{ onFake: Tensor2D }, unknown> = {
  id: "generator",
  tex: "-\\mathbb{E}_{z}\\big[\\log D(G(z\\mid y)\\mid y)\\big]",
  unit: "nats/image",
  source: "Goodfellow et al. 2014, §3",
  value: (tf, { onFake }) => tf.mean(tf.softplus(tf.neg(onFake))),
};

export const cgan = defineModel({
  id: "cgan",
  family: "gan",
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
  },
  adam: { beta1: 0.5, beta2: 0.999, epsilon: 1e-8 },
  symbols: ["x", "y", "z", "generator", "discriminator", "expectation-data", "expectation-noise"],
  networks: (h) => ({
    generator: {
      role: "generator",
      widths: [h.latent + CLASSES, h.hidden, 2 * h.hidden, PIXELS],
      layers: {
        hidden1: dense(h.latent + CLASSES, h.hidden),
        ...(h.batchNorm === "on" ? { norm1: batchNorm(h.hidden), norm2: batchNorm(2 * h.hidden) } : {}),
        hidden2: dense(h.hidden, 2 * h.hidden),
        pixels: dense(2 * h.hidden, PIXELS),
      },
    },
    discriminator: {
      role: "discriminator",
      widths: [PIXELS + (h.condition === "concat" ? CLASSES : 0), 2 * h.hidden, h.hidden, 1],
      layers: {
        hidden1: dense(PIXELS + (h.condition === "concat" ? CLASSES : 0), 2 * h.hidden),
        hidden2: dense(2 * h.hidden, h.hidden),
        logit: dense(h.hidden, 1),
        ...(h.condition === "projection" ? { classVector: embedding(CLASSES, h.hidden) } : {}),
      },
    },
  }),
  noise: (h) => ({
    zForDiscriminator: { shape: [h.batch, h.latent], purpose: "z" },
    zForGenerator: { shape: [h.batch, h.latent], purpose: "z" },
  }),
  game: "\\min_G\\max_D V(D,G)",
  objectives: [
    {
      id: "discriminator",
      tex: "-V(D,G)",
      minimises: ["discriminator"],
      rate: (h: { discriminatorRate: number }) => h.discriminatorRate,
      forward: (tf: Tf, { networks, batch, noise, h }: StepInputs<CganSettings>) => ({
        onReal: discriminate(tf, networks, centred(tf, batch), batch.y, h),
        onFake: discriminate(tf, networks, generate(tf, networks, noise.zForDiscriminator!, batch.y), batch.y, h),
      }),
      terms: [real_, fake],
    },
    {
      id: "generator",
      tex: "\\mathcal{L}_G",
      minimises: ["generator"],
      forward: (tf: Tf, { networks, batch, noise, h }: StepInputs<CganSettings>) => ({
        onFake: discriminate(tf, networks, generate(tf, networks, noise.zForGenerator!, batch.y), batch.y, h),
      }),
      terms: [nonSaturating],
    },
  ],
  decode: (tf, networks, z, y) => tf.div(tf.add(generate(tf, networks, z, y), 1), 2),
});
