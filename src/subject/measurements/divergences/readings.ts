/** Readings of samples of points. */
import type { ReadingsOf } from "../reading";
import type { divergences } from "./definition";

export const divergencesReadings = {
  measuredWith: { samples: 10_000, carried: 0 }, // no reading is a Wasserstein distance, which takes longer than all the rest
  readings: {
    /** For mixtures of Gaussians: the modes with at least a quarter of their expected samples, and the others. */
    "modes": { unit: "count", value: ({ modes }) => modes?.found ?? NaN },
    "missing modes": { unit: "count", value: ({ modes }) => (modes ? modes.shares.length - modes.found : NaN) },
    /** The share of samples near none of the modes. */
    "far samples": { unit: "share", value: ({ modes }) => modes?.far ?? NaN },
    /** KL(p‖q), from the data's density to the samples', and the JS divergence. */
    "KL of densities": { unit: "nats", value: ({ kl }) => kl },
    "JS of densities": { unit: "nats", value: ({ js }) => js },
  },
} as const satisfies ReadingsOf<typeof divergences>;
