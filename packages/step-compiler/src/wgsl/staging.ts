/**
 * Staging of the inputs of steps: a slot for each of the steps that are submitted together. Inputs are written here and uploaded
 * in one go; the first shader of a step (`gather.ts`) reads them from its slot.
 */

/** An input in a slot: its first element there, a multiple of 4, and its number of elements. */
export interface Field {
  readonly name: string;
  readonly at: number;
  readonly size: number;
}

/**
 * The elements of a slot. The first ones say for each field, in order, whether it was written for this step: 1 or 0. What was not
 * written keeps its value in the arena.
 */
export interface SlotLayout {
  readonly fields: readonly Field[];
  /** A multiple of 4. */
  readonly size: number;
  /** The number of slots. */
  readonly slots: number;
}

export type Staging = ReturnType<typeof createStaging>;

/** The maximum size of all slots, unless a single one is larger; it is allocated once here and once on the device. */
const MAX_STAGING_BYTES = 16 * 2 ** 20;

/** Rounds a number of elements up to whole vectors of four. */
export const inFours = (size: number): number => Math.ceil(size / 4) * 4;

/** Lays out the slots of inputs; `maxSteps` is the maximum number of steps that are submitted together. */
export function slotLayout(inputs: readonly { readonly name: string; readonly size: number }[], maxSteps: number): SlotLayout {
  let end = inFours(inputs.length);
  const fields = inputs.map(({ name, size }) => {
    const at = end;
    end += inFours(size);
    return { name, at, size };
  });
  return { fields, size: end, slots: Math.max(1, Math.min(maxSteps, Math.floor(MAX_STAGING_BYTES / (4 * end)))) };
}

/** Creates the slots. `poison`: the value that they are filled with before they are written. */
export function createStaging(device: GPUDevice, { fields, size, slots }: SlotLayout, poison: number) {
  const values = new Float32Array(size * slots).fill(poison);
  const buffer = device.createBuffer({ size: Math.max(4 * size * slots, 16), usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST });
  const written = new Set<Field>();
  const byName = new Map(fields.map((field) => [field.name, field]));
  let current = 0;

  return {
    buffer,
    /** Writes an input for the step that is encoded next. Throws if the name or the size is wrong. */
    write(name: string, data: Float32Array) {
      const field = byName.get(name);
      if (!field) throw new Error(`The step has no input ${name}`);
      if (data.length !== field.size) throw new Error(`Input ${name} should have ${field.size} elements`);
      values.set(data, current * size + field.at);
      written.add(field);
    },
    /** Completes the slot of a step; later writes go to the slot after this one. */
    complete(slot: number) {
      fields.forEach((field, index) => { values[slot * size + index] = written.has(field) ? 1 : 0; });
      written.clear();
      current = (slot + 1) % slots;
    },
    /** Uploads the first slots, for commands that are submitted next. The next step has slot 0. */
    upload(used: number) {
      if (used > 0 && size > 0) device.queue.writeBuffer(buffer, 0, values, 0, used * size);
      // Inputs that are already written for the next step move to the first slot.
      for (const field of written) {
        const from = current * size + field.at;
        values.copyWithin(field.at, from, from + field.size);
      }
      current = 0;
    },
    dispose: (): void => buffer.destroy(),
  };
}
