/** One image, followed through a model: what the page wishes to see of it, and what it is told. Images are of MNIST's size. */
import type { HyperparameterValues } from "./hyperparameters";
import { elboOf } from "./measurable";
import type { Model, Says } from "./model";
import type { Role } from "./network";

/** What is looked at: its way through the layers, its share of each term, its exact posterior, what the discriminator makes of it. */
export const FOLLOW_PARTS = ["way", "terms", "posterior", "judged"] as const;
export type FollowPart = (typeof FOLLOW_PARTS)[number];

/** The image that is followed. */
export type Subject =
  /** A test image, counted from 0. */
  | { readonly kind: "image"; readonly index: number }
  /** One of the samples from fixed noise, counted from 0. */
  | { readonly kind: "sample"; readonly index: number }
  /** What is made of a code; `class` for conditional models. */
  | { readonly kind: "code"; readonly z: readonly number[]; readonly class: number };

export interface FollowWish {
  readonly subject: Subject;
  /** The test image that a generated one is compared with, and that is given to models with `given`. Of a test image, itself. */
  readonly image: number;
  /** Which draw of ε, or of the z of a generated image beside a test image. */
  readonly draw: number;
  readonly part: FollowPart;
}

/** The output of a layer, before the nonlinearity that follows. */
export interface LayerSeen {
  readonly network: string;
  readonly role: Role;
  readonly layer: string;
  /** [units], or [side, side, channels]. */
  readonly shape: readonly number[];
  readonly values: Float32Array;
  /** How often the layer was called; the last time is seen. */
  readonly calls: number;
}

/** A code, and how it came about: z = μ + σ⊙ε. Null what does not apply. [d] each. */
export interface CodeSeen {
  readonly mu: Float32Array | null;
  readonly sigma: Float32Array | null;
  readonly eps: Float32Array | null;
  readonly z: Float32Array;
}

export interface Way {
  readonly part: "way";
  /** [784] as the model gets it: with `given` what is given, −1 where a pixel is missing. Null where nothing but a code goes in. */
  readonly x: Float32Array | null;
  /** In the order in which they are called: encoder, decoder, discriminator. */
  readonly layers: readonly LayerSeen[];
  readonly code: CodeSeen | null;
  /** [784] in [0,1]; null where the model makes none of this image. */
  readonly made: Float32Array | null;
  /** What the discriminator says of the image made, or of the test image where none is made. */
  readonly verdict: number | null;
}

export interface TermsOfBatch {
  readonly part: "terms";
  /** Numbers of the test images; the one that is followed is among them. */
  readonly images: readonly number[];
  readonly labels: Uint8Array;
  /** Images × 784 bytes. */
  readonly pixels: Uint8Array;
  /** Loss column → its value for each image by itself. */
  readonly each: Readonly<Record<string, Float32Array>>;
  /** Loss column → its value for them as one batch. */
  readonly batch: Readonly<Record<string, number>>;
}

export interface PosteriorOfImage {
  readonly part: "posterior";
  /** The square of latent space on the grid, of side² cells, row by row from the top. */
  readonly middle: readonly [number, number];
  readonly extent: number;
  readonly side: number;
  /** log p(z|x), nats per unit of area: [side²]. */
  readonly logPosterior: Float32Array;
  /** q(z|x) = N(μ, diag σ²). */
  readonly mu: readonly [number, number];
  readonly sigma: readonly [number, number];
  /** log p(x), and how far the grid may be off. */
  readonly logEvidence: number;
  readonly error: number;
  /** E_q[log p(x,z) − log q(z|x)], the evidence lower bound at β = 1. */
  readonly elbo: number;
}

export interface Judged {
  readonly part: "judged";
  readonly says: Says;
  /** [784]: the image that is judged. */
  readonly image: Float32Array;
  readonly verdict: number;
  /** Of the verdict by each pixel: [784]. */
  readonly gradient: Float32Array;
  /** On the straight line from the test image to the generated one, evenly, both ends included. */
  readonly path: Float32Array;
  /** Both ends: [784] each. */
  readonly real: Float32Array;
  readonly generated: Float32Array;
}

export type Followed = Way | TermsOfBatch | PosteriorOfImage | Judged;

/** Why a part says nothing of a model; null where it does. */
export type FollowObstacle = "unpaired" | "no-bound" | "not-two" | "no-discriminator";

export function obstacleOf(part: FollowPart, model: Model, h: HyperparameterValues): FollowObstacle | null {
  switch (part) {
    case "way": return null;
    case "terms": return model.unpaired ? "unpaired" : null;
    case "posterior":
      if (!elboOf(model)?.objective.elbo.posterior) return "no-bound";
      return h["latent"] === 2 ? null : "not-two";
    case "judged": return model.discriminate ? null : "no-discriminator";
    default: return part satisfies never;
  }
}

/** Whether its answer holds for any subject, or for test images alone. */
export const ofTestImages = (part: FollowPart): boolean => part === "terms" || part === "posterior";
