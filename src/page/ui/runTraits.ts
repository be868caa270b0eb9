/** Texts of the settings that tell saved runs apart. */
import type { Texts } from "../i18n";
import type { Trait } from "../../core/run/liveChanges";
import { settingValueText } from "./numbers";

/** More values than this are shortened to the first and the last. */
const MOST = 3;

/** Returns a setting's values: `40 → 10` if it was changed during the run. */
export function traitValues({ values }: Trait, texts: Texts): string {
  const all = values.map((value) => settingValueText(value, texts));
  return (all.length > MOST ? [all[0], "…", all.at(-1)] : all).join("\u00a0→\u00a0");
}

/** Returns the settings with their names: `KL weight 40 → 10, seed 3`. */
export const traitsText = (traits: readonly Trait[], texts: Texts): string => traits.map((trait) => (
  `${trait.id === "seed" ? texts.shell.experiment.seedOf : texts.models.hyperparameters[trait.id]?.name ?? trait.id} ${traitValues(trait, texts)}`
)).join(texts.shell.separator);
