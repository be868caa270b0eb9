/**
 * Starts and stops the TensorFlow.js backends. A backend's code is loaded only when it is started. Every error
 * becomes an `ElboError` "backend-unavailable" whose message says what was missing.
 */
import { findBackendFactory, removeBackend, setBackend } from "@tensorflow/tfjs-core";
import { isGpu, type Backend } from "../../../core/run/runConfig";
import type { StartOptions } from "./options";
import { asUnavailable, withTimeout } from "./unavailable";

/** Makes `backend` the active one. Rejects with "backend-unavailable". */
export async function startBackend(backend: Backend, options: StartOptions): Promise<void> {
  const late = new AbortController();
  try {
    const { prepare, started } = await load(backend);
    await (isGpu(backend) ? withTimeout(prepare(options, late.signal), () => late.abort()) : prepare(options, late.signal));
    // Resolves to false instead of rejecting when the backend could not be made.
    if (!(await setBackend(backend))) throw new Error(`${backend} did not start`);
    started?.(options);
  } catch (error) {
    stopBackend(backend);
    throw asUnavailable(error);
  }
}

/** Frees a backend's tensors, buffers and device. */
export function stopBackend(backend: Backend): void {
  if (findBackendFactory(backend)) removeBackend(backend);
}

interface BackendModule {
  /** Registers the backend, unless `late` is aborted by then: another backend may run. */
  prepare(options: StartOptions, late: AbortSignal): Promise<void>;
  /** Called when the backend is active. */
  started?(options: StartOptions): void;
}

function load(backend: Backend): Promise<BackendModule> {
  switch (backend) {
    case "webgpu": return import("./webgpu");
    case "webgl": return import("./webgl");
    case "wasm": return import("./wasm");
    case "cpu": return import("./cpu");
    default: return backend satisfies never;
  }
}
