/** Drafts of a measurement's settings as typed, and their validation. Pure functions. */
import type { SettingRange } from "../../../subject/measurements/measurement";
import { MEASUREMENTS, type ListedId } from "../../../subject/measurements/registry";

/** Texts by the settings' ids, as typed. */
export type Drafts = Readonly<Record<string, string>>;

/** Returns the settings with their ranges, in the order of the fields. */
export const rangesOf = (id: ListedId): readonly (readonly [string, SettingRange])[] => Object.entries(MEASUREMENTS[id].settings);

/** Returns the drafts of the default settings. */
export const startDrafts = (id: ListedId): Drafts =>
  Object.fromEntries(rangesOf(id).map(([name, range]) => [name, String(range.default)]));

/** Returns the first setting that is not an integer within its range; null if all are valid. */
export function wrongSetting(id: ListedId, drafts: Drafts): readonly [string, SettingRange] | null {
  return rangesOf(id).find(([name, { min, max }]) => {
    const written = drafts[name]?.trim() ?? "";
    return !/^\d+$/.test(written) || Number(written) < min || Number(written) > max;
  }) ?? null;
}

/** Returns the settings as numbers. */
export const numbersOf = (drafts: Drafts): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(drafts).map(([name, written]) => [name, Number(written)]));
