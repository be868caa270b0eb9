/** Facts about a started backend: its vendor and architecture, and the limits and features that matter to training. */
import type { BackendFacts } from "../../core/browser/machine";
import type { Backend } from "../../core/run/runConfig";
import { rendererName } from "../device/backends/software";
import { hasRelaxedSimd, hasSimd } from "step-compiler/wasm/assembler";
import { canCompile } from "../trainer/stepper/compile";
import { coarseRenderer } from "../device/backends/renderer";

type Found = Pick<BackendFacts, "device" | "limits" | "features">;

const LIMITS = [
  "maxComputeInvocationsPerWorkgroup", "maxComputeWorkgroupStorageSize", "maxStorageBufferBindingSize", "maxBufferSize",
  "maxStorageBuffersPerShaderStage",
] as const satisfies readonly (keyof GPUSupportedLimits)[];
/** WebGPU features that a compiler could use. */
const FEATURES = ["shader-f16", "subgroups", "timestamp-query"];

/** Returns the facts about a backend. `software`: whether the processor emulates it. */
export async function factsOf(backend: Backend, software: boolean): Promise<BackendFacts> {
  const compiles = canCompile(backend) && (backend !== "wasm" || hasSimd());
  return { software, compiles, ...(await found(backend)) };
}

async function found(backend: Backend): Promise<Found> {
  switch (backend) {
    case "webgpu": return webgpu();
    case "webgl": return webgl();
    case "wasm": return { device: "", limits: {}, features: wasmFeatures() };
    case "cpu": return { device: "", limits: {}, features: [] };
    default: return backend satisfies never;
  }
}

function wasmFeatures(): string[] {
  const threads = globalThis.crossOriginIsolated && typeof SharedArrayBuffer !== "undefined";
  const features = { simd: hasSimd(), "relaxed-simd": hasRelaxedSimd(), threads };
  return Object.entries(features).flatMap(([name, has]) => (has ? [name] : []));
}

async function webgpu(): Promise<Found> {
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: "high-performance" });
  if (!adapter) return { device: "", limits: {}, features: [] };
  const { vendor = "", architecture = "" } = (adapter.info as GPUAdapterInfo | undefined) ?? {};
  return {
    device: [vendor, architecture].filter(Boolean).join(" "),
    limits: Object.fromEntries(LIMITS.map((limit) => [limit, adapter.limits[limit]])),
    features: FEATURES.filter((feature) => adapter.features.has(feature)),
  };
}

function webgl(): Found {
  const gl = new OffscreenCanvas(1, 1).getContext("webgl2");
  const limits = gl ? { maxTextureSize: Number(gl.getParameter(gl.MAX_TEXTURE_SIZE)), maxDrawBuffers: Number(gl.getParameter(gl.MAX_DRAW_BUFFERS)) } : {};
  gl?.getExtension("WEBGL_lose_context")?.loseContext();
  return { device: coarseRenderer(rendererName()), limits, features: [] };
}
