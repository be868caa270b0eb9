/** For tests in Node: backends without a browser, and what `modelCases.ts` has. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Backend } from "../core/runConfig";
import { startBackend } from "./backends/start";

export * from "./modelCases";

const folder = dirname(createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm"));

export const wasmPaths = Object.fromEntries(
  ["wasm", "wasm-simd", "wasm-threaded-simd"].map((kind) => {
    const file = `tfjs-backend-${kind}.wasm`;
    return [file, join(folder, file)];
  }),
);

/** Loads the compiler beforehand: transforming its files takes seconds on a busy machine, and tests count time. */
export async function useBackend(backend: Backend) {
  await Promise.all([import("./stepper/planned"), import("./stepper/wasm")]);
  return startBackend(backend, { wasmPaths, softwareWebgl: true, onLost: () => undefined });
}
