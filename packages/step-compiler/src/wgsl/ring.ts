/**
 * The values of one output, such as the losses, after each of the steps that are submitted together. The first shader of the next
 * step copies them into a ring on the device, which is read back once. Those of the last step are still in their own place.
 */
import type { Plan } from "../ir/plan";
import type { Readback } from "./readback";
import { inFours } from "./staging";

/** The elements of the arena that a ring consists of; all but `size` are multiples of 4. */
export interface RingPlace {
  readonly output: string;
  /** Where a step leaves its values, and their number. */
  readonly from: number;
  readonly size: number;
  /** Where the ring begins, and the elements of a step in it. */
  readonly at: number;
  readonly row: number;
}

/** Returns the place of an output's ring, behind `arena` elements; null if the plan has no such output. */
export function placeRing(plan: Plan, output: string | undefined, arena: number): RingPlace | null {
  const storage = output === undefined ? undefined : plan.outputs[output];
  if (output === undefined || storage === undefined) return null;
  const { offset, size } = plan.storages[storage]!;
  return { output, from: offset, size, at: inFours(arena), row: inFours(size) };
}

/** Creates the ring of an arena. */
export function createRing(readback: Readback, arena: GPUBuffer, { from, size, at, row }: RingPlace) {
  let reads: { readonly slot: number; readonly resolve: (values: Promise<Float32Array>) => void; readonly reject: (why: Error) => void }[] = [];
  return {
    /** Resolves to the values after the step in this slot some time after the next `flush` was submitted. Rejects when the device is lost. */
    read(slot: number): Promise<Float32Array> {
      const result = new Promise<Float32Array>((resolve, reject) => reads.push({ slot, resolve, reject }));
      result.catch(() => undefined); // the caller sees the error; an unawaited read is no unhandled one
      return result;
    },
    /** Appends the copies that read the ring after this many steps. */
    flush(encoder: GPUCommandEncoder, steps: number) {
      if (reads.length === 0) return;
      const last = readback.read(encoder, arena, 4 * from, 4 * size);
      const before = steps > 1 ? readback.read(encoder, arena, 4 * at, 4 * row * (steps - 1)) : null;
      const values = async (slot: number) => (before && slot < steps - 1 ? (await before).slice(slot * row, slot * row + size) : last);
      for (const { slot, resolve } of reads) resolve(values(slot));
      reads = [];
    },
    dispose(why: Error) {
      for (const { reject } of reads) reject(why);
      reads = [];
    },
  };
}
