/** What `facts.ts` and `texts.*.ts` in a measurement's folder hold: its result as lines of text and lists of bars, and the words for it. */
import type { Translation } from "../core/translation";
import type { Definition, ResultFor } from "./measurement";
import type { OwnJudge } from "./shared/judge";

export type Fact =
  | { readonly kind: "number"; readonly name: string; readonly value: string; readonly alarm?: boolean }
  | { readonly kind: "bars"; readonly name: string; readonly bars: readonly Bar[] };

export interface Bar {
  readonly name: string;
  readonly value: number;
  readonly text: string;
}

export interface Facts {
  /** What the numbers are made from. */
  readonly from: string;
  readonly facts: readonly Fact[];
}

/** Numbers as the page writes them, in the reader's language, and words that several measurements use. */
export interface FactTools {
  readonly words: Readonly<Record<"accuracy" | "chance" | "sameClass" | "sharpnessOfImages", string>>;
  count(value: number): string;
  loss(value: number): string;
  setting(value: number): string;
  percent(share: number): string;
  /** A share of `n` independent ones, with its standard error. */
  estimated(share: number, n: number): string;
  /** Nats or bits per image. */
  nats(value: string): string;
  bits(value: string): string;
  of(part: string, all: number): string;
  line(name: string, value: string): Fact;
  bars(name: string, bars: readonly Bar[]): Fact;
  /** By class. `among`: the classes that there are; undefined: all of them. */
  classes(values: readonly number[], text: (value: number) => string, among?: readonly number[]): readonly Bar[];
  /** How often a judge of own images is right; nothing of the bundled one. */
  ofJudge(judge: OwnJudge | undefined): readonly Fact[];
  fromImages(facts: readonly Fact[], images: number): Facts;
  fromSamples(facts: readonly Fact[], samples: number): Facts;
}

/** `words`: what its texts have under `facts`. */
export type FactsOf<D extends Definition, English extends { readonly facts: object }> =
  (result: ResultFor<D>, words: Translation<English["facts"]>, tools: FactTools) => Facts;

/** The page has names for these settings; all others are named in their measurement's folder. */
export type CommonSetting = "images" | "samples";

export interface MeasurementTexts {
  /** Absent where `beside.*.ts` has it. */
  readonly name?: string;
  /** Instead, where the images are the reader's own. */
  readonly ownName?: string;
  readonly about: string;
  readonly settings?: Readonly<Record<string, string>>;
  readonly facts: object;
}

type OwnSetting<D extends Definition> = Exclude<keyof D["settings"], CommonSetting>;

/** A measurement's own texts: with a name for each of its settings that has no common one. */
export type TextsOf<D extends Definition> = MeasurementTexts
  & (D extends { readonly eachEpoch: object } ? { readonly name?: never } : { readonly name: string })
  & ([OwnSetting<D>] extends [never] ? { readonly settings?: never } : { readonly settings: Readonly<Record<OwnSetting<D>, string>> });

/** `beside.*.ts` of a measurement that is made unasked: what the page's first load says of it, beside pictures and where it failed. */
export interface BesideTexts {
  readonly name: string;
}
