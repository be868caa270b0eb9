/** Texts of presets and models; null for unknown names. */
import { isWritten } from "../../core/model/model";
import type { Texts } from "../i18n";

export interface PresetTexts extends ModelTexts {
  readonly title: string;
}

export interface ModelTexts {
  /** A description of two sentences. */
  readonly about: string;
  readonly question: string;
}

/** Returns a preset's texts; null for an unknown name. `version` absent: the newest. An older version has texts of its own where its content differs. */
export function presetTexts(texts: Texts, name: string | undefined, version?: number): PresetTexts | null {
  const own = version === undefined ? null : lookUp<ModelTexts>(texts.models.earlierPresets, `${name}@${version}`);
  const newest = lookUp<PresetTexts>(texts.models.presets, name);
  return newest && { ...newest, ...own };
}

/** Returns the texts of a model; null for an unknown id. */
export const modelTexts = (texts: Texts, id: string): ModelTexts | null => (isWritten({ id }) ? texts.models.written : lookUp<ModelTexts>(texts.models.list, id));

/** Returns the name of a model; its id if it has none. */
export const modelName = ({ models }: Pick<Texts, "models">, id: string): string => (isWritten({ id }) ? models.written.name : models.list[id]?.name ?? id);

/** Returns the name of the second run's model. `first`: the first run's. */
export function secondModelName(texts: Pick<Texts, "models" | "comparison">, first: string, second: string): string {
  return isWritten({ id: first }) && isWritten({ id: second }) ? texts.comparison.referenceProgram : modelName(texts, second);
}

function lookUp<T>(all: Readonly<Record<string, T>>, key: string | undefined): T | null {
  return (key !== undefined && Object.hasOwn(all, key) && all[key]) || null;
}
