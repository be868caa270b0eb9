/** What is read off reconstructions. */
import type { ReadingsOf } from "../reading";
import type { reconstructions } from "./definition";

export const reconstructionsReadings = {
  measuredWith: { images: 1000 },
  readings: {
    /** Reconstructions in which the judge sees the image's class. */
    "reconstructions of the same class": { unit: "share", value: ({ sameClass }) => sameClass },
    /** Mean gradient magnitude, as a share of the images'. */
    "sharpness of reconstructions": { unit: "share", value: ({ sharpness, sharpnessOfImages }) => sharpness / sharpnessOfImages },
  },
} as const satisfies ReadingsOf<typeof reconstructions>;
