/** Gaussian codes: the prior N(0, I), mixtures as priors, and posteriors N(μ, diag σ²) with draws z = μ + σ⊙ε. */
import type { Elbo } from "../../../core/model/model";
import type { GaussianMixture, MixturePrior, StandardNormalPrior } from "../../../core/model/prior";
import type { Tensor1D, Tensor2D, Tf } from "../../../core/model/tf";
import { gaussianKl } from "./terms";

/** N(0, I). */
export const standardNormal: StandardNormalPrior = {
  kind: "standard-normal",
  logDensity: (tf, _, z) => logDensityOfNoise(tf, z),
  klFrom: (tf, posterior) => gaussianKl.value(tf, posterior, {}),
  imposed: true,
};

/** For models without a prior: samples are drawn from N(0, I), but training does not bring codes there. */
export const standardNormalUnimposed: StandardNormalPrior = { ...standardNormal, imposed: false };

/** A learned prior: the mixture of these components. */
export const mixturePrior = (components: MixturePrior["components"]): MixturePrior => ({
  kind: "mixture",
  components,
  logJoint: (tf, networks, z, h) => logJoint(tf, components(tf, networks, h), z),
  logDensity: (tf, networks, z, h) => logSumExp(tf, logJoint(tf, components(tf, networks, h), z)),
  imposed: true,
});

/** Returns log wₖ N(z; μₖ, diag σₖ²) for each code and component. z [B,d] → [B,K]. */
function logJoint(tf: Tf, { mu, logVar, logWeights }: GaussianMixture, z: Tensor2D): Tensor2D {
  const precision = tf.exp(tf.neg(logVar)); // [K, d]
  // Σⱼ (zⱼ − μⱼ)²/σⱼ² is expanded: two matrix products instead of B·K·d differences.
  const ofCodes = tf.matMul(tf.square(z), precision, false, true); // [B, K]
  const mixed = tf.matMul(z, tf.mul(mu, precision), false, true); // [B, K]
  const ofComponents = tf.sum(tf.add(tf.mul(tf.square(mu), precision), tf.add(logVar, Math.log(2 * Math.PI))), 1); // [K]
  return tf.add(tf.mul(tf.add(tf.sub(ofCodes, tf.mul(mixed, 2)), ofComponents), -0.5), logWeights);
}

/** Returns log Σₖ exp xₖ of each row, without overflow. x [B,K] → [B]. */
export function logSumExp(tf: Tf, x: Tensor2D): Tensor1D {
  const top: Tensor2D = tf.stopGradient(tf.max(x, 1, true)); // [B, 1]
  return tf.add(tf.log(tf.sum(tf.exp(tf.sub(x, top)), 1)), tf.reshape(top, [x.shape[0]])) as Tensor1D;
}

/** Returns log N(ε; 0, I). eps [B,d] → [B]. */
function logDensityOfNoise(tf: Tf, eps: Tensor2D): Tensor1D {
  const constant = (eps.shape[1] * Math.log(2 * Math.PI)) / 2;
  return tf.sub(tf.mul(tf.sum(tf.square(eps), 1), -0.5), constant);
}

/** The part of a Gaussian VAE's forward that its terms need, [B,d] each. */
export interface GaussianCode {
  readonly mu: Tensor2D;
  readonly logVar: Tensor2D;
  readonly eps: Tensor2D;
  /** μ + σ⊙ε. */
  readonly z: Tensor2D;
}

/** Draws z = μ + σ⊙ε with ε ~ N(0,I), differentiably. Kingma & Welling 2013, §2.4. */
export function reparameterise(tf: Tf, { mu, logVar }: Pick<GaussianCode, "mu" | "logVar">, eps: Tensor2D): GaussianCode {
  return { mu, logVar, eps, z: tf.add(mu, tf.mul(tf.exp(tf.mul(logVar, 0.5)), eps)) };
}

export const gaussianElbo: Omit<Elbo<GaussianCode, unknown>, "settings"> = {
  code: ({ z }) => z,
  posterior: ({ mu, logVar }) => ({ mu, logVar }),
  // log N(z; μ, σ²) = log N(ε; 0, I) − Σ log σ is computed from ε, because z − μ loses digits if σ is small.
  logPosterior: (tf, { eps, logVar }) => tf.sub(logDensityOfNoise(tf, eps), tf.mul(tf.sum(logVar, 1), 0.5)),
};
