/** The shader of a tiled product: which tile a workgroup computes, and how the tile's elements are stored. */
import { rowMajorStrides, sizeOfAxes } from "../ir/axes";
import { CannotCompile } from "../ir/cannotCompile";
import { sizeOf } from "../ir/graph";
import { Maths, type Element } from "./math";
import { pointOfElement, sizesOf, type PlacedProduct } from "./placedProduct";
import {
  atPoint, countedSizes, isVec4Aligned, MAX_WORKGROUPS, position, reference, touchedBy, touchedByAll, type PointContext, type Touched, type Work,
} from "./points";
import { sharedTile } from "./sharedTile";
import { sidesOf } from "./side";
import { straightTile } from "./straightTile";
import { begin, u32, type LinearIndex } from "./text";
import { threads, type Tile } from "./tile";
import type { StoreElement } from "./tileBody";

/**
 * Writes the shader of one product. With split-k, `partials` is the offset of the partial products [split, row, column];
 * otherwise null.
 */
export function tileShader(placed: PlacedProduct, tile: Tile, partials: number | null): Work {
  const maths = new Maths();
  const pieces = tiles(placed, tile, partials, maths);
  return { kind: "tile", ...pieces, functions: maths.definitions(), size: threads(tile), ...touchedByTile(placed, partials) };
}

/** Writes one shader for products with results of equal size, without split-k: one z for each. Their numbers of inner indices may differ. */
export function tileShaderOfMany(products: readonly PlacedProduct[], tile: Tile): Work {
  const maths = new Maths();
  const each = products.map((placed) => tiles(placed, tile, null, maths, products.every((one) => storesFours(one))));
  if (each.length > MAX_WORKGROUPS) throw new CannotCompile(`A product in ${each.length} parts`);
  const { element, declarations, workgroups: [x, y] } = each[0]!;
  const cases = each.map(({ body }, at) => `${at === each.length - 1 ? "default" : `case ${u32(at)}`}: {${body}\n}`);
  const body = `switch group.z {\n${cases.join("\n")}\n}`;
  const touched = touchedByAll(products.map((placed) => touchedByTile(placed, null)));
  return {
    kind: "tile", element, functions: maths.definitions(), size: threads(tile), declarations, body, workgroups: [x, y, each.length], ...touched,
  };
}

const touchedByTile = ({ left, right, out, finish }: PlacedProduct, partials: number | null): Touched => touchedByAll([
  { reads: [left, right], writes: partials === null ? (out === null ? [] : [out]) : [partials] },
  ...(finish && partials === null ? [touchedBy(finish)] : []),
]);

/** Returns the pieces of a shader. `fours` is true if rows of the result can be stored as vectors of four. */
function tiles(
  placed: PlacedProduct, tile: Tile, partials: number | null, maths: Maths,
  fours = storesFours(placed, partials),
) {
  const { product: { rows, columns, inner } } = placed;
  const [m, n, k] = [sizeOfAxes(rows), sizeOfAxes(columns), sizeOfAxes(inner)];
  const { share, splits } = tile;
  const workgroups = [Math.ceil(n / tile.columns), Math.ceil(m / tile.rows), splits] as const;
  if (workgroups.some((groups) => groups > MAX_WORKGROUPS)) throw new CannotCompile(`A product of ${m}×${k}×${n}`);
  const store: StoreElement = (element) =>
    (partials === null ? ending(placed, element, maths) : partialStore(partials, m, n, element));
  const sides = sidesOf(placed, tile);
  const { element, declarations, body } = tile.shared
    ? sharedTile(placed, sides, tile, { element: fours ? "vec4f" : "f32", store }) : straightTile(placed, sides, tile, store);
  // `end` stays an expression, also where it is constant: with a number in its place, the pipelines of `info-gan` took Dawn on Mesa's lavapipe over 45 s
  // instead of 4, probably because their loops are unrolled.
  const most = splits === 1 ? Math.max(share, k) : share;
  return {
    element, declarations, workgroups,
    body: `
let column = group.x * ${u32(tile.columns)};
let row = group.y * ${u32(tile.rows)};
let begin = ${splits === 1 ? u32(0) : `group.z * ${u32(share)}`};
let end = min(begin + ${u32(most)}, ${u32(k)});
${body}`,
  };
}

/** Returns the number of elements in a unit of the arena. */
const width = (element: Element): 1 | 4 => (element === "vec4f" ? 4 : 1);

function partialStore(partials: number, m: number, n: number, element: Element): string {
  const row = n / width(element);
  return `arena[${begin(partials, width(element))} + group.z * ${u32(m * row)} + m * ${u32(row)} + n] = product;`;
}

function storesFours(placed: PlacedProduct, partials: number | null = null): boolean {
  const { product: { rows, columns }, out, finish } = placed;
  if (sizeOfAxes(columns) % 4 !== 0) return false;
  if (partials !== null) return partials % 4 === 0;
  const at = pointOfElement(placed);
  const stores = [at, { ...at, offset: out ?? at.offset }].map((to) => ({ value: 0, to }));
  return isVec4Aligned({ dims: sizesOf([...rows, ...columns]), body: [], stores }) && (!finish || isVec4Aligned(finish));
}

/** Stores element (m, n) of the product and runs the epilogue on it. */
function ending(placed: PlacedProduct, element: Element, maths: Maths): string {
  const { product: { rows, columns }, out, finish } = placed;
  const counting = (indices: readonly LinearIndex[]): PointContext => ({ indices, element, maths });
  const at = pointOfElement(placed);
  const walks = [{ variable: "m", sizes: sizesOf(rows) }, { variable: "n", sizes: countedSizes(sizesOf(columns), element) }];
  const store = out === null ? [] : [`${reference({ ...at, offset: out }, counting(walks))} = product;`];
  if (!finish) return store.join("\n");
  const [m, n] = [sizeOfAxes(rows), sizeOfAxes(columns)];
  const { dims } = finish;
  const point = position(at, counting(walks));
  // Finds the end of rows among the loop's dimensions, if points are in the order of rows and it lies between two dimensions.
  const inOrder = point === position({ offset: 0, strides: rowMajorStrides(sizesOf([...rows, ...columns])) }, counting(walks));
  const cut = inOrder ? dims.findIndex((_, axis) => sizeOf(dims.slice(0, axis)) === m && sizeOf(dims.slice(axis)) === n) : -1;
  const indices = cut < 0
    ? [{ variable: "point", sizes: countedSizes(dims, element) }]
    : [{ variable: "m", sizes: dims.slice(0, cut) }, { variable: "n", sizes: countedSizes(dims.slice(cut), element) }];
  const { lines } = atPoint(finish, counting(indices), "product");
  return [...store, ...(cut < 0 ? [`let point = ${point};`] : []), ...lines].join("\n");
}
