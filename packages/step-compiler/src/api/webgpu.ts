/** Runs steps on WebGPU. */
import { NoRoom } from "../ir/cannotCompile";
import type { Graph } from "../ir/graph";
import { plan, type PlanOptions } from "../passes";
import { compileWgsl } from "../wgsl/compileWgsl";
import { PLAN_OPTIONS } from "../wgsl/planOptions";
import type { Runner } from "./runner";

/** The maximum number of steps in one submission to the queue. */
const STEPS_PER_SUBMIT = 8;

/** Compiles a graph for a device, or for a new one. Rejects with NoRoom if the device lacks memory. */
export async function onWebgpu(graph: Graph, given: GPUDevice | undefined): Promise<Runner> {
  const device = given ?? await openDevice();
  const target = device.adapterInfo.isFallbackAdapter ? "emulated" : "gpu";
  const compileWith = async (options: PlanOptions) => {
    const planned = plan(graph, options);
    return { planned, step: await compileWgsl(planned, device, { stepsPerSubmit: STEPS_PER_SUBMIT, target }) };
  };
  const options = PLAN_OPTIONS[target];
  const { planned, step } = await compileWith(options).catch((error: unknown) => {
    if (!(error instanceof NoRoom) || !options.sideBySide) throw error;
    return compileWith({ ...options, sideBySide: false }); // This plan needs less memory.
  }).catch((error: unknown) => {
    if (!given) device.destroy();
    throw error;
  });
  return {
    kernels: planned.kernels.length,
    bytes: step.bytes,
    threads: 1,
    names: { inputs: new Set(Object.keys(planned.inputs)), outputs: new Set(Object.keys(planned.outputs)) },
    write: (name, value) => step.write(name, value),
    run: () => step.run(),
    read: (name) => step.read(name),
    dispose() {
      step.dispose();
      if (!given) device.destroy();
    },
  };
}

/** Opens a device that allows buffers as large as the adapter does. Rejects if there is no WebGPU. */
async function openDevice(): Promise<GPUDevice> {
  const adapter = await (Reflect.get(globalThis, "navigator") as Partial<Navigator> | undefined)?.gpu?.requestAdapter({ powerPreference: "high-performance" });
  if (!adapter) throw new Error("There is no WebGPU adapter here. Compile for the back end wasm, or pass a device");
  const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
  return adapter.requestDevice({ requiredLimits: { maxBufferSize, maxStorageBufferBindingSize } });
}
