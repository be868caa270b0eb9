/** Readings of the classes of samples. */
import type { ReadingsOf } from "../reading";
import type { classHistogram } from "./definition";

export const classHistogramReadings = {
  measuredWith: { samples: 1000 },
  readings: {
    /** Samples whose class the judge is sure of. */
    "clear samples": { unit: "share", value: ({ clear }) => clear },
    /** The classes, of ten, that at least 1 % of the samples show: a tenth of an equal share. */
    "classes": { unit: "count", value: ({ covered }) => covered },
    /** Variance within classes, as a share of that of test images. */
    "variety": { unit: "share", value: ({ variety }) => variety },
  },
} as const satisfies ReadingsOf<typeof classHistogram>;
