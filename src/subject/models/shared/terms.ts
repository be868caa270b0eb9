/** Terms of losses that several models share. Each is a mean over the batch, in nats per image. */
import type { Term, TermOfImages, Weight } from "../../../core/model/model";
import type { Scalar, Tensor2D, Tf } from "../../../core/model/tf";

/** Makes a term from its value for each image. */
export const ofImages = <Values, H>(term: Omit<TermOfImages<Values, H>, "value">): TermOfImages<Values, H> =>
  ({ ...term, value: (tf, values, h) => tf.mean(term.each(tf, values, h)) });

/** Σᵢ softplus(lᵢ) − xᵢ lᵢ = −log p(x|z) for Bernoulli pixels. x: [B,784] in [0,1], logits l: [B,784]. */
export const bernoulliReconstruction = ofImages<{ x: Tensor2D; logits: Tensor2D }, unknown>({
  id: "reconstruction",
  tex: "-\\mathbb{E}_{q_\\phi(z\\mid x)}\\big[\\log p_\\theta(x\\mid z)\\big]",
  unit: "nats/image",
  source: "Kingma & Welling 2013, eq. 7 and app. C.1",
  torch: 'F.binary_cross_entropy_with_logits(logits, x, reduction="none").sum(1).mean()',
  each: (tf, { x, logits }) => tf.sum(tf.sub(tf.softplus(logits), tf.mul(x, logits)), 1),
});

/** ½ Σⱼ (μⱼ² + σⱼ² − 1 − log σⱼ²): the KL divergence of N(μ, σ²) from N(0, I). mu and logVar are [B,d]. */
export const gaussianKl: Term<{ mu: Tensor2D; logVar: Tensor2D }, unknown> = {
  id: "kl",
  tex: "D_{\\mathrm{KL}}\\big(q_\\phi(z\\mid x)\\,\\|\\,\\mathcal{N}(0,I)\\big)",
  unit: "nats/image",
  ownAxis: true,
  source: "Kingma & Welling 2013, app. B",
  torch: "0.5 * (mu**2 + log_var.exp() - log_var - 1).sum(1).mean()",
  value: (tf, { mu, logVar }) => {
    const summands = tf.sub(tf.add(tf.square(mu), tf.exp(logVar)), tf.add(logVar, 1)); // [B, d]
    return tf.mul(tf.mean(tf.sum(summands, 1)), 0.5);
  },
};

/** Returns −log of the probability of y, a mean over the batch. logits [B,10], y [B,10] one-hot. */
export function crossEntropy(tf: Tf, logits: Tensor2D, y: Tensor2D): Scalar {
  const shifted: Tensor2D = tf.sub(logits, tf.max(logits, 1, true));
  const normaliser = tf.log(tf.sum(tf.exp(shifted), 1)); // [B]
  return tf.mean(tf.sub(normaliser, tf.sum(tf.mul(shifted, y), 1)));
}

/** Returns the same term with a factor. */
export function weighted<Values, H>(term: Term<Values, unknown>, weight: Weight<H>): Term<Values, H> {
  return { ...term, weight };
}
