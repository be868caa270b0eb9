/** The quality of samples if the decoder's or generator's weights have fewer bits. */
import { defineMeasurement } from "../measurement";

/** The decoder or generator with its kernels in fewer bits: uniform, symmetric, one scale for each. */
export interface QuantisedDecoder {
  readonly samples: number;
  /** The floor of `DigitFid`. */
  readonly floor: number;
  /** The levels: first unchanged, in 32 bits; then with fewer and fewer bits. */
  readonly levels: readonly QuantisedLevel[];
}

export interface QuantisedLevel {
  readonly bits: number;
  /** The bytes of all its parameters; those that are no kernels have 32 bits. */
  readonly bytes: number;
  /** The digit-FID of the samples. */
  readonly distance: number;
  /** The bytes of the first samples, [10 × 784], from the same codes at each level. */
  readonly pixels: Uint8Array;
}

export const quantisedDecoder = defineMeasurement<QuantisedDecoder>()({
  settings: { samples: { min: 65, max: 10_000, default: 1000 } },
  applies: (_, data) => data === "image",
});
