/**
 * Cuts kernels into pieces, which may run in any order and on any thread. A sum is never cut: one piece makes each element of a
 * result, in an order that depends on sizes alone. So results have the same bits, whichever thread runs a piece.
 */
import { sizeOfAxes } from "../ir/axes";
import { simplifiedProduct } from "../ir/product";
import type { Product } from "../ir/graph";
import { mapAccesses, type Loop } from "../ir/plan";
import { LINE_ELEMENTS } from "./cacheLines";
import { permuted, costOfLoop, split } from "./loopOrder";
import { cyclesOf, type Tiling } from "./tiling";

/** The maximum number of pieces of a kernel: enough that threads of different speed finish together. */
const MAX_PIECES = 32;
/**
 * The size of a piece, some 20 µs: handing one out costs a hundredth of that. The units are instructions of a loop and cycles
 * of a product.
 */
const LOOP_PIECE = 50_000;
const PRODUCT_PIECE = 60_000;
/** The rows of a product in a piece are usually a multiple of this, the rows of a tile. */
const ROWS = 4;

/** The indices of an axis in blocks of one size, and the remaining ones. */
interface Blocks { readonly block: number; readonly count: number; readonly rest: number }

/** Splits an axis into at most `wanted` blocks, each a multiple of `of`. */
function blocksOf(size: number, wanted: number, of: number): Blocks {
  const block = Math.min(size, Math.ceil(size / wanted / of) * of);
  return { block, count: Math.floor(size / block), rest: size % block };
}

const piecesOf = ({ count, rest }: Blocks): number => count + (rest > 0 ? 1 : 0);

/** A loop in pieces: `whole` runs at each index of its first dimension, of which there are `count`; then `rest` runs. */
export interface CutLoop { readonly whole: Loop; readonly count: number; readonly rest: Loop | undefined }

/**
 * Cuts a loop; undefined if it is short, or sums along every dimension. `grain` below 1 makes pieces smaller than is efficient,
 * for tests.
 */
export function cutLoop(loop: Loop, grain = 1): CutLoop | undefined {
  const wanted = Math.min(MAX_PIECES, Math.floor(costOfLoop(loop) / (grain * LOOP_PIECE)));
  if (wanted < 2) return undefined;
  const places = [...loop.body.flatMap((each) => (each.kind === "load" ? [each.from] : [])), ...loop.stores.map(({ to }) => to)];
  const along = (d: number) => ({ d, ...blocksOf(loop.dims[d]!, wanted, places.some(({ strides }) => strides[d] === 1) ? LINE_ELEMENTS : 1) });
  const cuts = loop.dims.flatMap((_, d) => (loop.stores.every(({ to }) => to.strides[d] !== 0) ? [along(d)] : []))
    .filter((cut) => piecesOf(cut) > 1);
  if (cuts.length === 0) return undefined;
  // The outermost dimension that has enough blocks is cut, or the one that has most.
  const { d, block, count, rest } = cuts.find((cut) => piecesOf(cut) >= wanted / 2)
    ?? cuts.reduce((best, cut) => (piecesOf(cut) > piecesOf(best) ? cut : best));
  const blocked = split(part(loop, d, 0, block * count), d, block);
  return {
    whole: permuted(blocked, [d, ...blocked.dims.keys()].filter((each, at) => at === 0 || each !== d)), count,
    rest: rest > 0 ? part(loop, d, block * count, rest) : undefined,
  };
}

/** Returns the loop over some of the indices of a dimension only. */
const part = (loop: Loop, d: number, begin: number, size: number): Loop => ({
  kind: "loop", dims: loop.dims.map((each, at) => (at === d ? size : each)),
  ...mapAccesses(loop, (access) => ({ ...access, offset: access.offset + begin * access.strides[d]! })),
});

/** A product that is computed `count` times while its matrices advance. Offsets and steps are in elements. */
export interface Products {
  /** Its offsets are 0, so that products that differ in nothing else share one function. */
  readonly product: Product;
  readonly count: number;
  /** The offsets of the matrices at first, and how far they advance. */
  readonly begin: Offsets;
  readonly step: Offsets;
}
interface Offsets { readonly left: number; readonly right: number; readonly out: number }

/** Returns the products of some rows or columns: `count` blocks of `block` from the index `begin` of the axis. */
function blocksAlong(product: Product, kind: "rows" | "columns", at: number, begin: number, block: number, count: number): Products {
  const axis = { left: 0, right: 0, ...product[kind][at]! };
  const sized = <Axis>(axes: readonly Axis[]) => axes.map((each, i) => (i === at ? { ...each, size: block } : each));
  const offsets = (index: number): Offsets => ({ left: index * axis.left, right: index * axis.right, out: index * axis.out });
  const { left, right, out } = offsets(begin);
  return {
    product: {
      ...product, ...(kind === "rows" ? { rows: sized(product.rows) } : { columns: sized(product.columns) }),
      leftOffset: 0, rightOffset: 0, outOffset: 0,
    },
    count, step: offsets(block),
    begin: { left: product.leftOffset + left, right: product.rightOffset + right, out: product.outOffset + out },
  };
}

/** Cuts a product into pieces, along the axis of its rows or columns where that costs least. */
export function cutProduct(given: Product, tilingFor: (product: Product) => Tiling, grain = 1): readonly Products[] {
  const product = simplifiedProduct(given);
  const whole = blocksAlong(product, "rows", 0, 0, product.rows[0]!.size, 1);
  if ([product.rows, product.columns, product.inner].some((axes) => sizeOfAxes(axes) === 0)) return [whole];
  const costOf = (pieces: readonly Products[]) =>
    pieces.reduce((sum, each) => sum + each.count * cyclesOf(tilingFor(each.product)), 0);
  const wanted = Math.min(MAX_PIECES, Math.floor(costOf([whole]) / (grain * PRODUCT_PIECE)));
  if (wanted < 2) return [whole];
  const cuts = (["rows", "columns"] as const).flatMap((kind) => product[kind].map((axis, at) =>
    ({ kind, at, ...blocksOf(axis.size, wanted, axis.out === 1 ? LINE_ELEMENTS : ROWS) })));
  const most = Math.max(...cuts.map(piecesOf));
  if (most < 2) return [whole];
  return cuts.filter((cut) => piecesOf(cut) >= Math.min(most, wanted / 2))
    .map(({ kind, at, block, count, rest }) => {
      const pieces = [
        blocksAlong(product, kind, at, 0, block, count),
        ...(rest > 0 ? [blocksAlong(product, kind, at, block * count, rest, 1)] : []),
      ];
      return { pieces, cost: costOf(pieces) };
    })
    .reduce((best, each) => (each.cost < best.cost ? each : best)).pieces;
}
