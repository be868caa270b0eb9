/** Texts of the settings that tell saved runs apart. */
import { readOwnId } from "../core/data/ownId";
import type { Texts } from "../i18n";
import type { Trait } from "../core/run/liveChanges";
import { settingText } from "./numbers";

/** More values than this are shortened to the first and the last. */
const MOST = 3;

/** Returns a setting's values: `40 → 10` if it was changed during the run. */
export function traitValues({ values }: Trait, { models }: Texts): string {
  const texts = values.map((value) => (typeof value === "string" ? models.options[value] ?? readOwnId(value)?.name ?? value : settingText(value)));
  return (texts.length > MOST ? [texts[0], "…", texts.at(-1)] : texts).join("\u00a0→\u00a0");
}

/** Returns the settings with their names: `KL weight 40 → 10, seed 3`. */
export const traitsText = (traits: readonly Trait[], texts: Texts): string => traits.map((trait) => (
  `${trait.id === "seed" ? texts.shell.experiment.seedOf : texts.models.hyperparameters[trait.id]?.name ?? trait.id} ${traitValues(trait, texts)}`
)).join(texts.shell.separator);
