/** A grid of cells over the part of the line or the plane where points lie, and densities on it. */
import type { PointsDefinition } from "../data/data";

export interface Grid {
  readonly width: 1 | 2;
  /** The grid ranges from −extent to extent on each axis. */
  readonly extent: number;
  /** The number of cells on each axis. */
  readonly side: number;
}

/** Fine enough for the narrowest parts of the densities, coarse enough for some thousand samples to fill the cells. */
const SIDES = { 1: 120, 2: 75 } as const;

/** Returns the grid for data of points. */
export const gridOf = ({ width, extent }: PointsDefinition): Grid => ({ width, extent, side: SIDES[width] });

/** Returns the number of cells. */
export const cellsOf = ({ width, side }: Grid): number => side ** width;
/** Returns the width of a cell. */
export const cellSize = ({ extent, side }: Grid): number => (2 * extent) / side;
/** Returns the length or area of a cell. */
export const cellVolume = (grid: Grid): number => cellSize(grid) ** grid.width;

/**
 * Returns the centres of all cells, [cells,width]; a plane goes row by row from the top, where the second coordinate is
 * largest.
 */
export function middlesOf(grid: Grid): Float32Array<ArrayBuffer> {
  const { width, extent, side } = grid;
  const at = (cell: number) => (cell + 0.5) * cellSize(grid) - extent;
  if (width === 1) return Float32Array.from({ length: side }, (_, i) => at(i));
  const middles = new Float32Array(2 * side * side);
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) middles.set([at(column), -at(row)], 2 * (row * side + column));
  }
  return middles;
}

/** Returns the density at the centre of each cell, per unit of length or area, [cells]. */
export function densityOn(grid: Grid, { density }: Pick<PointsDefinition, "density">): Float32Array<ArrayBuffer> {
  const middles = middlesOf(grid);
  const { width } = grid;
  return Float32Array.from({ length: cellsOf(grid) }, (_, cell) => density(middles.subarray(cell * width, (cell + 1) * width)));
}

/** Returns the share of points in each cell, [cells]; points outside the grid are in none. x is [n,width]. */
export function sharesOf(grid: Grid, x: ArrayLike<number>): Float64Array {
  const { width, extent, side } = grid;
  const shares = new Float64Array(cellsOf(grid));
  const size = cellSize(grid);
  const n = x.length / width;
  for (let i = 0; i < n; i++) {
    const column = Math.floor((x[i * width]! + extent) / size);
    const row = width === 1 ? 0 : side - 1 - Math.floor((x[i * width + 1]! + extent) / size);
    if (column >= 0 && column < side && row >= 0 && row < (width === 1 ? 1 : side)) shares[row * side + column]! += 1 / n;
  }
  return shares;
}

/**
 * Estimates a density from points x [n,width], per unit of length or area, [cells]: the share of points in each cell, smoothed
 * along each axis by the weights ¼, ½, ¼, which widens everything by 0.7 of a cell.
 */
export function estimatedDensity(grid: Grid, x: ArrayLike<number>): Float32Array<ArrayBuffer> {
  const volume = cellVolume(grid);
  let values = sharesOf(grid, x);
  values = smoothedAlong(values, grid.side, 1);
  if (grid.width === 2) values = smoothedAlong(values, grid.side, grid.side);
  return Float32Array.from(values, (share) => share / volume);
}

/**
 * Smooths along an axis; `stride` is the distance of neighbours. Mass that would leave the grid stays in the outermost cell.
 */
function smoothedAlong(values: Float64Array, side: number, stride: number): Float64Array {
  return values.map((value, cell) => {
    const place = Math.floor(cell / stride) % side;
    const before = place > 0 ? values[cell - stride]! : value;
    const after = place < side - 1 ? values[cell + stride]! : value;
    return before / 4 + value / 2 + after / 4;
  });
}

/** Returns the shares of larger cells, `by` of the grid's on each side; `by` divides the grid's side. */
export function gathered({ width, side }: Grid, shares: ArrayLike<number>, by: number): Float64Array {
  const larger = side / by;
  const found = new Float64Array(larger ** width);
  for (let cell = 0; cell < shares.length; cell++) {
    const [row, column] = width === 1 ? [0, cell] : [Math.floor(cell / side), cell % side];
    found[Math.floor(row / by) * larger + Math.floor(column / by)]! += shares[cell]!;
  }
  return found;
}

/** Returns Σ min(p, q) over the cells, times their size: 1 if two densities are equal, 0 if they do not overlap. */
export function overlap(grid: Grid, p: ArrayLike<number>, q: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < p.length; i++) sum += Math.min(p[i]!, q[i]!);
  return sum * cellVolume(grid);
}
