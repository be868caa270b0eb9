/**
 * A GPU that computes wrong numbers, refuses what it is handed or runs out of memory, when it is told to: the page's worker is
 * served with some lines in front that change what its WebGPU device does.
 */
import type { BrowserContext, Page } from "@playwright/test";
import { runFirstInWorker } from "./workerLines";

export interface Gpu {
  /**
   * Exponentials come out a tenth too large, from now on or from the start: of the compiled step, of all shaders, or of the compiled
   * step at one dispatch in eleven.
   */
  lies?: "compiled" | "all" | "sometimes" | undefined;
  /** The worker can start no other, for comparison. */
  alone?: boolean;
}

interface TamperedScope {
  gpu: Gpu;
  gpuDevice: GPUDevice;
  /** What a compiled step works in. */
  gpuArena: GPUBuffer;
}

/** Runs in the worker. */
function tamper(gpu: Gpu): void {
  const scope: Partial<TamperedScope> & { Worker?: unknown } = Object.assign(globalThis, { gpu });
  if (gpu.alone) scope.Worker = undefined;
  const codes = new WeakMap<GPUShaderModule, string>();
  /** Of the compiled step, whose pipelines share a layout. */
  const wrongOf = new WeakMap<GPUComputePipeline, GPUComputePipeline>();
  const device = GPUDevice.prototype;
  const pass = GPUComputePassEncoder.prototype;
  const { createShaderModule, createComputePipeline, createComputePipelineAsync, createBuffer, pushErrorScope } = device;
  const { setPipeline } = pass;

  device.createShaderModule = function (it) {
    const module = createShaderModule.call(this, it);
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
    cautious = filter === "out-of-memory"; // a compiled step's buffers are made so, its arena first
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

/** Before the page is opened. */
export async function tamperWithGpu(context: BrowserContext, gpu: Gpu): Promise<void> {
  // Playwright's transpiler may mark functions with calls of a helper of its own.
  const lines = `globalThis.__name ??= (it) => it; (${tamper.toString()})(${JSON.stringify(gpu)});`;
  await runFirstInWorker(context, lines);
}

async function inWorker(page: Page, work: (scope: TamperedScope) => void): Promise<void> {
  for (const worker of page.workers()) {
    await worker.evaluate(`if ("gpu" in globalThis && globalThis.gpu) (${work.toString()})(globalThis)`);
  }
}

/** The device's shaders are wrong from now on. */
export const beginToLie = (page: Page) => inWorker(page, (scope) => { scope.gpu.lies = "compiled"; });

/** What a compiled step submits from now on is refused: its memory is gone. */
export const destroyArena = (page: Page) => inWorker(page, ({ gpuArena }) => gpuArena.destroy());

/** As `device.destroy()` of the page's own would; the browser says of it that nobody need hear. */
export const destroyDevice = (page: Page) => inWorker(page, ({ gpuDevice }) => gpuDevice.destroy());

export const runOutOfMemory = (page: Page) => inWorker(page, ({ gpuDevice }) => {
  const error = new GPUOutOfMemoryError("no room for another buffer");
  gpuDevice.dispatchEvent(new GPUUncapturedErrorEvent("uncapturederror", { error }));
});
