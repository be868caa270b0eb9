/** What is read off the classes of samples. */
import type { ReadingsOf } from "../reading";
import type { classHistogram } from "./definition";

export const classHistogramReadings = {
  measuredWith: { samples: 1000 },
  readings: {
    /** Samples whose class the judge is sure of. */
    "clear samples": { unit: "share", value: ({ clear }) => clear },
    /** Of the ten: those with at least a tenth of their due among samples. */
    "classes": { unit: "count", value: ({ covered }) => covered },
    /** Variance within classes, as a share of that of test images. */
    "variety": { unit: "share", value: ({ variety }) => variety },
  },
} as const satisfies ReadingsOf<typeof classHistogram>;
