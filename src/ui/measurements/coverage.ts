/** What the classes in a GAN's samples say, in words: whether all come up, and what is likely behind it where not. Pure. */
import type { ClassHistogram } from "../../measurements/class-histogram/definition";
import type { Texts } from "../../i18n";
import { countText } from "../numbers";

export interface Coverage {
  readonly alarm: boolean;
  readonly sign: "✓" | "!" | "…";
  readonly verdict: string;
  /** Null where nothing is amiss. */
  readonly cause: string | null;
  readonly title: string;
  /** Of the bars. */
  readonly counts: string;
  readonly entropy: string;
}

/** So many missing classes are named by those that are left. */
const MANY = 5;

export function coverageOf(
  { counts, samples, entropy, clear, verdict: { kind, missing, over } }: ClassHistogram, conditional: boolean,
  words: Texts["measurements"]["beside"]["class-histogram"],
): Coverage {
  const list = (classes: readonly number[]) => classes.join(", ");
  const left = counts.flatMap((_, label) => (missing.includes(label) ? [] : [label]));
  // Down: a verdict needs half of them, and 49.6 % is not half.
  const percent = String(Math.floor(100 * clear));
  const most = Math.log(counts.length).toFixed(2);
  const facts = {
    title: words.title(countText(samples)),
    counts: words.counts(countText(samples), counts.map((count, label) => words.count(String(label), countText(count)))),
    // 2.302 is not more than 2.30.
    entropy: words.entropy(entropy.toFixed(2), most),
  };
  const alarm = { alarm: true, sign: "!" } as const;
  switch (kind) {
    case "covered": return { ...facts, alarm: false, sign: "✓", verdict: words.covered(percent), cause: null };
    case "unclear": return { ...facts, alarm: false, sign: "…", verdict: words.unclear(percent), cause: null };
    case "too-few": return { ...facts, alarm: false, sign: "…", verdict: words.tooFew, cause: null };
    case "missing": return {
      ...facts, ...alarm, cause: conditional ? words.causes.missingByClass : words.causes.missing,
      verdict: missing.length > MANY ? words.onlyThese(list(left)) : words.missing(list(missing)),
    };
    case "alike": return { ...facts, ...alarm, verdict: words.alike, cause: words.causes.alike };
    case "uneven": return { ...facts, ...alarm, verdict: words.uneven(list(over)), cause: words.causes.uneven };
    default: return kind satisfies never;
  }
}
