/** A reader's prepared images as a data set; all of them are loaded. */
import type { OwnSplit, OwnImages } from "../../../core/data/ownData";
import { CLASSES, PIXELS } from "../../../core/run/runConfig";
import type { Dataset } from "../dataset";

/** Returns a function that fills x [B,784] in [0,1] and y, one-hot [B,10]; rows of y are 0 if there are no labels. */
function filling({ labels, pixels }: OwnSplit, labelled: boolean): Dataset["fillTrain"] {
  return (indices, x, y) => {
    y.fill(0);
    for (let i = 0; i < indices.length; i++) {
      const image = indices[i]!;
      if (image >= labels.length) throw new RangeError(`there is no image ${image}`);
      for (let k = 0; k < PIXELS; k++) x[i * PIXELS + k] = pixels[image * PIXELS + k]! / 255;
      if (labelled) y[i * CLASSES + labels[image]!] = 1;
    }
  };
}

/** Opens prepared images for training. */
export function openOwn({ classes, train, test }: OwnImages): Dataset {
  const [trainImages, testImages] = [train.labels.length, test.labels.length];
  const labelled = classes.length > 0;
  const counts = new Array<number>(CLASSES).fill(0);
  for (const label of train.labels) counts[label]!++;
  return {
    ...(labelled ? { classNames: classes, classShares: counts.map((count) => count / trainImages) } : {}),
    width: PIXELS, trainImages, testImages, own: labelled ? "own" : "unlabelled",
    whenTrain: async () => undefined, whenTest: async () => undefined, trainLoaded: () => trainImages, testLoaded: () => testImages,
    fillTrain: filling(train, labelled), fillTest: filling(test, labelled),
    trainLabels: (count) => train.labels.slice(0, count), testLabels: (count) => test.labels.slice(0, count),
    progress: () => ({
      trainImages, trainImagesInAll: trainImages, testImages, testImagesInAll: testImages,
      bytes: train.pixels.length + test.pixels.length, bytesInAll: train.pixels.length + test.pixels.length,
    }),
    retry: () => undefined,
  };
}
