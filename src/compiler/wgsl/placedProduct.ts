/** A product with the offsets of its matrices in the arena. */
import type { Sized } from "../ir/axes";
import type { Product } from "../ir/graph";
import type { Points } from "./points";

export interface PlacedProduct {
  readonly product: Product;
  /** The element with index 0 on all axes, counted from the beginning of the arena. */
  readonly left: number;
  readonly right: number;
  /** Null if only `finish` needs the product. */
  readonly out: number | null;
  /** The epilogue, which runs for every element in row-major order. */
  readonly finish: Points | null;
}

/** Returns the sizes of axes. */
export const sizesOf = (axes: readonly Sized[]): number[] => axes.map(({ size }) => size);
