import type { FactsOf } from "../facts";
import type { classesFound } from "./definition";
import type { en } from "./texts.en";

export const facts: FactsOf<typeof classesFound, typeof en> = (
  { accuracy, digits, perValue, samples }, words, { words: common, line, bars, percent, estimated, fromSamples },
) => fromSamples([
  line(words.found, estimated(accuracy, samples)),
  line(common.chance, percent(1 / perValue.length)),
  bars(words.perValue, perValue.map((share, k) => ({ name: `${k} → ${digits[k]!}`, value: share, text: percent(share) })), 1),
], samples);
