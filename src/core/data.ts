/**
 * What data can be: images, or points whose density is known. Each has a folder in `src/data`, which says so by one of these; how
 * it is opened for training is its own business.
 */

/** Rows of grey values in [0,1]: 28 × 28 pixels each. */
export interface ImageDefinition {
  readonly id: string;
  readonly kind: "image";
  /** Numbers in a row of x. */
  readonly width: number;
  /** Classes; the columns of y beyond them stay 0. */
  readonly labels: number;
}

/** Images that a reader brings, with or without labels. They stand in for MNIST wherever a run's configuration names them. */
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
  /** Pictures and grids go from −extent to extent on each axis; hardly any point lies outside. */
  readonly extent: number;
  /** p(x), per unit of length or area. x: [width]. */
  density(x: ArrayLike<number>): number;
  /** Where the Gaussians of a mixture are, [labels][width]; null: the density has no such places. */
  readonly modes: readonly (readonly number[])[] | null;
  /** The standard deviation of each mode's Gaussian, or of the noise around a curve: [labels]. */
  readonly sigmas: readonly number[];
  /** Points from numbers in (0,1), `uniforms`: [count,2], and from numbers of N(0,1), `normals`: [count,width]. */
  draw(uniforms: ArrayLike<number>, normals: ArrayLike<number>): Points;
}

export interface Points {
  /** [count,width], row by row. */
  readonly x: Float32Array<ArrayBuffer>;
  /** [count], 0 … labels − 1: which part of the density each comes from. */
  readonly labels: Uint8Array<ArrayBuffer>;
}

export type DataDefinition = ImageDefinition | OwnDefinition | PointsDefinition;
export type DataKind = DataDefinition["kind"];
