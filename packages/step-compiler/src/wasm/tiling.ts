/**
 * Decides how a product is computed: transposed or not, in which register tiles and cache blocks, and which operands are
 * packed. A cost model in cycles chooses among all combinations.
 */
import { sizeOfAxes } from "../ir/axes";
import { forwards, transposed } from "../ir/product";
import type { Product } from "../ir/graph";
import {
  blockAxes, blocks, columnAxes, innerAxes, merged, rowAxes, type Axis, type Blocks,
} from "./blockedLoops";
import { panelStep, type Form } from "./tile";

/** The number of rows of a packed panel: one cache line. */
export const ROWS_PACKED = 16;

/**
 * The maximum number of values of k in a block: a panel of the right matrix, and the rows of left that meet it, stay in the
 * first-level cache.
 */
const INNER_LIMIT = 640;
/**
 * The maximum number of rows in a block, and of elements of left in it: they stay in the second-level cache while all columns
 * pass.
 */
const ROW_LIMIT = 256;
const LEFT_LIMIT = 1 << 16;

export type Packing = "direct" | "copy" | "transpose" | "gather";

/** Strides are in bytes: [left, out] of rows, [right, out] of columns, [left, right] of k. */
export interface Tiling {
  readonly form: Form;
  /** The product that is computed; if `swapped`, it is the transposed one. */
  readonly product: Product;
  readonly swapped: boolean;
  readonly left: Packing;
  readonly right: Packing;
  readonly tileRows: number;
  readonly tileColumns: number;
  readonly rows: Blocks;
  readonly inner: Blocks;
  /** The number of stretches of one block of k in a tile. */
  readonly stretches: number;
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

/** Tiles, rows × columns, that fit into this number of registers, best first. */
export const TILES: Readonly<Record<Registers, Readonly<Record<Form, readonly (readonly [number, number])[]>>>> = {
  16: FOR_16,
  32: { ...FOR_16, outer: [[8, 8], [6, 12], ...FOR_16.outer] },
};

/** V8 reserves one register. */
const RESERVED = 1;

/** Approximate cycles of one core of a recent x86 machine; only their ratios matter. */
const CYCLES = {
  /** Multiplying and adding a vector; loading a vector. They overlap. */
  multiplyAdd: 0.5, load: 0.5,
  /** The overhead of a tile in a block of k, and the stores of its vectors or single lanes. */
  tile: 12, storeVector: 1, storeLane: 2,
  stretch: 8,
  /** Cost multiplier where a tile may spill registers. */
  spill: 1.02,
  /** The cost per packed number. */
  copy: 0.4, transpose: 0.8, gather: 2.5,
  /** The cost per k and tile of a right matrix that is not packed; and if its rows conflict in the first-level cache. */
  unpacked: 0.1, conflict: 0.6,
  /** The cost per number of left if each is loaded from another cache line. */
  farLoad: 0.5,
};

const innermost = (axes: readonly Axis[]): Axis => axes.at(-1)!;

/** The axis along which the elements of the result are adjacent, or otherwise the longest one, comes last. */
function columnsInOrder(axes: readonly Axis[]): { outer: readonly Axis[]; column: Axis } {
  const column = axes.find(({ strides }) => strides[1] === 4)
    ?? axes.reduce((best, axis) => (axis.size > best.size ? axis : best));
  return { outer: axes.filter((axis) => axis !== column), column };
}

/** Sorts axes of k so that the smallest stride of left comes last. */
const innerInOrder = (axes: readonly Axis[]): Axis[] =>
  [...axes].sort((a, b) => Math.abs(b.strides[0]!) - Math.abs(a.strides[0]!));

function tiles(size: number, step: number, points: number, tile: number): number {
  return Math.floor(size / step) * Math.ceil(step * points / tile) + Math.ceil((size % step) * points / tile);
}

/**
 * Chooses the values of an axis of rows in a block: the number that leaves the fewest tiles incomplete, and of those the
 * largest.
 */
const rowStep = (tile: number, multiple: number) => (size: number, most: number, points: number): number => {
  if (most === size) return size;
  let best = points === 1 && most > multiple ? most - (most % multiple) : most;
  for (let step = best; step > most / 2; step--) {
    if (points === 1 && step % multiple > 0) continue;
    if (tiles(size, step, points, tile) < tiles(size, best, points, tile)) best = step;
  }
  return best;
};

/** Chooses equal parts, of whole groups of four if an axis is cut by itself. */
function innerStep(size: number, most: number, points: number): number {
  const even = Math.ceil(size / Math.ceil(size / most));
  return points === 1 && even < size ? Math.min(most, 4 * Math.ceil(even / 4)) : even;
}

/** Returns the number of stretches of one block of k in a tile. */
function stretchCount(inner: Blocks, left: Packing, right: Packing): number {
  const axes = blockAxes(inner, inner.step);
  const seen = axes.map(({ size, strides }) => ({
    size, strides: [...(left === "direct" ? [strides[0]!] : []), ...(right === "direct" ? [strides[1]!] : [])],
  }));
  return sizeOfAxes(merged(seen).slice(0, -1));
}

/** Returns whether `count` numbers, `stride` bytes apart, conflict in a cache of 64 sets with 8 ways. */
function conflicts(count: number, stride: number): boolean {
  let sets = 64;
  for (let lines = Math.abs(stride) / 64; sets > 1 && lines % 2 === 0; lines /= 2) sets /= 2;
  return count > 8 * sets;
}

/** Estimates the cycles of a tiling. */
export function cyclesOf(tiling: Tiling, registers: Registers = 16): number {
  const { form, product, left, right, tileRows, tileColumns, rows, inner, stretches, columnsOuter, column } = tiling;
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
      * (perStep * Math.ceil(k / lanesOfK) + blocksOfK * (CYCLES.tile + store + (stretches - 1) * CYCLES.stretch));
  }
  const stretch = innermost(blockAxes(inner, inner.step));
  const far = Math.abs(stretch.strides[0]!) > 64;
  const leftCost = left === "direct"
    ? (far ? CYCLES.farLoad : 0) * (n / tileColumns)
    : CYCLES[left] * outerColumns * paddedRows(left, innermost(blockAxes(rows, rows.step)));
  const direct = conflicts(stretch.size, stretch.strides[1]!) ? CYCLES.conflict : CYCLES.unpacked;
  const rightCost = right === "direct" ? direct * rowTiles / tileColumns : CYCLES[right];
  return total + m * k * leftCost + k * n * rightCost;
}

/** Returns the possible packings of the left matrix. */
function leftPackings(form: Form, inner: readonly Axis[], row: Axis): Packing[] {
  const step = innermost(inner).strides[0]!;
  if (form === "dot") return step === 4 || sizeOfAxes(inner) === 1 ? ["direct"] : [];
  return ["direct", "gather", ...(row.strides[0] === 4 ? ["copy" as const] : [])];
}

/** Returns the factor by which rows grow when copied: each row of the last axis begins a new panel. */
const paddedRows = (left: Packing, row: Axis): number =>
  left === "copy" ? Math.ceil(row.size / ROWS_PACKED) * ROWS_PACKED / row.size : 1;

/** Returns the possible packings of the right matrix. */
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
      const stretches = stretchCount(innerBlocks, left, form === "dot" ? "direct" : right);
      return inTiles.map((tile): Tiling =>
        ({ form, product, swapped, left, right, ...tile, inner: innerBlocks, stretches, columnsOuter, column }));
    });
  }));
}

/** Returns all tilings of a product in which no size is 0. */
export const allTilings = (product: Product): Tiling[] =>
  [...tilings(product, false), ...tilings(product, true)];

const cheapest = (all: readonly Tiling[], registers: Registers): Tiling =>
  all.map((tiling) => ({ tiling, cycles: cyclesOf(tiling, registers) }))
    .reduce((best, one) => (one.cycles < best.cycles ? one : best)).tiling;

/**
 * Returns the cheapest tiling; for more than 16 registers, the cheapest one that adds in the same order. That order is decided
 * by the form, by which matrix is left (its strides say how k runs), and by the blocks of k, which all tilings of a product
 * share.
 */
export function tilingOf(product: Product, registers: Registers = 16): Tiling {
  const usual = cheapest(allTilings(product), 16);
  if (registers === 16) return usual;
  return cheapest(tilings(product, usual.swapped, registers).filter(({ form }) => form === usual.form), registers);
}

/** Returns the bytes of a panel of the packed right matrix; it has room for any block of k. */
export const rightPanelBytes = ({ form, inner, tileColumns }: Tiling): number =>
  panelStep(form, tileColumns) * sizeOfAxes(blockAxes(inner, inner.step));

/** Returns the bytes of `ROWS_PACKED` rows of left. */
export const leftPanelBytes = ({ inner }: Tiling): number =>
  4 * ROWS_PACKED * sizeOfAxes(blockAxes(inner, inner.step));
