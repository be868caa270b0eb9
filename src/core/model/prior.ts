/** The kinds of priors, and which of them have a density. */
import type { HyperparameterValues } from "./hyperparameters";
import type { Networks } from "./network";
import type { Scalar, Tensor1D, Tensor2D, Tf } from "./tf";

/**
 * The distribution that codes are drawn from. If it has weights of its own, they belong to networks of the model, with role
 * "prior" or another, and every draw and density is one at a moment of the run.
 */
export type Prior = PriorWithDensity | SamplerPrior;

/** The priors by which likelihoods can be bounded. */
export type PriorWithDensity = StandardNormalPrior | MixturePrior;

interface AnyPrior {
  /** False if training does not bring the codes of images to the prior that samples are drawn from. */
  readonly imposed: boolean;
}

interface Density<H> {
  /** Returns log p(z) in nats; z [B,d] → [B]. */
  logDensity(tf: Tf, networks: Networks, z: Tensor2D, h: H): Tensor1D;
}

/** N(0, I). */
export interface StandardNormalPrior extends AnyPrior, Density<unknown> {
  readonly kind: "standard-normal";
  /** Returns D_KL(q ‖ p) of a Gaussian posterior in nats, a mean over the batch. */
  klFrom(tf: Tf, posterior: { readonly mu: Tensor2D; readonly logVar: Tensor2D }): Scalar;
}

/**
 * Noise from N(0, I) that becomes a code in steps. Training moves the prior to the codes (it is never imposed), and its density
 * is not computed.
 */
export interface SamplerPrior extends AnyPrior {
  readonly kind: "sampler";
  readonly imposed: false;
  /** True if each step moves the whole code a little, so that its trajectory can be drawn on the map. */
  readonly moves: boolean;
  steps(h: HyperparameterValues): number;
  /** Returns the codes after the next step; z [B,d] are those after `done` steps, noise after none. */
  next(tf: Tf, networks: Networks, z: Tensor2D, done: number, h: HyperparameterValues): Tensor2D;
}

/** A learned mixture of Gaussians. */
export interface MixturePrior extends AnyPrior, Density<HyperparameterValues> {
  readonly kind: "mixture";
  components(tf: Tf, networks: Networks, h: HyperparameterValues): GaussianMixture;
  /** Returns log wₖ N(z; μₖ, diag σₖ²) of each component in nats; z [B,d] → [B,K]. */
  logJoint(tf: Tf, networks: Networks, z: Tensor2D, h: HyperparameterValues): Tensor2D;
}

/** Σₖ wₖ N(μₖ, diag σₖ²). */
export interface GaussianMixture {
  /** The means μₖ, [K,d]. */
  readonly mu: Tensor2D;
  /** The log variances log σₖ², [K,d]. */
  readonly logVar: Tensor2D;
  /** The log weights log wₖ, [1,K]; the weights sum to 1. */
  readonly logWeights: Tensor2D;
}
