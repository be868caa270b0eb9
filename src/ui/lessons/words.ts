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

/** With its unit. */
export function quantityText(what: Quantity, value: number, { nats }: LessonsTexts["panel"]): string {
  if (what.startsWith("loss ")) return nats(lossText(value));
  if (what === "reconstructions of the same class" || what === "clear samples") return percentText(value);
  return isMeasurable(what) && what !== "active units" ? lossText(value) : settingText(value);
}
