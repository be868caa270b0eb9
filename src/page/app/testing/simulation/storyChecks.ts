/**
 * Invariants of a drawn story (`orders.ts`), during it and at its end. Everything that a tab displays belongs to the displayed run and to the newest
 * request; the parts of a kept run belong together, and one tab writes it. Each check reports violations to `problem`.
 */
import { configAt } from "../../../../core/run/liveChanges";
import type { RunConfig } from "../../../../core/run/runConfig";
import { secondConfig } from "../../../state/comparison";
import type { PictureOf } from "../../../state/frames";
import { sameRun, type KeptRun } from "../../../state/keptRuns";
import type { SavedRun } from "../../../state/session";
import type { State } from "../../../state/store";
import { parse } from "../../../state/urlCodec";
import { listRuns, readRun } from "../../keptRuns/runStore";
import { FDBObjectStore } from "./database";
import { decodedAt, foundBy, lossesAt, measuredBy, numberAt, numberFrom, numberIn } from "./stubTrainer";
import type { Tab } from "./tab";
import type { Thread, World } from "./world";

export type Problem = (what: string) => void;

/** The page does not save runs with at most this many steps, and "Undo" does not bring them back. */
export const FEW_STEPS = 100;

/** Returns a text with the settings that stories choose for each run and that do not change in a run. */
export const runOf = ({ model, seed, hyperparameters: { batch } }: RunConfig): string => `${model}, seed ${seed}, batch ${batch}`;

const rows = new WeakMap<RunConfig, (readonly number[])[]>();
/** Returns `lossesAt`, memoised. */
function rowAt(begun: RunConfig, at: number): readonly number[] {
  const known = rows.get(begun) ?? [];
  rows.set(begun, known);
  return known[at] ??= lossesAt(begun, at);
}

/** Reports each write to a saved run by a tab that does not hold the run's lock. Returns a function that stops this. */
export function watchWrites(world: World, problem: Problem): () => void {
  /** The thread that holds the lock of each kept run. */
  const holders = new Map<string, Thread>();
  const { locks } = navigator;
  const { request } = locks;
  Object.assign(locks, { request: (name: string, options: LockOptions, work: () => Promise<void>) => {
    const { current } = world;
    return request.call(locks, name, options, (() => {
      holders.set(name, current);
      return work().finally(() => { if (holders.get(name) === current) holders.delete(name); });
    }) as never); // only this overload is used
  } });
  const { put } = FDBObjectStore.prototype;
  FDBObjectStore.prototype.put = function (this: IDBObjectStore, ...args: Parameters<typeof put>) {
    if (this.name === "run-states") {
      const holder = holders.get(`elbo-room-run-${String(args[1])}`);
      if (holder !== world.current) problem(`${world.current.name} writes the run ${String(args[1]).slice(0, 4)}, whose lock ${holder?.name ?? "nobody"} holds`);
    }
    return put.apply(this, args);
  };
  return () => { FDBObjectStore.prototype.put = put; };
}

/** Reports impossible changes of a tab's store. */
export function watchChanges({ thread: { name }, store }: Tab, problem: Problem): void {
  store.subscribe((now, before) => {
    if (now.opened !== null && now.run === before.run && now.step < before.step) problem(`${name} goes back from step ${before.step} to ${now.step}`);
    // The map stays unchanged when another run begins, so a plane is checked when it is found.
    if (now.basis !== before.basis && now.begun === before.begun) checkPlane(name, now, problem);
  });
}

function checkPlane(name: string, { basis, begun }: State, problem: Problem): void {
  if ((basis.kind !== "components" && basis.kind !== "strongest") || !basis.found) return;
  const { step, shares } = basis.found;
  if (shares[0] !== foundBy(numberAt(begun, step)).shares[0]) problem(`${name} shows a plane that was found in another run`);
}

/** Checks everything that a tab displays, at any time. */
export function checkTab({ thread: { name }, state, series, frames, session: { runs } }: Tab, problem: Problem): void {
  const { phase, failure, notices, keptOffer, comparison, begun } = state();
  if (failure || phase === "failed") problem(`${name} has failed: ${failure?.code} ${failure?.message}`);
  for (const { kind } of notices) if (["worker-restarted", "not-saved", "not-loaded", "not-keeping", "not-forked"].includes(kind)) problem(`${name} says ${kind}`);
  if (keptOffer?.kind === "not-kept") problem(`${name} cannot save its run`);
  checkShown(name, { series, frames }, state(), problem);
  const [other] = runs.others.getState();
  const otherState = other?.store.getState();
  if (!comparison || !otherState?.opened) return;
  checkShown(`${name}, second run`, other!, otherState, problem);
  if (runOf(otherState.begun) !== runOf(secondConfig(begun, comparison))) problem(`${name} compares its run with one that differs in more than it says`);
}

/** The classes that stories choose. The first is the page's default. */
export const CLASSES = [3, 7];
const isOutput = ({ values, step, z }: PictureOf<"decoded">, begun: RunConfig, k: number) => values[0] === decodedAt(numberAt(begun, step), z, k);

/** Checks that losses, pictures and measurements belong to the displayed run at their steps. */
function checkShown(name: string, { series, frames }: Pick<Tab, "series" | "frames">, { begun, lastLosses, step, heldOut, measured, influence }: State, problem: Problem): void {
  const { columns } = series;
  const values = columns.map((column) => series.values(column));
  const wrong = Array.from({ length: series.length }, (_, i) => i).find((i) => {
    const right = rowAt(begun, series.firstStep + i);
    return values.some((column, c) => column[i] !== right[c]);
  });
  if (wrong !== undefined) problem(`${name} shows wrong losses from step ${series.firstStep + wrong} on (of ${series.length})`);
  if (columns.some((column, c) => lastLosses[column] !== undefined && lastLosses[column] !== rowAt(begun, step)[c])) problem(`${name} shows other losses than those of step ${step}`);
  const decoded = frames.latest("decoded");
  if (decoded && !CLASSES.some((k) => isOutput(decoded, begun, k))) problem(`${name} shows another model's picture at step ${decoded.step}`);
  const samples = frames.latest("samples");
  if (samples && numberFrom(samples.pixels) !== numberAt(begun, samples.step)) problem(`${name} shows another model's samples at step ${samples.step}`);
  const filling = frames.latest("filling");
  if (filling && filling.pixels[0] !== numberAt(begun, filling.step)) problem(`${name} shows another model's fill-ins at step ${filling.step}`);
  for (const { step: at, values: { total } } of heldOut) if (total !== numberAt(begun, at)) problem(`${name} shows another run's held-out loss at step ${at}`);
  for (const { id, step: at, result } of measured) if (JSON.stringify(result) !== JSON.stringify(measuredBy(numberAt(begun, at)))) problem(`${name} shows another run's ${id} at step ${at}`);
  if (influence && influence.shares[0] !== foundBy(numberAt(begun, influence.step)).shares[0]) problem(`${name} shows another run's directions at step ${influence.step}`);
}

/** A tab when all calls have settled. */
interface Rest {
  readonly tab: Tab;
  readonly state: State;
  /** The run and its step when it was paused. A way back in the history may open another run after that. */
  readonly stood: Pick<State, "run" | "step">;
  /** The panel that fills in is displayed. */
  readonly fillsIn: boolean;
}

/** Returns what is wrong with a tab at rest, to be said after its name; null if nothing is. */
type Invariant = (rest: Rest) => string | null;

const doesNotTrain: Invariant = ({ state: { phase } }) => (["ready", "paused", "finished"].includes(phase) ? null : `is ${phase} at the end`);

const standsStill: Invariant = ({ state: { run, step }, stood }) =>
  (run !== stood.run || step === stood.step ? null : `made steps after the pause: ${stood.step} → ${step}`);

const hasItsLosses: Invariant = ({ tab: { series }, state: { step } }) => {
  const last = series.firstStep + series.length - 1;
  return series.length === 0 || last === step ? null : `is at step ${step}, and its losses end at ${last}`;
};

const hasNoLaterKeyframes: Invariant = ({ state: { keyframes, step } }) =>
  (keyframes.some((at) => at > step) ? `is at step ${step} and has the keyframe ${Math.max(...keyframes)}` : null);

const showsItsSettings: Invariant = ({ state: { config, begun, step } }) => {
  const [shown, actual] = [config, configAt(begun, step)].map(({ hyperparameters }) => JSON.stringify(Object.entries(hyperparameters).sort()));
  return shown === actual ? null : `shows the settings ${shown}, and its run has ${actual}`;
};

const hasItsAddress: Invariant = ({ tab: { entry: { fragment } }, state: { begun } }) => {
  const { config } = parse(fragment);
  return sameRun(config, begun) || config.then?.length ? null : `shows another run than its address says: ${fragment}`;
};

const decodesItsPosition: Invariant = ({ tab: { frames }, state: { rewound, step, z, begun, class: k } }) => {
  const at = rewound ?? step;
  const decoded = frames.latest("decoded");
  if (!decoded || decoded.step !== at || decoded.z.join() !== z.join()) {
    return `shows the picture of ${decoded?.z.join()} at ${decoded?.step} instead of ${z.join()} at ${at}`;
  }
  return isOutput(decoded, begun, k) ? null : `shows the picture of another class than ${k}`;
};

const showsNewSamples: Invariant = ({ tab: { frames }, state: { rewound, step } }) => {
  const at = rewound ?? step;
  const samples = frames.latest("samples");
  return samples?.step === at ? null : `shows samples of step ${samples?.step} instead of ${at}`;
};

const showsNewFillIns: Invariant = ({ tab: { frames }, state: { fillIn }, fillsIn }) => {
  const fillIns = frames.latest("filling");
  if (!fillsIn || (fillIns?.pixels[1] === fillIn.draw && fillIns.done === fillIns.of)) return null;
  return `shows fill-ins of an earlier request: ${fillIns?.pixels[1]} instead of ${fillIn.draw}, ${fillIns?.done} of ${fillIns?.of}`;
};

const waitsForNothing: Invariant = ({ state: { measuring, filling, fillFailure, forking, recomputing } }) => {
  const waits = Object.entries({ measuring, filling, fillFailure, forking, recomputing }).filter(([, value]) => value !== null);
  return waits.length === 0 ? null : `has settled and displays ${JSON.stringify(Object.fromEntries(waits))}`;
};

const isAtTheSecondRunsStep: Invariant = ({ tab, state: { comparison, step } }) => {
  if (!comparison) return null;
  const [other] = tab.session.runs.others.getState();
  const { phase, step: otherStep } = other!.store.getState();
  return phase === "failed" || otherStep === step ? null : `is at step ${step}, and its second run at ${otherStep}`;
};

const AT_REST: readonly Invariant[] = [
  doesNotTrain, standsStill, hasItsLosses, hasNoLaterKeyframes, showsItsSettings, hasItsAddress, decodesItsPosition, showsNewSamples, showsNewFillIns,
  waitsForNothing, isAtTheSecondRunsStep,
];

/** Checks what a tab displays when all calls have settled. */
export function checkAtRest(tab: Tab, now: Pick<Rest, "stood" | "fillsIn">, problem: Problem): void {
  const rest = { tab, state: tab.state(), ...now };
  for (const invariant of AT_REST) {
    const violation = invariant(rest);
    if (violation !== null) problem(`${tab.thread.name} ${violation}`);
  }
}

/** Checks that a saved run has the weights of its configuration at its step. */
export function checkSaved({ config, snapshot }: Pick<SavedRun, "config" | "snapshot">, problem: Problem): void {
  if (numberIn(snapshot.tensors) !== numberAt(config, snapshot.step)) problem(`the file saved at step ${snapshot.step} has another run's weights`);
}

/** Checks that the parts of each kept run belong together, and that each tab's run is saved at its current step. */
export async function checkKept(tabs: readonly Tab[], problem: Problem): Promise<void> {
  const { runs } = await listRuns();
  for (const run of runs) await checkKeptRun(run, problem);
  for (const tab of tabs) {
    const { keptAs, step, comparison, keptOffer, begun } = tab.state();
    const offered = keptOffer?.kind === "same" ? runs.find(({ id }) => id === keptOffer.id) : undefined;
    if (offered && runOf(parse(offered.fragment).config) !== runOf(begun)) problem(`${tab.thread.name} offers to go on with another run`);
    const kept = runs.find(({ id }) => id === keptAs);
    if (comparison === null && step > FEW_STEPS && kept?.step !== step) problem(`${tab.thread.name} is at step ${step}, and its run is kept at ${kept?.step}`);
    if (kept?.picture && kept.step === step && numberFrom(kept.picture) !== numberAt(begun, step)) problem(`${tab.thread.name} is at step ${step}, and its saved picture is of another`);
  }
  const ids = tabs.flatMap((tab) => tab.state().keptAs ?? []);
  if (ids.length === 2 && ids[0] === ids[1] && runs.some(({ id }) => id === ids[0])) problem("two tabs keep their runs in the same place");
}

async function checkKeptRun({ id, step, fragment }: KeptRun, problem: Problem): Promise<void> {
  const kept = await readRun(id).catch((error: unknown) => problem(`the kept run at step ${step} cannot be read: ${String(error)}`));
  if (!kept) return;
  const { begun, snapshot, record: { losses, measurements: { heldOut, measured } } } = kept;
  if (numberIn(snapshot.tensors) !== numberAt(begun, snapshot.step)) problem(`the run kept at step ${step} has another run's weights`);
  const { config } = parse(fragment);
  if (!sameRun(config, begun) && !config.then?.length) problem(`the run kept at step ${step} has another run's link`);
  const columns = losses?.columns.map((column) => losses.values(column)) ?? [];
  const wrong = Array.from({ length: losses?.length ?? 0 }, (_, i) => i).find((i) => {
    const right = lossesAt(begun, losses!.firstStep + i);
    return columns.some((column, c) => column[i] !== right[c]);
  });
  if (wrong !== undefined) problem(`the run kept at step ${step} has wrong losses from step ${losses!.firstStep + wrong} on`);
  for (const one of heldOut) if (one.values.total !== numberAt(begun, one.step)) problem(`the run kept at step ${step} has another run's held-out losses`);
  for (const one of measured) if (JSON.stringify(one.result) !== JSON.stringify(measuredBy(numberAt(begun, one.step)))) problem(`the run kept at step ${step} has another run's measurements`);
}
