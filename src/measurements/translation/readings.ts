/** What is read off images that are made from others. */
import type { ReadingsOf } from "../reading";
import type { OfTranslation, translation } from "./definition";

/** Of the difference between what is given and the images: the share that is gone in what is made. Below 1 also of what goes too far. */
const undone = ({ made, given, images }: OfTranslation) => 1 - Math.abs((made - images) / (given - images));

export const translationReadings = {
  measuredWith: { images: 1000 },
  readings: {
    /** Mean |error| of a pixel; share in which the judge sees the same class; mean gradient, as a share of the images'. */
    "error of images made": { unit: "number", value: ({ error }) => error },
    "images made of the same class": { unit: "share", value: ({ sameClass }) => sameClass },
    "sharpness of images made": { unit: "share", value: ({ sharpness, sharpnessOfImages }) => sharpness / sharpnessOfImages },
    "slant undone": { unit: "share", value: ({ slant }) => undone(slant) },
    "thickness undone": { unit: "share", value: ({ thickness }) => undone(thickness) },
  },
} as const satisfies ReadingsOf<typeof translation>;
