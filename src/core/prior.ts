/** What codes are drawn from: kinds of priors, and what each can say of itself. */
import type { HyperparameterValues } from "./hyperparameters";
import type { Networks } from "./network";
import type { Tensor1D, Tensor2D, Tf } from "./tf";

/**
 * What codes are drawn from before there is an image. Where it has weights of its own, they are those of networks of the
 * model, by a role "prior" or another, and every draw and density is one at a moment of the run.
 */
export type Prior = PriorWithDensity | SamplerPrior;

/** Those by which likelihoods can be bounded. */
export type PriorWithDensity = StandardNormalPrior | MixturePrior;

interface AnyPrior {
  /** False: samples are drawn from it, but nothing in training brings the codes of images there. */
  readonly imposed: boolean;
}

interface Density<H> {
  /** log p(z), in nats. z: [B,d] → [B]. */
  logDensity(tf: Tf, networks: Networks, z: Tensor2D, h: H): Tensor1D;
}

/** N(0, I). */
export interface StandardNormalPrior extends AnyPrior, Density<unknown> {
  readonly kind: "standard-normal";
}

/**
 * Noise of N(0, I) that becomes a code in steps. Codes are not brought to it (it is never imposed), it is brought to them, and its
 * density is not computed.
 */
export interface SamplerPrior extends AnyPrior {
  readonly kind: "sampler";
  readonly imposed: false;
  /** Each step moves the whole code a little, so that its way can be drawn on the map. */
  readonly moves: boolean;
  steps(h: HyperparameterValues): number;
  /** z: [B,d], as they are after `done` of the steps; noise after none of them. → what they are after the next. */
  next(tf: Tf, networks: Networks, z: Tensor2D, done: number, h: HyperparameterValues): Tensor2D;
}

/** A mixture of Gaussians that is learned. */
export interface MixturePrior extends AnyPrior, Density<HyperparameterValues> {
  readonly kind: "mixture";
  components(tf: Tf, networks: Networks, h: HyperparameterValues): GaussianMixture;
  /** log wₖ N(z; μₖ, diag σₖ²), in nats, of each component. z: [B,d] → [B,K]. */
  logJoint(tf: Tf, networks: Networks, z: Tensor2D, h: HyperparameterValues): Tensor2D;
}

/** Σₖ wₖ N(μₖ, diag σₖ²). */
export interface GaussianMixture {
  /** μₖ: [K,d]. */
  readonly mu: Tensor2D;
  /** log σₖ²: [K,d]. */
  readonly logVar: Tensor2D;
  /** log wₖ, of weights that add up to 1: [1,K]. */
  readonly logWeights: Tensor2D;
}
