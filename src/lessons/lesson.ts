/**
 * What a lesson is: rounds of predict, run and compare, then an explanation, then something to repair. Pure data, with texts beside it
 * (`texts.ts`); the page draws it (`src/features/learn`), and `npm run quality -- lessons` trains what it says.
 */
import type { HyperparameterValues } from "../core/model/hyperparameters";
import type { Quantity } from "../measurements/readings";
import { holds, type Threshold } from "../core/threshold";

/** Something that is read off a run, and what it is to be. */
export type Condition = Threshold<Quantity>;

/** The reader draws a loss curve before the run does. */
export interface CurveQuestion {
  readonly kind: "curve";
  /** The loss column. */
  readonly column: string;
  /** The top of the axis, in the column's unit; its bottom is 0. */
  readonly max: number;
  /** The steps at which the reader places the curve: 5 to 7 of them, ascending, the last one the end of the round. */
  readonly at: readonly number[];
}

export interface ChoiceQuestion {
  readonly kind: "choice";
  /** By the ids of their texts, in their order. The run shows the first one whose condition holds; the last one may have none. */
  readonly options: readonly { readonly id: string; readonly when?: Condition }[];
  /** Read off the run at its end and shown, whatever was chosen. */
  readonly shows: readonly Quantity[];
}

/** Predict, run, compare. */
export interface Round {
  /** Of its texts, and of the reader's guess in links: it never changes. */
  readonly id: string;
  readonly question: CurveQuestion | ChoiceQuestion;
  /** The link of the run, with what changes in mid-run; where it begins like the round before it, the run goes on. */
  readonly run: string;
  /** The step at which guess and run are compared. */
  readonly until: number;
}

export interface Repair {
  /** The link of the run that is to be repaired. */
  readonly run: string;
  /** The step from which on. */
  readonly from: number;
  /** At once, at some later step. */
  readonly conditions: readonly [Condition, ...Condition[]];
  /** A way in which `npm run quality` meets them: settings, and steps after them. The page does not show it. */
  readonly solution: { readonly change: HyperparameterValues; readonly steps: number };
}

export interface Source {
  readonly text: string;
  readonly url: string;
}

export interface Lesson {
  /** Minutes that it takes on a laptop without a GPU. */
  readonly minutes: number;
  /** Where its explanation is from. */
  readonly sources: readonly [Source, ...Source[]];
  readonly rounds: readonly [Round, ...Round[]];
  /** The loss columns by which the explanation goes, in its order. */
  readonly explain: readonly [string, ...string[]];
  readonly repair: Repair;
}

/** Where a reader stands in a lesson. */
export type Stage =
  | { readonly kind: "predict" | "run" | "compare"; readonly round: Round }
  | { readonly kind: "explain" }
  | { readonly kind: "repair"; readonly repair: Repair };

export const stagesOf = ({ rounds, repair }: Lesson): readonly Stage[] => [
  ...rounds.flatMap((round) => (["predict", "run", "compare"] as const).map((kind) => ({ kind, round }))),
  { kind: "explain" }, { kind: "repair", repair },
];

/** What a round reads off its run at the end. */
export const quantitiesOf = ({ question }: Round): readonly Quantity[] =>
  question.kind === "curve"
    ? [`loss ${question.column}`]
    : [...new Set([...question.shows, ...question.options.flatMap(({ when }) => (when ? [when.what] : []))])];

/** The option that a run shows; null where what it takes was not measured. */
export function shownOption({ options }: ChoiceQuestion, measured: Readonly<Record<string, number>>): string | null {
  if (options.some(({ when }) => when && !Number.isFinite(measured[when.what] ?? NaN))) return null;
  return options.find(({ when }) => !when || holds(when, measured[when.what]!))?.id ?? null;
}
