import type { FactsOf } from "../facts";
import type { digitFid } from "./definition";
import type { en } from "./texts.en";

export const facts: FactsOf<typeof digitFid, typeof en> = ({ distance, floor, judge, samples }, words, { line, loss, ofJudge, fromSamples }) => fromSamples([
  line(words.distance, loss(distance)),
  line(words.floor, loss(floor)),
  ...ofJudge(judge),
], samples);
