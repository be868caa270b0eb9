/** All measurements in the order of their list, one line for each; `README.md` beside this file explains how to add one. */
import type { DataKind } from "../../core/data/data";
import { ElboError } from "../../core/errors";
import type { Step } from "../../core/run/ids";
import type { Model } from "../../core/model/model";
import { augmentation } from "./augmentation/definition";
import { classAccuracy } from "./class-accuracy/definition";
import { classHistogram } from "./class-histogram/definition";
import { classesFound } from "./classes-found/definition";
import { codes } from "./codes/definition";
import { digitFid } from "./digit-fid/definition";
import { divergences } from "./divergences/definition";
import { fittedGaussian } from "./fitted-gaussian/definition";
import { gradientVariance } from "./gradient-variance/definition";
import { imputation } from "./imputation/definition";
import { kSampleBound } from "./k-sample-bound/definition";
import type { Definition, ResultFor, SettingsFor } from "./measurement";
import { memorising } from "./memorising/definition";
import { probe } from "./probe/definition";
import { quantisedDecoder } from "./quantised-decoder/definition";
import { reconstructions } from "./reconstructions/definition";
import { testError } from "./test-error/definition";
import { translation } from "./translation/definition";

/** The measurements by their ids, which are their folders' names. */
const LISTED = {
  "k-sample-bound": kSampleBound,
  codes,
  reconstructions,
  probe,
  "test-error": testError,
  imputation,
  translation,
  "class-accuracy": classAccuracy,
  "classes-found": classesFound,
  "class-histogram": classHistogram,
  "fitted-gaussian": fittedGaussian,
  "digit-fid": digitFid,
  memorising,
  divergences,
};
/** Measurements that only studies show, in figures of their own: they have no facts and texts. */
const STUDY_ONLY = {
  "quantised-decoder": quantisedDecoder,
  "gradient-variance": gradientVariance,
  augmentation,
};

export const MEASUREMENTS = { ...LISTED, ...STUDY_ONLY };

type Measurements = typeof MEASUREMENTS;
export type MeasurementId = keyof Measurements;
/** The ids of the measurements that the list shows. */
export type ListedId = keyof typeof LISTED;
/** The ids of the measurements that also run after each epoch. */
export type EpochId = { [I in MeasurementId]: Measurements[I] extends { readonly eachEpoch: object } ? I : never }[MeasurementId];
type Settings = { readonly [I in MeasurementId]: SettingsFor<Measurements[I]> };
type Results = { readonly [I in MeasurementId]: ResultFor<Measurements[I]> };
export type SettingsOf<I extends MeasurementId> = Settings[I];
export type ResultOf<I extends MeasurementId> = Results[I];

/** A result, and the step whose weights were measured. */
export type Measured<I extends MeasurementId = MeasurementId> = {
  [K in I]: { readonly id: K; readonly step: Step; readonly result: ResultOf<K> };
}[I];

export const MEASUREMENT_IDS = Object.keys(MEASUREMENTS) as readonly MeasurementId[];
/** Returns whether the list of measurements shows it. */
export const isListed = (id: MeasurementId): id is ListedId => Object.hasOwn(LISTED, id);
/** Returns whether it also runs after each epoch. */
export const runsEachEpoch = (id: MeasurementId): id is EpochId => "eachEpoch" in MEASUREMENTS[id];

/** Returns whether this model, trained on data of this kind, has such a number. */
export const appliesTo = (id: MeasurementId, model: Model, data: DataKind): boolean => MEASUREMENTS[id].applies(model, data);

/** Returns the measurements of a model, in the order of the list. */
export const measurementsOf = (model: Model, data: DataKind): readonly MeasurementId[] =>
  MEASUREMENT_IDS.filter((id) => appliesTo(id, model, data));

/**
 * Returns complete settings; missing ones take their defaults. Throws "bad-setting" for anything but an integer within its
 * range, and for a setting that the measurement does not have.
 */
export function checkedSettings<I extends MeasurementId>(id: I, requested: Partial<SettingsOf<I>>): SettingsOf<I> {
  const { settings }: Definition = MEASUREMENTS[id];
  const given = new Map<string, unknown>(Object.entries(requested));
  const unknown = [...given.keys()].filter((name) => !Object.hasOwn(settings, name));
  if (unknown.length > 0) throw new ElboError("bad-setting", `${id} has no setting ${unknown.join(", ")}; its settings are ${Object.keys(settings).join(", ") || "none"}`);
  const entries = Object.entries(settings).map(([name, { min, max, default: standard }]) => {
    const value = given.get(name) ?? standard;
    if (typeof value !== "number" || !Number.isInteger(value) || value < min || value > max) {
      throw new ElboError("bad-setting", `${id}: ${name} = ${String(value)} is not a whole number from ${min} to ${max}`);
    }
    return [name, value];
  });
  return Object.fromEntries(entries) as SettingsOf<I>;
}
