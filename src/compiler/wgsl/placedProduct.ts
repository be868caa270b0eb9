/** A product with the offsets of its matrices in the arena. */
import type { Sized } from "../ir/axes";
import type { Product } from "../ir/graph";
import type { Points } from "./points";

export interface PlacedProduct {
  readonly product: Product;
  /** Where index 0 of all axes is, counted from the beginning of the arena. */
  readonly left: number;
  readonly right: number;
  /** Null where only `finish` needs the product. */
  readonly out: number | null;
  /** The epilogue for every element, in row-major order. */
  readonly finish: Points | null;
}

export const sizesOf = (axes: readonly Sized[]): number[] => axes.map(({ size }) => size);
