/** How often samples are of the class that was asked for. */
import { defineMeasurement } from "../measurement";
import { canJudge, type ByJudge } from "../shared/judge";

export interface ClassAccuracy extends ByJudge {
  readonly samples: number;
  readonly accuracy: number;
  /** [10]: share of the samples of this class in which the judge sees it; 0 where none was asked for. */
  readonly perClass: readonly number[];
  /** [10][10]: row: class asked for, column: class seen. */
  readonly confusion: readonly (readonly number[])[];
}

export const classAccuracy = defineMeasurement<ClassAccuracy>()({
  settings: { samples: { min: 10, max: 100_000, default: 10_000 } },
  applies: ({ conditional, findsClasses }, data) => canJudge(data) && conditional && !findsClasses,
});
