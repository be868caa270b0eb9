/** Pictures of a run: what the page wishes to see, and what is sent. */
import type { Completing } from "./completion";
import type { Followed, FollowWish } from "./follow";
import type { Step } from "./ids";
import type { Directions, Plane } from "./plane";
import type { SlowStep } from "./slowMotion";

export type { Directions, Plane };

/** A point of latent space, by what it stands for; the worker finds its code with the weights as they are. */
export type Place =
  /** Where the encoder places a test image, counted from 0. */
  | { readonly kind: "image"; readonly index: number }
  /** The mean code of a class among the first test images. */
  | { readonly kind: "mean"; readonly class: number }
  | NoisePlace
  /** A code as it stands: where the reader was. */
  | { readonly kind: "held"; readonly z: readonly number[] };

/** A draw from the prior. */
export interface NoisePlace extends CodeNoise {
  readonly kind: "noise";
}

/** What a prior makes one code of, drawn without knowing its weights. */
export interface CodeNoise {
  /** [d] of N(0, 1): the code itself where the prior is N(0, I). */
  readonly z: readonly number[];
  /** In (0,1): by which a mixture chooses the component. */
  readonly choice: number;
}

/** A row of pictures: the codes they are decoded from. `times`: how far along, 0 at the first place and 1 at the second. */
export type StripRow =
  | { readonly kind: "places"; readonly places: readonly Place[] }
  /** One dimension, counted from 0, takes those values; the others are held. */
  | { readonly kind: "traverse"; readonly at: readonly number[]; readonly dimension: number; readonly values: readonly number[] }
  | { readonly kind: "between"; readonly from: Place; readonly to: Place; readonly along: "line" | "sphere"; readonly times: readonly number[] }
  /** of + t (plus − minus). */
  | { readonly kind: "arithmetic"; readonly of: Place; readonly minus: Place; readonly plus: Place; readonly times: readonly number[] };

/** A component of a learned prior as it lies in a plane: one standard deviation around its mean. */
export interface Ellipse {
  /** Its middle. */
  readonly across: number;
  readonly up: number;
  /** The larger one first. */
  readonly radii: readonly [number, number];
  /** From the horizontal axis to the larger radius, in radians. */
  readonly angle: number;
  /** Share of the prior's draws that come from it. */
  readonly weight: number;
}

/** What a learned prior looks like in a plane. */
export type PriorSeen =
  | { readonly kind: "mixture"; readonly components: readonly Ellipse[] }
  /** Of some draws: where they are before the first step and after each, (across, up). */
  | { readonly kind: "ways"; readonly ways: readonly (readonly (readonly [across: number, up: number])[])[] };

/** Images to place in latent space: test images by their numbers, or one image, [784] in [0,1], with its class. */
export type EncodeWish = { readonly images: readonly number[] } | { readonly pixels: Float32Array; readonly class: number };

/** The principal components of the codes of test images, the largest first. */
export interface Components {
  readonly step: Step;
  /** So many test images. */
  readonly images: number;
  /** [d]. */
  readonly mean: readonly number[];
  /** [2][d], orthonormal. */
  readonly directions: readonly (readonly number[])[];
  readonly variances: readonly number[];
  /** Of the variance in all dimensions. */
  readonly shares: readonly number[];
}

/** How much each direction of latent space changes the pictures. */
export interface Influence {
  readonly step: Step;
  /** [2][d], orthonormal: those that change them most, the strongest first. One in a latent space of one dimension. */
  readonly directions: readonly (readonly number[])[];
  /** Of the squared change along all directions. */
  readonly shares: readonly number[];
  /** [d]: how much a pixel in [0,1] changes, on average, as this dimension goes from −3 to 3. */
  readonly changes: readonly number[];
}

/** Rows of decoded pictures, one below the other, and test images beside them as they are. */
export interface StripWish {
  readonly name: "traverse" | "between" | "arithmetic";
  readonly rows: readonly StripRow[];
  readonly images: readonly number[];
  readonly class: number;
}

export function rowLength(row: StripRow): number {
  switch (row.kind) {
    case "places": return row.places.length;
    case "traverse": return row.values.length;
    case "between":
    case "arithmetic": return row.times.length;
    default: return row satisfies never;
  }
}

/** An image to complete, for models that do: the number of a test image, or [784] in [0,1]. */
export type Given = number | Float32Array;

/** Where the reader is in latent space: the image there is kept up to date. */
export interface Position {
  /** [d]. */
  readonly z: readonly number[];
  /** Ignored by models that are not conditional. */
  readonly class: number;
  /** What a completing model completes; the first test image where absent. Others ignore it. */
  readonly given?: Given;
  /** When the hand that drags it moved last, on the page's clock: training may give way to its picture. Null: none drags it. */
  readonly movedAt: number | null;
}

export interface Watch {
  /** What the map completes; the first test image where absent. */
  readonly given?: Given;
  readonly samples: boolean;
  readonly reconstructions: boolean;
  /** Decoded images on a regular grid of side² points. */
  readonly manifold: { readonly plane: Plane; readonly side: number; readonly class: number } | null;
  /** Posterior means of the first `count` test images, as coordinates of a plane. */
  readonly codes: { readonly directions: Directions; readonly count: number } | null;
  readonly strip: StripWish | null;
  /** One image, followed through the model. */
  readonly follow: FollowWish | null;
  /** The next step in slow motion, while nothing trains. */
  readonly slowMotion: boolean;
}

export const NOTHING_WATCHED: Watch = { samples: false, reconstructions: false, manifold: null, codes: null, strip: null, follow: null, slowMotion: false };

/**
 * Pictures: one image after the other, row by row, a byte a pixel (0 black … 255 white, as MNIST has it) where not said otherwise.
 * Dropped, not queued, while the page has not drawn the last one of its kind.
 */
export type Frame =
  /** Conditional models: column k of each row shows class k. Completing models: column k completes test image k. */
  | { readonly kind: "samples"; readonly step: Step; readonly count: number; readonly pixels: Uint8Array<ArrayBuffer> }
  /** `count` test images, then their reconstructions. With missing pixels: the images with these in grey, filled in, and whole. */
  | { readonly kind: "reconstructions"; readonly step: Step; readonly count: number; readonly pixels: Uint8Array<ArrayBuffer> }
  /** side² images; first row: top of the map (vertical axis at +extent). */
  | { readonly kind: "manifold"; readonly step: Step; readonly plane: Plane; readonly side: number; readonly pixels: Uint8Array<ArrayBuffer> }
  /** count × (horizontal, vertical), and the class of each. prior: null where it is not learned. */
  | {
    readonly kind: "codes"; readonly step: Step; readonly directions: Directions; readonly points: Float32Array<ArrayBuffer>;
    readonly labels: Uint8Array; readonly prior: PriorSeen | null;
  }
  /** The rows' pictures, then the test images wished for. codes: [pictures,d], those the pictures were decoded from. */
  | { readonly kind: "strip"; readonly step: Step; readonly wish: StripWish; readonly pixels: Uint8Array<ArrayBuffer>; readonly codes: Float32Array }
  /** The image at the reader's position, [784] in [0,1]; `z` and `movedAt` as the page has told them. */
  | { readonly kind: "decoded"; readonly step: Step; readonly z: readonly number[]; readonly movedAt: number | null; readonly values: Float32Array<ArrayBuffer> }
  /** Where data are points: what the model makes of them, on `gridOf` the data. */
  | ({ readonly kind: "densities"; readonly step: Step; readonly values: Float32Array<ArrayBuffer> } & DensityLayout)
  /** What was found of the image that is followed. `values`: empty, it stands for the page's leave to send the next. */
  | { readonly kind: "followed"; readonly step: Step; readonly wish: FollowWish; readonly found: Followed; readonly values: Float32Array<ArrayBuffer> }
  /** The step that follows this one, before it is made. `values` as in "followed". */
  | { readonly kind: "slowMotion"; readonly step: Step; readonly found: SlowStep; readonly values: Float32Array<ArrayBuffer> }
  /** The fill-ins under way, as they stand: samples × 784 in [0,1]. */
  | ({ readonly kind: "filling" } & Completing);

/** What the numbers of such a picture are, one after the other. */
export interface DensityLayout {
  /** Numbers of a grid: first the density of samples, estimated; then, unless `says` is null, what the discriminator says. */
  readonly cells: number;
  readonly says: "probability" | "score" | null;
  /** How many samples the density was estimated from. */
  readonly samples: number;
  /** Last: some of the samples, [dots,width]. */
  readonly dots: number;
}

/** Views into the picture's numbers. */
export function densityParts({ values, cells, says }: Extract<Frame, { kind: "densities" }>) {
  const first = says === null ? cells : 2 * cells;
  return { density: values.subarray(0, cells), discriminator: says === null ? null : values.subarray(cells, first), dots: values.subarray(first) };
}

/** What holds a frame's pictures: handed over with it, and given back by the page when they are drawn. */
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

/** The frame with a copy of what it gives back. */
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
