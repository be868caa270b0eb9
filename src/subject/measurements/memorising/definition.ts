/** Whether the model has memorised training images. */
import type { Memorising } from "../../metrics/nearest";
import { defineMeasurement } from "../measurement";

export interface NearestTraining extends Memorising {
  /** The number of test images that the samples are compared with. */
  readonly images: number;
  /** For each sample, the nearest training image, and the Euclidean distance between their pixels. */
  readonly nearest: readonly { readonly image: number; readonly distance: number }[];
  /** The samples' bytes, [samples × 784]. */
  readonly pixels: Uint8Array;
  /** The bytes of the nearest training image of each, [samples × 784]. */
  readonly nearestPixels: Uint8Array;
}

export const memorising = defineMeasurement<NearestTraining>()({
  settings: { samples: { min: 1, max: 200, default: 30 }, images: { min: 1, max: 2000, default: 500 } },
  applies: (_, data) => data !== "points",
});
