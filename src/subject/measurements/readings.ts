/**
 * The quantities that can be read off a run: from the losses of its last steps, from its settings, and from measurements on
 * test images and samples. Lessons, the doctor, and the claims of presets and lessons use this table, so that one name means
 * one number everywhere.
 */
import type { DataDefinition } from "../../core/data/data";
import type { HyperparameterValues } from "../../core/model/hyperparameters";
import { forSettings, lossColumns, type GamePart, type Model } from "../../core/model/model";
import { classAccuracyReadings } from "./class-accuracy/readings";
import { classHistogramReadings } from "./class-histogram/readings";
import { classesFoundReadings } from "./classes-found/readings";
import { codesReadings } from "./codes/readings";
import { digitFidReadings } from "./digit-fid/readings";
import { divergencesReadings } from "./divergences/readings";
import { fittedGaussianReadings } from "./fitted-gaussian/readings";
import { imputationReadings } from "./imputation/readings";
import type { Definition } from "./measurement";
import type { ReadingsOf, Unit } from "./reading";
import { reconstructionsReadings } from "./reconstructions/readings";
import type { MeasurementId, ResultOf, SettingsOf } from "./registry";
import { testErrorReadings } from "./test-error/readings";
import { translationReadings } from "./translation/readings";

/** The run that is read. */
export interface Subject {
  readonly model: Model;
  readonly data: DataDefinition;
  /** The present settings. */
  readonly h: HyperparameterValues;
  /** The values of the unchanged preset at this step or before, if they are known. */
  readonly ofPreset?: PresetValues;
  /** The largest earlier value of "clear samples" in this run; absent if there is none. */
  readonly clearBefore?: number;
}

/** The number of last steps whose losses are read. */
export const RECENT_STEPS = 50;

/** Returns the median of a column's last `RECENT` steps, which a few outlier batches do not change; NaN if there are none. */
export function recentLoss(column: ArrayLike<number>): number {
  const last = Array.from({ length: Math.min(RECENT_STEPS, column.length) }, (_, i) => column[column.length - 1 - i]!);
  const sorted = last.filter(Number.isFinite).sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
}

/** The maximum number of past steps at which losses are read. */
const MOST_PAST = 64;

/** The losses of a run up to a step, as far as readings compare its present with its past. */
export interface PastLosses {
  /** The size of each column at the first step: a run that diverges does so within ten. */
  readonly first: Readonly<Record<string, number>>;
  /** `recentLoss` by column after every 50 steps, or fewer times in a long run; the oldest first. */
  readonly then: readonly Readonly<Record<string, number>>[];
  /** Whether the last step had finite losses only. */
  readonly isFinite: boolean;
}

/** Returns the past of a run with these losses by column, in the order of steps. */
export function pastOf(losses: Readonly<Record<string, ArrayLike<number>>>): PastLosses {
  const columns = Object.entries(losses);
  const length = columns[0]?.[1].length ?? 0;
  const every = RECENT_STEPS * Math.max(1, Math.ceil(length / RECENT_STEPS / MOST_PAST));
  const ends = Array.from({ length: Math.floor(length / every) }, (_, i) => every * (i + 1));
  const part = (values: ArrayLike<number>, from: number, to: number) => Array.from({ length: Math.max(0, Math.min(to, length) - from) }, (_, i) => values[from + i]!);
  return {
    first: Object.fromEntries(columns.map(([id, values]) => [id, Math.abs(values[0] ?? NaN)])),
    then: ends.map((end) => Object.fromEntries(columns.map(([id, values]) => [id, recentLoss(part(values, end - RECENT_STEPS, end))]))),
    isFinite: columns.every(([, values]) => length === 0 || Number.isFinite(values[length - 1]!)),
  };
}

/** The measurements that have readings, one line for each. */
const MEASURED_READINGS = {
  codes: codesReadings,
  reconstructions: reconstructionsReadings,
  "test-error": testErrorReadings,
  imputation: imputationReadings,
  translation: translationReadings,
  "class-accuracy": classAccuracyReadings,
  "classes-found": classesFoundReadings,
  "class-histogram": classHistogramReadings,
  "fitted-gaussian": fittedGaussianReadings,
  "digit-fid": digitFidReadings,
  divergences: divergencesReadings,
} as const satisfies { readonly [I in MeasurementId]?: { readonly measuredWith: SettingsOf<I> } };

export type ReadMeasurementId = keyof typeof MEASURED_READINGS;
export type Results = { readonly [I in MeasurementId]?: ResultOf<I> };

/** Values of a preset's run at a step; those that it lacks are absent. */
export interface PresetValues {
  readonly clear?: number;
  /** The negative ELBO on the batches of the last steps, in nats. */
  readonly bound?: number;
}

/** The results of a run at a step. */
export interface RunResults extends Subject {
  /** `recentLoss` by column. */
  readonly losses: Readonly<Record<string, number>>;
  readonly results: Results;
  /** Absent if only the present is known. */
  readonly past?: PastLosses;
}

/** Measures what these quantities need. Rejects as `measure` does. */
export async function measured(
  ids: readonly ReadMeasurementId[], measure: <I extends ReadMeasurementId>(id: I, settings: SettingsOf<I>) => Promise<ResultOf<I>>,
): Promise<Results> {
  const results: { [I in ReadMeasurementId]?: unknown } = {};
  for (const id of new Set(ids)) results[id] = await measure(id, MEASURED_READINGS[id].measuredWith);
  return results as Results; // each is what its own measurement gave
}

interface Reading {
  readonly unit: Unit;
  /** Returns the measurement that it needs; null if it is read off the losses. */
  needs(subject: Subject): ReadMeasurementId | null;
  /** Returns the value; NaN if it is not measured, or if there is no such number. */
  value(run: RunResults): number;
}

const fromLosses = (unit: Unit, value: (loss: (column: string | undefined) => number, subject: Subject) => number): Reading => ({
  unit, needs: () => null,
  value: (run) => value((column) => (column === undefined ? NaN : run.losses[column] ?? NaN), run),
});

/** Returns the loss column with this role in a game; undefined if there is none. */
export const columnOf = ({ model, h }: Pick<Subject, "model" | "h">, part: GamePart): string | undefined =>
  model.objectives.flatMap(({ terms }) => terms).find(({ gamePart }) => gamePart && forSettings(gamePart, h) === part)?.id;

/** Returns the loss column that is the KL term; undefined if there is none. */
export function klColumn({ model }: Pick<Subject, "model">): string | undefined {
  const ids = model.objectives.flatMap(({ kl }) => kl?.id ?? []);
  return lossColumns(model).find(({ id }) => ids.includes(id))?.id;
}

/** Returns the negative ELBO of losses by column, in nats, whatever the weights of its terms are; NaN if its terms are no columns. */
export function boundOf({ model }: Pick<Subject, "model">, losses: Readonly<Record<string, number>>): number {
  const { reconstruction, kl } = model.objectives.find(({ elbo }) => elbo) ?? {};
  return reconstruction && kl ? (losses[reconstruction.id] ?? NaN) + (losses[kl.id] ?? NaN) : NaN;
}

/** Returns whether the negative ELBO can be read off the losses. */
export const hasBound = (subject: Pick<Subject, "model">): boolean =>
  !Number.isNaN(boundOf(subject, Object.fromEntries(lossColumns(subject.model).map(({ id }) => [id, 0]))));

/**
 * Returns how many times as large as at the first step the largest loss of an objective is; infinite if one is no number. A loss below 1 counts as 1, as a
 * critic's scores begin near 0. A KL that grows from 0 is small beside its objective's other term.
 */
function lossGrowth({ model, losses, past }: RunResults): number {
  if (!past) return NaN;
  if (!past.isFinite) return Infinity;
  const largest = (of: Readonly<Record<string, number>>, objective: string) =>
    Math.max(0, ...lossColumns(model).filter((column) => column.objective === objective).map(({ id }) => Math.abs(of[id] ?? NaN)).filter(Number.isFinite));
  const growths = model.objectives.map(({ id }) => largest(losses, id) / Math.max(1, largest(past.first, id)));
  return Object.values(losses).some(Number.isFinite) ? Math.max(...growths) : NaN;
}

/** Returns by how many nats the negative ELBO is above its lowest value in this run. */
function boundLost(run: RunResults): number {
  const before = (run.past?.then ?? []).map((losses) => boundOf(run, losses)).filter(Number.isFinite);
  return before.length === 0 ? NaN : Math.max(0, boundOf(run, run.losses) - Math.min(...before));
}

/**
 * Returns the sum of a discriminator's two losses if it always outputs ½: 2 log 2 nats (Goodfellow et al. 2014, thm. 1), or a
 * quarter for least squares.
 */
const guessing = ({ model, h }: Subject): number =>
  (model.discriminate && forSettings(model.discriminate.output, h) === "probability" ? 0.25 : 2 * Math.LN2);

/** Returns the largest distance between two rows of x: images are in [−1,1] for critics, points within their extent. */
const diameter = ({ data }: Subject): number => 2 * (data.kind === "points" ? data.extent : 1) * Math.sqrt(data.width);

/** If the model finds its classes itself, each value of its code stands for the digit that fits best. */
const rightClassFrom = ({ model }: Subject) => (model.findsClasses ? "classes-found" : "class-accuracy");

const withoutMeasuring = (unit: Unit, value: Reading["value"]): Reading => ({ unit, needs: () => null, value });

/** The readings that belong to no single measurement. */
const DERIVED_READINGS = {
  /** The KL term of the loss, per image. */
  "KL term": fromLosses("nats", (loss, subject) => loss(klColumn(subject))),
  /** The sum of the discriminator's losses relative to their sum if it always outputs ½. */
  "discriminator loss": fromLosses("share", (loss, subject) => (loss(columnOf(subject, "loss-on-real")) + loss(columnOf(subject, "loss-on-generated"))) / guessing(subject)),
  /**
   * A bound on the gradient of the saturating loss: E[D(G(z))], its derivative with respect to D's logit, is at most −E[log(1 −
   * D(G(z)))].
   */
  "generator slope": fromLosses("number", (loss, subject) => Math.abs(loss(columnOf(subject, "saturating-loss")))),
  /**
   * The difference of the critic's mean scores of real and generated rows, in units of the largest distance between two rows:
   * at most 1 for a 1-Lipschitz critic, as the duality of Arjovsky et al. 2017, eq. 2, requires.
   */
  "score gap": fromLosses("number", (loss, subject) => -(loss(columnOf(subject, "score-of-real")) + loss(columnOf(subject, "score-of-generated"))) / diameter(subject)),
  "loss growth": withoutMeasuring("number", lossGrowth),
  "bound lost": withoutMeasuring("nats", boundLost),
  "bound lost to the preset": withoutMeasuring("nats", (run) => boundOf(run, run.losses) - (run.ofPreset?.bound ?? NaN)),
  /** The fall of the share of clear samples since its largest value in this run. */
  "clear samples lost": {
    unit: "share", needs: ({ clearBefore }) => (clearBefore === undefined ? null : "class-histogram"),
    value: ({ results: { "class-histogram": now }, clearBefore }) => Math.max(0, (clearBefore ?? NaN) - (now?.clear ?? NaN)),
  },
  "clear samples beside the preset": {
    unit: "share", needs: ({ ofPreset }) => (ofPreset?.clear === undefined ? null : "class-histogram"),
    value: ({ results: { "class-histogram": now }, ofPreset }) => (now?.clear ?? NaN) / (ofPreset?.clear ?? NaN),
  },

  /** The share of samples in which the evaluation classifier recognises the requested class. */
  "right class": { unit: "share", needs: rightClassFrom, value: (run) => run.results[rightClassFrom(run)]?.accuracy ?? NaN },
} satisfies Readonly<Record<string, Reading>>;

type Names = { readonly [I in ReadMeasurementId]: keyof (typeof MEASURED_READINGS)[I]["readings"] } & { readonly own: keyof typeof DERIVED_READINGS };
export type ReadingId = Names[keyof Names];

type Twice = { readonly [I in keyof Names]: Names[I] & Names[Exclude<keyof Names, I>] }[keyof Names];
/** This does not compile, and names the readings, if two measurements have a reading of the same name. */
export type OneOfEachName<Clash extends never = Twice> = Clash;

/** Makes the readings of a measurement; they are NaN before there is a result. */
const fromResults = (id: ReadMeasurementId, { readings }: ReadingsOf<Definition>): readonly (readonly [string, Reading])[] =>
  Object.entries(readings).map(([name, { unit, value }]) => [name, {
    unit, needs: () => id,
    value: ({ results: { [id]: result } }) => (result === undefined ? NaN : value(result as never)), // of this measurement
  }]);

const READINGS = {
  ...DERIVED_READINGS, ...Object.fromEntries((Object.keys(MEASURED_READINGS) as ReadMeasurementId[]).flatMap((id) => fromResults(id, MEASURED_READINGS[id]))),
} as Readonly<Record<ReadingId, Reading>>; // these are the names in `DERIVED_READINGS` and `MEASURED_READINGS`

/** Returns whether this is the name of a reading. */
export const isReading = (what: string): what is ReadingId => Object.hasOwn(READINGS, what);

export type Quantity =
  | ReadingId
  /** A loss column: `recentLoss`. */
  | `loss ${string}`
  /** A setting's value. */
  | `setting ${string}`;

/** Returns the measurement that a quantity needs; null for none. */
export const needs = (what: Quantity, subject: Subject): ReadMeasurementId | null => (isReading(what) ? READINGS[what].needs(subject) : null);

/** Returns the unit of a reading. */
export const unitOf = (what: ReadingId): Unit => READINGS[what].unit;

/** Shares range from 0 to 1, and those relative to a usual value to a few times that. */
const END_OF_SCALE = 10;

/** Returns whether a value is so far above the scale of its reading that it says nothing but that. */
export const isOffScale = (what: ReadingId, value: number): boolean => value === Infinity || (unitOf(what) === "share" && value > END_OF_SCALE);

/** Returns a quantity; NaN if it is not measured, or if there is no such number. */
export function read(what: Quantity, run: RunResults): number {
  if (isReading(what)) return READINGS[what].value(run);
  const id = what.slice(what.indexOf(" ") + 1);
  return what.startsWith("loss ") ? run.losses[id] ?? NaN : Number(run.h[id] ?? NaN);
}
