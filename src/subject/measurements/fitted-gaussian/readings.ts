/** Readings of samples from a Gaussian that is fitted to codes. */
import type { ReadingsOf } from "../reading";
import type { fittedGaussian } from "./definition";

export const fittedGaussianReadings = {
  measuredWith: { images: 2000, samples: 1000 },
  readings: {
    /** The share of samples of a Gaussian fitted to the codes whose class the evaluation classifier is sure of. */
    "clear samples of a fitted Gaussian": { unit: "share", value: ({ clear }) => clear },
  },
} as const satisfies ReadingsOf<typeof fittedGaussian>;
