/** Readings of translated images. */
import type { ReadingsOf } from "../reading";
import type { OfTranslation, translation } from "./definition";

/** The share of the difference between inputs and images that the outputs have removed; going too far lowers it, too. */
const undone = ({ made, given, images }: OfTranslation) => 1 - Math.abs((made - images) / (given - images));

export const translationReadings = {
  measuredWith: { images: 1000 },
  readings: {
    /** The mean |error| of a pixel; the share with the same class; the mean gradient relative to the images'. */
    "error of images made": { unit: "number", value: ({ error }) => error },
    "images made of the same class": { unit: "share", value: ({ sameClass }) => sameClass },
    "sharpness of images made": { unit: "share", value: ({ sharpness, sharpnessOfImages }) => sharpness / sharpnessOfImages },
    "slant undone": { unit: "share", value: ({ slant }) => undone(slant) },
    "thickness undone": { unit: "share", value: ({ thickness }) => undone(thickness) },
  },
} as const satisfies ReadingsOf<typeof translation>;
