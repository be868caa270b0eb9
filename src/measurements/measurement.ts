/** What a measurement says of itself: its settings, which models it says something of, and of what type its results are. */
import type { DataKind } from "../core/data";
import type { Model } from "../core/model";

export interface SettingRange {
  readonly min: number;
  readonly max: number;
  readonly default: number;
}

export interface Definition {
  /** By its id, which belongs to this measurement alone. Whole numbers all of them. */
  readonly settings: Readonly<Record<string, SettingRange>>;
  /** False: there is no such number for this model, trained on data of this kind. */
  applies(model: Model, data: DataKind): boolean;
  /** It is also made unasked after each epoch, so with WASM on one core it takes some 100 ms. `of`: not for all models that it applies to. */
  readonly eachEpoch?: { readonly settings: Readonly<Record<string, number>>; of?(model: Model, data: DataKind): boolean };
}

/** What a definition says of the type of its results; there is no such value. */
interface Finds<Result> {
  readonly result?: Result;
}

export type SettingsFor<D extends Definition> = { readonly [S in keyof D["settings"]]: number };
export type ResultFor<D extends Definition> = D extends Finds<infer Result> ? Result : never;

/** `defineMeasurement<Result>()({ … })`: the ids of its settings are read off the definition. */
export const defineMeasurement = <Result>() => <const D extends Definition>(
  definition: D & { readonly eachEpoch?: { readonly settings: SettingsFor<D> } },
): D & Finds<Result> => definition;
