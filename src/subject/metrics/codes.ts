/** Statistics of the codes of many images. Codes are [n,d], row by row. */

/** A unit is active above this variance: its mean depends on the image. Burda et al. 2016. */
export const ACTIVE_VARIANCE = 0.01;

/**
 * Returns the KL divergence of N(μⱼ, σⱼ²) from N(0,1) in each dimension, mean over images, in nats: mu, logVar [n,d] → [d]. The
 * sum is the KL term of the ELBO. Kingma & Welling 2013, app. B.
 */
export function klPerDimension(mu: ArrayLike<number>, logVar: ArrayLike<number>, d: number): number[] {
  const kl = new Array<number>(d).fill(0);
  const n = mu.length / d;
  for (let i = 0; i < mu.length; i++) {
    kl[i % d]! += (mu[i]! ** 2 + Math.exp(logVar[i]!) - 1 - logVar[i]!) / (2 * n);
  }
  return kl;
}

/** Returns Var_x(E[zⱼ|x]) with n − 1 in the denominator: mu [n,d] → [d]. */
export function codeVariances(mu: ArrayLike<number>, d: number): number[] {
  const n = mu.length / d;
  const mean = new Array<number>(d).fill(0);
  for (let i = 0; i < mu.length; i++) mean[i % d]! += mu[i]! / n;
  const variance = new Array<number>(d).fill(0);
  for (let i = 0; i < mu.length; i++) variance[i % d]! += (mu[i]! - mean[i % d]!) ** 2 / (n - 1);
  return variance;
}

/** Returns the number of active units. Burda et al. 2016. */
export const activeUnits = (variances: readonly number[]): number =>
  variances.filter((variance) => variance > ACTIVE_VARIANCE).length;

/**
 * Converts nats to bits: the KL term in bits is the rate at which codes are sent. Alemi et al. 2018, "Fixing a Broken ELBO",
 * §2.
 */
export const bits = (nats: number): number => nats / Math.LN2;
