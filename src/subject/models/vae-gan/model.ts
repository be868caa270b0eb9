/**
 * The VAE-GAN: Larsen et al. 2016, alg. 1. The reconstruction loss is the distance between a discriminator's hidden features
 * instead of pixels, and the decoder is also a GAN's generator. Pixels are in [-1,1] inside this file.
 */
import { int, real } from "../../../core/model/hyperparameters";
import { defineModel, type StepInputs, type Term } from "../../../core/model/model";
import type { Network, Networks } from "../../../core/model/network";
import { adam } from "../../../core/model/optimiser";
import { PIXELS } from "../../../core/run/runConfig";
import type { Scalar, Tensor2D, Tf } from "../../../core/model/tf";
import { convDiscriminator, convFeatures, convGenerator, generateConv } from "../shared/convGan";
import { poolChoice } from "../shared/data";
import { reparameterise, standardNormal } from "../shared/gaussian";
import { conv, dense, imageWidth, leakyRelu } from "../shared/layers";
import { centred, uncentred } from "../shared/mlpGan";
import { symbols } from "../shared/symbols";
import { gaussianKl } from "../shared/terms";

const SOURCE = "Larsen et al. 2016";

/** Encodes x [B,784] in [-1,1] → μ and log σ², [B,d] each. */
function encode(tf: Tf, { encoder }: Networks, x: Tensor2D) {
  const { down1, down2, mu, logVar } = encoder as Network;
  const features = leakyRelu(tf, down2!(leakyRelu(tf, down1!(x)))); // [B, 7·7·64]
  return { mu: mu!(features), logVar: logVar!(features) };
}

/** Computes the three images of a step, and the discriminator's outputs for them. */
function forward(tf: Tf, { networks, batch, noise }: StepInputs<unknown>) {
  const x = centred(tf, batch.x);
  const { mu, logVar } = encode(tf, networks, x);
  const reconstruction = generateConv(tf, networks["decoder"]!, reparameterise(tf, { mu, logVar }, noise["eps"]!).z); // x̃
  const sample = generateConv(tf, networks["decoder"]!, noise["zPrior"]!); // x_p
  const discriminator = networks["discriminator"]!;
  const look = (image: Tensor2D) => {
    const features = convFeatures(tf, discriminator, image); // [B, 7·7·64]
    return { features, logits: discriminator["logit"]!(features) };
  };
  return { mu, logVar, real: look(x), reconstructed: look(reconstruction), sampled: look(sample) };
}

type Values = ReturnType<typeof forward>;

/** ½ Σ (D_h(x) − D_h(x̃))²: −log p(D_h(x)|z) up to a constant. */
const featureReconstruction = (id: string): Term<Values, unknown> => ({
  id,
  tex: "\\tfrac12\\mathbb{E}\\big[\\lVert D_h(x)-D_h(\\tilde x)\\rVert^2\\big]",
  unit: "nats/image",
  source: `${SOURCE}, eq. 7 and 8`,
  torch: "0.5 * ((features - features_again)**2).sum(1).mean()",
  value: (tf, { real: { features }, reconstructed }) =>
    tf.mul(tf.mean(tf.sum(tf.square(tf.sub(features, reconstructed.features)), 1)), 0.5),
});

const softplusMean = (tf: Tf, logits: Tensor2D): Scalar => tf.mean(tf.softplus(logits));

const term = (id: string, tex: string, torch: string, value: Term<Values, unknown>["value"]): Term<Values, unknown> => ({
  id, tex, torch, unit: "nats/image", source: `${SOURCE}, eq. 9 and alg. 1`, value,
});

export const vaeGan = defineModel({
  id: "vae-gan",
  menu: "vae",
  prior: standardNormal,
  conditional: false,
  source: { text: "Larsen et al. 2016", url: "https://arxiv.org/abs/1512.09300" },
  hyperparameters: {
    gamma: real(0, 1, 0.01, { symbol: "\\gamma", live: true }),
    lr: real(1e-5, 1e-1, 3e-4, { symbol: "\\eta", live: true, scale: "log" }),
    latent: int(1, 128, 20, { symbol: "d", unit: "dimensions" }),
    batch: int(16, 512, 64, { symbol: "B", unit: "images", scale: "log" }),
    pool: poolChoice,
  },
  optimiser: adam({ beta1: 0.5 }),
  symbols: symbols(
    "loss", "x", "z", "phi", { id: "reconstruction", tex: "\\tilde x", givenBy: "decoder" }, { id: "prior-sample", tex: "x_p" }, { id: "features", tex: "D_h", givenBy: "discriminator" },
    "discriminator-of-x", "prior", "kl-divergence", { id: "gamma", tex: "\\gamma" }, "expectation", "nat",
  ),
  networks: (h) => ({
    encoder: {
      role: "encoder",
      widths: [PIXELS, imageWidth({ side: 14, channels: 32 }), imageWidth({ side: 7, channels: 64 }), h.latent],
      layers: {
        down1: conv({ side: 28, channels: 1 }, 32, 2),
        down2: conv({ side: 14, channels: 32 }, 64, 2),
        mu: dense(imageWidth({ side: 7, channels: 64 }), h.latent),
        logVar: dense(imageWidth({ side: 7, channels: 64 }), h.latent),
      },
    },
    decoder: convGenerator(h.latent, "decoder"),
    discriminator: convDiscriminator(),
  }),
  noise: (h) => ({
    eps: { shape: [h.batch, h.latent], purpose: "eps" },
    zPrior: { shape: [h.batch, h.latent], purpose: "z" },
  }),
  objectives: [
    {
      id: "vae-gan-encoder",
      tex: "\\mathcal{L}_{\\mathrm{Enc}}",
      minimises: ["encoder"],
      forward,
      terms: [gaussianKl, featureReconstruction("feature-reconstruction")],
      kl: gaussianKl,
    },
    {
      id: "vae-gan-decoder",
      tex: "\\mathcal{L}_{\\mathrm{Dec}}",
      minimises: ["decoder"],
      forward,
      terms: [
        {
          ...featureReconstruction("decoder-features"),
          weight: { tex: "\\gamma", value: (h: { gamma: number }) => h.gamma },
        },
        term("fool-reconstruction", "-\\mathbb{E}\\big[\\log D(\\tilde x)\\big]", "-F.logsigmoid(on_reconstruction).mean()", (tf, { reconstructed }) => softplusMean(tf, tf.neg(reconstructed.logits))),
        term("fool-sample", "-\\mathbb{E}\\big[\\log D(x_p)\\big]", "-F.logsigmoid(on_sample).mean()", (tf, { sampled }) => softplusMean(tf, tf.neg(sampled.logits))),
      ],
    },
    {
      id: "vae-gan-discriminator",
      tex: "\\mathcal{L}_{\\mathrm{Dis}}",
      minimises: ["discriminator"],
      forward,
      terms: [
        term("real", "-\\mathbb{E}\\big[\\log D(x)\\big]", "-F.logsigmoid(on_real).mean()", (tf, values) => softplusMean(tf, tf.neg(values.real.logits))),
        term("fake-reconstruction", "-\\mathbb{E}\\big[\\log(1-D(\\tilde x))\\big]", "-F.logsigmoid(-on_reconstruction).mean()", (tf, { reconstructed }) => softplusMean(tf, reconstructed.logits)),
        term("fake-sample", "-\\mathbb{E}\\big[\\log(1-D(x_p))\\big]", "-F.logsigmoid(-on_sample).mean()", (tf, { sampled }) => softplusMean(tf, sampled.logits)),
      ],
    },
  ],
  discriminate: {
    output: "log-odds",
    apply: (tf, { discriminator }, { x }) => discriminator!["logit"]!(convFeatures(tf, discriminator!, centred(tf, x))),
  },
  encode: (tf, networks, { x }) => encode(tf, networks, centred(tf, x)),
  decode: (tf, { decoder }, { z }) => uncentred(tf, generateConv(tf, decoder!, z)),
});
