/**
 * The Wasserstein GAN with gradient penalty: Gulrajani et al. 2017, alg. 1. Instead of clipping weights, a penalty encourages a
 * critic's gradient of length one between real and generated images. The critic has no batch norm: the penalty concerns each
 * image separately.
 */
import { choice, int, real } from "../../../core/model/hyperparameters";
import { defineModel, type StepInputs, type Term } from "../../../core/model/model";
import type { Networks } from "../../../core/model/network";
import { adam } from "../../../core/model/optimiser";
import type { Tensor2D, Tf } from "../../../core/model/tf";
import { onPoints, widthOf } from "../../data/registry";
import { raiseScoreTerm } from "../shared/adversarial";
import { convFeatures, convDiscriminator } from "../shared/convGan";
import { dataChoice, type DataSettings, imagePool, OF_IMAGES } from "../shared/data";
import { standardNormal } from "../shared/gaussian";
import { decodeX, denseFeatures, generateX, mlpDiscriminator, mlpGenerator, networkX } from "../shared/mlpGan";
import { POINT, symbols } from "../shared/symbols";
import { fakeScoreTerm, realScoreTerm } from "../wgan/model";

interface CriticSettings extends DataSettings {
  readonly architecture: "dense" | "conv";
}

/** Convolutions apply to images only. */
const convolves = (h: CriticSettings): boolean => h.architecture === "conv" && !onPoints(h);

/** Computes f(x): x [B,width] as `networkX` returns it → [B,1]. */
function score(tf: Tf, { critic }: Networks, x: Tensor2D, h: CriticSettings): Tensor2D {
  const features = convolves(h) ? convFeatures(tf, critic!, x) : denseFeatures(tf, critic!, x);
  return critic!["logit"]!(features);
}

/** E (‖∇f(x̂)‖₂ − 1)². gradient is ∂f/∂x̂, [B,width]. */
const gradientPenalty: Term<{ gradient: Tensor2D }, unknown> = {
  id: "gradient-penalty",
  tex: "\\mathbb{E}_{\\hat x}\\big[(\\lVert\\nabla_{\\hat x}f(\\hat x)\\rVert_2-1)^2\\big]",
  unit: "none",
  ownAxis: true,
  source: "Gulrajani et al. 2017, eq. 3",
  torch: "((gradient.norm(dim=1) - 1)**2).mean()",
  value: (tf, { gradient }) => {
    const length = tf.sqrt(tf.add(tf.sum(tf.square(gradient), 1), 1e-12)); // [B]; the square root has no slope at 0
    return tf.mean(tf.square(tf.sub(length, 1)));
  },
};

export const wganGp = defineModel({
  id: "wgan-gp",
  menu: "gan",
  prior: standardNormal,
  conditional: false,
  source: { text: "Gulrajani et al. 2017", url: "https://arxiv.org/abs/1704.00028" },
  hyperparameters: {
    data: dataChoice,
    architecture: choice(["dense", "conv"], "dense", { symbol: "f", where: [OF_IMAGES] }),
    lambda: real(0, 50, 10, { symbol: "\\lambda", live: true }),
    criticSteps: int(1, 10, 5, { symbol: "n_{\\mathrm{critic}}" }),
    lr: real(1e-6, 1e-2, 1e-4, { symbol: "\\eta", live: true, scale: "log" }),
    latent: int(1, 128, 64, { symbol: "d", unit: "dimensions" }),
    hidden: int(16, 256, 128, { symbol: "h", unit: "units" }),
    batch: int(16, 512, 64, { symbol: "B", unit: "images", scale: "log" }),
    pool: imagePool,
  },
  optimiser: adam({ beta1: 0, beta2: 0.9 }),
  symbols: (h) => symbols(
    "loss", onPoints(h) ? POINT : "x", "z", { id: "between", tex: "\\hat x" },
    "generator-of-z", "critic", "lambda", "expectation-data", "expectation-noise",
  ),
  networks: (h) => ({
    generator: mlpGenerator({ inputs: h.latent, hidden: h.hidden, norm: !onPoints(h), outputs: widthOf(h) }),
    critic: { ...(convolves(h) ? convDiscriminator() : mlpDiscriminator({ inputs: widthOf(h), hidden: h.hidden })), role: "critic" },
  }),
  noise: (h) => ({
    zForCritic: { shape: [h.batch, h.latent], purpose: "z" },
    zForGenerator: { shape: [h.batch, h.latent], purpose: "z" },
    u: { shape: [h.batch, 1], purpose: "augment", distribution: { kind: "uniform" } },
  }),
  objectives: [
    {
      id: "critic",
      tex: "\\mathcal{L}_f",
      minimises: ["critic"],
      repeats: (h: { criticSteps: number }) => h.criticSteps,
      forward: (tf: Tf, { networks, batch, noise, h }: StepInputs<CriticSettings>) => {
        const x = networkX(tf, batch.x, h);
        const fake = generateX(tf, networks["generator"]!, noise["zForCritic"]!, h);
        const between = tf.add<Tensor2D>(tf.mul(noise["u"]!, x), tf.mul(tf.sub(1, noise["u"]!), fake)); // x̂ = ε x + (1−ε) G(z)
        return {
          onReal: score(tf, networks, x, h),
          onFake: score(tf, networks, fake, h),
          gradient: tf.grad((at) => tf.sum(score(tf, networks, at as Tensor2D, h)))(between) as Tensor2D,
        };
      },
      terms: [
        fakeScoreTerm, realScoreTerm,
        { ...gradientPenalty, weight: { tex: "\\lambda", value: (h: { lambda: number }) => h.lambda } },
      ],
    },
    {
      id: "generator",
      tex: "\\mathcal{L}_G",
      minimises: ["generator"],
      forward: (tf: Tf, { networks, noise, h }: StepInputs<CriticSettings>) => ({
        onFake: score(tf, networks, generateX(tf, networks["generator"]!, noise["zForGenerator"]!, h), h),
      }),
      terms: [raiseScoreTerm("f", "Gulrajani et al. 2017, alg. 1")],
    },
  ],
  discriminate: { output: "score", apply: (tf, networks, { x }, h) => score(tf, networks, networkX(tf, x, h), h) },
  decode: (tf, { generator }, { z }, h) => decodeX(tf, generator!, z, h),
});
