/** tfjs registers a backend's factory once, when its module is loaded, and forgets it when the backend is removed. */
import { findBackendFactory, registerBackend } from "@tensorflow/tfjs-core";
import type { Backend } from "../../../core/run/runConfig";

type Factory = Parameters<typeof registerBackend>[1];

/** Returns a function that restores the factory before a start. Call it at module load, after the backend's import. */
export function keepFactory(backend: Backend): () => void {
  const factory = findBackendFactory(backend) as Factory | null;
  return () => {
    if (!factory) throw new Error(`${backend} is not supported here`);
    if (!findBackendFactory(backend)) registerBackend(backend, factory);
  };
}
