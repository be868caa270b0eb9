/**
 * Plan → WebGPU. One buffer, the arena, holds everything; every kernel is a few compute shaders over it, and independent ones
 * share a dispatch on a GPU. WebGPU lets each dispatch see the writes of the previous one. Several steps may be submitted
 * together, in one compute pass. Only reads wait for the device.
 */
import { NoRoom } from "../ir/cannotCompile";
import type { Plan, StorageId } from "../ir/plan";
import { createComputation, createPipelines, type Computation } from "./computation";
import { givenInputs, prepareGather, type Gather, type Gathered, type Given } from "./gather";
import { createReadback } from "./readback";
import { createRing, placeRing, type RingPlace } from "./ring";
import { shadersOf } from "./shaders";
import { createStaging, slotLayout, type SlotLayout, type Staging } from "./staging";
import type { Target } from "./tile";

export interface WgslOptions {
  /** The kind of device that shaders are written for. Default: "gpu". */
  readonly target?: Target;
  /** The maximum number of steps that are submitted at once, if their inputs are not too large. Default: 1. */
  readonly stepsPerSubmit?: number;
  /**
   * The value that arena and staging are filled with before constants and inputs are written, to find reads of memory that was
   * never written. Default: 0.
   */
  readonly poison?: number;
  /** The output that is read after each step, such as the losses. It is read back once for all steps that are submitted together. */
  readonly readEachStep?: string;
  /** Inputs that are rows of bytes on the device; if it has no room for them, they are inputs like all others. */
  readonly gathered?: Gathered;
}

/**
 * A step that is ready to run on a device. Its operations happen in the order of the calls. Steps are submitted when as many as
 * allowed are waiting and another one begins, but no later than the end of the current task.
 */
export interface WgslStep {
  /** The number of dispatches of a step. */
  readonly dispatches: number;
  /** The size of the arena in bytes. */
  readonly bytes: number;
  /** The bytes of rows on the device; 0 if no input is gathered from them. */
  readonly rowBytes: number;
  /** The bytes of inputs that are uploaded for every step. */
  readonly uploadBytes: number;
  /** Returns whether this input is given as row indices. */
  gathers(name: string): boolean;
  /**
   * Writes an input, or its row indices, for the next step on. Throws if there is none of this name, or if it has another size;
   * RangeError if a row is not available.
   */
  write(name: string, data: Float32Array | number): void;
  /** Runs a step. Throws if the device is lost or the step disposed. */
  run(): void;
  /**
   * Reads an output after the steps so far; only `readEachStep` should be read after every step. Throws as `run` does; rejects
   * if the device is lost or the step disposed before the result has arrived, which is no unhandled rejection if nobody awaits it.
   */
  read(name: string): Promise<Float32Array>;
  /** Copies an output to the beginning of a buffer of the same device, with usage COPY_DST. */
  copyOut(name: string, to: GPUBuffer): void;
  /** Writes an input, or the value that an output has before the first step, from a buffer with usage COPY_SRC. */
  copyIn(name: string, from: GPUBuffer): void;
  /** Submits everything so far, before anything else is submitted to the device. */
  submit(): void;
  dispose(): void;
}

/**
 * Compiles a plan. Rejects with `CannotCompile` if the plan has no shaders, with `NoRoom` if the device has no room; also if it refuses a shader.
 */
export async function compileWgsl(plan: Plan, device: GPUDevice, options: WgslOptions = {}): Promise<WgslStep> {
  const { dispatches, arena: elements, constants } = shadersOf(plan, options.target ?? "gpu");
  const { gathered, readEachStep, stepsPerSubmit = 1, poison = 0 } = options;
  const ring = placeRing(plan, readEachStep, elements);
  const bytes = Math.max(ring ? ring.at + ring.row * (stepsPerSubmit - 1) : elements, 4) * 4;
  const { maxBufferSize, maxStorageBufferBindingSize } = device.limits;
  if (bytes > Math.min(maxBufferSize, maxStorageBufferBindingSize)) {
    throw new NoRoom(`The step needs ${bytes} bytes in one buffer, more than the device has`);
  }
  const pipelines = await createPipelines(device, dispatches);
  const given = await givenInputs(plan, device, gathered);
  const layout = slotLayout(given.inputs, stepsPerSubmit);
  const gatherInto = await prepareGather(device, given, layout, ring).catch((error: unknown) => {
    given.store?.dispose();
    throw error;
  });
  device.pushErrorScope("out-of-memory");
  const arena = device.createBuffer({
    size: bytes, usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
  });
  const computation = createComputation(device, arena, dispatches, pipelines);
  const staging = createStaging(device, layout, poison);
  const step = runner(plan, device, { arena, computation, given, layout, staging, gather: gatherInto(arena, staging.buffer), ring });
  const full = await device.popErrorScope();
  if (full) {
    step.dispose();
    throw new NoRoom(`The device has no room for the step, ${bytes} bytes and what it is given: ${full.message}`);
  }
  // A new buffer is zero.
  if (poison !== 0) device.queue.writeBuffer(arena, 0, new Float32Array(bytes / 4).fill(poison));
  for (const { offset, size, data } of constants) {
    if (data === poison) continue;
    const numbers = typeof data === "number" ? new Float32Array(size).fill(data) : new Float32Array(data);
    device.queue.writeBuffer(arena, offset * 4, numbers);
  }
  return step;
}

/** The parts of a step on a device. */
interface Parts {
  readonly arena: GPUBuffer;
  readonly computation: Computation;
  readonly given: Given;
  readonly layout: SlotLayout;
  readonly staging: Staging;
  readonly gather: Gather;
  readonly ring: RingPlace | null;
}

/** Runs a step on a device. It makes all buffers that most steps need. */
function runner(plan: Plan, device: GPUDevice, { arena, computation, given, layout, staging, gather, ring: ringPlace }: Parts): WgslStep {
  const bytesOf = (name: string, id: StorageId | undefined) => {
    if (id === undefined) throw new Error(`The step has no ${name}`);
    const { offset, size } = plan.storages[id]!;
    return { offset: offset * 4, size: size * 4 };
  };
  const output = (name: string) => bytesOf(name, plan.outputs[name]);
  const isState = (name: string) => plan.inputs[name] !== undefined && plan.outputs[name] !== undefined;
  // States are written rarely, and directly; all other inputs at each step.
  const rows = new Set(given.inputs.flatMap(({ name, isRows }) => (isRows ? [name] : [])));
  const readback = createReadback(device);
  const ring = ringPlace && createRing(readback, arena, ringPlace);

  let encoder: GPUCommandEncoder | null = null;
  let pass: GPUComputePassEncoder | null = null;
  /** The steps in `encoder`. */
  let steps = 0;
  let ended: Error | null = null;
  const end = (why: string): void => {
    ended ??= new Error(why);
    encoder = pass = null;
    steps = 0;
    ring?.dispose(ended);
    readback.dispose(ended);
  };
  void device.lost.then(({ message }) => end(`The graphics device was lost: ${message}`));

  const endPass = (): void => {
    pass?.end();
    pass = null;
  };
  const submit = (): void => {
    if (!encoder) return;
    endPass();
    ring?.flush(encoder, steps);
    staging.upload(steps);
    device.queue.submit([encoder.finish()]);
    encoder = null;
    steps = 0;
    readback.submitted();
  };
  /** Makes sure that a staging slot is free for the next step's inputs. */
  const makeRoom = (): void => {
    if (steps === layout.slots) submit();
  };
  const open = (): GPUCommandEncoder => {
    if (ended) throw ended;
    if (!encoder) {
      encoder = device.createCommandEncoder();
      queueMicrotask(submit);
    }
    return encoder;
  };
  /** Returns the encoder for copies between buffers. */
  const openForCopies = (): GPUCommandEncoder => {
    const to = open();
    endPass();
    return to;
  };

  return {
    dispatches: computation.dispatches + 1,
    bytes: arena.size,
    rowBytes: given.store?.buffer.size ?? 0,
    uploadBytes: 4 * layout.size,
    gathers: (name) => rows.has(name),
    write(name, data) {
      const values = typeof data === "number" ? Float32Array.of(data) : data;
      if (rows.has(name)) given.store?.fetch(values);
      if (!isState(name)) {
        makeRoom();
        return staging.write(name, values);
      }
      const { offset, size } = output(name);
      if (values.byteLength !== size) throw new Error(`Input ${name} should have ${size / 4} elements`);
      submit();
      device.queue.writeBuffer(arena, offset, values as Float32Array<ArrayBuffer>);
    },
    run() {
      makeRoom();
      pass ??= open().beginComputePass();
      staging.complete(steps);
      gather.encode(pass, steps++);
      computation.encode(pass);
    },
    read(name) {
      if (ring && name === ringPlace?.output && steps > 0) return ring.read(steps - 1);
      const { offset, size } = output(name);
      return readback.read(openForCopies(), arena, offset, size);
    },
    copyOut(name, to) {
      const { offset, size } = output(name);
      openForCopies().copyBufferToBuffer(arena, offset, to, 0, size);
    },
    copyIn(name, from) {
      const { offset, size } = bytesOf(name, plan.inputs[name] ?? plan.outputs[name]);
      if (name === ringPlace?.output) submit(); // its values so far are read before they are overwritten
      openForCopies().copyBufferToBuffer(from, 0, arena, offset, size);
    },
    submit,
    dispose() {
      end("The step was disposed");
      arena.destroy();
      staging.dispose();
      computation.dispose();
      gather.dispose();
      given.store?.dispose();
    },
  };
}
