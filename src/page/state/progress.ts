/** A run's progress in images and epochs. */
import { imagesPerStep } from "../../core/model/model";
import { findModel } from "../../subject/models/registry";
import type { State } from "./store";

const TRAIN_IMAGES = 60_000;

type Sources = Pick<State, "config" | "data">;

/** Returns the number of steps in an epoch, at least 1; Infinity for an unknown model. */
export function stepsPerEpochOf({ config, data }: Sources): number {
  const model = findModel(config.model);
  return model ? Math.max(1, Math.floor((data?.trainImagesInAll || TRAIN_IMAGES) / imagesPerStep(model, config.hyperparameters))) : Infinity;
}

/** Returns the number of images that a run has seen, repeated ones included, and its epochs, with a fraction. */
export function progressOf({ step, ...run }: Sources & Pick<State, "step">) {
  const model = findModel(run.config.model);
  return { images: model ? step * imagesPerStep(model, run.config.hyperparameters) : 0, epoch: step / stepsPerEpochOf(run) };
}
