import type { FactsOf } from "../facts";
import type { divergences } from "./definition";
import type { en } from "./texts.en";

export const facts: FactsOf<typeof divergences, typeof en> = (result, words, { line, decimal, bars, of, percent, setting, count, classes, fromSamples }) => {
  const { kl, js, wasserstein, floor, modes } = result;
  const beside = (value: number, ofData: number) => words.besideFloor(decimal(value, 3), decimal(ofData, 3));
  return fromSamples([
    ...(modes === null ? [] : [
      { kind: "number", name: words.modesFound, value: of(String(modes.found), modes.shares.length), alarm: modes.found < modes.shares.length } as const,
      line(words.far, percent(modes.far)),
    ]),
    line(words.kl(setting(result.cell)), beside(kl, floor.kl)),
    line(words.js, beside(js, floor.js)),
    ...(wasserstein === null || floor.wasserstein === null ? [] : [line(words.wasserstein(count(result.carried)), beside(wasserstein, floor.wasserstein))]),
    ...(modes === null ? [] : [bars(words.modeShares, classes(modes.shares, percent), 1.5 / modes.shares.length)]),
  ], result.samples);
};
