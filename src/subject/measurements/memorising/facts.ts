import type { FactsOf } from "../facts";
import type { memorising } from "./definition";
import type { en } from "./texts.en";

export const facts: FactsOf<typeof memorising, typeof en> = (result, words, { line, loss, percent, fromSamples }) => fromSamples([
  line(words.medianOfSamples, loss(result.medianOfSamples)),
  line(words.medianOfTest, loss(result.medianOfTest)),
  line(words.suspicious, percent(result.suspicious)),
], result.nearest.length);
