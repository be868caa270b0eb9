/** Pictures of a run: the page's requests and the worker's frames. */
import type { CompletionProgress } from "./completion";
import type { FollowResult, FollowRequest } from "./follow";
import type { Step } from "../run/ids";
import type { Directions, Plane } from "./plane";
import type { SlowStep } from "./slowMotion";

export type { Directions, Plane };

/** A point of latent space, given by its meaning; the worker computes its code with the current weights. */
export type Place =
  /** The encoder's mean of a test image, counted from 0. */
  | { readonly kind: "image"; readonly index: number }
  /** The mean code of a class among the first test images. */
  | { readonly kind: "mean"; readonly class: number }
  | NoisePlace
  /** A fixed code: the reader's position. */
  | { readonly kind: "held"; readonly z: readonly number[] };

/** A draw from the prior. */
export interface NoisePlace extends CodeNoise {
  readonly kind: "noise";
  /** The number of draws of its seed before it. */
  readonly press: number;
}

/** The noise that a prior turns into one code; it does not depend on weights. */
export interface CodeNoise {
  /** Numbers from N(0, 1), [d]: the code itself if the prior is N(0, I). */
  readonly z: readonly number[];
  /** A number in (0,1), by which a mixture chooses the component. */
  readonly choice: number;
}

/**
 * A row of pictures, given by the codes that they are decoded from. `times` are positions on the path, 0 at the first place and
 * 1 at the second.
 */
export type StripRow =
  | { readonly kind: "places"; readonly places: readonly Place[] }
  /** One dimension, counted from 0, takes these values; the others are fixed. */
  | { readonly kind: "traverse"; readonly at: readonly number[]; readonly dimension: number; readonly values: readonly number[] }
  | { readonly kind: "between"; readonly from: Place; readonly to: Place; readonly along: "line" | "sphere"; readonly times: readonly number[] }
  /** of + t (plus − minus). */
  | { readonly kind: "arithmetic"; readonly of: Place; readonly minus: Place; readonly plus: Place; readonly times: readonly number[] };

/** A component of a learned prior in a plane, as the ellipse of one standard deviation around its mean. */
export interface Ellipse {
  /** Its centre. */
  readonly across: number;
  readonly up: number;
  /** The radii, the larger one first. */
  readonly radii: readonly [number, number];
  /** The angle from the horizontal axis to the larger radius, in radians. */
  readonly angle: number;
  /** The share of the prior's draws that come from it. */
  readonly weight: number;
}

/** A learned prior in a plane. */
export type PriorOnPlane =
  | { readonly kind: "mixture"; readonly components: readonly Ellipse[] }
  /** The trajectories of some draws: positions (across, up) before the first step and after each. */
  | { readonly kind: "ways"; readonly ways: readonly (readonly (readonly [across: number, up: number])[])[] };

/** Images to encode: test images by their numbers, or one image, [784] in [0,1], with its class. */
export type EncodeRequest = { readonly images: readonly number[] } | { readonly pixels: Float32Array; readonly class: number };

/** The principal components of the codes of test images, the largest first. */
export interface Components {
  readonly step: Step;
  /** The number of test images. */
  readonly images: number;
  /** [d]. */
  readonly mean: readonly number[];
  /** [2][d], orthonormal. */
  readonly directions: readonly (readonly number[])[];
  readonly variances: readonly number[];
  /** The shares of the variance in all dimensions. */
  readonly shares: readonly number[];
}

/** How much each direction of latent space changes the pictures. */
export interface Influence {
  readonly step: Step;
  /**
   * The directions that change them most, [2][d], orthonormal, the strongest first; a latent space of one dimension has one.
   */
  readonly directions: readonly (readonly number[])[];
  /** Their shares of the squared change along all directions. */
  readonly shares: readonly number[];
  /** The mean change of a pixel in [0,1] as this dimension goes from −3 to 3, [d]. */
  readonly changes: readonly number[];
}

/** Rows of decoded pictures, one below the other, and test images beside them. */
export interface StripRequest {
  readonly name: "traverse" | "between" | "arithmetic";
  readonly rows: readonly StripRow[];
  readonly images: readonly number[];
  readonly class: number;
}

/** Returns the number of images in a row of a strip. */
export function rowLength(row: StripRow): number {
  switch (row.kind) {
    case "places": return row.places.length;
    case "traverse": return row.values.length;
    case "between":
    case "arithmetic": return row.times.length;
    default: return row satisfies never;
  }
}

/** The image that a completing model gets: the number of a test image, or [784] in [0,1]. */
export type Given = number | Float32Array;

/** The reader's position in latent space: the image there is updated continuously. */
export interface Position {
  /** [d]. */
  readonly z: readonly number[];
  /** The conditioning class; other models ignore it. */
  readonly class: number;
  /** The image that a completing model completes; default: the first test image. Others ignore it. */
  readonly given?: Given;
  /** The time of the reader's last move or choice, on the page's clock: training may yield to its picture. Null if there was none just now. */
  readonly movedAt: number | null;
}

export interface Watch {
  /** The image that the map completes; default: the first test image. */
  readonly given?: Given;
  readonly samples: boolean;
  readonly reconstructions: boolean;
  /** Decoded images on a regular grid of side² points. */
  readonly manifold: { readonly plane: Plane; readonly side: number; readonly class: number } | null;
  /** The posterior means of the first `count` test images, as coordinates of a plane. */
  readonly codes: { readonly directions: Directions; readonly count: number } | null;
  readonly strip: StripRequest | null;
  /** One image that is followed through the model. */
  readonly follow: FollowRequest | null;
  /** True to show the next step in slow motion while nothing trains. */
  readonly slowMotion: boolean;
}

export const NOTHING_WATCHED: Watch = { samples: false, reconstructions: false, manifold: null, codes: null, strip: null, follow: null, slowMotion: false };

/**
 * Pictures: one image after the other, row by row, one byte per pixel (0 black … 255 white, as in MNIST) unless stated
 * otherwise. A picture is dropped, not queued, while the page has not drawn the previous one of its kind.
 */
export type Frame =
  /** Column k of each row shows class k for a conditional model, and the completion of test image k for a completing model. */
  | { readonly kind: "samples"; readonly step: Step; readonly count: number; readonly pixels: Uint8Array<ArrayBuffer> }
  /**
   * `count` test images, then their reconstructions. With missing pixels: the images with these in grey, imputed, and complete.
   */
  | { readonly kind: "reconstructions"; readonly step: Step; readonly count: number; readonly pixels: Uint8Array<ArrayBuffer> }
  /** side² images; the first row is the top of the map (vertical axis at +extent). */
  | { readonly kind: "manifold"; readonly step: Step; readonly plane: Plane; readonly side: number; readonly pixels: Uint8Array<ArrayBuffer> }
  /** The coordinates [count, 2] (horizontal, vertical), and the class of each; `prior` is null if it is not learned. */
  | {
    readonly kind: "codes"; readonly step: Step; readonly directions: Directions; readonly points: Float32Array<ArrayBuffer>;
    readonly labels: Uint8Array; readonly prior: PriorOnPlane | null;
  }
  /** The rows' pictures, then the requested test images. codes [pictures,d] are those that the pictures were decoded from. */
  | { readonly kind: "strip"; readonly step: Step; readonly wish: StripRequest; readonly pixels: Uint8Array<ArrayBuffer>; readonly codes: Float32Array }
  /** The image at the reader's position, [784] in [0,1]; `z` and `movedAt` are the page's. */
  | { readonly kind: "decoded"; readonly step: Step; readonly z: readonly number[]; readonly movedAt: number | null; readonly values: Float32Array<ArrayBuffer> }
  /** If data are points: the model's density and discriminator, on `gridOf` the data. */
  | ({ readonly kind: "densities"; readonly step: Step; readonly values: Float32Array<ArrayBuffer> } & DensityLayout)
  /**
   * The result for the image that is followed. `values` is empty: the buffer stands for the page's permission to send the next.
   */
  | { readonly kind: "followed"; readonly step: Step; readonly wish: FollowRequest; readonly found: FollowResult; readonly values: Float32Array<ArrayBuffer> }
  /** The step that follows this one, before it is computed. `values` is as in "followed". */
  | { readonly kind: "slowMotion"; readonly step: Step; readonly found: SlowStep; readonly values: Float32Array<ArrayBuffer> }
  /** The present fill-ins of a search, [samples, 784] in [0,1]. */
  | ({ readonly kind: "filling" } & CompletionProgress);

/** The layout of the numbers of a density picture. */
export interface DensityLayout {
  /** The number of cells: first the estimated density of samples; then, unless `says` is null, the discriminator's output. */
  readonly cells: number;
  readonly says: "probability" | "score" | null;
  /** The number of samples that the density was estimated from. */
  readonly samples: number;
  /** The number of samples that follow at the end, [dots,width]. */
  readonly dots: number;
}

/** Returns views into the picture's numbers. */
export function densityParts({ values, cells, says }: Extract<Frame, { kind: "densities" }>) {
  const first = says === null ? cells : 2 * cells;
  return { density: values.subarray(0, cells), discriminator: says === null ? null : values.subarray(cells, first), dots: values.subarray(first) };
}

/** Returns the buffer of a frame's pictures: it is transferred with the frame, and the page returns it after drawing. */
export function bufferOf(frame: Frame): ArrayBuffer {
  switch (frame.kind) {
    case "codes": return frame.points.buffer;
    case "decoded":
    case "followed":
    case "slowMotion":
    case "densities": return frame.values.buffer;
    default: return frame.pixels.buffer;
  }
}

/** Returns the frame with a copy of its buffer. */
export function copyOf(frame: Frame): Frame {
  switch (frame.kind) {
    case "codes": return { ...frame, points: frame.points.slice() };
    case "decoded":
    case "followed":
    case "slowMotion":
    case "densities": return { ...frame, values: frame.values.slice() };
    case "filling": return { ...frame, pixels: frame.pixels.slice() };
    default: return { ...frame, pixels: frame.pixels.slice() };
  }
}
