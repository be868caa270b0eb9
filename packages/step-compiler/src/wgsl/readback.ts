/**
 * Reads numbers back from the device. All small reads between two submissions, such as losses, share one staging buffer, which
 * is mapped once. Staging buffers are reused; several may be waiting to be mapped.
 */

export type Readback = ReturnType<typeof createReadback>;

/** The bytes of the buffers that are shared and reused; a larger read gets a buffer of its own. */
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

/** Creates the staging buffers of one step. */
export function createReadback(device: GPUDevice) {
  const all = new Set<GPUBuffer>();
  let waiting: Batch[] = [];

  const create = (size: number): GPUBuffer => {
    const buffer = device.createBuffer({ size, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
    all.add(buffer);
    return buffer;
  };
  /** It is made now, not at the first read, so that a lack of memory is noticed before any step. */
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
    /** Appends a copy of some bytes to the encoder. Resolves some time after the next `submitted`; rejects when the device is lost. */
    read(encoder: GPUCommandEncoder, from: GPUBuffer, offset: number, size: number): Promise<Float32Array> {
      const batch = batchFor(size);
      encoder.copyBufferToBuffer(from, offset, batch.buffer, batch.used, size);
      const result = new Promise<Float32Array>((resolve, reject) => {
        batch.parts.push({ offset: batch.used, size, resolve, reject });
      });
      batch.used += size;
      result.catch(() => undefined); // the caller sees the error; an unawaited read is no unhandled one
      return result;
    },
    /** Has to be called after the encoder's commands were submitted: buffers can be mapped from then on. */
    submitted() {
      const submitted = waiting;
      waiting = [];
      for (const batch of submitted) void collect(batch);
    },
    /** Destroys the buffers; reads that have not resolved reject. */
    dispose(why: Error) {
      for (const { parts } of waiting) for (const { reject } of parts) reject(why);
      waiting = [];
      for (const buffer of all) buffer.destroy();
      all.clear();
    },
  };
}
