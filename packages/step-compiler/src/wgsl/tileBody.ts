/** The interface between the shader of a tiled product and the ways to compute a tile. */
import type { Element } from "./math";

/** The work of a workgroup once it has its `row`, `column` and inner indices, from `begin` to `end`. */
export interface TileBody {
  readonly element: Element;
  readonly declarations: string;
  readonly body: string;
}

/**
 * Returns the lines that store the variable `product`, the element in row `m` and column `n`, and run the epilogue on it. As
 * `vec4f` it is four neighbours of a row, and columns count in fours.
 */
export type StoreElement = (element: Element) => string;
