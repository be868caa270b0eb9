/** Which digits the classes are that a model found itself. */
import { defineMeasurement } from "../measurement";

/** This measurement is for models that find their classes without labels. */
export interface ClassesFound {
  readonly samples: number;
  /** [10]: the digit that each value of the code stands for; no two the same, chosen so that `accuracy` is as high as can be. */
  readonly digits: readonly number[];
  /** Share of the samples in which the judge sees the digit that their value stands for. */
  readonly accuracy: number;
  /** [10]: the same by value. */
  readonly perValue: readonly number[];
  /** [10][10]: row: value asked for, column: class seen. */
  readonly confusion: readonly (readonly number[])[];
}

export const classesFound = defineMeasurement<ClassesFound>()({
  settings: { samples: { min: 10, max: 100_000, default: 10_000 } },
  applies: ({ findsClasses }, data) => data === "image" && findsClasses === true,
});
