/** Whether the model has learnt training images by heart. */
import type { Memorising } from "../../metrics/nearest";
import { defineMeasurement } from "../measurement";

export interface NearestTraining extends Memorising {
  /** Test images that the samples are compared with. */
  readonly images: number;
  /** Of each sample: the nearest training image, and the Euclidean distance between their pixels. */
  readonly nearest: readonly { readonly image: number; readonly distance: number }[];
  /** [samples × 784], bytes: the samples. */
  readonly pixels: Uint8Array;
  /** [samples × 784], bytes: the nearest training image of each. */
  readonly nearestPixels: Uint8Array;
}

export const memorising = defineMeasurement<NearestTraining>()({
  settings: { samples: { min: 1, max: 200, default: 30 }, images: { min: 1, max: 2000, default: 500 } },
  applies: (_, data) => data !== "points",
});
