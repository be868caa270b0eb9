/**
 * Measures the Fréchet distance of samples from training images in the evaluation classifier's features, and that of test
 * images.
 */
import { permutation } from "../../../core/run/philox";
import { classifyAll, imagesOf, realImages, sampleImages, type Images, type Slice } from "../../measurementInputs/images";
import { subtask, type Measure, type MeasurementContext, type Measuring } from "../../measurementInputs/measurement";
import { MEASUREMENT_SEED } from "../../step/noise";
import { laneOf } from "../../step/weights";
import { fitGaussian, frechetDistance, type Gaussian } from "../../../subject/metrics/frechet";
import { FEATURES, type Judge } from "../../../subject/metrics/judge/judge";
import type { digitFid } from "../../../subject/measurements/digit-fid/definition";

interface Reference {
  /** The Gaussian of training images' features. */
  readonly real: Gaussian;
  readonly floor: number;
}

/** By the number of images; it depends on the classifier alone, so all models share it. */
const references = new WeakMap<Judge, Map<number, Reference>>();

const known = (judge: Judge, count: number): Reference | undefined => references.get(judge)?.get(count);

/**
 * Computes the reference; yields the number of images done, of 2 · count. The test images of the floor are drawn at random, as a perfect model's
 * samples would be: a stratified subset is closer to the training images, by about a tenth for 2,000 images.
 */
async function* computeReference({ data }: MeasurementContext, judge: Judge, count: number): Measuring<Reference> {
  const gaussian = async function* (images: (slice: Slice) => Images, before: number) {
    return fitGaussian((yield* subtask(classifyAll(judge, count, images), before, 1)).features, FEATURES);
  };
  const drawn = permutation({ seed: MEASUREMENT_SEED, purpose: "sample", step: 0, lane: laneOf("floor") }, data.testImages);
  const real = yield* gaussian((slice) => realImages(data, "train", slice), 0);
  const test = yield* gaussian(({ first, count: n }) => imagesOf(data, "test", drawn.subarray(first, first + n)), count);
  const made = { real, floor: frechetDistance(real, test) };
  references.set(judge, (references.get(judge) ?? new Map<number, Reference>()).set(count, made));
  return made;
}

export const measure: Measure<typeof digitFid> = {
  needs: ["train", "test"],
  judged: true,
  async *run(context, settings) {
    // The floor uses the same number of test images, each once.
    const samples = Math.min(settings.samples, context.data.trainImages, context.data.testImages);
    const judge = await context.judge();
    const before = known(judge, samples) ? 0 : 2 * samples;
    const inAll = before + samples;
    const { real, floor } = known(judge, samples) ?? (yield* subtask(computeReference(context, judge, samples), 0, inAll));
    const seen = yield* subtask(classifyAll(judge, samples, (slice) => sampleImages(context, slice)), before, inAll);
    return { samples, distance: frechetDistance(fitGaussian(seen.features, FEATURES), real), floor };
  },
};
