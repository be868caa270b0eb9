/** For tests in Node: backends without a browser, small settings, batches without MNIST. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { tensor2d } from "@tensorflow/tfjs-core";
import { defaultsOf, type HyperparameterValues } from "../core/hyperparameters";
import type { Batch, Model } from "../core/model";
import { uniforms } from "../core/philox";
import { CLASSES, PIXELS, type Backend } from "../core/runConfig";
import { startBackend } from "./backends/start";

const folder = dirname(createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm"));

export const wasmPaths = Object.fromEntries(
  ["wasm", "wasm-simd", "wasm-threaded-simd"].map((kind) => {
    const file = `tfjs-backend-${kind}.wasm`;
    return [file, join(folder, file)];
  }),
);

export function useBackend(backend: Backend) {
  return startBackend(backend, { wasmPaths, softwareWebgl: true, onLost: () => undefined });
}

/** A model's defaults, as small as its ranges allow. */
export function smallSettings(model: Model): HyperparameterValues {
  return { ...defaultsOf(model.hyperparameters), latent: 2, hidden: 16, batch: 16 };
}

/** Grey noise with classes in turn: shaped like MNIST, but nothing to learn. */
export function greyBatch(count: number, seed = 1): Batch {
  const x = Float32Array.from(uniforms({ seed, purpose: "sample", step: 0 }, count * PIXELS));
  const y = new Float32Array(count * CLASSES);
  for (let i = 0; i < count; i++) y[i * CLASSES + (i % CLASSES)] = 1;
  return { x: tensor2d(x, [count, PIXELS]), y: tensor2d(y, [count, CLASSES]) };
}

/** Stands in for the training images. */
export const greyImages = {
  fillTrain(indices: ArrayLike<number>, x: Float32Array, y: Float32Array) {
    y.fill(0);
    for (let i = 0; i < indices.length; i++) {
      x.set(uniforms({ seed: 1, purpose: "sample", step: indices[i]! % 100 }, PIXELS), i * PIXELS);
      y[i * CLASSES + (indices[i]! % CLASSES)] = 1;
    }
  },
};
