/** What is written into the fields of a measurement's settings, and whether it can be used. Pure. */
import { MEASUREMENT_SETTINGS, type ListedId, type SettingRange } from "../../core/measurements";

export type SettingName = "k" | "images" | "references" | "samples";

/** As written. */
export type Drafts = Readonly<Partial<Record<SettingName, string>>>;

export const rangesOf = (id: ListedId): readonly (readonly [SettingName, SettingRange])[] =>
  Object.entries(MEASUREMENT_SETTINGS[id]) as [SettingName, SettingRange][];

export const startDrafts = (id: ListedId): Drafts =>
  Object.fromEntries(rangesOf(id).map(([name, range]) => [name, String(range.default)]));

/** The first setting that is not a whole number within its range; null where all are. */
export function wrongSetting(id: ListedId, drafts: Drafts): readonly [SettingName, SettingRange] | null {
  return rangesOf(id).find(([name, { min, max }]) => {
    const written = drafts[name]?.trim() ?? "";
    return !/^\d+$/.test(written) || Number(written) < min || Number(written) > max;
  }) ?? null;
}

export const numbersOf = (drafts: Drafts): Readonly<Partial<Record<SettingName, number>>> =>
  Object.fromEntries(Object.entries(drafts).map(([name, written]) => [name, Number(written)]));
