/** Readings of imputed pixels. */
import type { ReadingsOf } from "../reading";
import type { imputation } from "./definition";

export const imputationReadings = {
  measuredWith: { k: 20, images: 1000 },
  readings: {
    /** The mean |error| of imputed pixels, in grey values from 0 to 1; and that of the mean image. */
    "error on missing pixels": { unit: "number", value: ({ ofModel }) => ofModel.absolute },
    "error of the mean image": { unit: "number", value: ({ ofMean }) => ofMean.absolute },
  },
} as const satisfies ReadingsOf<typeof imputation>;
