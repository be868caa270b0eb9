/** For tests in Node: backends without a browser, and the cases of `machine/modelCases.ts`. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PIXELS, type Backend } from "../core/run/runConfig";
import { EXHAUSTIVE } from "../core/testing";
import type { Dataset } from "../subject/data/dataset";
import { startBackend } from "./device/backends/start";
import { models } from "../subject/models/registry";
import { greyImages, KERNEL_COVER, modelCases } from "./machine/modelCases";

export * from "./machine/modelCases";

const SOME: readonly string[] = [...KERNEL_COVER, "vae", "cgan", "dcgan"];
/** The cases with which `npm test` runs tests of all cases: together they call every kernel. `npm run test:all` has all. */
export const someCases = modelCases.filter(({ name }) => EXHAUSTIVE || SOME.includes(name));
/** The models among them. */
export const someModels = models.filter(({ id }) => EXHAUSTIVE || SOME.includes(id));

const folder = dirname(createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm"));

export const wasmPaths = Object.fromEntries(
  ["wasm", "wasm-simd", "wasm-threaded-simd"].map((kind) => {
    const file = `tfjs-backend-${kind}.wasm`;
    return [file, join(folder, file)];
  }),
);

/** Starts a backend. Loads the compiler first, because transforming its files takes seconds on a busy machine and tests measure time. */
export async function useBackend(backend: Backend) {
  await Promise.all([import("./trainer/stepper/planned"), import("./trainer/stepper/wasm")]);
  return startBackend(backend, { wasmPaths, softwareWebgl: true, onLost: () => undefined });
}

/** A dataset of grey images, as many as MNIST has, all loaded and of class 0. */
export const greyDataset: Dataset = {
  width: PIXELS, trainImages: 60_000, testImages: 10_000,
  whenTrain: async () => undefined, whenTest: async () => undefined, trainLoaded: () => 60_000, testLoaded: () => 10_000,
  fillTrain: greyImages.fillTrain, fillTest: greyImages.fillTrain, trainLabels: (count) => new Uint8Array(count), testLabels: (count) => new Uint8Array(count),
  progress: () => ({ trainImages: 0, trainImagesInAll: 0, testImages: 0, testImagesInAll: 0, bytes: 0, bytesInAll: 0 }),
  retry: () => undefined,
};
