/** What is read off samples in the judge's features. */
import type { ReadingsOf } from "../reading";
import type { digitFid } from "./definition";

export const digitFidReadings = {
  measuredWith: { samples: 2000 },
  readings: {
    /** Distance from training images in the judge's features. */
    "digit-FID": { unit: "number", value: ({ distance }) => distance },
  },
} as const satisfies ReadingsOf<typeof digitFid>;
