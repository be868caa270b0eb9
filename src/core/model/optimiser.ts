/**
 * The optimisers. All keep a running mean of the gradient and one of its square, so that one update serves them. The learning
 * rate is a hyperparameter and not part of them.
 */
export interface Optimiser {
  readonly name: "Adam" | "RMSProp" | "SGD";
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** True if means are corrected for their start at zero. */
  readonly corrected: boolean;
  /** False if steps are not divided by the root of the mean square. */
  readonly adaptive?: false;
}

/** Returns the optimiser Adam as published: Kingma & Ba 2015, alg. 1, arXiv:1412.6980. */
export const adam = ({ beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = {}): Optimiser => ({
  name: "Adam", beta1, beta2, epsilon, corrected: true,
});

/** Returns the optimiser RMSProp, which is Adam without its first mean and without correction: Tieleman & Hinton 2012, lecture 6.5; decay as in PyTorch. */
export const rmsProp = ({ decay = 0.99, epsilon = 1e-8 } = {}): Optimiser => ({
  name: "RMSProp", beta1: 0, beta2: decay, epsilon, corrected: false,
});

/** Returns stochastic gradient descent with momentum, as PyTorch has it: the momentum adds up gradients, m' = momentum m + g. */
export const sgd = ({ momentum = 0 } = {}): Optimiser => ({
  name: "SGD", beta1: momentum, beta2: 0, epsilon: 1, corrected: false, adaptive: false,
});
