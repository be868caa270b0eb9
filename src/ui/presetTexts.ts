/** The texts of a preset and of a model; null for a name that this page does not have. */
import type { Texts } from "../i18n";

export interface PresetTexts extends ModelTexts {
  readonly title: string;
}

export interface ModelTexts {
  /** Two sentences. */
  readonly about: string;
  readonly question: string;
}

/** Without a version: the newest's. What an older version shows has texts of its own where it differs. */
export function presetTexts(texts: Texts, name: string | undefined, version?: number): PresetTexts | null {
  const own = version === undefined ? null : lookUp<ModelTexts>(texts.models.earlierPresets, `${name}@${version}`);
  const newest = lookUp<PresetTexts>(texts.models.presets, name);
  return newest && { ...newest, ...own };
}

export const modelTexts = (texts: Texts, id: string): ModelTexts | null => lookUp<ModelTexts>(texts.models.list, id);

function lookUp<T>(all: Readonly<Record<string, T>>, key: string | undefined): T | null {
  return (key !== undefined && Object.hasOwn(all, key) && all[key]) || null;
}
