/** Readings of samples in the evaluation classifier's features. */
import type { ReadingsOf } from "../reading";
import type { digitFid } from "./definition";

export const digitFidReadings = {
  measuredWith: { samples: 2000 },
  readings: {
    /** The distance from training images. */
    "digit-FID": { unit: "number", value: ({ distance }) => distance },
  },
} as const satisfies ReadingsOf<typeof digitFid>;
