/**
 * Starts and stops the TensorFlow.js backends. Each one's code is loaded only when it is started. Whatever goes
 * wrong becomes an `ElboError` "backend-unavailable" whose message says what was missing.
 */
import { findBackendFactory, removeBackend, setBackend } from "@tensorflow/tfjs-core";
import { ElboError } from "../../core/errors";
import type { Backend } from "../../core/runConfig";
import type { StartOptions } from "./options";

export interface StartedBackend {
  readonly backend: Backend;
  /** Emulated by the processor: right, but slow. */
  readonly software: boolean;
}

/** Makes `backend` the active one. Rejects with "backend-unavailable". */
export async function startBackend(backend: Backend, options: StartOptions): Promise<StartedBackend> {
  try {
    const { prepare } = await load(backend);
    const { software } = await prepare(options);
    // Resolves to false instead of rejecting when the backend could not be made.
    if (!(await setBackend(backend))) throw new Error(`${backend} did not start`);
    return { backend, software };
  } catch (error) {
    stopBackend(backend);
    if (error instanceof ElboError) throw error;
    throw new ElboError("backend-unavailable", error instanceof Error ? error.message : String(error));
  }
}

/** Frees everything a backend holds: its tensors, its buffers, its device. */
export function stopBackend(backend: Backend): void {
  if (findBackendFactory(backend)) removeBackend(backend);
}

interface BackendModule {
  prepare(options: StartOptions): Promise<{ software: boolean }>;
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
