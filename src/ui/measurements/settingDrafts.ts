/** What is written into the fields of a measurement's settings, and whether it can be used. Pure. */
import type { SettingRange } from "../../measurements/measurement";
import { MEASUREMENTS, type ListedId } from "../../measurements/registry";

/** By the settings' ids, as written. */
export type Drafts = Readonly<Record<string, string>>;

/** In the order of the fields. */
export const rangesOf = (id: ListedId): readonly (readonly [string, SettingRange])[] => Object.entries(MEASUREMENTS[id].settings);

export const startDrafts = (id: ListedId): Drafts =>
  Object.fromEntries(rangesOf(id).map(([name, range]) => [name, String(range.default)]));

/** The first setting that is not a whole number within its range; null where all are. */
export function wrongSetting(id: ListedId, drafts: Drafts): readonly [string, SettingRange] | null {
  return rangesOf(id).find(([name, { min, max }]) => {
    const written = drafts[name]?.trim() ?? "";
    return !/^\d+$/.test(written) || Number(written) < min || Number(written) > max;
  }) ?? null;
}

export const numbersOf = (drafts: Drafts): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(drafts).map(([name, written]) => [name, Number(written)]));
