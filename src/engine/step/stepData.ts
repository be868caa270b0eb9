/** A step's data: its batches and their noise, as arrays or as tensors. */
import { tensor2d } from "@tensorflow/tfjs-core";
import type { HyperparameterValues } from "../../core/model/hyperparameters";
import { batchesPerStep, type Batch, type Model } from "../../core/model/model";
import { CLASSES } from "../../core/run/runConfig";
import type { Tensor2D } from "../../core/model/tf";
import { widthOf } from "../../subject/data/registry";

/** One batch and its noise. A step takes as many as the largest number of updates of any objective; labelled images are shared by all. */
export interface StepData {
  readonly batch: Batch;
  readonly labelled?: Batch;
  readonly noise: Readonly<Record<string, Tensor2D>>;
}

/** Arrays by the names of `dataShapes`. If a step gathers its images on the device, x is [B], their indices. */
export type StepArrays = Readonly<Record<string, Float32Array>>;

/**
 * Returns the shapes of a step's data by name. For batch `i`: `batch<i>/x` [B,width], `batch<i>/y` [B,10] and `batch<i>/noise/<name>`
 * for each noise of the model. Models with labelled images also have `labelled/x` and `labelled/y`.
 */
export function dataShapes(model: Model, h: HyperparameterValues): Record<string, readonly [number, number]> {
  const count = Number(h["batch"]);
  const noise = Object.entries(model.noise(h));
  const width = widthOf(h);
  const shapes: Record<string, readonly [number, number]> = {};
  for (let i = 0; i < batchesPerStep(model, h); i++) {
    shapes[`batch${i}/x`] = [count, width];
    shapes[`batch${i}/y`] = [count, CLASSES];
    for (const [name, { shape }] of noise) shapes[`batch${i}/noise/${name}`] = shape;
  }
  if (model.labelled) {
    shapes["labelled/x"] = [count, width];
    shapes["labelled/y"] = [count, CLASSES];
  }
  return shapes;
}

/** Returns a step's data, one entry for each batch, from its named parts. */
export function stepData(model: Model, h: HyperparameterValues, part: (name: string) => Tensor2D): StepData[] {
  const batch = (name: string): Batch => ({ x: part(`${name}/x`), y: part(`${name}/y`) });
  const labelled = model.labelled && batch("labelled");
  return Array.from({ length: batchesPerStep(model, h) }, (_, i) => ({
    batch: batch(`batch${i}`),
    ...(labelled && { labelled }),
    noise: Object.fromEntries(Object.keys(model.noise(h)).map((name) => [name, part(`batch${i}/noise/${name}`)])),
  }));
}

/** Returns the arrays as tensors; the caller disposes them. */
export function dataTensors(arrays: StepArrays, shapes: ReturnType<typeof dataShapes>): Record<string, Tensor2D> {
  return Object.fromEntries(
    Object.entries(shapes).map(([name, [rows, columns]]) => [name, tensor2d(arrays[name]!, [rows, columns])]),
  );
}
