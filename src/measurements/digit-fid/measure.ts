/** The Fréchet distance of samples from training images in the judge's features, beside that of test images. */
import { classifyAll, realImages, sampleImages } from "../../engine/measuring/images";
import { subtask, type Measure, type MeasurementContext, type Measuring } from "../../engine/measuring/measurement";
import { fitGaussian, frechetDistance, type Gaussian } from "../../metrics/frechet";
import { FEATURES, type Judge } from "../../metrics/judge/judge";
import type { digitFid } from "./definition";

interface Yardstick {
  /** Of training images' features. */
  readonly real: Gaussian;
  readonly floor: number;
}

/** By the number of images: the same for every model that this judge looks at. */
const yardsticks = new WeakMap<Judge, Map<number, Yardstick>>();

const known = (judge: Judge, count: number): Yardstick | undefined => yardsticks.get(judge)?.get(count);

/** Yields the number of images done, of 2 · count. */
async function* makeYardstick({ data }: MeasurementContext, judge: Judge, count: number): Measuring<Yardstick> {
  const gaussian = async function* (split: "train" | "test", before: number) {
    const work = classifyAll(judge, count, (slice) => realImages(data, split, slice));
    return fitGaussian((yield* subtask(work, before, 1)).features, FEATURES);
  };
  const real = yield* gaussian("train", 0);
  const made = { real, floor: frechetDistance(real, yield* gaussian("test", count)) };
  yardsticks.set(judge, (yardsticks.get(judge) ?? new Map<number, Yardstick>()).set(count, made));
  return made;
}

export const measure: Measure<typeof digitFid> = {
  needs: ["train", "test"],
  judged: true,
  async *run(context, settings) {
    // The floor is of as many test images, none twice.
    const samples = Math.min(settings.samples, context.data.trainImages, context.data.testImages);
    const judge = await context.judge();
    const before = known(judge, samples) ? 0 : 2 * samples;
    const inAll = before + samples;
    const { real, floor } = known(judge, samples) ?? (yield* subtask(makeYardstick(context, judge, samples), 0, inAll));
    const seen = yield* subtask(classifyAll(judge, samples, (slice) => sampleImages(context, slice)), before, inAll);
    return { samples, distance: frechetDistance(fitGaussian(seen.features, FEATURES), real), floor };
  },
};
