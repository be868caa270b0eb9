/**
 * Inpainting with a conditional VAE: Sohn et al. 2015, §5.1, their experiment on MNIST. The condition is the given part of the
 * image; z determines the rest. Several z show what the given part leaves open.
 */
import { choice, int, real } from "../../../core/model/hyperparameters";
import { defineModel, type Batch, type StepInputs } from "../../../core/model/model";
import type { Networks } from "../../../core/model/network";
import { adam } from "../../../core/model/optimiser";
import type { Tensor2D, Tf } from "../../../core/model/tf";
import { poolChoice } from "../shared/data";
import { gaussianElbo, reparameterise, standardNormal } from "../shared/gaussian";
import { decodeLogits, encodeGaussian, mlpVaeNetworks } from "../shared/mlpVae";
import { symbols } from "../shared/symbols";
import { gaussianKl, ofImages, weighted } from "../shared/terms";
import { completed, maskRow, VISIBLE, visiblePart, type Visible } from "../shared/visible";

interface Settings {
  readonly visible: Visible;
}

/** q(z|x, c): the encoder gets the whole image and its given part. */
const encode = (tf: Tf, networks: Networks, { x }: Pick<Batch, "x">, { visible }: Settings) =>
  encodeGaussian(tf, networks, tf.concat([x, tf.mul<Tensor2D>(x, maskRow(tf, visible))], 1));

/** Computes the logits of p(rest|z, c) for all pixels; those of given ones are ignored. z [B,d], given [B,784] → [B,784]. */
const decode = (tf: Tf, networks: Networks, z: Tensor2D, given: Tensor2D) =>
  decodeLogits(tf, networks, tf.concat([z, given], 1));

const reconstruction = ofImages({
  id: "reconstruction",
  tex: "-\\mathbb{E}_{q_\\phi(z\\mid r,c)}\\big[\\log p_\\theta(r\\mid z,c)\\big]",
  unit: "nats/image",
  source: "Sohn et al. 2015, eq. 4; Bernoulli pixels, the hidden ones only",
  torch: '(F.binary_cross_entropy_with_logits(logits, x, reduction="none") * (1 - visible)).sum(1).mean()',
  each: (tf, { x, logits, hidden }: { x: Tensor2D; logits: Tensor2D; hidden: Tensor2D }) =>
    tf.sum(tf.mul(tf.sub(tf.softplus(logits), tf.mul(x, logits)), hidden), 1),
});

const kl = weighted(
  { ...gaussianKl, tex: "D_{\\mathrm{KL}}\\big(q_\\phi(z\\mid r,c)\\,\\|\\,\\mathcal{N}(0,I)\\big)" },
  { tex: "\\beta", value: (h: { beta: number }) => h.beta },
);

export const completionCvae = defineModel({
  id: "completion-cvae",
  menu: "completion",
  prior: standardNormal,
  conditional: false,
  source: { text: "Sohn et al. 2015, §5.1", url: "https://papers.nips.cc/paper/5775" },
  given: visiblePart,
  hyperparameters: {
    visible: choice(VISIBLE, "half", { symbol: "c", definesLoss: true }),
    beta: real(0, 20, 1, { symbol: "\\beta", live: true }),
    lr: real(1e-5, 1e-1, 1e-3, { symbol: "\\eta", live: true, scale: "log" }),
    latent: int(1, 64, 20, { symbol: "d", unit: "dimensions" }),
    hidden: int(16, 512, 400, { symbol: "h", unit: "units" }),
    batch: int(16, 512, 128, { symbol: "B", unit: "images", scale: "log" }),
    pool: poolChoice,
  },
  optimiser: adam(),
  symbols: symbols("weighted-elbo", "given", { id: "rest", tex: "r" }, "z", "theta", "phi", "prior", "kl-divergence", "beta", "expectation", "nat"),
  networks: ({ hidden, latent }) => mlpVaeNetworks({ hidden, latent, condition: "given" }),
  noise: (h) => ({ eps: { shape: [h.batch, h.latent], purpose: "eps" } }),
  objectives: [
    {
      id: "negative-completion-elbo",
      tex: "-\\mathcal{L}_\\beta(\\theta,\\phi;r\\mid c)",
      minimises: ["encoder", "decoder"],
      forward: (tf: Tf, { networks, batch, noise, h }: StepInputs<Settings>) => {
        const mask = maskRow(tf, h.visible);
        const code = reparameterise(tf, encode(tf, networks, batch, h), noise["eps"]!);
        const logits = decode(tf, networks, code.z, tf.mul(batch.x, mask));
        return { x: batch.x, ...code, logits, hidden: tf.sub<Tensor2D>(1, mask) };
      },
      terms: [reconstruction, kl],
      reconstruction,
      kl,
      elbo: gaussianElbo,
    },
  ],
  encode,
  decode: (tf, networks, { z, given }, { visible }) =>
    completed(tf, maskRow(tf, visible), given, tf.sigmoid(decode(tf, networks, z, given))),
});
