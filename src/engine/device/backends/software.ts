import type { Backend } from "../../../core/run/runConfig";
import { coarseRenderer } from "./renderer";
import { asUnavailable, withTimeout } from "./unavailable";

/** Whether this renderer emulates a GPU on the processor, which is slower than WASM. */
function isSoftwareRenderer(name: string): boolean {
  return /swiftshader|llvmpipe|lavapipe|softpipe|basic render|software/i.test(name);
}

/** Returns whether this adapter emulates a GPU. `info`: undefined in browsers that do not provide it. */
export function isSoftwareAdapter(info: GPUAdapterInfo | undefined): boolean {
  if (!info) return false;
  const { vendor, architecture, device, description } = info;
  return info.isFallbackAdapter === true || isSoftwareRenderer([vendor, architecture, device, description].join(" "));
}

/** Returns the name of WebGL 2's renderer, as far as the browser discloses it. Throws if there is no WebGL 2. */
export function rendererName(): string {
  const gl = new OffscreenCanvas(1, 1).getContext("webgl2");
  if (!gl) throw new Error("this browser has no WebGL 2 in workers");
  const info = gl.getExtension("WEBGL_debug_renderer_info");
  const name = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  gl.getExtension("WEBGL_lose_context")?.loseContext();
  return name;
}

/** Returns the WebGPU adapter. Rejects if there is none. */
export async function webgpuAdapter(): Promise<GPUAdapter> {
  if (!("gpu" in navigator) || !navigator.gpu) throw new Error("this browser has no WebGPU");
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: "high-performance" });
  if (!adapter) throw new Error("no WebGPU adapter");
  return adapter;
}

/** Returns the GPU's name without details that could identify a computer; "" if the browser does not tell it, and for other backends. Never rejects. */
export async function gpuName(backend: Backend): Promise<string> {
  try {
    if (backend === "webgl") return coarseRenderer(rendererName());
    if (backend !== "webgpu") return "";
    const { vendor = "", architecture = "", description = "" } = (await webgpuAdapter()).info as Partial<GPUAdapterInfo> | undefined ?? {};
    return description || [vendor, architecture].filter(Boolean).join(" ");
  } catch {
    return "";
  }
}

/** Returns whether the processor does this backend's work, according to the browser. Rejects if the backend is not available. */
export async function isEmulated(backend: Backend): Promise<boolean> {
  switch (backend) {
    case "webgpu": return isSoftwareAdapter((await webgpuAdapter()).info);
    case "webgl":
      if (typeof OffscreenCanvas === "undefined") throw new Error("this browser has no canvas in workers");
      return isSoftwareRenderer(rendererName());
    case "wasm":
    case "cpu": return true;
    default: return backend satisfies never;
  }
}

/** Returns the same as `isEmulated`, but rejects with "backend-unavailable" if it fails, or if the graphics driver does not answer in time. */
export const wouldBeEmulated = (backend: Backend): Promise<boolean> => withTimeout(isEmulated(backend)).catch((error: unknown) => {
  throw asUnavailable(error);
});
