/**
 * How a product is computed: transposed or not, in which register tiles and cache blocks, which operands are packed. A cost
 * model in cycles chooses among all combinations.
 */
import { sizeOfAxes } from "../ir/axes";
import { forwards, transposed } from "../ir/product";
import type { Product } from "../ir/graph";
import {
  blockAxes, blocks, columnAxes, innerAxes, merged, rowAxes, type Axis, type Blocks,
} from "./axes";
import { panelStep, type Form } from "./tile";

/** Rows of a packed panel: one cache line. */
export const ROWS_PACKED = 16;

/** Values of k in a block: a panel of the right matrix, and the rows of left that meet it, stay in the first cache. */
const INNER_LIMIT = 640;
/** Rows in a block, and numbers of left in it: they stay in the second cache while all columns pass. */
const ROW_LIMIT = 256;
const LEFT_LIMIT = 1 << 16;

export type Packing = "direct" | "copy" | "transpose" | "gather";

/** Strides in bytes; of rows [left, out], of columns [right, out], of k [left, right]. */
export interface Tiling {
  readonly form: Form;
  /** Of the product that is computed, which may be the transposed one: then `swapped`. */
  readonly product: Product;
  readonly swapped: boolean;
  readonly left: Packing;
  readonly right: Packing;
  readonly tileRows: number;
  readonly tileColumns: number;
  readonly rows: Blocks;
  readonly inner: Blocks;
  /** Runs that one block of k has in a tile. */
  readonly runs: number;
  readonly columnsOuter: readonly Axis[];
  /** The columns that tiles run along. */
  readonly column: Axis;
}

/** Vector registers of the processor: 16 on x86 without AVX-512, 32 on ARM64. */
export type Registers = 16 | 32;

const FOR_16 = {
  outer: [[4, 8], [5, 8], [3, 12], [2, 20], [2, 16], [1, 32], [3, 8], [4, 4], [8, 4]],
  dot: [[4, 1], [6, 1], [4, 2], [3, 3], [2, 4]],
} as const;

/** Rows × columns of tiles that fit into so many registers, best first. */
export const TILES: Readonly<Record<Registers, Readonly<Record<Form, readonly (readonly [number, number])[]>>>> = {
  16: FOR_16,
  32: { ...FOR_16, outer: [[8, 8], [6, 12], ...FOR_16.outer] },
};

/** V8 keeps one for itself. */
const RESERVED = 1;

/** Cycles of one core of a recent x86 machine, roughly; only their ratios matter. */
const CYCLES = {
  /** A vector multiplied and added; a vector loaded. They overlap. */
  multiplyAdd: 0.5, load: 0.5,
  /** A tile once more in a block of k, besides the stores of its vectors, or of single lanes. */
  tile: 12, storeVector: 1, storeLane: 2,
  run: 8,
  /** Cost multiplier where a tile may spill registers. */
  spill: 1.02,
  /** Per number packed. */
  copy: 0.4, transpose: 0.8, gather: 2.5,
  /** Per k and tile, for a right matrix that is not packed; and where its rows conflict in the first cache. */
  unpacked: 0.1, conflict: 0.6,
  /** Per number of left, where each is loaded from another cache line. */
  farLoad: 0.5,
};

const innermost = (axes: readonly Axis[]): Axis => axes.at(-1)!;

/** The axis along which the elements of the result lie side by side, or otherwise the longest one, comes last. */
function columnsInOrder(axes: readonly Axis[]): { outer: readonly Axis[]; column: Axis } {
  const column = axes.find(({ strides }) => strides[1] === 4)
    ?? axes.reduce((best, axis) => (axis.size > best.size ? axis : best));
  return { outer: axes.filter((axis) => axis !== column), column };
}

/** k runs over near elements of left last. */
const innerInOrder = (axes: readonly Axis[]): Axis[] =>
  [...axes].sort((a, b) => Math.abs(b.strides[0]!) - Math.abs(a.strides[0]!));

function tiles(size: number, step: number, points: number, tile: number): number {
  return Math.floor(size / step) * Math.ceil(step * points / tile) + Math.ceil((size % step) * points / tile);
}

/** The values of an axis of rows in a block: what leaves the fewest tiles incomplete, and of those the most. */
const rowStep = (tile: number, multiple: number) => (size: number, most: number, points: number): number => {
  if (most === size) return size;
  let best = points === 1 && most > multiple ? most - (most % multiple) : most;
  for (let step = best; step > most / 2; step--) {
    if (points === 1 && step % multiple > 0) continue;
    if (tiles(size, step, points, tile) < tiles(size, best, points, tile)) best = step;
  }
  return best;
};

/** Equal parts, of whole groups of four where an axis is cut by itself. */
function innerStep(size: number, most: number, points: number): number {
  const even = Math.ceil(size / Math.ceil(size / most));
  return points === 1 && even < size ? Math.min(most, 4 * Math.ceil(even / 4)) : even;
}

/** Runs that one block of k has in a tile. */
function runCount(inner: Blocks, left: Packing, right: Packing): number {
  const axes = blockAxes(inner, inner.step);
  const seen = axes.map(({ size, strides }) => ({
    size, strides: [...(left === "direct" ? [strides[0]!] : []), ...(right === "direct" ? [strides[1]!] : [])],
  }));
  return sizeOfAxes(merged(seen).slice(0, -1));
}

/** Whether `count` numbers, `stride` bytes apart, conflict in a cache of 64 sets with 8 ways. */
function conflicts(count: number, stride: number): boolean {
  let sets = 64;
  for (let lines = Math.abs(stride) / 64; sets > 1 && lines % 2 === 0; lines /= 2) sets /= 2;
  return count > 8 * sets;
}

/** Estimated cycles. */
export function cyclesOf(tiling: Tiling, registers: Registers = 16): number {
  const { form, product, left, right, tileRows, tileColumns, rows, inner, runs, columnsOuter, column } = tiling;
  const [m, k] = [sizeOfAxes(product.rows), sizeOfAxes(product.inner)];
  const outerColumns = sizeOfAxes(columnsOuter);
  const n = column.size * outerColumns;
  const rowPoints = sizeOfAxes(rows.inner);
  const rowTiles = sizeOfAxes(rows.outer) * tiles(rows.cut.size, rows.step, rowPoints, tileRows);
  const blocksOfK = sizeOfAxes(inner.outer) * Math.ceil(inner.cut.size / inner.step);
  const width = form === "outer" ? 4 : 1;
  const lanesOfK = form === "outer" ? 1 : 4;
  const scattered = form === "dot" || column.strides[1] !== 4;
  const widths = [
    ...(column.size >= tileColumns ? [{ count: Math.floor(column.size / tileColumns), columns: tileColumns }] : []),
    ...(column.size % tileColumns > 0 ? [{ count: 1, columns: column.size % tileColumns }] : []),
  ];
  let total = 0;
  for (const { count, columns } of widths) {
    const vectors = Math.ceil(columns / width);
    const perStep = Math.max(tileRows * vectors * CYCLES.multiplyAdd, (tileRows + vectors) * CYCLES.load)
      * (tileRows * vectors + tileRows + vectors < registers - RESERVED ? 1 : CYCLES.spill);
    const store = tileRows * (scattered || columns % 4 > 0 ? CYCLES.storeLane * columns : CYCLES.storeVector * vectors);
    total += rowTiles * count * outerColumns
      * (perStep * Math.ceil(k / lanesOfK) + blocksOfK * (CYCLES.tile + store + (runs - 1) * CYCLES.run));
  }
  const run = innermost(blockAxes(inner, inner.step));
  const far = Math.abs(run.strides[0]!) > 64;
  const leftCost = left === "direct"
    ? (far ? CYCLES.farLoad : 0) * (n / tileColumns)
    : CYCLES[left] * outerColumns * paddedRows(left, innermost(blockAxes(rows, rows.step)));
  const direct = conflicts(run.size, run.strides[1]!) ? CYCLES.conflict : CYCLES.unpacked;
  const rightCost = right === "direct" ? direct * rowTiles / tileColumns : CYCLES[right];
  return total + m * k * leftCost + k * n * rightCost;
}

/** Ways to read the left matrix. */
function leftPackings(form: Form, inner: readonly Axis[], row: Axis): Packing[] {
  const step = innermost(inner).strides[0]!;
  if (form === "dot") return step === 4 || sizeOfAxes(inner) === 1 ? ["direct"] : [];
  return ["direct", "gather", ...(row.strides[0] === 4 ? ["copy" as const] : [])];
}

/** How much room rows take when copied: each row of the last axis begins a new panel. */
const paddedRows = (left: Packing, row: Axis): number =>
  left === "copy" ? Math.ceil(row.size / ROWS_PACKED) * ROWS_PACKED / row.size : 1;

/** Ways to read the right matrix. */
function rightPackings(form: Form, inner: readonly Axis[], column: Axis): Packing[] {
  if (form === "dot") return ["gather"];
  const side = column.strides[0] === 4 || column.size === 1;
  const step = innermost(inner).strides[1]!;
  return [
    ...(column.strides[0] === 4 && column.size % 4 === 0 && step > 0 ? ["direct" as const] : []),
    side ? "copy" : step === 4 ? "transpose" : "gather",
  ];
}

function tilings(given: Product, swapped: boolean, registers: Registers = 16): Tiling[] {
  const product = forwards(swapped ? transposed(given) : given);
  const inner = merged(innerInOrder(innerAxes(product.inner)));
  const { outer: columnsOuter, column } = columnsInOrder(merged(columnAxes(product.columns)));
  const rowAxesInOrder = merged(rowAxes(product.rows));
  const row = innermost(rowAxesInOrder);
  const innerBlocks = blocks(inner, INNER_LIMIT, innerStep);
  const inBlock = sizeOfAxes(blockAxes(innerBlocks, innerBlocks.step));
  return (["outer", "dot"] as const).flatMap((form) => leftPackings(form, inner, row).flatMap((left) => {
    const packed = Math.max(ROWS_PACKED, Math.floor(LEFT_LIMIT / inBlock / paddedRows(left, row)));
    const limit = left === "direct" ? ROW_LIMIT : Math.min(ROW_LIMIT, packed);
    const inTiles = TILES[registers][form].map(([tileRows, tileColumns]) => ({
      tileRows, tileColumns,
      rows: blocks(rowAxesInOrder, limit, rowStep(tileRows, left === "direct" ? tileRows : ROWS_PACKED)),
    }));
    return rightPackings(form, inner, column).flatMap((right) => {
      const runs = runCount(innerBlocks, left, form === "dot" ? "direct" : right);
      return inTiles.map((tile): Tiling =>
        ({ form, product, swapped, left, right, ...tile, inner: innerBlocks, runs, columnsOuter, column }));
    });
  }));
}

/** All tilings of a product in which no size is 0. */
export const allTilings = (product: Product): Tiling[] =>
  [...tilings(product, false), ...tilings(product, true)];

const cheapest = (all: readonly Tiling[], registers: Registers): Tiling =>
  all.map((tiling) => ({ tiling, cycles: cyclesOf(tiling, registers) }))
    .reduce((best, one) => (one.cycles < best.cycles ? one : best)).tiling;

/**
 * The cheapest tiling; of those for more registers the cheapest that adds in the same order. That order is decided by the form, by which matrix
 * is left, whose strides say how k runs, and by the blocks of k, which all tilings of a product share.
 */
export function tilingOf(product: Product, registers: Registers = 16): Tiling {
  const usual = cheapest(allTilings(product), 16);
  if (registers === 16) return usual;
  return cheapest(tilings(product, usual.swapped, registers).filter(({ form }) => form === usual.form), registers);
}

/** Bytes of a panel of the right matrix that is packed, whatever block of k it is for. */
export const rightPanelBytes = ({ form, inner, tileColumns }: Tiling): number =>
  panelStep(form, tileColumns) * sizeOfAxes(blockAxes(inner, inner.step));

/** Bytes of `ROWS_PACKED` rows of left. */
export const leftPanelBytes = ({ inner }: Tiling): number =>
  4 * ROWS_PACKED * sizeOfAxes(blockAxes(inner, inner.step));
