/** What lessons read off a run: losses, settings, and some of what is measured on test images and samples. */
import type { MeasurementId, ResultOf, SettingsOf } from "../core/measurements";

interface Reading<I extends MeasurementId = MeasurementId> {
  readonly id: I;
  /** Enough to tell the values that lessons tell apart, and soon done. */
  readonly settings: SettingsOf<I>;
  value(result: ResultOf<I>): number;
}

const reading = <I extends MeasurementId>(id: I, settings: SettingsOf<I>, value: (result: ResultOf<I>) => number) => ({ id, settings, value });
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

const READINGS = {
  /** Dimensions in use, as Burda et al. 2016 count them. */
  "active units": reading("codes", { images: 1000 }, ({ activeUnits }) => activeUnits),
  /** The mean over dimensions of Var(E[zⱼ|x]). */
  "variance of codes": reading("codes", { images: 1000 }, ({ variances }) => mean(variances)),
  /** Share in which the judge sees the image's class. */
  "reconstructions of the same class": reading("reconstructions", { images: 1000 }, ({ sameClass }) => sameClass),
  /** Share of samples whose class the judge is sure of. */
  "clear samples": reading("class-histogram", { samples: 1000 }, ({ clear }) => clear),
  /** Mean gradient magnitude, as a share of the images'. */
  "sharpness of reconstructions": reading("reconstructions", { images: 1000 }, ({ sharpness, sharpnessOfImages }) => sharpness / sharpnessOfImages),
  /** Of points: Gaussians that get at least a quarter of the samples that they are due; NaN where the data are no mixture. */
  "modes": reading("divergences", { samples: 10_000 }, ({ modes }) => modes?.found ?? NaN),
  /** Of points: share of the samples near none of the Gaussians. */
  "far samples": reading("divergences", { samples: 10_000 }, ({ modes }) => modes?.far ?? NaN),
  /** Of points: KL(p‖q) in nats, from the data's density to the samples'. */
  "KL of densities": reading("divergences", { samples: 10_000 }, ({ kl }) => kl),
  /** Share of samples in which the judge sees the class that was asked for. */
  "right class": reading("class-accuracy", { samples: 1000 }, ({ accuracy }) => accuracy),
} as const;

export type Measurable = keyof typeof READINGS;
export const isMeasurable = (what: string): what is Measurable => Object.hasOwn(READINGS, what);

export type Quantity =
  /** A loss column's mean over the last `RECENT` steps. */
  | `loss ${string}`
  /** A setting's value. */
  | `setting ${string}`
  | Measurable;

/** Steps over which losses are averaged. */
export const RECENT = 50;

/** How it is measured. A reading takes the results of its own measurement only. */
export const readingOf = (what: Measurable): Reading => READINGS[what] as unknown as Reading; // one of the table's rows, whichever it is
