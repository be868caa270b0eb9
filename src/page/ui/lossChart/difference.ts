/** The difference of two runs' losses. The page loads this when two runs are compared. */
import { step } from "../../../core/run/ids";
import type { LossReader } from "./chartData";

/** Returns B − A at the steps of both runs. */
export function differenceOf(a: LossReader, b: LossReader): LossReader {
  const first = step(Math.max(a.firstStep, b.firstStep));
  return {
    length: Math.max(0, Math.min(a.firstStep + a.length, b.firstStep + b.length) - first), firstStep: first,
    revision: [a.revision, b.revision, first].join(),
    values(column) {
      const [from, to] = [a.values(column), b.values(column)];
      return (row) => to(row + first - b.firstStep) - from(row + first - a.firstStep);
    },
  };
}
