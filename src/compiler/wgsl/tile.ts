/**
 * The tiling of a matrix product. A workgroup computes one tile of the result: it loads blocks of both matrices into shared
 * memory, and each thread accumulates a few rows × columns in registers. The more of them, the fewer reads of shared memory
 * for each multiply-add.
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
  /** Inner indices that a workgroup sums over; a multiple of the depth. */
  readonly share: number;
  /** Workgroups that share the inner indices of one tile: as many shares as there are. */
  readonly splits: number;
  /** Whether pieces go through shared memory at all. */
  readonly shared: boolean;
}

/** What kind of device a shader is for. */
export type Target = "gpu" | "emulated";

/** Workgroups of 64 threads that keep a large device busy. */
const BUSY: Readonly<Record<Target, number>> = { gpu: 64, emulated: 8 };
/** Inner indices below which a split costs more than it brings. */
const SHORTEST = 128;
/** Blocks of both matrices together take 8 KB, half of what every device has, with 64 rows and columns and a depth of 16. */
const DEPTH: Readonly<Record<Target, number>> = { gpu: 16, emulated: 8 };

/** Along the shorter side of the result, a tile's [breadth, share of a thread]; along the other it has 64 or 128. */
function narrow(size: number): readonly [number, number] {
  if (size > 32) return [64, 8];
  if (size > 16) return [32, 4];
  return size > 8 ? [16, 4] : [8, 2];
}

/**
 * For a result of `m` × `n` over `k` inner indices, of which `many` are made side by side. All sizes of a tile are powers
 * of two. Where a processor emulates the device, shared memory lies in the same caches as all other, and waiting for each
 * other takes threads long: SwiftShader needs half the time without, and a seventh of it to compile.
 */
export function tileFor(m: number, n: number, k: number, target: Target, many = 1): Tile {
  const shape = shapeFor(m, n);
  const { rows, columns } = shape;
  const tiles = many * Math.ceil(m / rows) * Math.ceil(n / columns);
  const wanted = Math.max(1, Math.min(Math.ceil(BUSY[target] / tiles), Math.floor(k / SHORTEST)));
  // Rounded up to the depth, a share may be so much larger that fewer of them are enough.
  const depth = DEPTH[target];
  const share = Math.ceil(k / wanted / depth) * depth;
  const common = { depth, share, splits: Math.ceil(k / share) };
  return target === "gpu" ? { rows, columns, ...inQuads(rows * columns), ...common, shared: true } : { ...shape, ...common, shared: false };
}

/** A tile for 64 threads. */
function shapeFor(m: number, n: number): Pick<Tile, "rows" | "columns" | "high" | "wide"> {
  const [across, least] = narrow(Math.min(m, n));
  const [along, most] = Math.max(m, n) <= 32 ? [32, 4] : across < 32 ? [128, 8] : [64, 8];
  return m < n
    ? { rows: across, high: least, columns: along, wide: most }
    : { rows: along, high: most, columns: across, wide: least };
}

/**
 * A thread's rows and columns on a GPU, multiples of 4: 32 sums leave it room in the registers of small devices, too, and
 * where a tile is so small that it would have fewer than 64 threads, 16.
 */
const inQuads = (elements: number): Pick<Tile, "high" | "wide"> => ({ high: elements < 2048 ? 4 : 8, wide: 4 });

/** Threads of a workgroup: along the columns, along the rows. */
export const threads = ({ rows, columns, high, wide }: Tile): readonly [number, number] => [columns / wide, rows / high];
