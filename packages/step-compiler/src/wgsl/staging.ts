/**
 * Staging of the inputs of steps: a slot for each of the steps that are submitted together. Inputs are written here, uploaded
 * in one go, and copied into the arena before their step.
 */
import type { Storage } from "../ir/plan";

export interface Staging {
  /** The number of steps that may be pending at a time. */
  readonly slots: number;
  /** The size of a slot, uploaded for every step, in bytes. */
  readonly slotBytes: number;
  /** Writes an input for the step that is encoded next. Throws if the name or the size is wrong. */
  write(name: string, values: Float32Array): void;
  /** Appends copies of a slot's inputs into the arena; later writes go to the slot after this one. */
  encode(encoder: GPUCommandEncoder, slot: number): void;
  /** Uploads the first slots, for commands that are submitted next. The next step has slot 0. */
  upload(slots: number): void;
  dispose(): void;
}

interface Field {
  /** The offsets of the input in a slot and in the arena, in elements. */
  readonly at: number;
  readonly to: number;
  readonly size: number;
  written: boolean;
}

/** Two inputs are copied as one if the gap between them has at most this many elements. */
const LARGEST_GAP = 64;
/** The maximum size of all slots, unless a single one is larger; it is allocated once here and once on the device. */
const MAX_STAGING_BYTES = 16 * 2 ** 20;

export interface StagingOptions {
  /** The maximum number of steps that are submitted together. */
  readonly maxSteps: number;
  /** The value that slots are filled with before they are written. */
  readonly poison: number;
}

/** Creates the staging buffers of a step's inputs. */
export function createStaging(
  device: GPUDevice, arena: GPUBuffer, inputs: readonly { readonly name: string; readonly storage: Storage }[],
  storages: readonly Storage[], { maxSteps, poison }: StagingOptions,
): Staging {
  const isFree = (from: number, to: number) => storages.every(({ offset, size }) => offset >= to || offset + size <= from);
  // Inputs are in the arena's order and, if nothing lies between two, at its distances: neighbours are copied as one.
  const fields = new Map<string, Field>();
  let slotSize = 0;
  let end = 0;
  for (const { name, storage: { offset, size } } of [...inputs].sort((a, b) => a.storage.offset - b.storage.offset)) {
    const gap = offset - end;
    const at = slotSize + (gap <= LARGEST_GAP && isFree(end, offset) ? gap : 0);
    fields.set(name, { at, to: offset, size, written: false });
    slotSize = at + size;
    end = offset + size;
  }
  const slotBytes = slotSize * 4;
  const slots = Math.max(1, Math.min(maxSteps, Math.floor(MAX_STAGING_BYTES / slotBytes)));
  const values = new Float32Array(slotSize * slots).fill(poison);
  const buffer = slotSize === 0 ? null : device.createBuffer({
    size: slotBytes * slots, usage: GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
  });
  let current = 0;

  return {
    slots, slotBytes,
    write(name, data) {
      const field = fields.get(name);
      if (!field) throw new Error(`The step has no input ${name}`);
      if (data.length !== field.size) throw new Error(`Input ${name} should have ${field.size} elements`);
      values.set(data, current * slotSize + field.at);
      field.written = true;
    },
    encode(encoder, slot) {
      const copies: { at: number; to: number; size: number }[] = [];
      let adjacent = false;
      for (const field of fields.values()) {
        const { at, to, size, written } = field;
        const last = copies.at(-1);
        if (written && adjacent && last && at - last.at === to - last.to) last.size = at - last.at + size;
        else if (written) copies.push({ at, to, size });
        adjacent = written;
        field.written = false;
      }
      for (const { at, to, size } of copies) {
        encoder.copyBufferToBuffer(buffer!, slot * slotBytes + at * 4, arena, to * 4, size * 4);
      }
      current = (slot + 1) % slots;
    },
    upload(used) {
      if (buffer && used > 0) device.queue.writeBuffer(buffer, 0, values, 0, used * slotSize);
      // Inputs that are already written for the next step move to the first slot.
      for (const { at, size, written } of fields.values()) {
        const from = current * slotSize + at;
        if (written) values.copyWithin(at, from, from + size);
      }
      current = 0;
    },
    dispose() { buffer?.destroy(); },
  };
}

