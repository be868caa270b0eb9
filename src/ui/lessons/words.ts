/** Quantities and their values as the page says them. */
import { isMeasurable, type Quantity } from "../../lessons/quantities";
import type { LessonsTexts } from "../../i18n/lessons";
import type { Texts } from "../../i18n";
import { lossText, percentText, settingText } from "../numbers";

export function quantityName(what: Quantity, { models }: Texts, { recent, quantities }: LessonsTexts["panel"]): string {
  if (isMeasurable(what)) return quantities[what];
  const id = what.slice(what.indexOf(" ") + 1);
  return what.startsWith("loss ") ? recent(models.terms[id]?.name ?? id) : (models.hyperparameters[id]?.name ?? id);
}

const SHARES: readonly Quantity[] = ["reconstructions of the same class", "clear samples", "sharpness of reconstructions", "far samples", "right class"];
const COUNTS: readonly Quantity[] = ["active units", "modes"];

/** With its unit. */
export function quantityText(what: Quantity, value: number, { nats }: LessonsTexts["panel"]): string {
  if (what.startsWith("loss ") || what === "KL of densities") return nats(lossText(value));
  if (SHARES.includes(what)) return percentText(value);
  return isMeasurable(what) && !COUNTS.includes(what) ? lossText(value) : settingText(value);
}
