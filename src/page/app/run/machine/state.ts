/** The state of one run on the page, with everything that decides what an event does to it, and the questions that are asked of it. Pure. */
import type { HyperparameterValue, HyperparameterValues } from "../../../../core/model/hyperparameters";
import { MAX_STEP, step, type RunId, type Step } from "../../../../core/run/ids";
import { MAX_CHANGES, withChange } from "../../../../core/run/liveChanges";
import type { Backend, RunConfig } from "../../../../core/run/runConfig";
import type { Snapshot } from "../../../../core/run/snapshot";
import type { State } from "../../../state/store";
import type { Departure, UndoableRun } from "../../undo";
import { isOpen, type Life, type RestingPhase } from "./life";

export interface RunMachine {
  readonly life: Life;
  /** Nothing uses the run any more. */
  readonly disposed: boolean;
  /** The number of runs so far: the same run keeps it in another worker. What belongs to an earlier run comes too late. */
  readonly run: number;
  /** The run's initial configuration, with the changes of settings recorded so far. */
  readonly begun: RunConfig;
  /** The state from which another worker continues the run; null: it starts at step 0. */
  readonly snapshot: Snapshot | null;
  /** The backend of the run when it was left: it continues on it. */
  readonly backendBefore: Backend | undefined;
  /** The last step that the worker has reported. The store shows it later. */
  readonly lastStep: Step;
  /** The seconds for which this step has been the last one, although steps are being made. */
  readonly slow: { readonly at: Step | null; readonly seconds: number };
  /** The number of heartbeats for which the worker has been at this step, although it makes steps. */
  readonly beats: { readonly at: Step; readonly still: number };
  /** The newest attempt to open the run in a worker; `fork`: the attempt from whose run it was forked. */
  readonly attempt: { readonly id: RunId; readonly ended: boolean; readonly fork: RunId | null };
  /** Questions that are answered when the newest attempt has ended. */
  readonly waiting: readonly number[];
  /** What stops the run from making steps although it trains: a step to wait at, the limit of a slow start, or a suspension, for example of a hidden page. */
  readonly hold: { readonly at: Step | null; readonly limit: Step | null; readonly suspended: boolean };
  /** Changes of settings that wait to be sent, whether a timer will send them, and the number of those that the worker has not answered. */
  readonly settings: { readonly waiting: HyperparameterValues; readonly timed: boolean; readonly unanswered: number };
  /** Counts the reader's pauses. A training that was requested before a pause does not begin after it. */
  readonly pauses: number;
  /** The newest training that the worker has received. */
  readonly sent: { readonly request: number; readonly attempt: RunId } | null;
  /** The reader ends the worker, in the middle of a step. */
  readonly stopping: boolean;
  /** The run whose last state is being read; null: none is. */
  readonly leaving: LeavingRun | null;
  /** The run that was left last, which "Undo" brings back; null: there is none. */
  readonly left: UndoableRun | null;
}

export interface LeavingRun {
  readonly run: number;
  readonly begun: RunConfig;
  /** It trained without a limit of steps. */
  readonly training: boolean;
  readonly departure: Departure;
}

/** The values of the store that decide something. */
export type Seen = Pick<State, "step" | "stop" | "failure" | "pending" | "pausing" | "waitingForData" | "takesLong">;

/** A run is about to be opened: the time for its first step starts again. */
export const NO_BEATS: RunMachine["beats"] = { at: step(0), still: 0 };

/** Returns the state before anything was opened. `attempt`: the store's number of the run. */
export const freshMachine = (begun: RunConfig, attempt: RunId): RunMachine => ({
  life: { kind: "none" }, disposed: false, run: 0, begun, snapshot: null, backendBefore: undefined, lastStep: step(0), slow: { at: null, seconds: 0 }, beats: NO_BEATS,
  attempt: { id: attempt, ended: true, fork: null }, waiting: [], hold: { at: null, limit: null, suspended: false },
  settings: { waiting: {}, timed: false, unanswered: 0 }, pauses: 0, sent: null, stopping: false, leaving: null, left: null,
});

/** Returns the step of the snapshot from which the next worker would continue the run. */
export const resumedAt = ({ snapshot }: Pick<RunMachine, "snapshot">): Step => snapshot?.step ?? step(0);

/** Returns the step at which the worker has to wait; null: nothing holds the run. */
export function heldAt({ hold: { at, limit, suspended } }: Pick<RunMachine, "hold">): Step | null {
  if (suspended) return step(0); // every step is beyond 0
  return at === null || (limit !== null && limit < at) ? limit : at;
}

/** Returns whether the run has reached the step to wait at. The limit of a slow start is soon followed by a later one, so the run does not count as waiting. */
export const waits = ({ hold: { at }, lastStep }: RunMachine): boolean => at !== null && lastStep >= at;

/** Returns whether nothing trains. A held run counts as training: its worker may have made steps before it received the hold. */
export const rests = ({ life }: RunMachine): boolean => life.kind !== "training";

/** Returns whether no step is being made, as far as the worker has reported. */
export const isIdle = (state: RunMachine): boolean => rests(state) || waits(state);

/** Returns the resting phase of a run at this step. */
export const restAt = (at: Step, { stop }: Pick<Seen, "stop">): RestingPhase => (at >= (stop ?? MAX_STEP) ? "finished" : at > 0 ? "paused" : "ready");

/** Returns the step at which training stops. `steps` count from the current step, and `stop` applies unless the run has passed it. No run trains beyond MAX_STEP. */
export function goalOf({ step: at, stop }: Pick<Seen, "step" | "stop">, steps?: number): Step {
  const goals = [MAX_STEP, ...(steps === undefined ? [] : [at + steps]), ...(stop !== null && stop > at ? [stop] : [])];
  return step(Math.min(...goals));
}

/** Returns whether this change of a setting can be added: a run has at most `MAX_CHANGES`. */
export function hasRoomFor(state: RunMachine, id: string, value: HyperparameterValue): boolean {
  const { begun, life, lastStep, settings } = state;
  const rested = rests(state);
  const { then = [] } = rested ? withChange(begun, { step: isOpen(life) ? lastStep : resumedAt(state), id, value }) : begun;
  const next = rested ? 0 : Object.keys({ ...settings.waiting, [id]: value }).length;
  return then.length + settings.unanswered + next <= MAX_CHANGES;
}

/** A run with at most this many steps of its own is not kept: it is cheaper to train it again than to find it. */
export const TOO_FEW_STEPS = 100;

/** Returns whether a run that has come to this step is worth keeping when it is left. */
export const isWorthKeeping = ({ begin = 0 }: RunConfig, at: number): boolean => at - begin > TOO_FEW_STEPS;

/** Returns whether the current run is kept when it is left now. */
export const mayLeave = ({ leaving, begun }: RunMachine, { step: at }: Pick<Seen, "step">): boolean => leaving === null && isWorthKeeping(begun, at);
