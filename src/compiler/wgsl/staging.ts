/**
 * What steps are given, on its way to the device: a slot for each of the steps that are handed over together. Inputs are
 * written here, uploaded in one go, and copied into the arena before their step.
 */
import type { Storage } from "../ir/plan";

export interface Staging {
  /** Steps that may be under way at a time. */
  readonly slots: number;
  /** Of a slot: uploaded for every step. */
  readonly slotBytes: number;
  /** For the step that is encoded next. Throws where the name or the size is wrong. */
  write(name: string, values: Float32Array): void;
  /** Appends copies of what was written into the arena; what is written later is for the slot after this one. */
  encode(encoder: GPUCommandEncoder, slot: number): void;
  /** Uploads the first slots, for commands that are submitted next. The next step has slot 0. */
  upload(slots: number): void;
  dispose(): void;
}

interface Field {
  /** Elements: where the input is in a slot and in the arena. */
  readonly at: number;
  readonly to: number;
  readonly size: number;
  written: boolean;
}

/** A gap between two inputs, in elements, up to which they are copied as one. */
const LARGEST_GAP = 64;
/** Of all slots, unless one alone has more; once here and once on the device. */
const MOST_BYTES = 16 * 2 ** 20;

export interface StagingOptions {
  /** Steps that may be handed over together at most. */
  readonly most: number;
  /** What slots are full of before they are written. */
  readonly rubbish: number;
}

export function createStaging(
  device: GPUDevice, arena: GPUBuffer, inputs: readonly { readonly name: string; readonly storage: Storage }[],
  storages: readonly Storage[], { most, rubbish }: StagingOptions,
): Staging {
  const isFree = (from: number, to: number) => storages.every(({ offset, size }) => offset >= to || offset + size <= from);
  // In the arena's order and, where nothing lies between two, with its distances: neighbours are copied as one.
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
  const slots = Math.max(1, Math.min(most, Math.floor(MOST_BYTES / slotBytes)));
  const values = new Float32Array(slotSize * slots).fill(rubbish);
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
      // What is written already for the step after them goes with it to the first slot.
      for (const { at, size, written } of fields.values()) {
        const from = current * slotSize + at;
        if (written) values.copyWithin(at, from, from + size);
      }
      current = 0;
    },
    dispose() { buffer?.destroy(); },
  };
}

