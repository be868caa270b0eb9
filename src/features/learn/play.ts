/** Brings the run to where a lesson wants it, and reads off it what the lesson asks. Runs are functions of their configuration: any can be made again. */
import type { HyperparameterValue } from "../../core/model/hyperparameters";
import { valuesAt } from "../../core/run/liveChanges";
import type { LiveChange, RunConfig } from "../../core/run/runConfig";
import { measured, needs, read, type Quantity } from "../../measurements/readings";
import type { LessonId } from "../../lessons/ids";
import { quantitiesOf, stagesOf, type Lesson, type Round, type Stage } from "../../lessons/lesson";
import type { Notes, Outcome } from "./slice";
import { recentLosses, subjectOf } from "../../state/seen";
import type { Series } from "../../state/series";
import type { State } from "../../state/store";
import { parse } from "../../state/urlCodec";
import type { Room } from "../../ui/context";
import { curvesOf } from "../../ui/lossChart/chartData";

type Run = Pick<State, "begun" | "step">;

const written = (changes: readonly LiveChange[] = []) => changes.map(({ step, id, value }) => `${step}:${id}=${value}`).join();
const between = ({ then = [] }: RunConfig, from: number, to: number) => written(then.filter(({ step }) => from <= step && step < to));

/** Both have made the same steps, up to this one. How they were computed does not matter. */
export function sameUpTo(a: RunConfig, b: RunConfig, step: number): boolean {
  const start = ({ model, seed, begin = 0, hyperparameters }: RunConfig) =>
    JSON.stringify([model, seed, begin, Object.entries(hyperparameters).sort(([one], [other]) => (one < other ? -1 : 1))]);
  return start(a) === start(b) && between(a, 0, step) === between(b, 0, step);
}

export type Plan =
  /** It has made this very step, and stands there. */
  | { readonly kind: "done" }
  /** It goes on, once these live settings are changed. */
  | { readonly kind: "continue"; readonly set: readonly (readonly [string, HyperparameterValue])[] }
  /** It is another run, or has gone further. */
  | { readonly kind: "restart" };

/** How the run comes to step `until` of `wanted`. */
export function planTo({ begun, step }: Run, wanted: RunConfig, until: number): Plan {
  if (step > until || !sameUpTo(begun, wanted, step)) return { kind: "restart" };
  if (step === until) return { kind: "done" };
  // What is still to come was laid down when the run was opened.
  if (between(begun, step + 1, until) !== between(wanted, step + 1, until)) return { kind: "restart" };
  const now = valuesAt(begun, step);
  return { kind: "continue", set: Object.entries(valuesAt(wanted, step)).filter(([id, value]) => now[id] !== value) };
}

/** The link of a lesson's run, stopping at this step. */
export const linkOf = (id: LessonId, run: string, stop: number | null, present: boolean): string =>
  [run, ...(stop === null ? [] : [`stop=${stop}`]), `lesson=${id}`, ...(present ? ["present=1"] : [])].join("&");

export interface Goal {
  readonly run: string;
  readonly until: number;
}

/** The run that a stage is about. */
export function goalOf(lesson: Lesson, at: number): Goal {
  const stage = stagesOf(lesson)[at]!;
  if (stage.kind === "explain") return lesson.rounds.at(-1)!;
  return stage.kind === "repair" ? { run: stage.repair.run, until: stage.repair.from } : stage.round;
}

/** Opens the run that a stage is about, at step 0. */
export const openAt = ({ store, session }: Pick<Room, "store" | "session">, id: LessonId, lesson: Lesson, at: number): Promise<void> => {
  const { run, until } = goalOf(lesson, at);
  return session.openFragment(linkOf(id, run, until, store.getState().present));
};

/** The run on show is the one that is to be repaired, or what became of it. */
export const isOfRepair = ({ begun, step }: Pick<State, "begun" | "step">, { run, from }: Lesson["repair"]): boolean =>
  step >= from && sameUpTo(begun, parse(run).config, from);

/** The run on show says nothing of what a stage, which one comes to for the first time, is about. */
export function isOfAnother(state: State, stage: Stage, { outcomes }: Notes): boolean {
  if (stage.kind === "repair") return !isOfRepair(state, stage.repair);
  return stage.kind === "predict" && outcomes[stage.round.id] === undefined && planFor(state, stage.round).kind === "restart";
}

export const planFor = (state: Pick<State, "begun" | "step">, { run, until }: Goal) => planTo(state, parse(run).config, until);

/** Trains a lesson's run to the goal. */
export const trainTo = (room: Pick<Room, "store" | "session">, id: LessonId, goal: Goal): Promise<void> =>
  trainAs(room, linkOf(id, goal.run, goal.until, room.store.getState().present), goal);

/** Opens the run anew, by this link, where it is another one, and trains it to the goal. Resolves when training stops, wherever that is. */
export async function trainAs({ store, session }: Pick<Room, "store" | "session">, link: string, goal: Goal): Promise<void> {
  const plan = planFor(store.getState(), goal);
  if (plan.kind === "done") return;
  if (plan.kind === "restart") await session.openFragment(link);
  else for (const [setting, value] of plan.set) await session.setHyperparameter(setting, value);
  store.setState({ stop: goal.until });
  await session.train();
}

/** Of the run as it stands. Rejects as `Session.measure` does. */
export async function measure(
  { store, session, series }: Pick<Room, "store" | "session" | "series">, quantities: readonly Quantity[],
): Promise<Readonly<Record<string, number>>> {
  const subject = () => {
    const { config } = store.getState();
    return subjectOf(config, config.hyperparameters);
  };
  const wanted = quantities.flatMap((what) => needs(what, subject()) ?? []);
  const results = await measured(wanted, async (id, settings) => (await session.measure(id, settings)).result);
  const seen = { ...subject(), losses: recentLosses(series), results };
  return Object.fromEntries(quantities.map((what) => [what, read(what, seen)] as const).filter(([, value]) => Number.isFinite(value)));
}

const PLACES = 160;

/** [step, value], thinned, between these steps. */
export function curveOf(series: Series, column: string, from: number, to: number): Outcome["curve"] {
  const { x, raw, smoothed } = curvesOf(series, [column], PLACES, LITTLE);
  const values = (smoothed ?? raw)[0]!;
  return [...x].flatMap((step, i) => (step >= from && step <= to && Number.isFinite(values[i]!) ? [[step, rounded(values[i]!)] as const] : []));
}
/** Smoothing: the curve's course, without the noise of batches, and with its first peak. */
const LITTLE = 0.3;
const rounded = (value: number) => Number(value.toPrecision(4));

export async function readOff(room: Pick<Room, "store" | "session" | "series">, round: Round): Promise<Outcome> {
  const { question, until } = round;
  return { measured: await measure(room, quantitiesOf(round)), curve: question.kind === "curve" ? curveOf(room.series, question.column, question.at[0]!, until) : [] };
}
