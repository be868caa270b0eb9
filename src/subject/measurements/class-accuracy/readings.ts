/** Readings of samples whose class was requested. `../readings.ts` combines them with those of classes found as "right class". */
import type { ReadingsOf } from "../reading";
import type { classAccuracy } from "./definition";

export const classAccuracyReadings = {
  measuredWith: { samples: 1000 },
  readings: {},
} as const satisfies ReadingsOf<typeof classAccuracy>;
