/** What the network that makes images is worth with its weights in fewer bits. */
import { defineMeasurement } from "../measurement";

/** What makes images, with its kernels in fewer bits: uniform, symmetric, one scale for each. */
export interface QuantisedDecoder {
  readonly samples: number;
  /** As of `DigitFid`. */
  readonly floor: number;
  /** As it is, in 32 bits, first; then in ever fewer. */
  readonly levels: readonly QuantisedLevel[];
}

export interface QuantisedLevel {
  readonly bits: number;
  /** Of all its parameters; those that are no kernels have 32 bits. */
  readonly bytes: number;
  /** Digit-FID of the samples. */
  readonly distance: number;
  /** [10 × 784], bytes: the first samples, from the same codes at each level. */
  readonly pixels: Uint8Array;
}

export const quantisedDecoder = defineMeasurement<QuantisedDecoder>()({
  settings: { samples: { min: 65, max: 10_000, default: 1000 } },
  applies: (_, data) => data === "image",
});
