/** Describes the classes of a GAN's samples: whether all occur, and the likely cause if not. Pure functions. */
import type { ClassHistogram } from "../../../subject/measurements/class-histogram/definition";
import type { Texts } from "../../i18n";
import { coordinateText, countText } from "../numbers";

/** The description of a class histogram. */
export interface Coverage {
  readonly alarm: boolean;
  readonly sign: "✓" | "!" | "…";
  readonly verdict: string;
  /** The likely cause; null if nothing is wrong. */
  readonly cause: string | null;
  readonly title: string;
  /** The counts of all classes, as text. */
  readonly counts: string;
  readonly entropy: string;
}

/** If at least this many classes are missing, the remaining ones are named instead. */
const MANY = 5;

/** Describes a class histogram in the reader's language. */
export function coverageOf(
  { counts, samples, entropy, clear, verdict: { kind, missing, over } }: ClassHistogram, conditional: boolean,
  words: Texts["measurements"]["beside"]["class-histogram"],
): Coverage {
  const list = (classes: readonly number[]) => classes.join(", ");
  const left = counts.flatMap((_, label) => (missing.includes(label) ? [] : [label]));
  // Rounded down: the verdict requires half of them, and 49.6 % is less.
  const percent = countText(Math.floor(100 * clear));
  const most = coordinateText(Math.log(counts.length));
  const facts = {
    title: words.title(countText(samples)),
    counts: words.counts(countText(samples), counts.map((count, label) => words.count(String(label), countText(count)))),
    // 2.302 is not more than 2.30.
    entropy: words.entropy(coordinateText(entropy), most),
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
