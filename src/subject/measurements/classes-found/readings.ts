/** Readings of samples of classes that a model found without labels: "right class" of `../readings.ts`. */
import type { ReadingsOf } from "../reading";
import type { classesFound } from "./definition";

export const classesFoundReadings = {
  measuredWith: { samples: 1000 },
  readings: {},
} as const satisfies ReadingsOf<typeof classesFound>;
