/** A device that computes nothing, for tests: it counts buffers, bytes and commands, and may run out of memory. */

/** The globals that WebGPU declares, for `vi.stubGlobal`. */
export const GPU_CONSTANTS = {
  GPUBufferUsage: { STORAGE: 1, COPY_SRC: 2, COPY_DST: 4, UNIFORM: 8, MAP_READ: 16 },
  GPUShaderStage: { COMPUTE: 1 },
  GPUMapMode: { READ: 1 },
} as const;

/** Creates a device. `hasRoom` says, for the first buffer, the second, and so on, whether there is memory for it. */
export function fakeDevice(hasRoom: (buffer: number) => boolean = () => true) {
  const uncaughtErrors: string[] = [];
  const scopes: { error: { message: string } | null }[] = [];
  let made = 0;
  let destroyed = 0;
  let uploaded = 0;
  const commands = { writes: 0, submissions: 0, passes: 0, dispatches: 0, copies: 0, maps: 0 };
  const counting = (command: keyof typeof commands) => () => { commands[command]++; };
  const nothing = () => undefined;
  const pass = { setPipeline: nothing, setBindGroup: nothing, dispatchWorkgroups: counting("dispatches"), end: nothing };
  const device = {
    features: new Set<string>(),
    limits: { maxBufferSize: 2 ** 28, maxStorageBufferBindingSize: 2 ** 27 },
    lost: new Promise(nothing),
    queue: {
      submit: counting("submissions"),
      writeBuffer(_buffer: unknown, _offset: number, data: Float32Array | Uint8Array, from = 0, count = data.length - from) {
        commands.writes++;
        uploaded += count * data.BYTES_PER_ELEMENT;
      },
    },
    createBindGroupLayout: () => ({}), createPipelineLayout: () => ({}), createBindGroup: () => ({}), createShaderModule: () => ({}),
    createComputePipelineAsync: async () => ({}),
    createCommandEncoder: () => ({
      copyBufferToBuffer: counting("copies"),
      beginComputePass() {
        commands.passes++;
        return pass;
      },
      finish: () => ({}),
    }),
    pushErrorScope: () => void scopes.push({ error: null }),
    popErrorScope: async () => scopes.pop()?.error ?? null,
    createBuffer: ({ size }: { size: number }) => {
      if (!hasRoom(++made)) {
        const scope = scopes.at(-1);
        if (scope) scope.error ??= { message: `no room for ${size} bytes` };
        else uncaughtErrors.push(`${size} bytes`);
      }
      return {
        size, destroy: () => { destroyed++; }, getMappedRange: () => new ArrayBuffer(size), unmap: nothing,
        async mapAsync() { commands.maps++; },
      };
    },
  };
  return {
    device: device as unknown as GPUDevice, // only what `compileWgsl` calls is there
    /** Errors that no error scope has caught. */
    uncaughtErrors,
    /** Numbers of buffers made and destroyed, and of bytes uploaded. */
    counts: () => ({ made, destroyed, uploaded }),
    /** Numbers of commands so far: calls of the queue, passes with their dispatches, copies between buffers, and buffers mapped. */
    commands: () => ({ ...commands }),
  };
}
