/** The worker of the shader checks, on a device with the limits that every device has. */
import { checkWgsl } from "../../src/engine/compiler/wgsl/wgsl.browser";

async function openDevice(): Promise<GPUDevice> {
  const adapter = await navigator.gpu.requestAdapter();
  if (!adapter) throw new Error("no WebGPU adapter");
  return adapter.requestDevice();
}

async function check(): Promise<void> {
  try {
    const device = await openDevice();
    device.addEventListener("uncapturederror", ({ error }) => self.postMessage({ error: error.message }));
    self.postMessage({ checks: await checkWgsl(device, await openDevice()) });
  } catch (error) {
    self.postMessage({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

self.addEventListener("message", () => void check());
self.addEventListener("unhandledrejection", ({ reason }) => self.postMessage({ error: `nobody listened: ${String(reason)}` }));
