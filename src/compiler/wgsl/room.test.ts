/** A device that has room for only some of a step's buffers: nothing is left half made, and no error goes unheard. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { compileWgsl } from ".";
import { CannotCompile } from "../ir/cannotCompile";
import type { Plan } from "../ir/plan";

beforeEach(() => {
  vi.stubGlobal("GPUBufferUsage", { STORAGE: 1, COPY_SRC: 2, COPY_DST: 4, UNIFORM: 8, MAP_READ: 16 });
  vi.stubGlobal("GPUShaderStage", { COMPUTE: 1 });
  vi.stubGlobal("GPUMapMode", { READ: 1 });
});
afterEach(() => vi.unstubAllGlobals());

/** y = x, with the states and inputs that a step has. */
const copying: Plan = {
  storages: [{ size: 4, offset: 0, label: "x" }, { size: 4, offset: 4, label: "y" }],
  arena: 8,
  kernels: [{
    kind: "loop", dims: [4], body: [{ kind: "load", from: { storage: 0, offset: 0, strides: [1] } }],
    stores: [{ value: 0, combine: "set", to: { storage: 1, offset: 0, strides: [1] } }],
  }],
  inputs: { x: 0 }, outputs: { y: 1 }, constants: [],
};

/** Has room for so many buffers. */
function smallDevice(room: number) {
  const unheard: string[] = [];
  const scopes: { error: { message: string } | null }[] = [];
  let made = 0;
  let destroyed = 0;
  const device = {
    limits: { maxBufferSize: 2 ** 28, maxStorageBufferBindingSize: 2 ** 27 },
    lost: new Promise(() => undefined),
    queue: { writeBuffer: () => undefined },
    createBindGroupLayout: () => ({}), createPipelineLayout: () => ({}), createBindGroup: () => ({}), createShaderModule: () => ({}),
    createComputePipelineAsync: async () => ({}),
    pushErrorScope: () => void scopes.push({ error: null }),
    popErrorScope: async () => scopes.pop()?.error ?? null,
    createBuffer: ({ size }: { size: number }) => {
      if (++made > room) {
        const scope = scopes.at(-1);
        if (scope) scope.error ??= { message: `no room for ${size} bytes` };
        else unheard.push(`${size} bytes`);
      }
      return { size, destroy: () => { destroyed++; }, getMappedRange: () => new ArrayBuffer(size), unmap: () => undefined };
    },
  };
  // Only what `compileWgsl` calls is there.
  return { device: device as unknown as GPUDevice, unheard, counts: () => ({ made, destroyed }) };
}

it("says what it has no room for before any step, whichever buffer it is", async () => {
  const whole = smallDevice(Infinity);
  const step = await compileWgsl(copying, whole.device);
  const { made } = whole.counts();
  expect(made).toBeGreaterThan(3);
  step.dispose();
  expect(whole.counts()).toEqual({ made, destroyed: made });
  for (let room = 0; room < made; room++) {
    const { device, unheard, counts } = smallDevice(room);
    await expect(compileWgsl(copying, device)).rejects.toThrow(CannotCompile);
    expect({ ...counts(), unheard }).toEqual({ made, destroyed: made, unheard: [] });
  }
});
