import type { FactsOf } from "../facts";
import type { codes } from "./definition";
import type { en } from "./texts.en";

/** One nat, and the variance of the prior: bars of dimensions that carry next to nothing are short. */
const FULL = 1;

export const facts: FactsOf<typeof codes, typeof en> = (result, words, { line, bars, nats, of, percent, loss, fromImages }) => {
  const { rateBits, distortionNats, sigma, sorting, codebook, klPerDimension, variances } = result;
  const dimensions = (values: readonly number[]) => values.map((value, j) => ({ name: words.dimension(String(j + 1)), value, text: loss(value) }));
  return fromImages([
    line(words.activeUnits, of(String(result.activeUnits), variances.length)),
    ...(rateBits === null ? [] : [line(words.rate, nats(loss(rateBits * Math.LN2)))]),
    ...(distortionNats === null ? [] : [line(words.distortion, nats(loss(distortionNats)))]),
    ...(sigma === null ? [] : [line(words.sigma, loss(sigma))]),
    ...(sorting === null ? [] : [line(words.components, of(String(sorting.used), sorting.components)), line(words.sortedByComponent, percent(sorting.sameClass))]),
    ...(codebook === null ? [] : [
      line(words.perplexity, of(loss(codebook.perplexity), codebook.shares.length)),
      line(words.dead, of(String(codebook.dead), codebook.shares.length)),
      bars(words.entries, codebook.shares.map((share, k) => ({
        name: words.entry(String(k + 1)), value: share, text: share === 0 ? words.unused : percent(share),
      })), 1.5 / codebook.shares.length),
    ]),
    klPerDimension === null ? bars(words.variances, dimensions(variances), FULL) : bars(words.klPerDimension, dimensions(klPerDimension), FULL),
  ], result.images);
};
