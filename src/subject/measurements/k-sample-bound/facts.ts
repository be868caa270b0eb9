import type { FactsOf } from "../facts";
import type { kSampleBound } from "./definition";
import type { en } from "./texts.en";

export const facts: FactsOf<typeof kSampleBound, typeof en> = (result, words, { line, decimal, nats, loss, count, fromImages }) => fromImages([
  // One image has no standard error.
  line(words.bound(count(result.k)), nats(Number.isNaN(result.standardError) ? loss(result.bound) : `${loss(result.bound)} ± ${loss(result.standardError)}`)),
  line(words.negativeElbo, nats(loss(result.negativeElbo))),
  ...(result.bitsPerDim === undefined ? [] : [line(words.bitsPerDim, words.ofBits(decimal(result.bitsPerDim, 4)))]),
], result.images);
