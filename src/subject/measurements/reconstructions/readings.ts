/** Readings of reconstructions. */
import type { ReadingsOf } from "../reading";
import type { reconstructions } from "./definition";

export const reconstructionsReadings = {
  measuredWith: { images: 1000 },
  readings: {
    /** The share of reconstructions in which the evaluation classifier recognises the image's class. */
    "reconstructions of the same class": { unit: "share", value: ({ sameClass }) => sameClass },
    /** The mean gradient magnitude, relative to the images'. */
    "sharpness of reconstructions": { unit: "share", value: ({ sharpness, sharpnessOfImages }) => sharpness / sharpnessOfImages },
  },
} as const satisfies ReadingsOf<typeof reconstructions>;
