/**
 * How a matrix product is shared out. A workgroup makes one tile of the result; it brings matching pieces of both
 * matrices to shared memory, and each of its threads makes a few rows × columns of the tile in registers. The more of
 * them, the fewer numbers are read from shared memory for each product of two.
 */

export interface Tile {
  /** Rows and columns of the result that a workgroup makes. */
  readonly rows: number;
  readonly columns: number;
  /** Inner indices that are brought to shared memory at a time. */
  readonly depth: number;
  /** Rows and columns that a thread makes. */
  readonly high: number;
  readonly wide: number;
  /** Workgroups that share the inner indices of one tile. */
  readonly splits: number;
}

/** Workgroups of 64 threads that keep a large device busy. */
const BUSY = 64;
/** Inner indices below which a split costs more than it brings. */
const SHORTEST = 128;
/** Emulated devices take long to compile shaders with much shared memory; real ones gain little beyond this. */
const DEPTH = 8;

/** Along the shorter side of the result, a tile's [breadth, share of a thread]; along the other it has 64 or 128. */
function narrow(size: number): readonly [number, number] {
  if (size > 32) return [64, 8];
  if (size > 16) return [32, 4];
  return size > 8 ? [16, 4] : [8, 2];
}

/** For a result of `m` × `n` over `k` inner indices. All sizes of a tile are powers of two; it has 64 threads. */
export function tileFor(m: number, n: number, k: number): Tile {
  const [across, share] = narrow(Math.min(m, n));
  const [along, most] = Math.max(m, n) <= 32 ? [32, 4] : across < 32 ? [128, 8] : [64, 8];
  const sizes = m < n
    ? { rows: across, high: share, columns: along, wide: most }
    : { rows: along, high: most, columns: across, wide: share };
  const tiles = Math.ceil(m / sizes.rows) * Math.ceil(n / sizes.columns);
  const splits = Math.max(1, Math.min(Math.ceil(BUSY / tiles), Math.floor(k / SHORTEST)));
  return { ...sizes, depth: DEPTH, splits };
}

/** Threads of a workgroup: along the columns, along the rows. */
export const threads = ({ rows, columns, high, wide }: Tile): readonly [number, number] => [columns / wide, rows / high];
