/** What is read off samples whose class was asked for: with the classes found, the reading "right class" of `../readings.ts`. */
import type { ReadingsOf } from "../reading";
import type { classAccuracy } from "./definition";

export const classAccuracyReadings = {
  measuredWith: { samples: 1000 },
  readings: {},
} as const satisfies ReadingsOf<typeof classAccuracy>;
