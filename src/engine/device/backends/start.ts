/**
 * Starts and stops the TensorFlow.js backends. A backend's code is loaded only when it is started. Every error
 * becomes an `ElboError` "backend-unavailable" whose message says what was missing.
 */
import { findBackendFactory, removeBackend, setBackend } from "@tensorflow/tfjs-core";
import { ElboError } from "../../../core/errors";
import { isGpu, type Backend } from "../../../core/run/runConfig";
import { sleep } from "../../scheduling/tasks";
import { isEmulated } from "./software";
import type { StartOptions } from "./options";

/** Milliseconds in which a graphics driver must answer, once the backend's code is loaded; a hanging driver never does. */
const ANSWER_LIMIT_MS = 10_000;

/** Makes `backend` the active one. Rejects with "backend-unavailable". */
export async function startBackend(backend: Backend, options: StartOptions): Promise<void> {
  try {
    const { prepare, started } = await load(backend);
    await (isGpu(backend) ? withTimeout(prepare(options)) : prepare(options));
    // Resolves to false instead of rejecting when the backend could not be made.
    if (!(await setBackend(backend))) throw new Error(`${backend} did not start`);
    started?.(options);
  } catch (error) {
    stopBackend(backend);
    throw asUnavailable(error);
  }
}

/** Returns whether the processor would emulate this backend; loads and starts nothing. Rejects with "backend-unavailable". */
export async function wouldBeEmulated(backend: Backend): Promise<boolean> {
  try {
    return await withTimeout(isEmulated(backend));
  } catch (error) {
    throw asUnavailable(error);
  }
}

const asUnavailable = (error: unknown): ElboError => (error instanceof ElboError
  ? error
  : new ElboError("backend-unavailable", error instanceof Error ? error.message : String(error)));

async function withTimeout<T>(work: Promise<T>): Promise<T> {
  const late = sleep(ANSWER_LIMIT_MS).then(() => {
    throw new Error(`the graphics driver did not answer within ${ANSWER_LIMIT_MS / 1000} s`);
  });
  return Promise.race([work, late]);
}

/** Frees a backend's tensors, buffers and device. */
export function stopBackend(backend: Backend): void {
  if (findBackendFactory(backend)) removeBackend(backend);
}

interface BackendModule {
  prepare(options: StartOptions): Promise<void>;
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
