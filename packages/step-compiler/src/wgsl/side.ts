/** One matrix of a tiled product, as the loop over inner indices reads it. */
import { sizesOf, type PlacedProduct } from "./placedProduct";
import type { LinearIndex } from "./text";
import type { Tile } from "./tile";

export interface Side {
  readonly name: "left" | "right";
  /** The element with index 0 on all axes, in the arena. */
  readonly offset: number;
  /** The rows of the left matrix, or the columns of the right one. */
  readonly outer: LinearIndex;
  readonly outerStrides: readonly number[];
  readonly inner: LinearIndex;
  readonly innerStrides: readonly number[];
  /** The variable that holds the beginning of the workgroup's tile, and the tile's number of outer indices. */
  readonly begin: "row" | "column";
  readonly breadth: number;
}

/** Returns the left and the right matrix of a product. */
export function sidesOf({ product: { rows, columns, inner }, left, right }: PlacedProduct, tile: Tile): readonly [Side, Side] {
  const index = { variable: "k", sizes: sizesOf(inner) };
  return [
    {
      name: "left", offset: left, inner: index, innerStrides: inner.map((axis) => axis.left),
      outer: { variable: "m", sizes: sizesOf(rows) }, outerStrides: rows.map((axis) => axis.left),
      begin: "row", breadth: tile.rows,
    },
    {
      name: "right", offset: right, inner: index, innerStrides: inner.map((axis) => axis.right),
      outer: { variable: "n", sizes: sizesOf(columns) }, outerStrides: columns.map((axis) => axis.right),
      begin: "column", breadth: tile.columns,
    },
  ];
}
