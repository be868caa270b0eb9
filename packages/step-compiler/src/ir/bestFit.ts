/** Assigns offsets in one array to buffers; buffers whose lifetimes do not overlap share memory. */
import type { Lifetime } from "./lifetimes";

/** Storages begin at multiples of this many elements: WebGPU binds buffers at multiples of 256 bytes. */
const ALIGNMENT = 64;

/** Rounds a number of elements up to the alignment of storages. */
export const aligned = (size: number): number => Math.ceil(size / ALIGNMENT) * ALIGNMENT;

/** A buffer to place; `size` is in elements. */
export interface Buffer extends Lifetime { readonly size: number }

/**
 * Assigns offsets from `base` on, by best fit, and returns them with the end of the last buffer, in elements. Buffers are
 * placed largest first, each in the smallest gap between those whose lifetimes overlap its own.
 */
export function bestFit(buffers: readonly Buffer[], base: number): { readonly offsets: readonly number[]; readonly end: number } {
  const offsets: number[] = [];
  const settled: (Buffer & { readonly at: number })[] = [];
  let end = base;
  const order = buffers.map((buffer, index) => ({ ...buffer, size: aligned(buffer.size), index }));
  for (const buffer of order.sort((a, b) => b.size - a.size || a.first - b.first)) {
    const neighbours = settled.filter(({ first, last }) => first <= buffer.last && last >= buffer.first).sort((a, b) => a.at - b.at);
    let best: { readonly at: number; readonly gap: number } | undefined;
    let free = base;
    for (const { at, size } of neighbours) {
      const gap = at - free;
      if (gap >= buffer.size && (!best || gap < best.gap)) best = { at: free, gap };
      free = Math.max(free, at + size);
    }
    const at = best?.at ?? free;
    offsets[buffer.index] = at;
    settled.push({ ...buffer, at });
    end = Math.max(end, at + buffer.size);
  }
  return { offsets, end };
}

/** Distributes values over slots: those in one slot have the same key and are in use one after the other. */
export function shareByKey<Value extends Lifetime & { readonly key: string }>(values: readonly Value[]): (readonly [Value, ...Value[]])[] {
  const slots: [Value, ...Value[]][] = [];
  for (const value of [...values].sort((a, b) => a.first - b.first)) {
    const slot = slots.find((each) => each[0].key === value.key && each.at(-1)!.last < value.first);
    if (slot) slot.push(value);
    else slots.push([value]);
  }
  return slots;
}
