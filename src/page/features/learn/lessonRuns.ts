/**
 * Trains a lesson's run to the step it needs, and reads the quantities of its question. Runs are functions of their configuration, so any can
 * be reproduced.
 */
import type { HyperparameterValue } from "../../../core/model/hyperparameters";
import { changesText, valuesAt } from "../../../core/run/liveChanges";
import { step as toStep } from "../../../core/run/ids";
import type { RunConfig } from "../../../core/run/runConfig";
import { measured, needs, read, type Quantity } from "../../../subject/measurements/readings";
import type { LessonId } from "../../../course/lessons/ids";
import { quantitiesOf, stagesOf, type CurveQuestion, type Lesson, type Round, type Stage } from "../../../course/lessons/lesson";
import type { Notes, Outcome } from "./slice";
import { sameRun, type KeptRun } from "../../state/keptRuns";
import { recentLosses, subjectOf } from "../../state/seen";
import type { Series } from "../../state/series";
import type { State } from "../../state/store";
import { parse } from "../../state/urlCodec";
import type { PanelParts } from "../../ui/context";
import { curvesOf, readerOf, valueAt } from "../../ui/lossChart/chartData";

type Run = Pick<State, "begun" | "step">;

const between = ({ then = [] }: RunConfig, from: number, to: number) => changesText(then.filter(({ step }) => from <= step && step < to));

/** Returns whether both runs made the same steps up to this one, regardless of the backend. */
export function sameUpTo(a: RunConfig, b: RunConfig, step: number): boolean {
  const start = ({ model, seed, begin = 0, hyperparameters }: RunConfig) =>
    JSON.stringify([model, seed, begin, Object.entries(hyperparameters).sort(([one], [other]) => (one < other ? -1 : 1))]);
  return start(a) === start(b) && between(a, 0, step) === between(b, 0, step);
}

/** How to reach a step of a run. */
export type Plan =
  /** The run is at this step. */
  | { readonly kind: "done" }
  /** The run can be trained on after these live settings are changed. */
  | { readonly kind: "continue"; readonly set: readonly (readonly [string, HyperparameterValue])[] }
  /** The run is another one, or has passed the step. */
  | { readonly kind: "restart" };

/** Returns how the run can reach step `until` of `wanted`. */
export function planTo({ begun, step }: Run, wanted: RunConfig, until: number): Plan {
  if (step > until || !sameUpTo(begun, wanted, step)) return { kind: "restart" };
  if (step === until) return { kind: "done" };
  // Scheduled changes are fixed when a run is opened.
  if (between(begun, step + 1, until) !== between(wanted, step + 1, until)) return { kind: "restart" };
  const now = valuesAt(begun, step);
  return { kind: "continue", set: Object.entries(valuesAt(wanted, step)).filter(([id, value]) => now[id] !== value) };
}

/** Returns the link of a lesson's run that stops at this step. */
export const lessonLink = (id: LessonId, run: string, stop: number | null, present: boolean): string =>
  [run, ...(stop === null ? [] : [`stop=${stop}`]), `lesson=${id}`, ...(present ? ["present=1"] : [])].join("&");

/** A run and the step to train it to. */
export interface Goal {
  readonly run: string;
  readonly until: number;
}

/** Returns the run of a stage. */
export function lessonGoal(lesson: Lesson, at: number): Goal {
  const stage = stagesOf(lesson)[at]!;
  if (stage.kind === "explain") return lesson.rounds.at(-1)!;
  return stage.kind === "repair" ? { run: stage.repair.run, until: stage.repair.from } : stage.round;
}

/** Opens the run of a stage at step 0. */
export const openAt = ({ store, session }: Pick<PanelParts, "store" | "session">, id: LessonId, lesson: Lesson, at: number): Promise<void> => {
  const { run, until } = lessonGoal(lesson, at);
  return session.openFragment(lessonLink(id, run, until, store.getState().present));
};

/** Returns whether the current run is the one to be repaired, or continues it. */
export const isRepairRun = ({ begun, step }: Pick<State, "begun" | "step">, { run, from }: Lesson["repair"]): boolean =>
  step >= from && sameUpTo(begun, parse(run).config, from);

/** Returns whether the current run is unrelated to the stage, which the reader sees for the first time. */
export function isOtherRun(state: State, stage: Stage, { outcomes }: Notes): boolean {
  if (stage.kind === "repair") return !isRepairRun(state, stage.repair);
  return stage.kind === "predict" && outcomes[stage.round.id] === undefined && planFor(state, stage.round).kind === "restart";
}

/** Returns whether the current run can stay beside a stage: it is the stage's run, at any step, or continues it. */
export function suitsStage(state: State, lesson: Lesson, at: number, notes: Notes): boolean {
  const stage = stagesOf(lesson)[at]!;
  const round = stage.kind === "repair" ? null : stage.kind === "explain" ? lesson.rounds.at(-1)! : stage.round;
  const answered = round !== null && notes.outcomes[round.id] !== undefined;
  if (stage.kind === "repair" || (stage.kind === "predict" && !answered)) return !isOtherRun(state, stage, notes);
  const { run, until } = lessonGoal(lesson, at);
  return (state.step > 0 || !answered) && sameUpTo(state.begun, parse(run).config, Math.min(state.step, until));
}

/** Returns the last step at which a stage may show a run: before there is a result, the question stands beside none of the steps that it is about. */
export function lastStepFor(lesson: Lesson, at: number, { outcomes }: Notes): number {
  const stage = stagesOf(lesson)[at]!;
  if (stage.kind === "repair") return Infinity;
  const { until } = lessonGoal(lesson, at);
  if (stage.kind !== "predict" || outcomes[stage.round.id] !== undefined) return until;
  const before = lesson.rounds[lesson.rounds.indexOf(stage.round) - 1];
  return before && sameUpTo(parse(before.run).config, parse(stage.round.run).config, before.until) ? before.until : 0;
}

/**
 * Returns the value at the first step of a curve that the reader is to guess, as the round before it has shown it; null: that round has no result,
 * or its run is another one.
 */
export function knownStart({ rounds }: Lesson, { question, run }: Round, { outcomes }: Notes): number | null {
  const before = question.kind === "curve" && rounds.find(({ until }) => until === question.at[0]);
  if (!before || !sameUpTo(parse(before.run).config, parse(run).config, before.until)) return null;
  return outcomes[before.id]?.measured[`loss ${question.column}`] ?? null;
}

/** Returns whether a stage can continue with this run, which has been trained. */
export function canContinue(run: Run, lesson: Lesson, at: number, notes: Notes): boolean {
  if (run.step === 0 || run.step > lastStepFor(lesson, at, notes)) return false;
  return (stagesOf(lesson)[at]!.kind === "repair" && isRepairRun(run, lesson.repair)) || planFor(run, lessonGoal(lesson, at)).kind !== "restart";
}

/** Returns the saved run with which a stage can continue, the one that is nearest to the stage's step; undefined: there is none. `runs`: the newest first. */
export function savedRunFor(runs: readonly KeptRun[], lesson: Lesson, at: number, notes: Notes): KeptRun | undefined {
  const { run, until } = lessonGoal(lesson, at);
  const { config } = parse(run);
  const suits = ({ fragment, model, step, keptAt }: KeptRun) => {
    const begun = parse(fragment).config;
    return model === config.model && keptAt >= (notes.since ?? 0) && sameRun(begun, config) && canContinue({ begun, step: toStep(step) }, lesson, at, notes);
  };
  return runs.filter(suits).toSorted((a, b) => Math.min(b.step, until) - Math.min(a.step, until))[0];
}

/** Returns how the current run can reach the goal. */
export const planFor = (state: Pick<State, "begun" | "step">, { run, until }: Goal) => planTo(state, parse(run).config, until);

/** Trains a lesson's run to the goal. */
export const trainTo = (parts: Pick<PanelParts, "store" | "session">, id: LessonId, goal: Goal): Promise<void> =>
  trainAs(parts, lessonLink(id, goal.run, goal.until, parts.store.getState().present), goal);

/** Opens the run by this link unless the current run can continue to the goal, and trains it. Resolves when training stops, even before the goal. */
export async function trainAs({ store, session }: Pick<PanelParts, "store" | "session">, link: string, goal: Goal): Promise<void> {
  const plan = planFor(store.getState(), goal);
  if (plan.kind === "done") return;
  if (plan.kind === "restart") await session.openFragment(link);
  else for (const [setting, value] of plan.set) await session.setHyperparameter(setting, value);
  store.setState({ stop: goal.until });
  await session.train();
}

/** A value and the step at which it was measured. */
export interface Finding {
  readonly value: number;
  readonly step: number;
}

/**
 * Measures quantities of the current run, each with its step: a run that trains continues while it is measured. Values that are not finite are left
 * out. Rejects as `Session.measure` does.
 */
export async function measureWithSteps(
  { store, session, series }: Pick<PanelParts, "store" | "session" | "series">, quantities: readonly Quantity[],
): Promise<Readonly<Record<string, Finding>>> {
  const subject = () => {
    const { config } = store.getState();
    return subjectOf(config, config.hyperparameters);
  };
  const wanted = quantities.flatMap((what) => needs(what, subject()) ?? []);
  const steps = new Map<string, number>();
  const results = await measured(wanted, async (id, settings) => {
    const { step, result } = await session.measure(id, settings);
    steps.set(id, step);
    return result;
  });
  const { step } = store.getState();
  const seen = { ...subject(), losses: recentLosses(series), results };
  return Object.fromEntries(quantities.map((what) => [what, { value: read(what, seen), step: steps.get(needs(what, seen) ?? "") ?? step }] as const)
    .filter(([, { value }]) => Number.isFinite(value)));
}

/** Measures quantities of the current run without their steps, as `measureWithSteps` does. */
export const measure = async (parts: Pick<PanelParts, "store" | "session" | "series">, quantities: readonly Quantity[]): Promise<Readonly<Record<string, number>>> =>
  Object.fromEntries(Object.entries(await measureWithSteps(parts, quantities)).map(([what, { value }]) => [what, value]));

/** A run's curve beside a guess, as the loss chart shows it: points [step, value]. */
export interface RunCurve {
  readonly smoothed: Outcome["curve"];
  /** The losses of single steps, faint behind the smoothed curve; null: smoothing is off, or they were not stored. */
  readonly raw: Outcome["curve"] | null;
}

/** Curves have a point for each step up to about this many, as in the loss chart. */
const PLACES = 600;
/** The stored curve's most points. */
const STORED_PLACES = 240;

/** Returns a column's curve between these steps, with the loss chart's smoothing. */
export function curveOf({ store, series }: Pick<PanelParts, "store" | "series">, column: string, from: number, to: number, places = PLACES): RunCurve {
  const { x, raw, smoothed } = curvesOf(readerOf(series), [column], places, store.getState().chart.smoothing);
  const points = (values: Float32Array) =>
    [...x].flatMap((step, i) => (step >= from && step <= to && Number.isFinite(values[i]!) ? [[step, rounded(values[i]!)] as const] : []));
  return { smoothed: points((smoothed ?? raw)[0]!), raw: smoothed && points(raw[0]!) };
}
const rounded = (value: number) => Number(value.toPrecision(4));

/** Returns the curve of a round with a result: from the current run if it made the round's steps, so that the loss chart shows the same curve; else the stored one. */
export function curveOfRound(parts: Pick<PanelParts, "store" | "series">, { run, until }: Goal, { column, at }: CurveQuestion, { curve }: Outcome): RunCurve {
  const { begun, step } = parts.store.getState();
  const stands = step >= until && sameUpTo(begun, parse(run).config, until);
  const now = stands ? curveOf(parts, column, at[0]!, until) : null;
  return now && now.smoothed.length > 0 ? now : { smoothed: curve, raw: null };
}

/** Returns the column's values at these steps as [step, value], unrounded: the equation and the loss chart show the same numbers. */
const valuesOf = (series: Series, column: string, steps: readonly number[]): NonNullable<Outcome["steps"]> => steps.flatMap((at) => {
  const value = valueAt(series, column, at);
  return value !== null && Number.isFinite(value) ? [[at, value] as const] : [];
});

/** Measures what a round asks for and returns it with the curve. */
export async function readOutcome(parts: Pick<PanelParts, "store" | "session" | "series">, round: Round): Promise<Outcome> {
  const { question, until } = round;
  const results = await measure(parts, quantitiesOf(round));
  if (question.kind === "choice") return { measured: results, curve: [] };
  const { column, at } = question;
  return { measured: results, curve: curveOf(parts, column, at[0]!, until, STORED_PLACES).smoothed, steps: valuesOf(parts.series, column, at) };
}
