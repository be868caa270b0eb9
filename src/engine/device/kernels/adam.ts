/**
 * Adam as one kernel instead of thirteen: the call, and code shared by all backends' versions. These are in
 * `adam.<backend>.ts`, so that a backend's code is loaded only with the backend. Source: Kingma & Ba 2015, alg. 1,
 * arXiv:1412.6980.
 */
import { engine, getKernel, registerKernel } from "@tensorflow/tfjs-core";
import type {
  KernelConfig, NamedAttrMap, NamedTensorInfoMap, NamedTensorMap, Tensor, TensorInfo,
} from "@tensorflow/tfjs-core";
import { attributesOf } from "step-compiler/trace/kernelMeaning";

export const ADAM_UPDATE = "AdamUpdate";

export interface AdamState {
  readonly weight: Tensor;
  /** Running mean of the gradient. */
  readonly m: Tensor;
  /** Running mean of the squared gradient. */
  readonly v: Tensor;
}

/** An optimiser's settings at an update. */
export interface AdamSettings {
  readonly lr: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** The number of the update, counted from 1. */
  readonly t: number;
  /** Whether to correct the bias of a start at zero; default true. False for RMSProp, which is Adam with β₁ = 0 and no correction. */
  readonly corrected?: boolean;
  /** Whether to divide by the root of the mean square; default true. False for SGD, whose ε is 1 and whose sum of gradients is m / (1 − β₁). */
  readonly adaptive?: boolean;
}

/** Factors that are the same for all elements, computed in double precision once per update. */
export interface AdamFactors {
  readonly beta1: number;
  readonly oneMinusBeta1: number;
  readonly beta2: number;
  readonly oneMinusBeta2: number;
  /** lr / (1 − β₁ᵗ): w' = w − rate·m' / (√(vScale·v') + ε). */
  readonly rate: number;
  /** 1 / (1 − β₂ᵗ). */
  readonly vScale: number;
  readonly epsilon: number;
}

/**
 * The smallest normal float32. Smaller means become 0, as on GPUs: the means of a unit that gets no gradients any more shrink for ever, and some
 * processors compute many times as slowly with such numbers. Their updates are far below the rounding of weights.
 */
export const SMALLEST_MEAN = 2 ** -126;

/** Returns the factors of update `t`. */
export function factors({ lr, beta1, beta2, epsilon, t, corrected = true, adaptive = true }: AdamSettings): AdamFactors {
  return {
    beta1, oneMinusBeta1: 1 - beta1, beta2, oneMinusBeta2: 1 - beta2, epsilon,
    rate: corrected ? lr / (1 - beta1 ** t) : adaptive ? lr : lr / (1 - beta1),
    vScale: !adaptive ? 0 : corrected ? 1 / (1 - beta2 ** t) : 1,
  };
}

/**
 * Computes one update: m' = β₁m + (1−β₁)g, v' = β₂v + (1−β₂)g², w' = w − lr·m̂/(√v̂ + ε), with m̂ and v̂ corrected for their
 * start at zero. Means below SMALLEST_MEAN are 0. All four tensors: one shape, float32. Returns new tensors and disposes none.
 * Throws where no version of the kernel is registered for the backend in use.
 */
export function adamUpdate({ weight, m, v }: AdamState, gradient: Tensor, factors: AdamFactors): AdamState {
  const inputs: NamedTensorMap = { weight, m, v, gradient };
  const attrs: NamedAttrMap = { ...factors };
  const [nextWeight, nextM, nextV] = engine().runKernel<[Tensor, Tensor, Tensor]>(ADAM_UPDATE, inputs, attrs);
  return { weight: nextWeight, m: nextM, v: nextV };
}

export interface AdamInputs {
  readonly weight: TensorInfo;
  readonly m: TensorInfo;
  readonly v: TensorInfo;
  readonly gradient: TensorInfo;
}

/** Returns the kernel's inputs. Throws if one is missing, not float32 or of another shape. */
export function checked({ weight, m, v, gradient }: NamedTensorInfoMap): AdamInputs {
  if (!weight || !m || !v || !gradient) throw new Error("AdamUpdate: an input is missing");
  for (const [name, { shape, dtype }] of Object.entries({ weight, m, v, gradient })) {
    if (dtype !== "float32") throw new Error(`AdamUpdate: ${name} is ${dtype}, not float32`);
    if (shape.length !== weight.shape.length || shape.some((size, axis) => size !== weight.shape[axis])) {
      throw new Error(`AdamUpdate: ${name} has shape [${shape}], its weight [${weight.shape}]`);
    }
  }
  return { weight, m, v, gradient };
}

/** Registers a backend's version, which returns [weight, m, v]; calling it again changes nothing. */
export function registerAdam<Backend extends object>(
  backendName: string,
  update: (backend: Backend, inputs: AdamInputs, factors: AdamFactors) => TensorInfo[],
): void {
  if (getKernel(ADAM_UPDATE, backendName)) return;
  const kernelFunc: KernelConfig["kernelFunc"] = ({ inputs, attrs, backend }) =>
    update(backend as Backend, checked(inputs), attributesOf<AdamFactors>(attrs));
  registerKernel({ kernelName: ADAM_UPDATE, backendName, kernelFunc });
}
