/** Passes each mapping of a buffer for reading to `onMapping`, also of the buffers that TensorFlow.js creates. */
export function observeMappings(device: GPUDevice, onMapping: (mapped: Promise<unknown>) => void): void {
  const create = device.createBuffer.bind(device);
  device.createBuffer = (descriptor) => {
    const buffer = create(descriptor);
    if (descriptor.usage & GPUBufferUsage.MAP_READ) {
      const map = buffer.mapAsync.bind(buffer);
      buffer.mapAsync = (...range) => {
        const mapped = map(...range);
        onMapping(mapped);
        return mapped;
      };
    }
    return buffer;
  };
}
