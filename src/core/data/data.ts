/**
 * Data are images, or points whose density is known. Each kind has a folder in `src/subject/data` with one of these definitions; the
 * folder also decides how it is opened for training.
 */

/** Rows of grey values in [0,1], 28 × 28 pixels each. */
export interface ImageDefinition {
  readonly id: string;
  readonly kind: "image";
  /** The number of values in a row of x. */
  readonly width: number;
  /** The number of classes; the columns of y beyond them stay 0. */
  readonly labels: number;
}

/** Images that a reader provides, with or without labels. They replace MNIST if a run's configuration names them. */
export interface OwnDefinition {
  readonly id: string;
  readonly kind: "own" | "unlabelled";
  readonly width: number;
  readonly labels: number;
}

/** Points on a line (width 1) or in the plane (width 2), drawn from a density that can be computed. */
export interface PointsDefinition {
  readonly id: string;
  readonly kind: "points";
  readonly width: 1 | 2;
  readonly labels: number;
  /** Pictures and grids range from −extent to extent on each axis; hardly any point lies outside. */
  readonly extent: number;
  /** Returns p(x) per unit of length or area; x is [width]. */
  density(x: ArrayLike<number>): number;
  /** The means of the Gaussians of a mixture, [labels][width]; null if the density is no mixture. */
  readonly modes: readonly (readonly number[])[] | null;
  /** The standard deviation of each mode's Gaussian, or of the noise around a curve: [labels]. */
  readonly sigmas: readonly number[];
  /** Makes points from uniform numbers in (0,1), `uniforms` [count,2], and numbers from N(0,1), `normals` [count,width]. */
  draw(uniforms: ArrayLike<number>, normals: ArrayLike<number>): Points;
}

export interface Points {
  /** The coordinates, [count,width], row by row. */
  readonly x: Float32Array<ArrayBuffer>;
  /** The part of the density that each point comes from, [count], 0 … labels − 1. */
  readonly labels: Uint8Array<ArrayBuffer>;
}

export type DataDefinition = ImageDefinition | OwnDefinition | PointsDefinition;
export type DataKind = DataDefinition["kind"];
