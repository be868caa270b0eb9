/**
 * Numbers on their way back from the device. What is read between two submissions comes back in one buffer where it is
 * small, as losses are; buffers are used again, and several may be under way.
 */

export interface Readback {
  /** Appends a copy of some bytes. Resolves some time after the next `submitted`; rejects when the device is lost. */
  read(encoder: GPUCommandEncoder, from: GPUBuffer, offset: number, size: number): Promise<Float32Array>;
  /** To be called when the commands have been submitted. */
  submitted(): void;
  /** Everything that is under way rejects. */
  dispose(why: Error): void;
}

/** Bytes of the buffers that are used again. */
const SHARED_BYTES = 4096;

interface Part {
  readonly offset: number;
  readonly size: number;
  readonly resolve: (values: Float32Array) => void;
  readonly reject: (why: unknown) => void;
}

interface Batch {
  readonly buffer: GPUBuffer;
  readonly parts: Part[];
  used: number;
}

export function createReadback(device: GPUDevice): Readback {
  const all = new Set<GPUBuffer>();
  let waiting: Batch[] = [];

  const create = (size: number): GPUBuffer => {
    const buffer = device.createBuffer({ size, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
    all.add(buffer);
    return buffer;
  };
  /** The first one at once, so that a device without room for it is found out before any step. */
  const free: GPUBuffer[] = [create(SHARED_BYTES)];
  const batchFor = (size: number): Batch => {
    const fitting = waiting.find(({ buffer, used }) => used + size <= buffer.size);
    if (fitting) return fitting;
    const buffer = size <= SHARED_BYTES ? (free.pop() ?? create(SHARED_BYTES)) : create(size);
    const batch: Batch = { buffer, parts: [], used: 0 };
    waiting.push(batch);
    return batch;
  };
  const collect = async ({ buffer, parts, used }: Batch): Promise<void> => {
    try {
      await buffer.mapAsync(GPUMapMode.READ, 0, used);
      const values = new Float32Array(buffer.getMappedRange(0, used)).slice();
      buffer.unmap();
      for (const { offset, size, resolve } of parts) resolve(values.slice(offset / 4, (offset + size) / 4));
      if (buffer.size === SHARED_BYTES) free.push(buffer);
      else {
        buffer.destroy();
        all.delete(buffer);
      }
    } catch (error) {
      for (const { reject } of parts) reject(error);
    }
  };

  return {
    read(encoder, from, offset, size) {
      const batch = batchFor(size);
      encoder.copyBufferToBuffer(from, offset, batch.buffer, batch.used, size);
      const result = new Promise<Float32Array>((resolve, reject) => {
        batch.parts.push({ offset: batch.used, size, resolve, reject });
      });
      batch.used += size;
      result.catch(() => undefined); // whoever takes it sees the error
      return result;
    },
    submitted() {
      const submitted = waiting;
      waiting = [];
      for (const batch of submitted) void collect(batch);
    },
    dispose(why) {
      for (const { parts } of waiting) for (const { reject } of parts) reject(why);
      waiting = [];
      for (const buffer of all) buffer.destroy();
      all.clear();
    },
  };
}
