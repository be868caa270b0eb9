/** Numbers on their way back from the device. Buffers are used again; several may be under way. */

export interface Readback {
  /** Appends the copy of a step's losses (bytes of `from`) to slot `slot` of as many as are read together. */
  encode(
    encoder: GPUCommandEncoder, from: GPUBuffer, place: { readonly offset: number; readonly size: number },
    slot: number, slots: number,
  ): void;
  /** Submits the commands; resolves to all slots, one after the other. Rejects when the device is lost. */
  submit(encoder: GPUCommandEncoder): Promise<Float32Array>;
  /** A copy of this many bytes, now. */
  once(from: GPUBuffer, offset: number, size: number): Promise<Float32Array>;
  /** What is under way rejects. */
  dispose(): void;
}

export function createReadback(device: GPUDevice): Readback {
  const free: GPUBuffer[] = [];
  const all = new Set<GPUBuffer>();
  let current: GPUBuffer | null = null;
  const create = (size: number): GPUBuffer => {
    const buffer = device.createBuffer({ size, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
    all.add(buffer);
    return buffer;
  };
  const drop = (buffer: GPUBuffer): void => {
    buffer.destroy();
    all.delete(buffer);
  };
  const numbersOf = async (buffer: GPUBuffer): Promise<Float32Array> => {
    await buffer.mapAsync(GPUMapMode.READ);
    const values = new Float32Array(buffer.getMappedRange()).slice();
    buffer.unmap();
    return values;
  };
  return {
    encode(encoder, from, { offset, size }, slot, slots) {
      current ??= free.pop() ?? create(size * slots);
      encoder.copyBufferToBuffer(from, offset, current, slot * size, size);
    },
    async submit(encoder) {
      const buffer = current;
      if (!buffer) throw new Error("Nothing is read back");
      current = null;
      device.queue.submit([encoder.finish()]);
      const values = await numbersOf(buffer);
      free.push(buffer);
      return values;
    },
    async once(from, offset, size) {
      const buffer = create(size);
      try {
        const encoder = device.createCommandEncoder();
        encoder.copyBufferToBuffer(from, offset, buffer, 0, size);
        device.queue.submit([encoder.finish()]);
        return await numbersOf(buffer);
      } finally {
        drop(buffer);
      }
    },
    dispose() { [...all].forEach(drop); },
  };
}
