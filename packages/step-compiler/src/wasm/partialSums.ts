/**
 * Reductions in two stages. A loop that reduces along every dimension cannot be cut into pieces without cutting a sum. Instead,
 * each of several blocks is reduced into storage of its own, and a short loop combines the results in a fixed order, which is
 * the same for any number of threads.
 */
import type { Access, Loop, StorageId, Store } from "../ir/plan";
import { lineElements } from "./cacheLines";
import { costOfLoop, reduces, split } from "./loopOrder";

/** Loops of at least this many estimated instructions are split. */
const LONG_REDUCTION = 200_000;
/** The minimum, preferred and maximum number of blocks. */
const [MIN_BLOCKS, BLOCKS, MAX_BLOCKS] = [8, 16, 32];
/** The number of elements in a vector. */
const VECTOR = 4;

/** Returns the number of elements from the first to the last one that a store reaches, in whole cache lines. */
const reachOf = ({ strides }: Access, dims: readonly number[]): number => {
  const last = strides.reduce((sum, stride, d) => sum + stride * (dims[d]! - 1), 0);
  return lineElements(last + 1);
};

/**
 * Returns the loops that replace this one: only itself if it is short or no store reduces some dimension.
 *
 * @param add returns a new storage of this many elements.
 */
export function partialSums(loop: Loop, add: (size: number) => StorageId, grain = 1): readonly Loop[] {
  const { dims, stores } = loop;
  if (costOfLoop(loop) < grain * LONG_REDUCTION || dims.some((size, d) => size >= MIN_BLOCKS && !stores.some((store) => reduces(store, d)))) return [loop];
  if (stores.some(({ to }) => to.strides.some((stride) => stride < 0))) return [loop];
  const ways = dims.flatMap((size, d) => divisors(size).map((block) => {
    const count = size / block;
    const partial = stores.reduce((sum, store) => sum + (reduces(store, d) ? count * reachOf(store.to, dims) : 0), 0);
    return { d, block, count, partial };
  })).filter(({ d, block, count }) => count >= MIN_BLOCKS && count <= MAX_BLOCKS && (d < dims.length - 1 || block % VECTOR === 0));
  if (ways.length === 0) return [loop];
  const far = ({ partial, count }: (typeof ways)[number]): number => partial + Math.abs(count - BLOCKS);
  const { d, block, count } = ways.reduce((best, way) => (far(way) < far(best) ? way : best));
  const blocked = split(loop, d, block);
  const combining: Loop[] = [];
  const kept = blocked.stores.map((store, i): Store => {
    const { to, combine } = stores[i]!;
    if (!reduces(stores[i]!, d)) return store;
    const reach = reachOf(to, dims);
    const storage = add(count * reach);
    const own = dims.flatMap((size, axis) => (to.strides[axis] === 0 ? [] : [{ size, stride: to.strides[axis]! }]));
    const strides = own.map(({ stride }) => stride);
    combining.push({
      kind: "loop", dims: [count, ...own.map(({ size }) => size)],
      body: [{ kind: "load", from: { storage, offset: 0, strides: [reach, ...strides] } }],
      stores: [{ value: 0, to: { ...to, strides: [0, ...strides] }, combine }],
    });
    return { ...store, to: { storage, offset: 0, strides: store.to.strides.with(d, reach) } };
  });
  return [{ ...blocked, stores: kept }, ...combining];
}

const divisors = (size: number): number[] => Array.from({ length: size }, (_, i) => i + 1).filter((block) => size % block === 0);
