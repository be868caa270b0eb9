/** The definition of a measurement: its settings, the models that it applies to, and the type of its results. */
import type { DataKind } from "../../core/data/data";
import type { Model } from "../../core/model/model";

export interface SettingRange {
  readonly min: number;
  readonly max: number;
  readonly default: number;
}

export interface Definition {
  /** The settings by their ids, which belong to this measurement alone. All are integers. */
  readonly settings: Readonly<Record<string, SettingRange>>;
  /** Returns whether this model, trained on data of this kind, has such a number. */
  applies(model: Model, data: DataKind): boolean;
  /** The measurement also runs after each epoch; with WASM on one core it takes some 100 ms. `of` restricts the models. */
  readonly eachEpoch?: { readonly settings: Readonly<Record<string, number>>; of?(model: Model, data: DataKind): boolean };
}

/** Carries the type of the results; there is no such value at run time. */
interface ResultType<Result> {
  readonly result?: Result;
}

export type SettingsFor<D extends Definition> = { readonly [S in keyof D["settings"]]: number };
export type ResultFor<D extends Definition> = D extends ResultType<infer Result> ? Result : never;

/** Returns a function that returns its definition unchanged, as in `defineMeasurement<Result>()({ … })`: the types of its settings are inferred from the definition. */
export const defineMeasurement = <Result>() => <const D extends Definition>(
  definition: D & { readonly eachEpoch?: { readonly settings: SettingsFor<D> } },
): D & ResultType<Result> => definition;
