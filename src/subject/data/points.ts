/**
 * Points as data: drawn at once, always the same ones, as many as MNIST has images. Train and test points come from separate
 * streams.
 */
import type { Points, PointsDefinition } from "../../core/data/data";
import { laneOf } from "../../core/run/draws";
import { normals, uniforms } from "../../core/run/philox";
import { CLASSES } from "../../core/run/runConfig";
import type { Dataset } from "./dataset";

const TRAIN = 60_000;
const TEST = 10_000;
/** The seed is fixed: points are data and the same for every run. */
const SEED = 0;

/** Draws points; the same `name`, that of the split, gives the same points. */
export function drawPoints(definition: PointsDefinition, name: string, count: number): Points {
  const stream = (what: string) => ({ seed: SEED, purpose: "sample", step: 0, lane: laneOf(`${definition.id}/${name}/${what}`) }) as const;
  return definition.draw(uniforms(stream("place"), 2 * count), normals(stream("noise"), definition.width * count));
}

/** Opens points for training. */
export function openPoints(definition: PointsDefinition): Dataset {
  const { width } = definition;
  const [train, test] = [drawPoints(definition, "train", TRAIN), drawPoints(definition, "test", TEST)];
  const fill = (half: Points): Dataset["fillTrain"] => (indices, x, y) => {
    y.fill(0);
    for (let i = 0; i < indices.length; i++) {
      const point = indices[i]!;
      for (let k = 0; k < width; k++) x[i * width + k] = half.x[point * width + k]!;
      y[i * CLASSES + half.labels[point]!] = 1;
    }
  };
  return {
    width, trainImages: TRAIN, testImages: TEST,
    whenTrain: async () => undefined, whenTest: async () => undefined, trainLoaded: () => TRAIN, testLoaded: () => TEST,
    fillTrain: fill(train), fillTest: fill(test),
    trainLabels: (count) => train.labels.slice(0, count), testLabels: (count) => test.labels.slice(0, count),
    progress: () => ({ trainImages: TRAIN, trainImagesInAll: TRAIN, testImages: TEST, testImagesInAll: TEST, bytes: 0, bytesInAll: 0 }),
    retry: () => undefined,
  };
}
