/** Numbers of stages, and names and values of quantities, as text. */
import { isReading, type Quantity } from "../../../../subject/measurements/readings";
import type { LessonsTexts } from "../texts";
import type { Texts } from "../../../i18n";
import { lossText, settingText } from "../../../ui/numbers";
import { readingText } from "../../../ui/readingText";

/** Returns the number of a stage, whose index counts from 0: the same in the list of lessons and in the lesson. */
export const stageNumber = (at: number, of: number): string => `${Math.min(at + 1, of)}/${of}`;

const idOf = (what: Quantity) => what.slice(what.indexOf(" ") + 1);

/** Returns the name of a quantity; of a loss without the steps over which it is taken. */
export function plainName(what: Quantity, { models }: Texts, { readings }: LessonsTexts["panel"]): string {
  if (isReading(what)) return readings.names[what];
  return (what.startsWith("loss ") ? models.terms : models.hyperparameters)[idOf(what)]?.name ?? idOf(what);
}

/** Returns the name of a quantity; of a loss with the steps over which it is taken. */
export function quantityName(what: Quantity, all: Texts, panel: LessonsTexts["panel"]): string {
  const name = plainName(what, all, panel);
  return what.startsWith("loss ") ? panel.recent(name) : name;
}

/** Returns a value with its unit. */
export function quantityText(what: Quantity, value: number, { readings }: LessonsTexts["panel"]): string {
  if (isReading(what)) return readingText(what, value, readings);
  return what.startsWith("loss ") ? readings.nats(lossText(value)) : settingText(value);
}
