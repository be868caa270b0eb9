/** A product with the offsets of its matrices in the arena. */
import type { Sized } from "../ir/axes";
import type { Product } from "../ir/graph";
import type { ArenaAccess, Points } from "./points";

export interface PlacedProduct {
  readonly product: Product;
  /** The element with index 0 on all axes, counted from the beginning of the arena. */
  readonly left: number;
  readonly right: number;
  /** Null if only `finish` needs the product. */
  readonly out: number | null;
  /** The epilogue: its points are the elements in the order of their addresses. */
  readonly finish: Points | null;
}

/** Returns the point of the epilogue for an element of the product: an access whose strides are those of the rows and the columns. */
export const pointOfElement = ({ product: { rows, columns, outOffset } }: PlacedProduct): ArenaAccess =>
  ({ offset: outOffset, strides: [...rows, ...columns].map((axis) => axis.out) });

/** Returns the sizes of axes. */
export const sizesOf = (axes: readonly Sized[]): number[] => axes.map(({ size }) => size);
