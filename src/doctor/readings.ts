/** What the doctor goes by: the losses of the last steps, and what is measured on test images and samples. */
import type { DataDefinition } from "../core/data";
import type { HyperparameterValues } from "../core/hyperparameters";
import type { MeasurementId, ResultOf, SettingsOf } from "../core/measurements";
import { forSettings, lossColumns, type Model } from "../core/model";
import { CLASSES } from "../core/runConfig";

export type Results = { readonly [I in MeasurementId]?: ResultOf<I> };

/** Of one run at one step. */
export interface Readings {
  readonly step: number;
  /** By column: `recentLoss`. */
  readonly losses: Readonly<Record<string, number>>;
  readonly results: Results;
}

/** The run that is examined. */
export interface Subject {
  readonly model: Model;
  readonly data: DataDefinition;
  readonly h: HyperparameterValues;
}

/** Steps of which losses are read. */
export const RECENT = 50;

/** The median of a column's last steps, which a few batches that went wrong do not move; NaN where there are none. */
export function recentLoss(column: ArrayLike<number>): number {
  const last = Array.from(column).slice(-RECENT).filter(Number.isFinite).sort((a, b) => a - b);
  const middle = (last.length - 1) / 2;
  return ((last[Math.floor(middle)] ?? NaN) + (last[Math.ceil(middle)] ?? NaN)) / 2;
}

/** What may be measured, with so many images or samples as tell well from ill, and are soon done. */
export const EXAMINED_WITH = {
  codes: { images: 1000 },
  reconstructions: { images: 1000 },
  "class-histogram": { samples: 1000 },
  "class-accuracy": { samples: 1000 },
  "classes-found": { samples: 1000 },
  divergences: { samples: 1000 },
} as const satisfies { readonly [I in MeasurementId]?: SettingsOf<I> };

export type Examined = keyof typeof EXAMINED_WITH;

interface Reading {
  readonly as: "share" | "nats" | "count" | "number";
  /** Null: it is read off the losses. */
  needs(subject: Subject): Examined | null;
  /** NaN: not measured. */
  value(readings: Readings, subject: Subject): number;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const fromLosses = () => null;

/** The loss column that is the KL term; undefined where there is none. */
export function klColumn({ model }: Subject): string | undefined {
  const ids = model.objectives.flatMap(({ kl }) => kl?.id ?? []);
  return lossColumns(model).find(({ id }) => ids.includes(id))?.id;
}

/** Games in which a discriminator has a loss on real images and one on generated ones. */
export const hasTwoSidedLoss = ({ model, data }: Subject): boolean =>
  data.kind === "image" && model.given === undefined
  && ["real", "fake"].every((id) => model.objectives.some(({ terms }) => terms.some((term) => term.id === id)));

/** What a discriminator's two losses add up to where it can only guess: 2 log 2 nats (Goodfellow et al. 2014, thm. 1), or a quarter for least squares. */
const guessing = ({ model, h }: Subject): number =>
  (model.discriminate && forSettings(model.discriminate.says, h) === "probability" ? 0.25 : 2 * Math.LN2);

/** The largest distance between two rows of x: images are in [−1,1] for critics, points within their extent. */
const diameter = ({ data }: Subject): number => 2 * (data.kind === "points" ? data.extent : 1) * Math.sqrt(data.width);

const loss = ({ losses }: Readings, column: string | undefined): number => (column === undefined ? NaN : losses[column] ?? NaN);

const found = ({ model }: Subject): "classes-found" | "class-accuracy" => (model.findsClasses ? "classes-found" : "class-accuracy");

const samples = (value: (result: ResultOf<"class-histogram">) => number): Pick<Reading, "needs" | "value"> => ({
  needs: () => "class-histogram",
  value: ({ results: { "class-histogram": result } }) => (result ? value(result) : NaN),
});

const READINGS = {
  /** The KL term, in nats per image. */
  kl: { as: "nats", needs: fromLosses, value: (readings, subject) => loss(readings, klColumn(subject)) },
  /** Dimensions of the code whose mean depends on the image: Burda et al. 2016, §4.1. */
  activeUnits: { as: "count", needs: () => "codes", value: ({ results: { codes } }) => codes?.activeUnits ?? NaN },
  /** The mean over dimensions of Var(E[zⱼ|x]). */
  codeVariance: { as: "number", needs: () => "codes", value: ({ results: { codes } }) => (codes ? mean(codes.variances) : NaN) },
  /** Reconstructions in which the judge sees the image's class. */
  sameClass: { as: "share", needs: () => "reconstructions", value: ({ results: { reconstructions } }) => reconstructions?.sameClass ?? NaN },
  /** Samples whose class the judge is sure of. */
  clear: { as: "share", ...samples(({ clear }) => clear) },
  /** Of the ten classes: those with less than a tenth of their due. */
  classesMissing: { as: "count", ...samples(({ covered }) => CLASSES - covered) },
  /** Variance within classes, as a share of that of test images. */
  variety: { as: "share", ...samples(({ variety }) => variety) },
  /** Of the Gaussians that points come from: those with less than a quarter of their due. */
  modesMissing: {
    as: "count", needs: () => "divergences",
    value: ({ results: { divergences } }) => (divergences?.modes ? divergences.modes.shares.length - divergences.modes.found : NaN),
  },
  /** Samples asked for by class in which the judge sees it. */
  rightClass: { as: "share", needs: found, value: ({ results }, subject) => results[found(subject)]?.accuracy ?? NaN },
  /** What the discriminator's losses add up to, as a share of what they are where it only guesses. */
  discriminatorLoss: {
    as: "share", needs: fromLosses, value: (readings, subject) => (loss(readings, "real") + loss(readings, "fake")) / guessing(subject),
  },
  /**
   * A bound on the slope that the saturating loss hands to the generator: E[D(G(z))], its derivative with respect to D's logit, is at
   * most −E[log(1 − D(G(z)))].
   */
  generatorSlope: { as: "number", needs: fromLosses, value: (readings) => Math.abs(loss(readings, "generator")) },
  /**
   * How far the critic's mean scores of real and generated rows are apart, in units of the largest distance between two rows: at most 1
   * for a critic that nowhere rises faster than 1, as the duality of Arjovsky et al. 2017, eq. 2, wants it.
   */
  scoreGap: {
    as: "number", needs: fromLosses,
    value: (readings, subject) => -(loss(readings, "real-score") + loss(readings, "fake-score")) / diameter(subject),
  },
} satisfies Readonly<Record<string, Reading>>;

export type ReadingId = keyof typeof READINGS;
export const readingOf = (what: ReadingId): Reading => READINGS[what];

/** What is known of a run at a step; what was not measured is absent. */
export interface Known {
  readonly step: number;
  readonly values: Readonly<Partial<Record<ReadingId, number>>>;
}

/** All that can be read off. */
export function knownFrom(readings: Readings, subject: Subject): Known {
  const values = Object.entries<Reading>(READINGS).map(([what, reading]) => [what, reading.value(readings, subject)] as const);
  return { step: readings.step, values: Object.fromEntries(values.filter(([, value]) => !Number.isNaN(value))) };
}
