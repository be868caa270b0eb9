/** The worker of the shader checks, on a device with the limits that every device of its level has. */
import type { Check } from "../../src/compiler/wgsl/check";
import { checkPlan, drawnProducts } from "../../src/compiler/wgsl/planChecks";
import type { Target } from "../../src/compiler/wgsl/tile";
import { checkWgsl } from "../../src/compiler/wgsl/wgsl.browser";

/** What WebGPU promises of every device, or of those that lie below its standard. */
export type Level = "core" | "compatibility";

export interface ProductWishes {
  readonly first: number;
  readonly count: number;
  readonly target: Target;
  readonly level: Level;
}

/** A number: the share of the checks of `checkWgsl`. */
export type ShaderRequest = number | ProductWishes;

async function openDevice(level: Level = "core"): Promise<GPUDevice> {
  const adapter = await navigator.gpu.requestAdapter({ featureLevel: level });
  if (!adapter) throw new Error("no WebGPU adapter");
  const device = await adapter.requestDevice();
  const { maxComputeInvocationsPerWorkgroup: threads } = device.limits;
  if (threads !== (level === "core" ? 256 : 128)) throw new Error(`A ${level} device runs ${threads} threads in a workgroup`);
  device.addEventListener("uncapturederror", ({ error }) => self.postMessage({ error: error.message }));
  return device;
}

async function checksOf(request: ShaderRequest): Promise<Check[]> {
  if (typeof request === "number") return checkWgsl(await openDevice(), await openDevice(), request);
  const device = await openDevice(request.level);
  const checks: Check[] = [];
  for (const planCase of drawnProducts(request.first, request.count)) checks.push(await checkPlan(device, planCase, request.target));
  return checks;
}

self.addEventListener("message", ({ data }: MessageEvent<ShaderRequest>) => {
  checksOf(data).then(
    (checks) => self.postMessage({ checks }),
    (error: unknown) => self.postMessage({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
self.addEventListener("unhandledrejection", ({ reason }) => self.postMessage({ error: `nobody listened: ${String(reason)}` }));
