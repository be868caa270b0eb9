/** Following one image through a model: the page's request and the worker's result. Images have MNIST's size. */
import type { HyperparameterValues } from "../model/hyperparameters";
import { elboOf } from "../model/measurable";
import { hasTermOfBatch, isWritten, type Model, type DiscriminatorOutput } from "../model/model";
import type { Role } from "../model/network";

/**
 * The views of an image: its activations in all layers, its share of each term, its exact posterior, and the discriminator's
 * verdict.
 */
export const FOLLOW_PARTS = ["way", "terms", "posterior", "judged"] as const;
export type FollowPart = (typeof FOLLOW_PARTS)[number];

/** The image that is followed. */
export type Subject =
  /** A test image, counted from 0. */
  | { readonly kind: "image"; readonly index: number }
  /** One of the samples from fixed noise, counted from 0. */
  | { readonly kind: "sample"; readonly index: number }
  /** An image decoded from a code; `class` is for conditional models. */
  | { readonly kind: "code"; readonly z: readonly number[]; readonly class: number };

export interface FollowRequest {
  readonly subject: Subject;
  /**
   * The test image that a generated one is compared with, and that models with `given` get. If the subject is a test image, it
   * is that one.
   */
  readonly image: number;
  /** The number of the draw of ε, or of the z of a generated image beside a test image. */
  readonly draw: number;
  readonly part: FollowPart;
}

/** The output of a layer, before the nonlinearity that follows. */
export interface LayerTrace {
  readonly network: string;
  readonly role: Role;
  readonly layer: string;
  /** Its shape: [units], or [side, side, channels]. */
  readonly shape: readonly number[];
  readonly values: Float32Array;
  /** The number of calls of the layer; the values are those of the last one. */
  readonly calls: number;
}

/** A code and its derivation z = μ + σ⊙ε; parts that do not apply are null. All are [d]. */
export interface CodeTrace {
  readonly mu: Float32Array | null;
  readonly sigma: Float32Array | null;
  readonly eps: Float32Array | null;
  readonly z: Float32Array;
}

export interface ForwardTrace {
  readonly part: "way";
  /**
   * The input of the model, [784], −1 where a pixel is missing; with `given`, that input. Null if nothing but a code goes in.
   */
  readonly x: Float32Array | null;
  /** The layers in the order of their calls: encoder, decoder, discriminator. */
  readonly layers: readonly LayerTrace[];
  readonly code: CodeTrace | null;
  /** The output, [784] in [0,1]; null if the model makes none of this image. */
  readonly made: Float32Array | null;
  /** The discriminator's output for the generated image, or for the test image if there is none. */
  readonly verdict: number | null;
}

export interface TermsOfBatch {
  readonly part: "terms";
  /** The numbers of the test images, including the one that is followed. */
  readonly images: readonly number[];
  readonly labels: Uint8Array;
  /** Bytes of pixels, [images, 784]. */
  readonly pixels: Uint8Array;
  /** Loss column → its value for each image separately. */
  readonly each: Readonly<Record<string, Float32Array>>;
}

export interface PosteriorOfImage {
  readonly part: "posterior";
  /** The grid over a square of latent space, with side² cells, row by row from the top. */
  readonly middle: readonly [number, number];
  readonly extent: number;
  readonly side: number;
  /** log p(z|x) in nats per unit of area, [side²]. */
  readonly logPosterior: Float32Array;
  /** q(z|x) = N(μ, diag σ²). */
  readonly mu: readonly [number, number];
  readonly sigma: readonly [number, number];
  /** log p(x), and the error bound of the grid. */
  readonly logEvidence: number;
  readonly error: number;
  /** E_q[log p(x,z) − log q(z|x)], the evidence lower bound at β = 1. */
  readonly elbo: number;
}

export interface DiscriminatorVerdict {
  readonly part: "judged";
  readonly says: DiscriminatorOutput;
  /** The image that the discriminator classifies, [784]. */
  readonly image: Float32Array;
  readonly verdict: number;
  /** The gradient of the verdict by each pixel, [784]. */
  readonly gradient: Float32Array;
  /**
   * The verdicts at equally spaced points on the straight line from the test image to the generated one, including both ends.
   */
  readonly path: Float32Array;
  /** The two ends, [784] each. */
  readonly real: Float32Array;
  readonly generated: Float32Array;
}

export type FollowResult = ForwardTrace | TermsOfBatch | PosteriorOfImage | DiscriminatorVerdict;

/** The reason why a view does not apply to a model; null if it does. */
export type FollowObstacle = "unpaired" | "of-program" | "of-batch" | "no-bound" | "not-two" | "no-discriminator";

/** Returns why this view does not apply to a model with these settings; null if it does. */
export function obstacleOf(part: FollowPart, model: Model, h: HyperparameterValues): FollowObstacle | null {
  switch (part) {
    case "way": return null;
    case "terms": return isWritten(model) ? "of-program" : model.unpaired ? "unpaired" : hasTermOfBatch(model, h) ? "of-batch" : null;
    case "posterior":
      if (!elboOf(model)?.objective.elbo.posterior) return "no-bound";
      return h["latent"] === 2 ? null : "not-two";
    case "judged": return model.discriminate ? null : "no-discriminator";
    default: return part satisfies never;
  }
}

/** Returns whether a view exists for test images only. */
export const ofTestImages = (part: FollowPart): boolean => part === "terms" || part === "posterior";
