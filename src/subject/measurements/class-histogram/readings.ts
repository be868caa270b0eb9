/** Readings of the classes of samples. */
import type { ReadingsOf } from "../reading";
import type { classHistogram } from "./definition";

export const classHistogramReadings = {
  measuredWith: { samples: 1000 },
  readings: {
    /** The share of samples whose class the evaluation classifier is sure of. */
    "clear samples": { unit: "share", value: ({ clear }) => clear },
    /** The number of classes that at least 1 % of the samples show: a tenth of an equal share. */
    "classes": { unit: "count", value: ({ covered }) => covered },
    /** The variance within classes, relative to test images. */
    "variety": { unit: "share", value: ({ variety }) => variety },
  },
} as const satisfies ReadingsOf<typeof classHistogram>;
