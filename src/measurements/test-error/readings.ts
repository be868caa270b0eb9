/** What is read off a model's own classifier. */
import type { ReadingsOf } from "../reading";
import type { testError } from "./definition";

export const testErrorReadings = {
  measuredWith: { images: 10_000 },
  readings: {
    /** Test images that the model's own classifier is wrong on. */
    "test error": { unit: "share", value: ({ error }) => error },
  },
} as const satisfies ReadingsOf<typeof testError>;
