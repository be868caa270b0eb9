/**
 * Plan → WebGPU. One buffer, the arena, holds everything; every kernel is a few compute shaders over it, and a step is
 * one compute pass, in which WebGPU lets each shader see what the one before it has written. Several steps may be
 * handed to the device at a time. Nothing is waited for but what is read.
 */
import { CannotCompile } from "../cannotCompile";
import type { Plan, StorageId } from "../plan";
import type { Dispatch } from "./points";
import { createReadback, type Readback } from "./readback";
import { shadersOf } from "./shaders";
import { createStaging, type Staging } from "./staging";

export interface WgslOptions {
  /** The output that `run` hands back; small. */
  readonly losses: string;
  /** Steps that are handed to the device together. Default: 1. */
  readonly stepsPerSubmit?: number;
}

/** A step that is ready to run on a device. What it does happens in the order of the calls. */
export interface WgslStep {
  /** Shaders that run in a step. */
  readonly dispatches: number;
  /** Bytes of the arena. */
  readonly bytes: number;
  /**
   * Hands in an input: a state as it is to be from now on, anything else for the steps from the next one on. Throws
   * where there is no such input, or it has another size.
   */
  write(name: string, data: Float32Array | number): void;
  /**
   * Runs a step, on the device, once there are `stepsPerSubmit` of them. Resolves to its losses when the device has
   * computed them; rejects when the device is lost or the step disposed before. Throws where an input was never written.
   */
  run(): Promise<Float32Array>;
  /** Hands the steps that wait to the device. */
  submit(): void;
  /** Copies an output, or a state, into the beginning of a buffer of the same device, with usage COPY_DST. */
  copyOut(name: string, to: GPUBuffer): void;
  /** Copies a state from the beginning of a buffer of the same device, with usage COPY_SRC. */
  copyIn(name: string, from: GPUBuffer): void;
  /** An output, or a state, as it is after the steps so far. */
  read(name: string): Promise<Float32Array>;
  dispose(): void;
}

/** Rejects with `CannotCompile` where the plan has no shaders, or the device takes none of them or has no room. */
export async function compileWgsl(plan: Plan, device: GPUDevice, options: WgslOptions): Promise<WgslStep> {
  const { dispatches, arena: elements } = shadersOf(plan);
  const bytes = Math.max(elements, 4) * 4;
  const { maxBufferSize, maxStorageBufferBindingSize } = device.limits;
  if (bytes > Math.min(maxBufferSize, maxStorageBufferBindingSize)) {
    throw new CannotCompile(`The step needs ${bytes} bytes in one buffer, more than the device has`);
  }
  const layout = device.createBindGroupLayout({
    entries: [{ binding: 0, visibility: GPUShaderStage.COMPUTE, buffer: { type: "storage" } }],
  });
  const pipelines = await createPipelines(device, layout, dispatches);
  device.pushErrorScope("out-of-memory");
  const arena = device.createBuffer({
    size: bytes, usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
  });
  const full = await device.popErrorScope();
  if (full) {
    arena.destroy();
    throw new CannotCompile(`The device has no room for ${bytes} bytes: ${full.message}`);
  }
  const bindings = device.createBindGroup({ layout, entries: [{ binding: 0, resource: { buffer: arena } }] });
  for (const { storage, data } of plan.constants) {
    device.queue.writeBuffer(arena, plan.storages[storage]!.offset * 4, new Float32Array(data));
  }
  return runner(plan, device, arena, options, (encoder) => {
    const pass = encoder.beginComputePass();
    pass.setBindGroup(0, bindings);
    dispatches.forEach(({ workgroups: [x, y, z] }, at) => {
      pass.setPipeline(pipelines[at]!);
      pass.dispatchWorkgroups(x, y, z);
    });
    pass.end();
  }, dispatches.length);
}

/** One for each dispatch; equal shaders share one. */
async function createPipelines(
  device: GPUDevice, layout: GPUBindGroupLayout, dispatches: readonly Dispatch[],
): Promise<GPUComputePipeline[]> {
  const pipelineLayout = device.createPipelineLayout({ bindGroupLayouts: [layout] });
  const made = new Map<string, Promise<GPUComputePipeline>>();
  for (const { code } of dispatches) if (!made.has(code)) made.set(code, createPipeline(device, pipelineLayout, code));
  return Promise.all(dispatches.map(({ code }) => made.get(code)!));
}

async function createPipeline(
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
    throw new CannotCompile(`A shader was refused: ${why}`, { cause: error });
  }
}

/** Whoever waits for the losses of a step. */
interface Waiting {
  readonly resolve: (losses: Float32Array) => void;
  readonly reject: (why: unknown) => void;
}

/** Everything about running that is not a shader. `encode` appends the computation of one step. */
function runner(
  plan: Plan, device: GPUDevice, arena: GPUBuffer, { losses, stepsPerSubmit = 1 }: WgslOptions,
  encode: (encoder: GPUCommandEncoder) => void, dispatches: number,
): WgslStep {
  const bytesOf = (kind: string, name: string, id: StorageId | undefined) => {
    if (id === undefined) throw new Error(`The step has no ${kind} ${name}`);
    const { offset, size } = plan.storages[id]!;
    return { offset: offset * 4, size: size * 4 };
  };
  const isState = (name: string) => plan.inputs[name] !== undefined && plan.outputs[name] !== undefined;
  const state = (name: string) => bytesOf("state", name, isState(name) ? plan.inputs[name] : undefined);
  const output = (name: string) => bytesOf("output", name, plan.outputs[name]);
  const lossPlace = output(losses);
  const columns = lossPlace.size / 4;
  const given = Object.entries(plan.inputs).flatMap(([name, id]) =>
    isState(name) ? [] : [{ name, storage: plan.storages[id]! }]);
  const staging: Staging = createStaging(device, arena, given, stepsPerSubmit);
  const readback: Readback = createReadback(device);

  let encoder: GPUCommandEncoder | null = null;
  let waiting: Waiting[] = [];
  let ended: Error | null = null;
  const end = (why: string) => {
    ended ??= new Error(why);
    for (const { reject } of waiting) reject(ended);
    waiting = [];
    encoder = null;
  };
  void device.lost.then(({ message }) => end(`The graphics device was lost: ${message}`));

  const submit = (): void => {
    if (!encoder) return;
    const steps = waiting;
    waiting = [];
    staging.upload(steps.length);
    const read = readback.submit(encoder);
    encoder = null;
    read.then(
      (values) => steps.forEach(({ resolve }, at) => resolve(values.slice(at * columns, (at + 1) * columns))),
      (error: unknown) => steps.forEach(({ reject }) => reject(error)),
    );
  };

  const copy = (encodeCopy: (encoder: GPUCommandEncoder) => void): void => {
    submit();
    const own = device.createCommandEncoder();
    encodeCopy(own);
    device.queue.submit([own.finish()]);
  };

  return {
    dispatches,
    bytes: arena.size,
    write(name, data) {
      const values = typeof data === "number" ? Float32Array.of(data) : data;
      if (!isState(name)) return staging.write(name, values);
      const { offset, size } = state(name);
      if (values.byteLength !== size) throw new Error(`Input ${name} should have ${size / 4} elements`);
      submit();
      device.queue.writeBuffer(arena, offset, values as Float32Array<ArrayBuffer>);
    },
    run() {
      if (ended) return Promise.reject(ended);
      staging.checkComplete();
      encoder ??= device.createCommandEncoder();
      staging.encode(encoder, waiting.length);
      encode(encoder);
      readback.encode(encoder, arena, lossPlace, waiting.length, stepsPerSubmit);
      const result = new Promise<Float32Array>((resolve, reject) => waiting.push({ resolve, reject }));
      result.catch(() => undefined); // whoever takes it sees the error
      if (waiting.length === stepsPerSubmit) submit();
      return result;
    },
    submit,
    copyOut(name, to) {
      const { offset, size } = output(name);
      copy((own) => own.copyBufferToBuffer(arena, offset, to, 0, size));
    },
    copyIn(name, from) {
      const { offset, size } = state(name);
      copy((own) => own.copyBufferToBuffer(from, 0, arena, offset, size));
    },
    async read(name) {
      const { offset, size } = output(name);
      if (ended) throw ended;
      submit();
      return readback.once(arena, offset, size);
    },
    dispose() {
      end("The step was disposed");
      arena.destroy();
      staging.dispose();
      readback.dispose();
    },
  };
}
