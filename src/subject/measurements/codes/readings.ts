/** Readings of the codes of test images. */
import { meanOf } from "../../../core/mean";
import type { ReadingsOf } from "../reading";
import type { codes } from "./definition";

export const codesReadings = {
  measuredWith: { images: 2000 },
  readings: {
    /** The number of dimensions of the code whose mean depends on the image: Burda et al. 2016. */
    "active units": { unit: "count", value: ({ activeUnits }) => activeUnits },
    /** The mean over dimensions of Var(E[zⱼ|x]). */
    "variance of codes": { unit: "number", value: ({ variances }) => meanOf(variances) },
    /** The KL divergence on test images, per image. */
    "KL": { unit: "nats", value: ({ rateBits }) => (rateBits ?? NaN) * Math.LN2 },
    /** The decoder's σ. */
    "sigma": { unit: "number", value: ({ sigma }) => sigma ?? NaN },
    /**
     * For a mixture prior: the components that images fall to; the share of images with the most frequent class of their
     * component.
     */
    "components in use": { unit: "count", value: ({ sorting }) => sorting?.used ?? NaN },
    "sorted by component": { unit: "share", value: ({ sorting }) => sorting?.sameClass ?? NaN },
    /** For a codebook: the entries that some image uses. */
    "entries in use": { unit: "count", value: ({ codebook }) => (codebook ? codebook.shares.length - codebook.dead : NaN) },
  },
} as const satisfies ReadingsOf<typeof codes>;
