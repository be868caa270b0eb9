/** Gaussian codes: the prior N(0, I), and posteriors N(μ, diag σ²) drawn by z = μ + σ⊙ε. */
import type { Elbo, Prior } from "../../core/model";
import { normals } from "../../core/philox";
import type { Tensor1D, Tensor2D, Tf } from "../../core/tf";

/** N(0, I). */
export const standardNormal: Prior = {
  kind: "standard-normal",
  draw: (stream, count, latent) => normals(stream, count * latent),
  logDensity: logDensityOfNoise,
  imposed: true,
};

/** For models without a prior: samples are drawn from N(0, I), where nothing in training puts codes. */
export const standardNormalUnimposed: Prior = { ...standardNormal, imposed: false };

/** log N(ε; 0, I). eps: [B,d] → [B]. */
function logDensityOfNoise(tf: Tf, eps: Tensor2D): Tensor1D {
  const constant = (eps.shape[1] * Math.log(2 * Math.PI)) / 2;
  return tf.sub(tf.mul(tf.sum(tf.square(eps), 1), -0.5), constant);
}

/** What the forward of a VAE with a Gaussian posterior keeps of it. [B,d] each. */
export interface GaussianCode {
  readonly mu: Tensor2D;
  readonly logVar: Tensor2D;
  readonly eps: Tensor2D;
  /** μ + σ⊙ε. */
  readonly z: Tensor2D;
}

/** z = μ + σ⊙ε with ε ~ N(0,I), so that the draw can be differentiated. Kingma & Welling 2013, §2.4. */
export function reparameterise(tf: Tf, { mu, logVar }: Pick<GaussianCode, "mu" | "logVar">, eps: Tensor2D): GaussianCode {
  return { mu, logVar, eps, z: tf.add(mu, tf.mul(tf.exp(tf.mul(logVar, 0.5)), eps)) };
}

export const gaussianElbo: Omit<Elbo<GaussianCode, unknown>, "settings"> = {
  code: ({ z }) => z,
  posterior: ({ mu, logVar }) => ({ mu, logVar }),
  // log N(z; μ, σ²) = log N(ε; 0, I) − Σ log σ; from ε itself, as z − μ has lost its digits where σ is small.
  logPosterior: (tf, { eps, logVar }) => tf.sub(logDensityOfNoise(tf, eps), tf.mul(tf.sum(logVar, 1), 0.5)),
};
