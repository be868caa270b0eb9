/**
 * The types of `facts.ts` and `texts.*.ts` in a measurement's folder: its result as lines of text and lists of bars, and their
 * words.
 */
import type { Translation } from "../../core/translation";
import type { Definition, ResultFor } from "./measurement";
import type { OwnJudge } from "./shared/judge";

export type Fact =
  | { readonly kind: "number"; readonly name: string; readonly value: string; readonly alarm?: boolean }
  | { readonly kind: "bars"; readonly name: string; readonly bars: readonly Bar[]; readonly full: number };

export interface Bar {
  readonly name: string;
  readonly value: number;
  readonly text: string;
}

export interface Facts {
  /** The images or samples that the numbers are computed from. */
  readonly from: string;
  readonly facts: readonly Fact[];
}

/** Formats numbers in the reader's language, and has words that several measurements use. */
export interface FactTools {
  readonly words: Readonly<Record<"accuracy" | "chance" | "sameClass" | "sharpnessOfImages", string>>;
  count(value: number): string;
  loss(value: number): string;
  decimal(value: number, decimals: number): string;
  setting(value: number): string;
  percent(share: number): string;
  /** Formats a share of `n` independent cases with its standard error. */
  estimated(share: number, n: number): string;
  /** Formats nats per image. */
  nats(value: string): string;
  of(part: string, all: number): string;
  line(name: string, value: string): Fact;
  /** `full`: the value whose bar is full, so that values near 0 have short bars; a larger one among the bars takes its place. */
  bars(name: string, bars: readonly Bar[], full: number): Fact;
  /** Returns the name of a class: its digit, unless own images name it. */
  className(this: void, k: number): string;
  /** Makes bars by class. `among` lists the existing classes; undefined means all of them. */
  classes(values: readonly number[], text: (value: number) => string, among?: readonly number[]): readonly Bar[];
  /** Returns the accuracy of an evaluation classifier of own images; nothing for the bundled one. */
  ofJudge(judge: OwnJudge | undefined): readonly Fact[];
  fromImages(facts: readonly Fact[], images: number): Facts;
  fromSamples(facts: readonly Fact[], samples: number): Facts;
}

/** Makes the facts of a result; `words` are its texts under `facts`. */
export type FactsOf<D extends Definition, English extends { readonly facts: object }> =
  (result: ResultFor<D>, words: Translation<English["facts"]>, tools: FactTools) => Facts;

/** The page has names for these settings; the measurement's folder names all others. */
export type CommonSetting = "images" | "samples";

export interface MeasurementTexts {
  /** Absent if `beside.*.ts` has it. */
  readonly name?: string;
  /** Replaces the name if the images are the reader's own. */
  readonly ownName?: string;
  readonly about: string;
  readonly settings?: Readonly<Record<string, string>>;
  readonly facts: object;
  /** The texts that replace these if data are points. */
  readonly points?: Partial<Pick<MeasurementTexts, "about" | "settings" | "facts">>;
}

type OwnSetting<D extends Definition> = Exclude<keyof D["settings"], CommonSetting>;

/** A measurement's own texts: with a name for each of its settings that has no common one. */
export type TextsOf<D extends Definition> = MeasurementTexts
  & (D extends { readonly eachEpoch: object } ? { readonly name?: never } : { readonly name: string })
  & ([OwnSetting<D>] extends [never] ? { readonly settings?: never } : { readonly settings: Readonly<Record<OwnSetting<D>, string>> });

/**
 * The texts of `beside.*.ts` of a measurement that runs after each epoch: the page's first load shows them beside pictures and
 * in failures.
 */
export interface BesideTexts {
  readonly name: string;
}
