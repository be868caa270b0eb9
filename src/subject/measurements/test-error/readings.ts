/** Readings of a model's own classifier. */
import type { ReadingsOf } from "../reading";
import type { testError } from "./definition";

export const testErrorReadings = {
  measuredWith: { images: 10_000 },
  readings: {
    /** The share of test images that the model's own classifier misclassifies. */
    "test error": { unit: "share", value: ({ error }) => error },
  },
} as const satisfies ReadingsOf<typeof testError>;
