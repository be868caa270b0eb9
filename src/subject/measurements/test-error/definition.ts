/** The error rate of a model's own classifier. */
import { defineMeasurement } from "../measurement";

/** Errors of the model's own classifier on test images. */
export interface TestError {
  readonly images: number;
  /** The share of misclassified images. */
  readonly error: number;
  /** The error rate by class, [10]; 0 if there are no images of it. */
  readonly perClass: readonly number[];
  /** The number of classes among the labels. Results of versions up to 1.0 do not have it; theirs is 10. */
  readonly classes?: number;
}

export const testError = defineMeasurement<TestError>()({
  settings: { images: { min: 1, max: 10_000, default: 10_000 } },
  applies: ({ classify }, data) => data !== "unlabelled" && classify !== undefined,
  eachEpoch: { settings: { images: 10_000 }, of: ({ labelled }) => labelled !== undefined },
});
