/** A run's progress in images and epochs. */
import { imagesPerStep } from "../core/model/model";
import { findModel } from "../models/registry";
import type { State } from "./store";

const TRAIN_IMAGES = 60_000;

/** Returns the number of images that a run has seen, repeated ones included, and its epochs, with a fraction. */
export function progressOf({ config, data, step }: Pick<State, "config" | "data" | "step">) {
  const model = findModel(config.model);
  const each = model ? imagesPerStep(model, config.hyperparameters) : 0;
  const inAll = data?.trainImagesInAll || TRAIN_IMAGES;
  return { images: step * each, epoch: each > 0 ? step / Math.max(1, Math.floor(inAll / each)) : 0 };
}
