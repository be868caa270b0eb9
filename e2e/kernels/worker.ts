/** The worker of the kernel checks: starts a backend as the page does, and reports the errors of its numbers. */
import wasmPlain from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url";
import wasmSimd from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url";
import { getBackend } from "@tensorflow/tfjs-core";
import { BACKENDS } from "../../src/core/run/runConfig";
import { startBackend } from "../../src/engine/device/backends/start";
import { checkKernels } from "../../src/engine/device/kernels/kernelChecks";

const wasmPaths = {
  "tfjs-backend-wasm.wasm": wasmPlain,
  "tfjs-backend-wasm-simd.wasm": wasmSimd,
  "tfjs-backend-wasm-threaded-simd.wasm": wasmSimd,
};

async function check(wanted: string): Promise<void> {
  try {
    const backend = BACKENDS.find((one) => one === wanted);
    if (!backend) throw new Error(`no backend ${wanted}`);
    await startBackend(backend, { wasmPaths, softwareWebgl: true, onLost: (detail) => self.postMessage({ error: detail }) });
    const checks = await checkKernels(backend);
    self.postMessage({ backend: getBackend(), checks });
  } catch (error) {
    self.postMessage({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

self.addEventListener("message", ({ data }: MessageEvent<string>) => void check(data));
