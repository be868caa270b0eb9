/** The texts of a preset; null for a name that this page does not have. */
import type { Texts } from "../../i18n";

export interface PresetTexts {
  readonly title: string;
  readonly about: string;
  readonly question: string;
}

export function presetTexts(texts: Texts, name: string | undefined): PresetTexts | null {
  const all: Readonly<Record<string, PresetTexts>> = texts.presets;
  return (name !== undefined && Object.hasOwn(all, name) && all[name]) || null;
}
