/** Texts of the page where a model is on show: what the model's own folder says by an id comes before what other folders say by it. */
import type { Texts } from ".";
import { textsOfModel } from "../models/texts";

const made = new WeakMap<Texts, Map<string, Texts>>();

/** The same object for the same texts and model; `texts` itself where the model says nothing of its own by another's id. */
export function textsWithModel(texts: Texts, model: string): Texts {
  const known = made.get(texts) ?? new Map<string, Texts>();
  made.set(texts, known);
  const own = known.get(model);
  if (own) return own;
  const models = textsOfModel(texts.models, model);
  const now = models === texts.models ? texts : { ...texts, models };
  known.set(model, now);
  return now;
}
