/** Numbers of stages, and names and values of quantities, as text. */
import { isReading, type Quantity } from "../../../measurements/readings";
import type { LessonsTexts } from "../texts";
import type { Texts } from "../../../i18n";
import { lossText, settingText } from "../../../ui/numbers";
import { readingText } from "../../../ui/readingText";

/** Returns the number of a stage, whose index counts from 0: the same in the list of lessons and in the lesson. */
export const stageNumber = (at: number, of: number): string => `${Math.min(at + 1, of)}/${of}`;

/** Returns the name of a quantity. */
export function quantityName(what: Quantity, { models }: Texts, { recent, readings }: LessonsTexts["panel"]): string {
  if (isReading(what)) return readings.names[what];
  const id = what.slice(what.indexOf(" ") + 1);
  return what.startsWith("loss ") ? recent(models.terms[id]?.name ?? id) : (models.hyperparameters[id]?.name ?? id);
}

/** Returns a value with its unit. */
export function quantityText(what: Quantity, value: number, { readings }: LessonsTexts["panel"]): string {
  if (isReading(what)) return readingText(what, value, readings);
  return what.startsWith("loss ") ? readings.nats(lossText(value)) : settingText(value);
}
