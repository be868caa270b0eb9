/** What a way to compute a tile gives to the shader, and what it is given. */
import type { Element } from "./math";

/** What a workgroup does once it knows its `row`, `column` and inner indices, from `begin` to `end`. */
export interface TileBody {
  readonly element: Element;
  readonly declarations: string;
  readonly body: string;
}

/**
 * Lines that store the variable `product`, the element in row `m` and column `n`, and run the epilogue on it. As `vec4f`
 * it is four neighbours of a row, and columns are counted in fours.
 */
export type StoreElement = (element: Element) => string;
