/** The digits that the classes of a model without labels stand for. */
import { defineMeasurement } from "../measurement";

/** This measurement is for models that find their classes without labels. */
export interface ClassesFound {
  readonly samples: number;
  /** The digit of each value of the code, [10], all different, chosen so that `accuracy` is largest. */
  readonly digits: readonly number[];
  /** The share of samples in which the evaluation classifier recognises that digit. */
  readonly accuracy: number;
  /** The same share by value, [10]. */
  readonly perValue: readonly number[];
  /** [10][10]: rows are requested values, columns recognised classes. */
  readonly confusion: readonly (readonly number[])[];
}

export const classesFound = defineMeasurement<ClassesFound>()({
  settings: { samples: { min: 10, max: 100_000, default: 10_000 } },
  applies: ({ findsClasses }, data) => data === "image" && findsClasses === true,
});
