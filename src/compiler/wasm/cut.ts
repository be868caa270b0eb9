/**
 * Cuts kernels into pieces, which may run in any order and on any thread. A sum is never cut: each element of a result is made by one
 * piece, in an order that depends on sizes alone. So results have the same bits, whoever runs which piece.
 */
import { sizeOfAxes } from "../ir/axes";
import { simplifiedProduct } from "../ir/product";
import type { Product } from "../ir/graph";
import { mapAccesses, type Loop } from "../ir/plan";
import { LINE_ELEMENTS } from "./cacheLines";
import { choose, costOfLoop, split } from "./loopOrder";
import { cyclesOf, type Tiling } from "./tiling";

/** Pieces of a kernel at most: enough that threads of different speed finish together. */
const MOST = 32;
/** A piece takes some 20 µs: handing one out costs a hundredth of that. In instructions of a loop, in cycles of a product. */
const LOOP_PIECE = 50_000;
const PRODUCT_PIECE = 60_000;
/** Rows of a product in a piece: a multiple of a tile's, mostly. */
const ROWS = 4;

/** Indices of an axis in blocks of one size, and what is left. */
interface Blocks { readonly block: number; readonly count: number; readonly rest: number }

/** At most `wanted` blocks, each a multiple of `of`. */
function blocksOf(size: number, wanted: number, of: number): Blocks {
  const block = Math.min(size, Math.ceil(size / wanted / of) * of);
  return { block, count: Math.floor(size / block), rest: size % block };
}

const piecesOf = ({ count, rest }: Blocks): number => count + (rest > 0 ? 1 : 0);

/** A loop as several: `whole` at each index of its first dimension, of which there are `count`; and `rest`. */
export interface CutLoop { readonly whole: Loop; readonly count: number; readonly rest: Loop | undefined }

/** Undefined where the loop is short, or sums along every dimension. `grain`: less than 1 makes pieces smaller than pays, for tests. */
export function cutLoop(loop: Loop, grain = 1): CutLoop | undefined {
  const wanted = Math.min(MOST, Math.floor(costOfLoop(loop) / (grain * LOOP_PIECE)));
  if (wanted < 2) return undefined;
  const places = [...loop.body.flatMap((each) => (each.kind === "load" ? [each.from] : [])), ...loop.stores.map(({ to }) => to)];
  const along = (d: number) => ({ d, ...blocksOf(loop.dims[d]!, wanted, places.some(({ strides }) => strides[d] === 1) ? LINE_ELEMENTS : 1) });
  const cuts = loop.dims.flatMap((_, d) => (loop.stores.every(({ to }) => to.strides[d] !== 0) ? [along(d)] : []))
    .filter((cut) => piecesOf(cut) > 1);
  if (cuts.length === 0) return undefined;
  // The outermost dimension that has enough blocks, or the one that has most.
  const { d, block, count, rest } = cuts.find((cut) => piecesOf(cut) >= wanted / 2)
    ?? cuts.reduce((best, cut) => (piecesOf(cut) > piecesOf(best) ? cut : best));
  const blocked = split(part(loop, d, 0, block * count), d, block);
  return {
    whole: choose(blocked, [d, ...blocked.dims.keys()].filter((each, at) => at === 0 || each !== d)), count,
    rest: rest > 0 ? part(loop, d, block * count, rest) : undefined,
  };
}

/** The loop at some of the indices of a dimension only. */
const part = (loop: Loop, d: number, begin: number, size: number): Loop => ({
  kind: "loop", dims: loop.dims.map((each, at) => (at === d ? size : each)),
  ...mapAccesses(loop, (access) => ({ ...access, offset: access.offset + begin * access.strides[d]! })),
});

/** A product that is computed `count` times, its matrices further on each time. In elements. */
export interface Products {
  /** Its offsets are 0, so that all that are alike otherwise share one function. */
  readonly product: Product;
  readonly count: number;
  /** Where the matrices are the first time, and how far they move. */
  readonly begin: Offsets;
  readonly step: Offsets;
}
interface Offsets { readonly left: number; readonly right: number; readonly out: number }

/** Some rows or columns of a product, `count` times in blocks of `block`, from the index `begin` of the axis on. */
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

/** The product in pieces: cut along the axis of its rows or columns where that costs least. */
export function cutProduct(given: Product, tilingFor: (product: Product) => Tiling, grain = 1): readonly Products[] {
  const product = simplifiedProduct(given);
  const whole = blocksAlong(product, "rows", 0, 0, product.rows[0]!.size, 1);
  if ([product.rows, product.columns, product.inner].some((axes) => sizeOfAxes(axes) === 0)) return [whole];
  const costOf = (pieces: readonly Products[]) =>
    pieces.reduce((sum, each) => sum + each.count * cyclesOf(tilingFor(each.product)), 0);
  const wanted = Math.min(MOST, Math.floor(costOf([whole]) / (grain * PRODUCT_PIECE)));
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
