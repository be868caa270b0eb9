/** Several codes for each image and their importance weights: Burda, Grosse & Salakhutdinov 2016. */
import type { Networks } from "../../../core/model/network";
import type { Tensor2D, Tensor3D, Tf } from "../../../core/model/tf";
import { decodeLogits, encodeGaussian } from "./mlpVae";
import { toRank3, toRank2 } from "./rows";

/** x is [B,784]; μ, log σ² are [B,d]. Draws have K rows for each image: z [B·K,d], logits [B·K,784]; ε is [B,K·d]. */
export interface Draws {
  readonly x: Tensor2D;
  readonly mu: Tensor2D;
  readonly logVar: Tensor2D;
  readonly eps: Tensor2D;
  readonly z: Tensor2D;
  readonly logits: Tensor2D;
}

/** Draws z = μ + σ⊙ε, K of them for each image, and decodes them. x [B,784], eps [B,K·d]. */
export function drawSeveral(tf: Tf, networks: Networks, x: Tensor2D, eps: Tensor2D, samples: number): Draws {
  const { mu, logVar } = encodeGaussian(tf, networks, x);
  const images = x.shape[0];
  const deviation = toRank3(tf, tf.exp(tf.mul(logVar, 0.5)), images, 1);
  const offsets = tf.mul(deviation, toRank3(tf, eps, images, samples)); // [B, K, d]
  const draws = tf.add<Tensor3D>(toRank3(tf, mu, images, 1), offsets);
  const z = toRank2(tf, draws);
  return { x, mu, logVar, eps, z, logits: decodeLogits(tf, networks, z) };
}

/**
 * Returns log w = log p(x|z) + log p(z) − log q(z|x) of each draw, with Bernoulli pixels and the prior N(0, I), [B,K].
 * `counted` is [B,784], 1 for the pixels that p(x|z) includes, if not all.
 */
export function logWeights(tf: Tf, { x, logVar, eps, z, logits }: Draws, samples: number, counted?: Tensor2D): Tensor2D {
  const images = x.shape[0];
  const l = toRank3(tf, logits, images, samples);
  const each = tf.sub<Tensor3D>(tf.softplus(l), tf.mul<Tensor3D>(toRank3(tf, x, images, 1), l)); // −log p of each pixel
  const misfit: Tensor2D = tf.sum(counted ? tf.mul<Tensor3D>(each, toRank3(tf, counted, images, 1)) : each, 2); // −log p(x|z)
  const squares = tf.sub<Tensor3D>(tf.square(toRank3(tf, eps, images, samples)), tf.square(toRank3(tf, z, images, samples)));
  const deviations: Tensor2D = tf.reshape(tf.sum(logVar, 1), [images, 1]);
  return tf.sub(tf.mul(tf.add(tf.sum<Tensor2D>(squares, 2), deviations), 0.5), misfit);
}
