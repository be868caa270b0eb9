/** Measures the classes of samples and whether modes are missing. */
import { classesIn, classifyAll, realImages, sampleImages, type Classified } from "../../measurementInputs/images";
import { subtask, type Measure, type MeasurementContext, type MeasurementData } from "../../measurementInputs/measurement";
import { classesCovered, classHistogram as histogramOf, collapseVerdict, entropy, withinClassVariance } from "../../../subject/metrics/classes";
import { FEATURES, type Judge } from "../../../subject/metrics/judge/judge";
import type { classHistogram } from "../../../subject/measurements/class-histogram/definition";

/** The number of test images whose variance within classes represents real images. */
const REAL_IMAGES = 1000;
/** The evaluation classifier is at least this sure of 98 % of the test images. */
const SURE = 0.9;
/** The variance depends on the classifier alone, so all models share it. */
const realVariances = new WeakMap<Judge, number>();

/** Returns the expected shares of classes: equal among the requested ones. Undefined: all ten are equal. */
function expectedShares({ model }: MeasurementContext["frozen"], { classShares }: MeasurementData): readonly number[] | undefined {
  if (!classShares || !model.conditional || model.findsClasses) return classShares;
  const asked = classesIn({ classShares });
  return classShares.map((share) => (share > 0 ? 1 / asked.length : 0));
}

const varianceOf = ({ features, classes }: Classified): number => withinClassVariance(features, classes, FEATURES);

export const measure: Measure<typeof classHistogram> = {
  needs: ["test"],
  judged: true,
  async *run(context, { samples }) {
    const judge = await context.judge();
    const realCount = Math.min(REAL_IMAGES, context.data.testImages);
    const before = realVariances.has(judge) ? 0 : realCount;
    const inAll = before + samples;
    const real = realVariances.get(judge)
      ?? varianceOf(yield* subtask(classifyAll(judge, realCount, (slice) => realImages(context.data, "test", slice)), 0, inAll));
    realVariances.set(judge, real);
    const seen = yield* subtask(classifyAll(judge, samples, (slice) => sampleImages(context, slice)), before, inAll);
    const variety = varianceOf(seen) / real;
    const counts = histogramOf(seen.classes);
    const clear = seen.certainties.filter((certainty) => certainty > SURE).length / samples;
    const due = expectedShares(context.frozen, context.data);
    const verdict = collapseVerdict(counts, variety, clear, due);
    return { samples, counts, entropy: entropy(counts), covered: classesCovered(counts, due), variety, clear, verdict };
  },
};
