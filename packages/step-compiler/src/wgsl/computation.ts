/** Runs shaders on a device: pipelines, bind groups, and the dispatches of a step. */
import type { Dispatch } from "./dispatch";
import { MAX_PLACES } from "./text";

/** The shaders of a step on a device. */
export type Computation = ReturnType<typeof createComputation>;

export interface Pipelines {
  readonly layout: GPUBindGroupLayout;
  /** One pipeline for each dispatch. */
  readonly list: readonly GPUComputePipeline[];
}

/** Creates pipelines; equal shaders share one. Rejects if the device refuses one. */
export async function createPipelines(device: GPUDevice, dispatches: readonly Dispatch[]): Promise<Pipelines> {
  const layout = device.createBindGroupLayout({
    entries: [
      { binding: 0, visibility: GPUShaderStage.COMPUTE, buffer: { type: "storage" } },
      { binding: 1, visibility: GPUShaderStage.COMPUTE, buffer: { type: "uniform" } },
    ],
  });
  const pipelineLayout = device.createPipelineLayout({ bindGroupLayouts: [layout] });
  const made = new Map<string, Promise<GPUComputePipeline>>();
  for (const { code } of dispatches) {
    if (!made.has(code)) made.set(code, createPipeline(device, pipelineLayout, code));
  }
  return { layout, list: await Promise.all(dispatches.map(({ code }) => made.get(code)!)) };
}

/** Creates one pipeline. Rejects if the device refuses the shader. */
export async function createPipeline(
  device: GPUDevice, layout: GPUPipelineLayout, code: string,
): Promise<GPUComputePipeline> {
  device.pushErrorScope("validation");
  const module = device.createShaderModule({ code });
  void device.popErrorScope(); // said better by the module itself
  try {
    return await device.createComputePipelineAsync({ layout, compute: { module, entryPoint: "main" } });
  } catch (error) {
    const { messages } = await module.getCompilationInfo();
    const first = messages.find(({ type }) => type === "error");
    const why = first ? `${first.message} (line ${first.lineNum})` : String(error);
    throw new Error(`A shader was refused: ${why}`, { cause: error });
  }
}

/** The bytes of a dispatch's table of places, offsets in the arena. Every device binds buffers at multiples of it. */
const TABLE_BYTES = 4 * MAX_PLACES;

/** Creates the bind groups of all dispatches over the arena. */
export function createComputation(
  device: GPUDevice, arena: GPUBuffer, dispatches: readonly Dispatch[], { layout, list }: Pipelines,
) {
  const tables = device.createBuffer({
    size: Math.max(dispatches.length, 1) * TABLE_BYTES, usage: GPUBufferUsage.UNIFORM, mappedAtCreation: true,
  });
  const values = new Uint32Array(tables.getMappedRange());
  dispatches.forEach(({ places }, at) => values.set(places, at * MAX_PLACES));
  tables.unmap();
  const bindings = dispatches.map((_, at) => device.createBindGroup({
    layout,
    entries: [
      { binding: 0, resource: { buffer: arena } },
      { binding: 1, resource: { buffer: tables, offset: at * TABLE_BYTES, size: TABLE_BYTES } },
    ],
  }));
  return {
    dispatches: dispatches.length,
    /** Appends the dispatches of one step. */
    encode(pass: GPUComputePassEncoder) {
      dispatches.forEach(({ workgroups: [x, y, z] }, at) => {
        pass.setPipeline(list[at]!);
        pass.setBindGroup(0, bindings[at]!);
        pass.dispatchWorkgroups(x, y, z);
      });
    },
    dispose: (): void => tables.destroy(),
  };
}
