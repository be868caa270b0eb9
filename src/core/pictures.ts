/** Pictures of a run: what the page wishes to see, and what is sent. */
import type { Step } from "./ids";

/** The plane of latent space shown on the map. */
export interface Plane {
  /** Which two dimensions, horizontal and vertical. */
  readonly axes: readonly [number, number];
  /** Where the plane passes through in the other dimensions; length d. */
  readonly through: readonly number[];
  /** The map spans [-extent, extent] in both directions. */
  readonly extent: number;
}

/** An image to complete, for models that do: the number of a test image, or [784] in [0,1]. */
export type Given = number | Float32Array;

export interface Watch {
  /** What the map completes; the first test image where absent. */
  readonly given?: Given;
  readonly samples: boolean;
  readonly reconstructions: boolean;
  /** Decoded images on a regular grid of side² points. */
  readonly manifold: { readonly plane: Plane; readonly side: number; readonly class: number } | null;
  /** Posterior means of the first `count` test images along two axes. */
  readonly codes: { readonly axes: readonly [number, number]; readonly count: number } | null;
}

/**
 * Pictures: one image after the other, row by row, a byte a pixel (0 black … 255 white, as MNIST has it).
 * Dropped, not queued, while the page has not drawn the last one of its kind.
 */
export type Frame =
  /** Conditional models: column k of each row shows class k. Completing models: column k completes test image k. */
  | { readonly kind: "samples"; readonly step: Step; readonly count: number; readonly pixels: Uint8Array<ArrayBuffer> }
  /** `count` test images, then their reconstructions. */
  | { readonly kind: "reconstructions"; readonly step: Step; readonly count: number; readonly pixels: Uint8Array<ArrayBuffer> }
  /** side² images; first row: top of the map (vertical axis at +extent). */
  | { readonly kind: "manifold"; readonly step: Step; readonly plane: Plane; readonly side: number; readonly pixels: Uint8Array<ArrayBuffer> }
  /** count × (horizontal, vertical), and the class of each. */
  | { readonly kind: "codes"; readonly step: Step; readonly axes: readonly [number, number]; readonly points: Float32Array<ArrayBuffer>; readonly labels: Uint8Array };
