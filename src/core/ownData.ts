/**
 * Images that a reader brings: what a run's configuration and a link say of them, and what is made of files before a run is trained on
 * them. How they are read and prepared is the business of `src/data/own`.
 */
import type { Stroke } from "./drawing";
import type { OwnId } from "./ownId";
import { quoted } from "./wellFormed";

/** Training and held-out images together; a run's test images are a seventh of them where no file says which. */
export const FEWEST_IMAGES = 200;
/** Drawings that copies can be made of: one of them is held out. */
export const FEWEST_DRAWN = 7;
export const MOST_TRAIN = 60_000;
export const MOST_TEST = 10_000;
/** Bytes of the chosen files together. */
export const MOST_CHOSEN = 512 * 1024 * 1024;

export interface OwnHalf {
  /** [images], 0 … 9; 0 where nothing has a label. */
  readonly labels: Uint8Array<ArrayBuffer>;
  /** [images × 784], 0 ground … 255 ink. */
  readonly pixels: Uint8Array<ArrayBuffer>;
}

/** Prepared images, as models are trained on them. */
export interface OwnImages {
  /** As written by `ownId`. */
  readonly id: string;
  /** What the labels stand for, in their order; empty where nothing has a label. */
  readonly classes: readonly string[];
  readonly train: OwnHalf;
  readonly test: OwnHalf;
}

const HASH_DIGITS = 16;

export const ownId = ({ name, classes, hash }: OwnId): string => `${shortName(name)}.${classes}.${hash.slice(0, HASH_DIGITS)}`;

/** What a link can say of a file's name. */
function shortName(name: string): string {
  const short = name.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+/, "").slice(0, 24).replace(/-+$/, "");
  return short === "" ? "images" : short;
}

/** How files are made into images as MNIST's are. */
export interface OwnWishes {
  /** Rows and columns are exchanged, as EMNIST's files have them. */
  readonly transposed: boolean;
  /** Dark ink on a bright ground: turned round, as MNIST is white on black. */
  readonly inverted: boolean;
  /** Ink fitted into 20 × 20 pixels and centred by its mass, as in MNIST; otherwise scaled to 28 × 28 as a whole. */
  readonly centred: boolean;
  /** Labels are used; at most ten classes, those with most images. */
  readonly labelled: boolean;
  /** Of a single image that is cut up: images across and down. */
  readonly sheet: { readonly columns: number; readonly rows: number } | null;
}

/** A chosen file; `path`: within the chosen folder, where one was. */
export interface ChosenFile {
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A digit drawn on the page. */
export interface Drawing {
  readonly label: number;
  readonly strokes: readonly Stroke[];
}

/** Why an image is not among the prepared ones. `kind`: of a file that is neither an image nor one of MNIST's format. */
export type LeftOut = "empty" | "unreadable" | "too-large" | "kind" | "other-class" | "too-many";

export interface Prepared {
  readonly images: OwnImages;
  readonly wishes: OwnWishes;
  /** How many of them were drawn on the page, the others being copies; null: all come from files. */
  readonly drawn: number | null;
  /** Labels were found. */
  readonly hasLabels: boolean;
  readonly leftOut: Readonly<Partial<Record<LeftOut, number>>>;
}

export type OwnDataReason =
  | "too-large" | "damaged" | "idx-type" | "idx-shape" | "idx-length" | "no-labels-for" | "labels-only" | "two-files" | "mixed" | "nothing"
  | "too-few" | "too-many-pixels" | "sheet" | "not-loaded";

/** Why files are refused; "not-loaded": the script that reads them did not load. `detail`: a file's name, or numbers; cut short. */
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
