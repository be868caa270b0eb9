import type { Translation } from "../../../core/translation";
import type { FactsOf } from "../facts";
import type { ClassHistogram, classHistogram } from "./definition";
import type { en } from "./texts.en";

/** A bar is full at this multiple of an even share, so that even classes are even bars of two thirds. */
const MOST_OF_EVEN = 1.5;

type Verdict = ClassHistogram["verdict"];

const isAlarm = ({ kind }: Verdict): boolean => kind !== "covered" && kind !== "too-few" && kind !== "unclear";

function verdictText({ kind, missing, over }: Verdict, texts: Translation<typeof en.facts.verdicts>, className: (k: number) => string): string {
  const list = (classes: readonly number[]) => classes.map(className).join(", ");
  switch (kind) {
    case "missing": return texts.missing(list(missing));
    case "uneven": return texts.uneven(list(over));
    case "covered":
    case "alike":
    case "unclear":
    case "too-few": return texts[kind];
    default: return kind satisfies never;
  }
}

export const facts: FactsOf<typeof classHistogram, typeof en> = (
  { counts, covered, entropy, variety, clear, verdict, judge, samples }, words, { line, bars, of, percent, loss, count, className, classes, ofJudge, fromSamples },
) => {
  const inAll = (judge?.classes ?? counts).length;
  return fromSamples([
    { kind: "number", name: words.verdict, value: verdictText(verdict, words.verdicts, className), alarm: isAlarm(verdict) },
    line(words.covered, of(String(covered), inAll)),
    line(words.entropy, words.ofMost(loss(entropy), loss(Math.log(inAll)))),
    line(words.variety, percent(variety)),
    line(words.clear, percent(clear)),
    ...ofJudge(judge),
    bars(words.counts, classes(counts, count, judge?.classes), MOST_OF_EVEN * samples / inAll),
  ], samples);
};
