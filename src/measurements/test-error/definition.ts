/** How often the classifier that a model has in itself is wrong. */
import { defineMeasurement } from "../measurement";

/** Of the model's own classifier, on test images. */
export interface TestError {
  readonly images: number;
  /** Share of images whose class it does not name. */
  readonly error: number;
  /** [10]: of the images of this class; 0 where there is none. */
  readonly perClass: readonly number[];
}

export const testError = defineMeasurement<TestError>()({
  settings: { images: { min: 1, max: 10_000, default: 10_000 } },
  applies: ({ classify }, data) => data !== "unlabelled" && classify !== undefined,
  eachEpoch: { settings: { images: 10_000 }, of: ({ labelled }) => labelled !== undefined },
});
