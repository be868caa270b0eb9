/**
 * A GPU that computes wrong numbers, refuses commands, claims what it lacks, hangs or runs out of memory on request: the page's
 * worker gets additional lines that change its WebGPU device.
 */
import type { BrowserContext, Page } from "@playwright/test";
import { runFirstInWorker } from "./workerLines";

export interface Gpu {
  /**
   * Makes exponentials a tenth too large in the compiled step, in all shaders, or in one of eleven dispatches of the compiled
   * step.
   */
  lies?: "compiled" | "all" | "sometimes" | undefined;
  /** Whether the worker cannot start another one for comparison. */
  alone?: boolean;
  /** Limits or features that the adapter claims and the device lacks, or shaders all of which it refuses. */
  lacks?: "limits" | "features" | "shaders";
  /** Whether no buffer is mapped and no pipeline created any more. */
  hangs?: boolean;
}

interface TamperedScope {
  gpu: Gpu;
  gpuDevice: GPUDevice;
  /** The memory of a compiled step. */
  gpuArena: GPUBuffer;
}

/** Runs in the worker. */
function tamper(gpu: Gpu): void {
  const scope: Partial<TamperedScope> & { Worker?: unknown } = Object.assign(globalThis, { gpu });
  if (gpu.alone) scope.Worker = undefined;
  const codes = new WeakMap<GPUShaderModule, string>();
  /** The wrong pipelines of the compiled step, by the right ones; they share a layout. */
  const wrongOf = new WeakMap<GPUComputePipeline, GPUComputePipeline>();
  const device = GPUDevice.prototype;
  const pass = GPUComputePassEncoder.prototype;
  const { createShaderModule, createComputePipeline, createComputePipelineAsync, createBuffer, pushErrorScope } = device;
  const { setPipeline } = pass;

  const adapter = GPUAdapter.prototype;
  const { limits } = Object.getOwnPropertyDescriptors(adapter);
  if (gpu.lacks === "features") Object.defineProperty(adapter, "features", { value: new Set(["timestamp-query", "subgroups", "shader-f16"]) });
  if (gpu.lacks === "limits") {
    Object.defineProperty(adapter, "limits", {
      get(this: GPUAdapter) {
        const real = limits.get!.call(this) as GPUSupportedLimits;
        return new Proxy(real, { get: (_, name) => 2 * (Reflect.get(real, name, real) as number) });
      },
    });
  }
  const { mapAsync } = GPUBuffer.prototype;
  GPUBuffer.prototype.mapAsync = function (...range) {
    return gpu.hangs ? new Promise(() => undefined) : mapAsync.apply(this, range);
  };

  device.createShaderModule = function (it) {
    const module = createShaderModule.call(this, gpu.lacks === "shaders" ? { code: `${it.code} broken` } : it);
    codes.set(module, it.code);
    return module;
  };
  const wronged = (of: GPUDevice, it: GPUComputePipelineDescriptor): GPUComputePipelineDescriptor => {
    const code = codes.get(it.compute.module)!.replaceAll(/\bexp\(/g, "1.1 * exp(");
    return { ...it, compute: { ...it.compute, module: createShaderModule.call(of, { code }) } };
  };
  device.createComputePipeline = function (it) {
    return createComputePipeline.call(this, gpu.lies === "all" ? wronged(this, it) : it);
  };
  device.createComputePipelineAsync = async function (it) {
    if (gpu.hangs) return new Promise(() => undefined);
    const made = await createComputePipelineAsync.call(this, it);
    if (codes.get(it.compute.module)!.includes("exp(")) wrongOf.set(made, createComputePipeline.call(this, wronged(this, it)));
    return made;
  };
  let exponentials = 0;
  pass.setPipeline = function (pipeline) {
    const wrong = wrongOf.get(pipeline);
    const lies = gpu.lies === "sometimes" ? wrong && ++exponentials % 11 === 0 : gpu.lies;
    return setPipeline.call(this, (lies && wrong) || pipeline);
  };
  let cautious = false;
  device.pushErrorScope = function (filter) {
    cautious = filter === "out-of-memory"; // a compiled step's buffers are created in this scope, its arena first
    return pushErrorScope.call(this, filter);
  };
  device.createBuffer = function (it) {
    const buffer = createBuffer.call(this, it);
    scope.gpuDevice = this;
    if (cautious) scope.gpuArena = buffer;
    cautious = false;
    return buffer;
  };
}

/** Tampers with the worker's GPU. To be called before the page is opened. */
export async function tamperWithGpu(context: BrowserContext, gpu: Gpu): Promise<void> {
  // Playwright's transpiler may insert calls of its helper `__name` into functions.
  const lines = `globalThis.__name ??= (it) => it; (${tamper.toString()})(${JSON.stringify(gpu)});`;
  await runFirstInWorker(context, lines);
}

/** In the worker that has a device: others load the same script. */
async function inWorker(page: Page, work: (scope: TamperedScope) => void): Promise<void> {
  for (const worker of page.workers()) {
    await worker.evaluate(`if (globalThis.gpuDevice) (${work.toString()})(globalThis)`);
  }
}

/** Makes the compiled step's shaders wrong from now on. */
export const beginToLie = (page: Page) => inWorker(page, (scope) => { scope.gpu.lies = "compiled"; });

/** Makes the device hang from now on. */
export const hang = (page: Page) => inWorker(page, (scope) => { scope.gpu.hangs = true; });

/** Destroys the compiled step's memory, so that its submissions are refused from now on. */
export const destroyArena = (page: Page) => inWorker(page, ({ gpuArena }) => gpuArena.destroy());

/** Destroys the device; the browser reports this as intended, not as a fault. */
export const destroyDevice = (page: Page) => inWorker(page, ({ gpuDevice }) => gpuDevice.destroy());

/** Makes the device fail with an out-of-memory error. */
export const runOutOfMemory = (page: Page) => inWorker(page, ({ gpuDevice }) => {
  const error = new GPUOutOfMemoryError("no room for another buffer");
  gpuDevice.dispatchEvent(new GPUUncapturedErrorEvent("uncapturederror", { error }));
});
