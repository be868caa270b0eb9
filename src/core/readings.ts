/**
 * What can be read off a run: from the losses of its last steps, from its settings, and from what is measured on test images and samples.
 * Lessons, the doctor, and the claims of presets and lessons go by this table, so that one name is one number everywhere.
 */
import type { DataDefinition } from "./data";
import type { HyperparameterValues } from "./hyperparameters";
import type { OfTranslation } from "./measurementResults";
import type { MeasurementId, ResultOf, SettingsOf } from "./measurements";
import { forSettings, lossColumns, type GamePart, type Model } from "./model";

/** The run that is read. */
export interface Subject {
  readonly model: Model;
  readonly data: DataDefinition;
  /** As they stand. */
  readonly h: HyperparameterValues;
}

/** Steps of which losses are read. */
export const RECENT = 50;

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The median of a column's last `RECENT` steps, which a few batches that went wrong do not move; NaN where there are none. */
export function recentLoss(column: ArrayLike<number>): number {
  const last = Array.from({ length: Math.min(RECENT, column.length) }, (_, i) => column[column.length - 1 - i]!);
  const sorted = last.filter(Number.isFinite).sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
}

/** With how many images or samples it is measured: enough to tell the values apart that texts tell apart, and soon done. */
export const MEASURED_WITH = {
  codes: { images: 2000 },
  reconstructions: { images: 1000 },
  "test-error": { images: 10_000 },
  imputation: { k: 20, images: 1000 },
  translation: { images: 1000 },
  "class-accuracy": { samples: 1000 },
  "classes-found": { samples: 1000 },
  "class-histogram": { samples: 1000 },
  "digit-fid": { samples: 2000 },
  /** No reading is a Wasserstein distance, which takes longer than all the rest. */
  divergences: { samples: 10_000, carried: 0 },
} as const satisfies { readonly [I in MeasurementId]?: SettingsOf<I> };

export type ReadFrom = keyof typeof MEASURED_WITH;
export type Results = { readonly [I in MeasurementId]?: ResultOf<I> };

/** What is known of a run at a step. */
export interface Seen extends Subject {
  /** By column: `recentLoss`. */
  readonly losses: Readonly<Record<string, number>>;
  readonly results: Results;
}

/** Rejects as `measure` does. */
export async function measured(
  ids: readonly ReadFrom[], measure: <I extends ReadFrom>(id: I, settings: SettingsOf<I>) => Promise<ResultOf<I>>,
): Promise<Results> {
  const results: { [I in ReadFrom]?: unknown } = {};
  for (const id of new Set(ids)) results[id] = await measure(id, MEASURED_WITH[id]);
  return results as Results; // each is what its own measurement gave
}

/** "share": from 0 to 1, as a rule. "number": one without a unit. */
export type Unit = "share" | "nats" | "count" | "number";

interface Reading {
  readonly unit: Unit;
  /** Null: it is read off the losses. */
  needs(subject: Subject): ReadFrom | null;
  /** NaN: not measured, or there is no such number. */
  value(seen: Seen): number;
}

const from = <I extends ReadFrom>(id: I, unit: Unit, value: (result: ResultOf<I>) => number): Reading => ({
  unit, needs: () => id,
  value: ({ results }) => {
    const result: ResultOf<I> | undefined = results[id];
    return result === undefined ? NaN : value(result);
  },
});

const fromLosses = (unit: Unit, value: (loss: (column: string | undefined) => number, subject: Subject) => number): Reading => ({
  unit, needs: () => null,
  value: (seen) => value((column) => (column === undefined ? NaN : seen.losses[column] ?? NaN), seen),
});

/** The loss column that is this part of a game; undefined where there is none. */
export const columnOf = ({ model, h }: Pick<Subject, "model" | "h">, part: GamePart): string | undefined =>
  model.objectives.flatMap(({ terms }) => terms).find(({ gamePart }) => gamePart && forSettings(gamePart, h) === part)?.id;

/** The loss column that is the KL term; undefined where there is none. */
export function klColumn({ model }: Pick<Subject, "model">): string | undefined {
  const ids = model.objectives.flatMap(({ kl }) => kl?.id ?? []);
  return lossColumns(model).find(({ id }) => ids.includes(id))?.id;
}

/** What a discriminator's two losses add up to where it can only guess: 2 log 2 nats (Goodfellow et al. 2014, thm. 1), or a quarter for least squares. */
const guessing = ({ model, h }: Subject): number =>
  (model.discriminate && forSettings(model.discriminate.says, h) === "probability" ? 0.25 : 2 * Math.LN2);

/** The largest distance between two rows of x: images are in [−1,1] for critics, points within their extent. */
const diameter = ({ data }: Subject): number => 2 * (data.kind === "points" ? data.extent : 1) * Math.sqrt(data.width);

/** Where the model finds its classes itself, each value of its code stands for the digit that suits best. */
const rightClassFrom = ({ model }: Subject) => (model.findsClasses ? "classes-found" : "class-accuracy");

/** Below 1 also of what goes too far. */
const undone = ({ made, given, images }: OfTranslation) => 1 - Math.abs((made - images) / (given - images));

const READINGS = {
  /** The KL term of the loss, per image. */
  "KL term": fromLosses("nats", (loss, subject) => loss(klColumn(subject))),
  /** What the discriminator's losses add up to, as a share of what they are where it only guesses. */
  "discriminator loss": fromLosses("share", (loss, subject) => (loss(columnOf(subject, "loss-on-real")) + loss(columnOf(subject, "loss-on-generated"))) / guessing(subject)),
  /**
   * A bound on the slope that the saturating loss hands to the generator: E[D(G(z))], its derivative with respect to D's logit, is at
   * most −E[log(1 − D(G(z)))].
   */
  "generator slope": fromLosses("number", (loss, subject) => Math.abs(loss(columnOf(subject, "saturating-loss")))),
  /**
   * How far the critic's mean scores of real and generated rows are apart, in units of the largest distance between two rows: at most 1
   * for a critic that nowhere rises faster than 1, as the duality of Arjovsky et al. 2017, eq. 2, wants it.
   */
  "score gap": fromLosses("number", (loss, subject) => -(loss(columnOf(subject, "score-of-real")) + loss(columnOf(subject, "score-of-generated"))) / diameter(subject)),

  /** Dimensions of the code whose mean depends on the image: Burda et al. 2016, §4.1. */
  "active units": from("codes", "count", ({ activeUnits }) => activeUnits),
  /** The mean over dimensions of Var(E[zⱼ|x]). */
  "variance of codes": from("codes", "number", ({ variances }) => mean(variances)),
  /** On test images, per image. */
  "KL": from("codes", "nats", ({ rateBits }) => (rateBits ?? NaN) * Math.LN2),
  /** The decoder's σ. */
  "sigma": from("codes", "number", ({ sigma }) => sigma ?? NaN),
  /** Of a mixture as prior: components that images fall to; share of images of the most frequent class of their component. */
  "components in use": from("codes", "count", ({ sorting }) => sorting?.used ?? NaN),
  "sorted by component": from("codes", "share", ({ sorting }) => sorting?.sameClass ?? NaN),
  /** Of a codebook: entries that some image uses. */
  "entries in use": from("codes", "count", ({ codebook }) => (codebook ? codebook.shares.length - codebook.dead : NaN)),

  /** Reconstructions in which the judge sees the image's class. */
  "reconstructions of the same class": from("reconstructions", "share", ({ sameClass }) => sameClass),
  /** Mean gradient magnitude, as a share of the images'. */
  "sharpness of reconstructions": from("reconstructions", "share", ({ sharpness, sharpnessOfImages }) => sharpness / sharpnessOfImages),

  /** Test images that the model's own classifier is wrong on. */
  "test error": from("test-error", "share", ({ error }) => error),
  /** Mean |error| of missing pixels that are filled in, in grey values from 0 to 1; and that of the mean image. */
  "error on missing pixels": from("imputation", "number", ({ ofModel }) => ofModel.absolute),
  "error of the mean image": from("imputation", "number", ({ ofMean }) => ofMean.absolute),
  /** Of images made from others: mean |error| of a pixel; share in which the judge sees the same class; mean gradient, as a share of the images'. */
  "error of images made": from("translation", "number", ({ error }) => error),
  "images made of the same class": from("translation", "share", ({ sameClass }) => sameClass),
  "sharpness of images made": from("translation", "share", ({ sharpness, sharpnessOfImages }) => sharpness / sharpnessOfImages),
  /** Of the difference in slant, or thickness, between what is given and the images: the share that is gone in what is made. */
  "slant undone": from("translation", "share", ({ slant }) => undone(slant)),
  "thickness undone": from("translation", "share", ({ thickness }) => undone(thickness)),

  /** Samples whose class the judge is sure of. */
  "clear samples": from("class-histogram", "share", ({ clear }) => clear),
  /** Of the ten: those with at least a tenth of their due among samples. */
  "classes": from("class-histogram", "count", ({ covered }) => covered),
  /** Variance within classes, as a share of that of test images. */
  "variety": from("class-histogram", "share", ({ variety }) => variety),
  /** Samples in which the judge sees the class that was asked for. */
  "right class": { unit: "share", needs: rightClassFrom, value: (seen) => seen.results[rightClassFrom(seen)]?.accuracy ?? NaN },
  /** Distance from training images in the judge's features. */
  "digit-FID": from("digit-fid", "number", ({ distance }) => distance),

  /** Of points that come from Gaussians: those with at least a quarter of the samples that they are due, and the others. */
  "modes": from("divergences", "count", ({ modes }) => modes?.found ?? NaN),
  "missing modes": from("divergences", "count", ({ modes }) => (modes ? modes.shares.length - modes.found : NaN)),
  /** Samples near none of the Gaussians. */
  "far samples": from("divergences", "share", ({ modes }) => modes?.far ?? NaN),
  /** KL(p‖q), from the data's density to the samples', and the JS divergence. */
  "KL of densities": from("divergences", "nats", ({ kl }) => kl),
  "JS of densities": from("divergences", "nats", ({ js }) => js),
} satisfies Readonly<Record<string, Reading>>;

export type ReadingId = keyof typeof READINGS;
export const isReading = (what: string): what is ReadingId => Object.hasOwn(READINGS, what);

export type Quantity =
  | ReadingId
  /** A loss column: `recentLoss`. */
  | `loss ${string}`
  /** A setting's value. */
  | `setting ${string}`;

/** The measurement that it takes; null: none. */
export const needs = (what: Quantity, subject: Subject): ReadFrom | null => (isReading(what) ? READINGS[what].needs(subject) : null);

export const unitOf = (what: ReadingId): Unit => READINGS[what].unit;

/** NaN where it was not measured, or there is no such number. */
export function read(what: Quantity, seen: Seen): number {
  if (isReading(what)) return READINGS[what].value(seen);
  const id = what.slice(what.indexOf(" ") + 1);
  return what.startsWith("loss ") ? seen.losses[id] ?? NaN : Number(seen.h[id] ?? NaN);
}
