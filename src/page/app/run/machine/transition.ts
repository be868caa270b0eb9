/** The parts that all transitions of a run are made of. */
import { isAboutData, type WireError } from "../../../../core/errors";
import { transitionsOf, type Transition as TransitionOf } from "../../../../core/transition";
import type { State } from "../../../state/store";
import type { TrainOutcome } from "../../../../engine/worker/protocol";
import type { Effect } from "./effects";
import { nextLife, phaseOf, trainingOf, type Life, type Turn } from "./life";
import type { RunMachine } from "./state";

export type Transition = TransitionOf<RunMachine, Effect>;

/** The outcome of a training that ends: the reason, or the error. */
export type End = TrainOutcome["reason"] | WireError;

export const { to, andThen } = transitionsOf<RunMachine, Effect>();

/** Returns what a training is told that has ended between two lives. */
export function concluded(before: Life, after: Life, end: End): readonly Effect[] {
  const ended = trainingOf(before);
  if (!ended || ended.id === trainingOf(after)?.id) return [];
  return [typeof end === "string" ? { kind: "conclude", request: ended.id, reason: end } : { kind: "refuse", request: ended.id, error: end }];
}

/** Applies the turn to the run's life, and writes `patch` and the new phase into the store at once. A training that ends by the turn has the outcome `end`. */
export function become(state: RunMachine, turn: Turn, patch: Partial<State> = {}, end: End = "superseded"): Transition {
  const life = nextLife(state.life, turn);
  return to({ ...state, life }, now({ ...patch, phase: phaseOf(life) }), ...concluded(state.life, life, end));
}

/** Writes into the store at once, with everything that waits to be displayed. */
export const now = (patch: Partial<State>): Effect => ({ kind: "set", patch, flush: true });

/** Returns a failure that the next run would have as well, as data are missing; null for other failures. */
export const dataFailureOf = (failure: WireError | null): WireError | null => (failure && isAboutData(failure) ? failure : null);

/** Returns the store's values for a failure. */
export const failurePatch = (failure: WireError): Partial<State> => ({ failure, probing: null });
