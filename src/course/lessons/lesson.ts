/**
 * Defines lessons: rounds of predict, run and compare, then an explanation, then a repair. Lessons are data with texts beside them
 * (`texts.ts`); the page displays them (`src/page/features/learn`), and `npm run quality -- lessons` trains their runs.
 */
import type { HyperparameterValues } from "../../core/model/hyperparameters";
import type { Quantity } from "../../subject/measurements/readings";
import { holds, type Threshold } from "../../core/threshold";

/** A bound on a quantity of a run. */
export type Condition = Threshold<Quantity>;

/** The reader draws a loss curve before the run does. */
export interface CurveQuestion {
  readonly kind: "curve";
  /** The id of the loss column. */
  readonly column: string;
  /** The top of the axis, in the column's unit; its bottom is 0. */
  readonly max: number;
  /** The steps at which the reader places the curve: 5 to 7 in ascending order, ending with the round. */
  readonly at: readonly number[];
  /** Quantities that are shown at the end of the run, beside those of other rounds. */
  readonly shows: readonly Quantity[];
}

/** The reader chooses an answer before the run starts. */
export interface ChoiceQuestion {
  readonly kind: "choice";
  /** Options by the ids of their texts, in display order. The run's answer is the first option whose condition holds; the last one may have none. */
  readonly options: readonly { readonly id: string; readonly when?: Condition }[];
  /** Quantities that are shown at the end of the run for every answer. */
  readonly shows: readonly Quantity[];
}

/** One round: predict, run, compare. */
export interface Round {
  /** The id of its texts and of the reader's guess in links, which never changes. */
  readonly id: string;
  readonly question: CurveQuestion | ChoiceQuestion;
  /** The run's link, including changes during the run. If it starts like the previous round's run, that run continues. */
  readonly run: string;
  /** The step at which guess and run are compared. */
  readonly until: number;
}

/** The final task: repair a run by changing its settings. */
export interface Repair {
  /** The link of the run to repair. */
  readonly run: string;
  /** The step at which the repair starts. */
  readonly from: number;
  /** They must hold simultaneously at a later step. */
  readonly conditions: readonly [Condition, ...Condition[]];
  /** A solution for `npm run quality`: settings, and the steps that they need. The page does not show it. */
  readonly solution: { readonly change: HyperparameterValues; readonly steps: number };
}

/** A source with its address. */
export interface Source {
  readonly text: string;
  readonly url: string;
}

/** A lesson. */
export interface Lesson {
  /** Duration in minutes on a laptop without a GPU. */
  readonly minutes: number;
  /** Sources of its explanation. */
  readonly sources: readonly [Source, ...Source[]];
  readonly rounds: readonly [Round, ...Round[]];
  /** The loss columns of the explanation, in its order. */
  readonly explain: readonly [string, ...string[]];
  readonly repair: Repair;
}

/** A stage of a lesson. */
export type Stage =
  | { readonly kind: "predict" | "run" | "compare"; readonly round: Round }
  | { readonly kind: "explain" }
  | { readonly kind: "repair"; readonly repair: Repair };

/** Returns the stages of a lesson in order. */
export const stagesOf = ({ rounds, repair }: Lesson): readonly Stage[] => [
  ...rounds.flatMap((round) => (["predict", "run", "compare"] as const).map((kind) => ({ kind, round }))),
  { kind: "explain" }, { kind: "repair", repair },
];

/** Returns the quantities that a round reads at its end. */
export const quantitiesOf = ({ question }: Round): readonly Quantity[] =>
  [...new Set([...question.shows, ...question.kind === "curve" ? [] : question.options.flatMap(({ when }) => (when ? [when.what] : []))])];

/** Returns the option that the run's result selects; null if its quantity was not measured. */
export function shownOption({ options }: ChoiceQuestion, measured: Readonly<Record<string, number>>): string | null {
  if (options.some(({ when }) => when && !Number.isFinite(measured[when.what] ?? NaN))) return null;
  return options.find(({ when }) => !when || holds(when, measured[when.what]!))?.id ?? null;
}
