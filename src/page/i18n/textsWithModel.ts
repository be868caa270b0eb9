/** The page's texts for a model: texts in the model's own folder override those of other folders under the same id, and a reader's program has its own units. */
import type { Texts } from ".";
import { isWritten } from "../../core/model/model";
import { textsOfModel } from "../../subject/models/texts";

const made = new WeakMap<Texts, Map<string, Texts>>();

/** Returns the same object for the same arguments; `texts` itself if the model overrides nothing. */
export function textsWithModel(texts: Texts, model: string): Texts {
  const cached = made.get(texts) ?? new Map<string, Texts>();
  made.set(texts, cached);
  const own = cached.get(model);
  if (own) return own;
  const models = textsOfModel(texts.models, model);
  const now = isWritten({ id: model }) ? { ...texts, models, instruments: ofPrograms(texts.instruments) } : models === texts.models ? texts : { ...texts, models };
  cached.set(model, now);
  return now;
}

const ofPrograms = (texts: Texts["instruments"]): Texts["instruments"] => ({ ...texts, units: { ...texts.units, ...texts.units.programs } });
