/**
 * The training images of each step, as pixels or as indices. They are a function of the configuration and the step alone.
 */
import type { Step } from "../../core/run/ids";
import { hideMissing } from "../../core/model/missing";
import { batchesPerStep, type Model } from "../../core/model/model";
import { CLASSES, type RunConfig } from "../../core/run/runConfig";
import type { Dataset } from "../../subject/data/dataset";
import { drawLabelled, imagesWithLabel, LABELS_DRAWN_FROM } from "../../subject/data/labelled";
import { createOrder } from "../../subject/data/order";
import { poolOf } from "../../core/data/pool";
import { widthOf } from "../../subject/data/registry";
import type { Gathered } from "step-compiler/wgsl/gather";
import type { StepArrays } from "../step/stepData";
import type { Stepper } from "./stepper/stepper";

/** The part of a dataset that training reads, once the images of a step are loaded. Without `trainLoaded` nothing is prepared ahead of its step. */
export type TrainingData = Pick<Dataset, "fillTrain" | "trainLabels" | "trainBytes"> & Partial<Pick<Dataset, "trainLoaded" | "trainImages">>;

export interface Images {
  /** [B,width]. */
  readonly x: Float32Array;
  /** [B,10]. */
  readonly y: Float32Array;
}

export type Batches = ReturnType<typeof createBatches>;

interface BatchImages {
  readonly name: string;
  /** Indices in the training data. */
  readonly images: Uint32Array;
  /** Whether the model sees their labels. */
  readonly labelled: boolean;
}

/** Returns the batches of a run. `dataset` must have the images of a step loaded when they are asked for. */
export function createBatches(model: Model, { seed, hyperparameters: h }: RunConfig, dataset: TrainingData) {
  const batch = Number(h["batch"]);
  const width = widthOf(h);
  const count = batchesPerStep(model, h);
  const order = createOrder(seed, batch, dataset.trainImages, poolOf(h));
  const missing = model.missing?.share(h);
  const perClass = model.labelled?.(h);
  const labelsFrom = perClass === undefined ? 0 : Math.min(LABELS_DRAWN_FROM, dataset.trainImages ?? Infinity);
  const names = [...Array.from({ length: count }, (_, i) => `batch${i}`), ...(perClass === undefined ? [] : ["labelled"])];
  const { trainBytes } = dataset;
  const gathered: Gathered | null = trainBytes?.width === width && missing === undefined
    ? { inputs: names.map((name) => `${name}/x`), from: trainBytes } : null;

  const makeBuffers = (): Images => ({ x: new Float32Array(batch * width), y: new Float32Array(batch * CLASSES) });
  const buffers = names.map(() => ({ ...makeBuffers(), numbers: new Float32Array(batch) }));
  let labelled: Uint32Array | null = null;

  const imagesAfter = (at: Step): readonly BatchImages[] => names.map((name, i) => {
    if (i < count) return { name, images: order.indices(at * count + i), labelled: perClass === undefined };
    labelled ??= imagesWithLabel(dataset.trainLabels(labelsFrom), perClass!, seed);
    return { name, images: drawLabelled(labelled, seed, at, batch), labelled: true };
  });

  const fill = ({ images, labelled: visible }: BatchImages, { x, y }: Images): void => {
    dataset.fillTrain(images, x, y);
    if (missing !== undefined) hideMissing(x, images, missing, { seed, half: "train" });
    if (!visible) y.fill(0);
  };

  const imagesNeeded = (at: Step): number => Math.max(labelsFrom, order.imagesNeeded((at + 1) * count - 1));

  return {
    /** The inputs that a device can gather if it stores all images; null if the data are not bytes or pixels are hidden. */
    gathered,
    /** Steps in an epoch. */
    stepsPerEpoch: Math.floor(order.stepsPerEpoch / count),
    /** Returns how many of the first training images must be loaded for the step after `at`. */
    imagesNeeded,
    /** Returns whether they are known to be loaded. */
    available: (at: Step): boolean => imagesNeeded(at) <= (dataset.trainLoaded?.() ?? 0),
    /** The images of the step after `at` in the form that the stepper takes, named as in `dataShapes`. The next call overwrites them. */
    arrays(at: Step, stepper: Pick<Stepper, "needs" | "gathers">): StepArrays {
      const arrays: Record<string, Float32Array> = {};
      imagesAfter(at).forEach((shown, i) => {
        const { x, y, numbers } = buffers[i]!;
        const [nameX, nameY] = [`${shown.name}/x`, `${shown.name}/y`];
        if (gathered && stepper.gathers(nameX)) {
          numbers.set(shown.images);
          if (shown.labelled && stepper.needs(nameY)) trainBytes!.fillLabels(shown.images, y);
          arrays[nameX] = numbers;
        } else {
          fill(shown, { x, y });
          arrays[nameX] = x;
        }
        arrays[nameY] = y;
      });
      return arrays;
    },
    /** The images of the step after `at` as pixels, whatever the stepper takes: each batch, then the labelled images if there are any. */
    images: (at: Step): readonly Images[] => imagesAfter(at).map((shown) => {
      const images = makeBuffers();
      fill(shown, images);
      return images;
    }),
  };
}
