/**
 * Images that a reader provides: how a run's configuration and a link name them, and the types of files prepared for training.
 * `src/subject/data/own` reads and prepares them.
 */
import type { Stroke } from "./drawing";
import type { OwnId } from "./ownId";
import { quoted } from "../wellFormed";

/** The minimum number of training and held-out images together; if no file says which, a seventh are test images. */
export const MIN_IMAGES = 200;
/** The minimum number of drawings that copies can be made of: one of them is held out. */
export const MIN_DRAWINGS = 7;
export const MAX_TRAIN_IMAGES = 60_000;
export const MAX_TEST_IMAGES = 10_000;
/** The maximum number of bytes of the chosen files together. */
export const MAX_CHOSEN_BYTES = 512 * 1024 * 1024;

export interface OwnSplit {
  /** The labels, [images], 0 … 9; 0 if there are none. */
  readonly labels: Uint8Array<ArrayBuffer>;
  /** The pixels, [images × 784], 0 background … 255 ink. */
  readonly pixels: Uint8Array<ArrayBuffer>;
}

/** Images that are prepared for training. */
export interface OwnImages {
  /** The id that `ownId` writes. */
  readonly id: string;
  /** The names of the labels, in order; empty if there are no labels. */
  readonly classes: readonly string[];
  readonly train: OwnSplit;
  readonly test: OwnSplit;
}

const HASH_DIGITS = 16;

/** Writes the id of own images: `name.classes.hash`. */
export const ownId = ({ name, classes, hash }: OwnId): string => `${shortName(name) || "images"}.${classes}.${hash.slice(0, HASH_DIGITS)}`;

/** Returns the part of a name that a link can contain; "" if there is none. */
export const shortName = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+/, "").slice(0, 24).replace(/-+$/, "");

/** The options of converting files to MNIST-like images. */
export interface ImportOptions {
  /** True to exchange rows and columns, as EMNIST's files need. */
  readonly transposed: boolean;
  /** True for dark ink on a bright background, which is inverted: MNIST is white on black. */
  readonly inverted: boolean;
  /**
   * True to fit ink into 20 × 20 pixels and centre it by its mass, as in MNIST; otherwise the whole image is scaled to 28 × 28.
   */
  readonly centred: boolean;
  /** True to use labels; at most ten classes, those with the most images. */
  readonly labelled: boolean;
  /** The numbers of images across and down in a single image that is cut up. */
  readonly sheet: { readonly columns: number; readonly rows: number } | null;
}

/** A chosen file; `path` is its path within the chosen folder, if there is one. */
export interface ChosenFile {
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A digit drawn on the page. */
export interface Drawing {
  readonly label: number;
  readonly strokes: readonly Stroke[];
}

/** The reason why an image was left out. `kind`: the file is in no format that is read. `unlabelled`: it is held out, and only training images have labels. */
export type LeftOut = "empty" | "unreadable" | "too-large" | "kind" | "names-bytes" | "other-class" | "too-many" | "unlabelled";

export interface Prepared {
  readonly images: OwnImages;
  readonly wishes: ImportOptions;
  /** The number of images drawn on the page, of which the others are copies; null if all come from files. */
  readonly drawn: number | null;
  /** True if labels were found. */
  readonly hasLabels: boolean;
  readonly leftOut: Readonly<Partial<Record<LeftOut, number>>>;
}

export type OwnDataReason =
  | "unread" | "damaged" | "undecodable" | "pixels-hidden" | "encrypted" | "no-bytes" | "length" | "idx-type" | "idx-shape" | "npy-type" | "npy-shape" | "csv-columns" | "csv-row" | "values"
  | "no-labels-for" | "labels-only" | "names-only" | "two-files" | "mixed" | "nothing" | "none-held-out" | "memory" | "not-loaded" | LimitReason;

/** One for each limit: the sentence names it. */
export type LimitReason =
  | "chosen-bytes" | "unpacked-bytes" | "files" | "side" | "too-many-pixels" | "count" | "array-side" | "npy-header" | "csv-row-bytes" | "csv-label" | "names-bytes"
  | "too-few" | "too-few-left" | "too-few-drawings" | "sheet-side" | "sheet-cell";

/**
 * Why files are refused; "unread": the browser could not read a file; "undecodable": too few images are left; "pixels-hidden": the browser gives
 * pages no true pixels of images of this kind; "memory": the worker that reads them ran out of it; "not-loaded": its
 * script did not load. `detail` is a file's name, or numbers, truncated.
 */
export class OwnDataError extends Error {
  override readonly name = "OwnDataError";
  readonly reason: OwnDataReason;
  readonly detail: string;

  constructor(reason: OwnDataReason, detail = "") {
    const short = quoted(detail, 60);
    super(short === "" ? reason : `${reason}: ${short}`);
    this.reason = reason;
    this.detail = short;
  }
}
