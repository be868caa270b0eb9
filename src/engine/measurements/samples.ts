/** What the judge sees in a model's samples: their classes, and how far they are from real images. */
import { CLASSES } from "../../core/runConfig";
import { bestAssignment, classesCovered, classHistogram as histogramOf, collapseVerdict, entropy, withinClassVariance } from "../../metrics/classes";
import { fitGaussian, frechetDistance, type Gaussian } from "../../metrics/frechet";
import { FEATURES, type Judge } from "../../metrics/judge/judge";
import { classesIn, judged, realImages, sampleImages, slicesOf, type Images, type Judged, type Slice } from "./images";
import type { Measurement, MeasurementContext, MeasurementData, Measuring } from "./measurement";

/** Everything the judge says of `count` images, slice by slice. Yields the number of images done. */
async function* judgeAll(
  judge: Judge, count: number, images: (slice: Slice) => Images | Promise<Images>,
): Measuring<Judged> {
  const features = new Float32Array(count * FEATURES);
  const classes = new Uint8Array(count);
  const certainties = new Float32Array(count);
  for (const slice of slicesOf(count)) {
    const seen = await judged(judge, (await images(slice)).pixels);
    features.set(seen.features, slice.first * FEATURES);
    classes.set(seen.classes, slice.first);
    certainties.set(seen.certainties, slice.first);
    yield slice.first + slice.count;
  }
  return { features, classes, certainties };
}

/** The same, as shares of some larger work. */
export async function* part<T>(work: Measuring<T>, before: number, inAll: number): Measuring<T> {
  try {
    for (;;) {
      const { done, value } = await work.next();
      if (done) return value;
      yield (before + value) / inAll;
    }
  } finally {
    // Ended, it lets go of what it holds; nobody reads what it returns.
    await work.return(undefined as T);
  }
}

/** [10][10], counts. Row: class asked for, column: class seen. A row of zeros: there is no such class. */
async function* confusionOf(context: MeasurementContext, samples: number): Measuring<number[][]> {
  const seen = yield* part(judgeAll(await context.judge(), samples, (slice) => sampleImages(context, slice)), 0, samples);
  const confusion = Array.from({ length: CLASSES }, () => new Array<number>(CLASSES).fill(0));
  const asked = classesIn(context.data);
  seen.classes.forEach((label, i) => { confusion[asked[i % asked.length]!]![label]!++; });
  return confusion;
}

/** How many samples show the class that their row should: of all, and as a share of each row. */
function hits(confusion: readonly (readonly number[])[], classOf: (row: number) => number) {
  const found = confusion.map((row, k) => row[classOf(k)]!);
  const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
  return { share: total(found) / total(confusion.map(total)), perRow: found.map((count, k) => count / (total(confusion[k]!) || 1)) };
}

export const classAccuracy: Measurement<"class-accuracy"> = {
  id: "class-accuracy",
  needs: [],
  judged: true,
  async *run(context, { samples }) {
    const confusion = yield* confusionOf(context, samples);
    const { share, perRow } = hits(confusion, (k) => k);
    return { samples, accuracy: share, perClass: perRow, confusion };
  },
};

export const classesFound: Measurement<"classes-found"> = {
  id: "classes-found",
  needs: [],
  judged: true,
  async *run(context, { samples }) {
    const confusion = yield* confusionOf(context, samples);
    const digits = bestAssignment(confusion);
    const { share, perRow } = hits(confusion, (k) => digits[k]!);
    return { samples, digits, accuracy: share, perValue: perRow, confusion };
  },
};

/** Test images whose variance within classes stands for that of real images. */
const REAL_IMAGES = 1000;
/** For 98 % of the test images the judge gives the class it sees at least this probability. */
const SURE = 0.9;
/** The same for every model that this judge looks at. */
const realVariances = new WeakMap<Judge, number>();

/** Shares of the samples that classes are due: of those that are asked for, all alike. Undefined: all ten alike. */
function dueOf({ model }: MeasurementContext["still"], { classShares }: MeasurementData): readonly number[] | undefined {
  if (!classShares || !model.conditional || model.findsClasses) return classShares;
  const asked = classesIn({ classShares });
  return classShares.map((share) => (share > 0 ? 1 / asked.length : 0));
}

const varianceOf = ({ features, classes }: Judged): number => withinClassVariance(features, classes, FEATURES);

export const classHistogram: Measurement<"class-histogram"> = {
  id: "class-histogram",
  needs: ["test"],
  judged: true,
  async *run(context, { samples }) {
    const judge = await context.judge();
    const realCount = Math.min(REAL_IMAGES, context.data.testImages);
    const before = realVariances.has(judge) ? 0 : realCount;
    const inAll = before + samples;
    const real = realVariances.get(judge)
      ?? varianceOf(yield* part(judgeAll(judge, realCount, (slice) => realImages(context.data, "test", slice)), 0, inAll));
    realVariances.set(judge, real);
    const seen = yield* part(judgeAll(judge, samples, (slice) => sampleImages(context, slice)), before, inAll);
    const variety = varianceOf(seen) / real;
    const counts = histogramOf(seen.classes);
    const clear = seen.certainties.filter((certainty) => certainty > SURE).length / samples;
    const due = dueOf(context.still, context.data);
    const verdict = collapseVerdict(counts, variety, clear, due);
    return { samples, counts, entropy: entropy(counts), covered: classesCovered(counts, due), variety, clear, verdict };
  },
};

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
    const work = judgeAll(judge, count, (slice) => realImages(data, split, slice));
    return fitGaussian((yield* part(work, before, 1)).features, FEATURES);
  };
  const real = yield* gaussian("train", 0);
  const made = { real, floor: frechetDistance(real, yield* gaussian("test", count)) };
  yardsticks.set(judge, (yardsticks.get(judge) ?? new Map<number, Yardstick>()).set(count, made));
  return made;
}

export const digitFid: Measurement<"digit-fid"> = {
  id: "digit-fid",
  needs: ["train", "test"],
  judged: true,
  async *run(context, settings) {
    // The floor is of as many test images, none twice.
    const samples = Math.min(settings.samples, context.data.trainImages, context.data.testImages);
    const judge = await context.judge();
    const before = known(judge, samples) ? 0 : 2 * samples;
    const inAll = before + samples;
    const { real, floor } = known(judge, samples) ?? (yield* part(makeYardstick(context, judge, samples), 0, inAll));
    const seen = yield* part(judgeAll(judge, samples, (slice) => sampleImages(context, slice)), before, inAll);
    return { samples, distance: frechetDistance(fitGaussian(seen.features, FEATURES), real), floor };
  },
};
