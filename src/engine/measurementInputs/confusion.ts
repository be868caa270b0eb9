/** The classes that the evaluation classifier assigns to conditional samples. */
import { CLASSES } from "../../core/run/runConfig";
import { classesIn, classifyAll, sampleImages } from "./images";
import { subtask, type MeasurementContext, type Measuring } from "./measurement";

/** Counts, [10][10]. Row: conditioning class; column: classified class. A row of zeros: the data have no such class. */
export async function* confusionOf(context: MeasurementContext, samples: number): Measuring<number[][]> {
  const seen = yield* subtask(classifyAll(await context.judge(), samples, (slice) => sampleImages(context, slice)), 0, samples);
  const confusion = Array.from({ length: CLASSES }, () => new Array<number>(CLASSES).fill(0));
  const asked = classesIn(context.data);
  seen.classes.forEach((label, i) => { confusion[asked[i % asked.length]!]![label]!++; });
  return confusion;
}

/** Returns the share of samples whose class is `classOf(row)`: of all, and in each row. */
export function hits(confusion: readonly (readonly number[])[], classOf: (row: number) => number) {
  const found = confusion.map((row, k) => row[classOf(k)]!);
  const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
  return { share: total(found) / total(confusion.map(total)), perRow: found.map((count, k) => count / (total(confusion[k]!) || 1)) };
}
