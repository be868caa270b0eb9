/**
 * Changes of live settings in a run. A value that a reader sets is displayed at once, sent to the worker with a limited frequency, and recorded with
 * the step from which on it holds.
 */
import type { HyperparameterValues } from "../../../../core/model/hyperparameters";
import type { Step } from "../../../../core/run/ids";
import { withChange } from "../../../../core/run/liveChanges";
import type { RunConfig } from "../../../../core/run/runConfig";
import type { PendingSettings } from "../../../state/store";
import type { RunEvent } from "./events";
import { isOpen } from "./life";
import { isIdle, rests, resumedAt, type RunMachine, type Seen } from "./state";
import { to, andThen, type Transition } from "./transition";

/** Milliseconds between two sends while a slider is dragged during training. */
const SEND_EVERY_MS = 250;

/** The reader changes a setting: at once, or soon if the run trains. */
export function change(state: RunMachine, { id, value }: Extract<RunEvent, { kind: "change" }>, seen: Seen): Transition {
  const { settings } = state;
  const pending: PendingSettings = { ...seen.pending, [id]: { value, from: Infinity } };
  const waiting = { ...settings.waiting, [id]: value };
  const set = to({ ...state, settings: { ...settings, waiting, timed: true } }, { kind: "set", patch: { pending }, flush: false });
  if (isIdle(state)) return andThen(set, (next) => sendChanges(next, { ...seen, pending }));
  return settings.timed ? set : andThen(set, (next) => to(next, { kind: "time-changes", afterMs: SEND_EVERY_MS }));
}

/** Drops the waiting values, because their run was replaced. */
export const dropChanges = (state: RunMachine): Transition =>
  to({ ...state, settings: { ...state.settings, waiting: {}, timed: false } }, { kind: "time-changes", afterMs: null });

/** Sends the waiting values. While the run trains, only the worker knows from which step on they hold. */
export function sendChanges(state: RunMachine, seen: Seen): Transition {
  const { settings: { waiting: values }, run, lastStep } = state;
  const dropped = dropChanges(state);
  if (Object.keys(values).length === 0) return dropped;
  if (!isOpen(state.life)) return andThen(dropped, (next) => record(next, values, resumedAt(state), seen));
  const rested = rests(state);
  return andThen(
    dropped,
    (next) => to({ ...next, settings: { ...next.settings, unanswered: next.settings.unanswered + (rested ? 0 : Object.keys(values).length) } }, { kind: "adjust", values, run, rested }),
    (next) => (rested ? record(next, values, lastStep, seen) : to(next)),
  );
}

/** The worker has the values, or was lost: then they hold from the step from which the next worker continues. */
export function changed(state: RunMachine, { run, values, rested, at }: Extract<RunEvent, { kind: "changed" }>, seen: Seen): Transition {
  const { settings, leaving } = state;
  const answered = { ...state, settings: { ...settings, unanswered: settings.unanswered - (rested ? 0 : Object.keys(values).length) } };
  if (run === state.run) return rested && at !== null ? to(answered) : record(answered, values, at ?? resumedAt(state), seen);
  const isLeft = leaving !== null && leaving.run === run && !rested && at !== null;
  return to(isLeft ? { ...answered, leaving: { ...leaving, begun: withChanges(leaving.begun, values, at) } } : answered);
}

const withChanges = (begun: RunConfig, values: HyperparameterValues, at: number): RunConfig =>
  Object.entries(values).reduce((before, [id, value]) => withChange(before, { step: at, id, value, byHand: true }), begun);

function record(state: RunMachine, values: HyperparameterValues, at: Step, { pending, step }: Seen): Transition {
  const begun = withChanges(state.begun, values, at);
  return to({ ...state, begun }, { kind: "set", patch: { begun, pending: settled(pending, values, at, step) }, flush: false });
}

/** Returns the settings that are pending after `values` were recorded at step `from`, while step `displayed` is displayed. A value that was set later is still pending. */
const settled = (pending: PendingSettings, values: HyperparameterValues, from: number, displayed: number): PendingSettings =>
  Object.fromEntries(Object.entries(pending).flatMap(([id, one]) => {
    if (one.value !== values[id]) return [[id, one] as const];
    return displayed < from ? [[id, { ...one, from }] as const] : [];
  }));
