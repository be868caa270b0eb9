/** The classes that the judge sees in samples whose class was requested. */
import { CLASSES } from "../../core/runConfig";
import { classesIn, classifyAll, sampleImages } from "./images";
import { subtask, type MeasurementContext, type Measuring } from "./measurement";

/** [10][10], counts. Row: class asked for, column: class seen. A row of zeros: there is no such class. */
export async function* confusionOf(context: MeasurementContext, samples: number): Measuring<number[][]> {
  const seen = yield* subtask(classifyAll(await context.judge(), samples, (slice) => sampleImages(context, slice)), 0, samples);
  const confusion = Array.from({ length: CLASSES }, () => new Array<number>(CLASSES).fill(0));
  const asked = classesIn(context.data);
  seen.classes.forEach((label, i) => { confusion[asked[i % asked.length]!]![label]!++; });
  return confusion;
}

/** How many samples show the class that their row should: of all, and as a share of each row. */
export function hits(confusion: readonly (readonly number[])[], classOf: (row: number) => number) {
  const found = confusion.map((row, k) => row[classOf(k)]!);
  const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
  return { share: total(found) / total(confusion.map(total)), perRow: found.map((count, k) => count / (total(confusion[k]!) || 1)) };
}
