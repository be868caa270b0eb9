/** How often samples are of the requested class. */
import { defineMeasurement } from "../measurement";
import { canJudge, type ByJudge } from "../shared/judge";

export interface ClassAccuracy extends ByJudge {
  readonly samples: number;
  readonly accuracy: number;
  /** The share of the samples of each class that the evaluation classifier recognises, [10]; 0 if none was requested. */
  readonly perClass: readonly number[];
  /** [10][10]: rows are requested classes, columns recognised ones. */
  readonly confusion: readonly (readonly number[])[];
}

export const classAccuracy = defineMeasurement<ClassAccuracy>()({
  settings: { samples: { min: 10, max: 100_000, default: 10_000 } },
  applies: ({ conditional, findsClasses }, data) => canJudge(data) && conditional && !findsClasses,
});
