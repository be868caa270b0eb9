/** Every measurement, in the order of their list. One line for each; `README.md` beside this file says how. */
import type { DataKind } from "../core/data";
import { ElboError } from "../core/errors";
import type { Step } from "../core/ids";
import type { Model } from "../core/model";
import { augmentation } from "./augmentation/definition";
import { classAccuracy } from "./class-accuracy/definition";
import { classHistogram } from "./class-histogram/definition";
import { classesFound } from "./classes-found/definition";
import { codes } from "./codes/definition";
import { digitFid } from "./digit-fid/definition";
import { divergences } from "./divergences/definition";
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

/** By their ids, which are their folders' names. */
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
  "digit-fid": digitFid,
  memorising,
  divergences,
};
/** Those that only studies show, by figures of their own: without facts and texts. */
const STUDIED = {
  "quantised-decoder": quantisedDecoder,
  "gradient-variance": gradientVariance,
  augmentation,
};

export const MEASUREMENTS = { ...LISTED, ...STUDIED };

type Measurements = typeof MEASUREMENTS;
export type MeasurementId = keyof Measurements;
/** Of those that the list of measurements shows. */
export type ListedId = keyof typeof LISTED;
/** Of those that are also made unasked, after each epoch. */
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
export const isListed = (id: MeasurementId): id is ListedId => Object.hasOwn(LISTED, id);
export const isOfEpochs = (id: MeasurementId): id is EpochId => "eachEpoch" in MEASUREMENTS[id];

/** False: there is no such number for this model, trained on data of this kind. */
export const appliesTo = (id: MeasurementId, model: Model, data: DataKind): boolean => MEASUREMENTS[id].applies(model, data);

/** In the order of the list. */
export const measurementsOf = (model: Model, data: DataKind): readonly MeasurementId[] =>
  MEASUREMENT_IDS.filter((id) => appliesTo(id, model, data));

/** What is not said is the default. Throws "bad-setting" for anything but a whole number within its range. */
export function checkedSettings<I extends MeasurementId>(id: I, wish: Partial<SettingsOf<I>>): SettingsOf<I> {
  const { settings }: Definition = MEASUREMENTS[id];
  const wishes = new Map<string, unknown>(Object.entries(wish));
  const entries = Object.entries(settings).map(([name, { min, max, default: standard }]) => {
    const value = wishes.get(name) ?? standard;
    if (typeof value !== "number" || !Number.isInteger(value) || value < min || value > max) {
      throw new ElboError("bad-setting", `${id}: ${name} = ${String(value)} is not a whole number from ${min} to ${max}`);
    }
    return [name, value];
  });
  return Object.fromEntries(entries) as SettingsOf<I>;
}
