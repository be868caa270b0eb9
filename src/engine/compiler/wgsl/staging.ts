/**
 * What steps are given, on its way to the device: for each step that is handed over together with others, a slot with
 * all inputs, filled here, uploaded in one go and copied into the arena before its step.
 */
import type { Storage } from "../plan";

export interface Staging {
  /** For the next step, and those after it until the next call. Throws where the name or the size is wrong. */
  write(name: string, values: Float32Array): void;
  /** Throws where an input was never written. */
  checkComplete(): void;
  /** Appends the copies from slot `slot` into the arena; what is written later is for the next slot. */
  encode(encoder: GPUCommandEncoder, slot: number): void;
  /** Uploads the first slots, for commands that are submitted next. Slot 0 is filled next. */
  upload(slots: number): void;
  dispose(): void;
}

/** An input's place in each slot, and the slot that has its newest value; −1 for none. */
interface Field { readonly at: number; readonly size: number; slot: number }

export function createStaging(
  device: GPUDevice, arena: GPUBuffer, inputs: readonly { readonly name: string; readonly storage: Storage }[],
  slots: number,
): Staging {
  // In the arena's order, so that inputs that are neighbours there are copied as one.
  const sorted = [...inputs].sort((a, b) => a.storage.offset - b.storage.offset);
  const fields = new Map<string, Field>();
  const copies: { from: number; to: number; size: number }[] = [];
  let slotSize = 0;
  for (const { name, storage: { offset, size } } of sorted) {
    fields.set(name, { at: slotSize, size, slot: -1 });
    const last = copies.at(-1);
    if (last && last.to + (slotSize - last.from) === offset) last.size = slotSize - last.from + size;
    else copies.push({ from: slotSize, to: offset, size });
    slotSize += Math.ceil(size / 4) * 4;
  }
  const values = new Float32Array(slotSize * slots);
  const buffer = slotSize === 0 ? null : device.createBuffer({
    size: values.byteLength, usage: GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
  });
  let current = 0;

  return {
    write(name, data) {
      const field = fields.get(name);
      if (!field) throw new Error(`The step has no input ${name}`);
      if (data.length !== field.size) throw new Error(`Input ${name} should have ${field.size} elements`);
      values.set(data, current * slotSize + field.at);
      field.slot = current;
    },
    checkComplete() {
      for (const [name, { slot }] of fields) if (slot < 0) throw new Error(`Input ${name} was never written`);
    },
    encode(encoder, slot) {
      for (const field of fields.values()) {
        if (field.slot === slot) continue;
        const from = field.slot * slotSize + field.at;
        values.copyWithin(slot * slotSize + field.at, from, from + field.size);
        field.slot = slot;
      }
      for (const { from, to, size } of copies) {
        encoder.copyBufferToBuffer(buffer!, (slot * slotSize + from) * 4, arena, to * 4, size * 4);
      }
      current = (slot + 1) % slots;
    },
    upload(used) {
      if (buffer) device.queue.writeBuffer(buffer, 0, values, 0, used * slotSize);
      current = 0;
    },
    dispose() { buffer?.destroy(); },
  };
}
