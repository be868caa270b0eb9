/**
 * The tiling of a matrix product. A workgroup computes one tile of the result: it loads blocks of both matrices into shared
 * memory, and each thread accumulates a few rows × columns in registers. More of them need fewer reads of shared memory for
 * each multiply-add.
 */

export interface Tile {
  /** The rows and columns of the result that a workgroup computes. */
  readonly rows: number;
  readonly columns: number;
  /** The inner indices that are copied to shared memory at a time. */
  readonly depth: number;
  /** The rows and columns that a thread computes. */
  readonly threadRows: number;
  readonly threadColumns: number;
  /** The inner indices that a workgroup sums over; a multiple of the depth. */
  readonly share: number;
  /** The number of workgroups that share the inner indices of one tile. */
  readonly splits: number;
  /** True if blocks go through shared memory. */
  readonly shared: boolean;
}

/** The kind of device that a shader is for. */
export type Target = "gpu" | "emulated";

/** The number of workgroups of 64 threads that keeps a large device busy. */
const BUSY_WORKGROUPS: Readonly<Record<Target, number>> = { gpu: 64, emulated: 8 };
/** A split with fewer inner indices costs more than it saves. */
const MIN_SPLIT_LENGTH = 128;
/**
 * The inner indices that a split has to save each workgroup, as it costs a second dispatch: on a GPU, this many take some 16 passes through
 * shared memory, about as long as a dispatch.
 */
const MIN_SAVED: Readonly<Record<Target, number>> = { gpu: 256, emulated: 0 };
/** Blocks of both matrices together take 8 KB, half of what every device has, with 64 rows and columns and a depth of 16. */
const DEPTH: Readonly<Record<Target, number>> = { gpu: 16, emulated: 8 };

/** Along the shorter side of the result, a tile's [breadth, elements of a thread]; along the other one it has 64 or 128. */
function shorterSide(size: number): readonly [number, number] {
  if (size > 32) return [64, 8];
  if (size > 16) return [32, 4];
  return size > 8 ? [16, 4] : [8, 2];
}

/**
 * Chooses the tile for a result of `m` × `n` over `k` inner indices, if `many` of them run side by side. All sizes of a tile
 * are powers of two. If a processor emulates the device, shared memory lies in the same caches as all other memory, and
 * barriers are slow: SwiftShader needs half the time without, and a seventh of it to compile.
 */
export function tileFor(m: number, n: number, k: number, target: Target, many = 1): Tile {
  const shape = shapeFor(m, n);
  const { rows, columns } = shape;
  const tiles = many * Math.ceil(m / rows) * Math.ceil(n / columns);
  const wanted = Math.max(1, Math.min(Math.ceil(BUSY_WORKGROUPS[target] / tiles), Math.floor(k / MIN_SPLIT_LENGTH)));
  // Rounding up to the depth may make a share so much larger that fewer are enough.
  const depth = DEPTH[target];
  const split = Math.ceil(k / wanted / depth) * depth;
  const share = k - split < MIN_SAVED[target] ? Math.ceil(k / depth) * depth : split;
  const common = { depth, share, splits: Math.ceil(k / share) };
  return target === "gpu" ? { rows, columns, ...inQuads(rows * columns), ...common, shared: true } : { ...shape, ...common, shared: false };
}

/** Returns a tile for 64 threads. */
function shapeFor(m: number, n: number): Pick<Tile, "rows" | "columns" | "threadRows" | "threadColumns"> {
  const [across, least] = shorterSide(Math.min(m, n));
  const [along, most] = Math.max(m, n) <= 32 ? [32, 4] : across < 32 ? [128, 8] : [64, 8];
  return m < n
    ? { rows: across, threadRows: least, columns: along, threadColumns: most }
    : { rows: along, threadRows: most, columns: across, threadColumns: least };
}

/**
 * Returns a thread's rows and columns on a GPU, multiples of 4: 32 sums fit into the registers of small devices, too; a tile so
 * small that it would have fewer than 64 threads has 16.
 */
const inQuads = (elements: number): Pick<Tile, "threadRows" | "threadColumns"> => ({ threadRows: elements < 2048 ? 4 : 8, threadColumns: 4 });

/** Returns the threads of a workgroup: along the columns, along the rows. */
export const threads = ({ rows, columns, threadRows, threadColumns }: Tile): readonly [number, number] => [columns / threadColumns, rows / threadRows];
