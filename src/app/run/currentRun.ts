/**
 * The run that the page shows: its configuration, how it stands, and where another worker would take it up. The other files of this folder
 * share it. Each change of how it stands goes through `become`, which also writes it into the store and ends the training that it ends.
 */
import { ElboError, isAboutData, type WireError } from "../../core/errors";
import { MAX_STEP, step, type Step } from "../../core/run/ids";
import type { Backend, RunConfig } from "../../core/run/runConfig";
import type { State, Store } from "../../state/store";
import type { Snapshot, TrainOutcome } from "../../worker/protocol";
import type { Patches } from "./patches";
import { isOpen, next, phaseOf, trainingOf, type Rest, type RunEvent, type RunState } from "./runState";
import type { TrainingRequest } from "./trainingRequest";

/** A run as the store has it: another object for each run, so that a late reply can tell whether the run is still the current one. */
export interface BegunRun {
  /** Where the run began, with the changes of settings recorded so far. */
  begun: RunConfig;
}

/** What a training that ends is told: why, or what went wrong. */
type End = TrainOutcome["reason"] | ElboError;

export interface CurrentRun {
  readonly run: BegunRun;
  readonly state: RunState;
  readonly isOpen: boolean;
  /** It trains, or will train as soon as it is open. */
  readonly training: TrainingRequest | null;
  /** It trains, and not for a number of steps. */
  readonly trainsOn: boolean;
  /** Where another worker takes it up; null: at step 0. */
  snapshot: Snapshot | null;
  /** The step of `snapshot`. */
  readonly resumedAt: Step;
  /** The last step that the worker has reported. The store shows it later. */
  readonly lastStep: Step;
  /** The backend that the run was on when it was left: it goes on there. */
  backendBefore: Backend | undefined;
  /** The current run is another one from now on. */
  replace(begun: RunConfig, snapshot: Snapshot | null, backend: Backend | undefined): void;
  /** The worker has reported this step. */
  reached(at: Step): void;
  /** The same, at the end of training or where a run begins: its listeners hear of that in other ways. */
  endsAt(at: Step): void;
  /** Returns the training that ends by the event. */
  advance(event: RunEvent): TrainingRequest | null;
  /** Writes `patch` and the new phase into the store at once. A training that ends by the event is told `end`. */
  become(event: RunEvent, patch?: Partial<State>, end?: End): void;
  conclude(ended: TrainingRequest | null, end: End): void;
  /** How the run is at rest at this step. */
  restAt(at: Step): Rest;
  dispose(): void;
}

/** A failure that the next run would have as well: data that are missing. Null for others. */
export const lasting = (failure: WireError | null): WireError | null => (failure && isAboutData(failure) ? failure : null);

/** A failure as the store shows it. */
export const failed = (failure: WireError): Partial<State> => ({ failure, probing: null });

export function createCurrentRun(store: Store, patches: Patches, onStep: (() => void) | undefined): CurrentRun {
  let run: BegunRun = { begun: store.getState().begun };
  let state: RunState = { kind: "none" };
  let lastStep = step(0);

  const current: CurrentRun = {
    get run() { return run; },
    get state() { return state; },
    get isOpen() { return isOpen(state); },
    get training() { return trainingOf(state); },
    get trainsOn() { return trainingOf(state)?.counted === false; },
    snapshot: null,
    get resumedAt() { return current.snapshot?.step ?? step(0); },
    get lastStep() { return lastStep; },
    backendBefore: undefined,
    replace(begun, snapshot, backend) {
      run = { begun };
      current.snapshot = snapshot;
      current.backendBefore = backend;
    },
    reached(at) {
      lastStep = at;
      onStep?.();
    },
    endsAt(at) { lastStep = at; },
    advance(event) {
      const before = trainingOf(state);
      state = next(state, event);
      return before === trainingOf(state) ? null : before;
    },
    become(event, patch = {}, end = "superseded") {
      const ended = current.advance(event);
      patches.now({ ...patch, phase: phaseOf(state) });
      current.conclude(ended, end);
    },
    conclude(ended, end) {
      if (end instanceof ElboError) ended?.reject(end);
      else ended?.resolve({ step: store.getState().step, reason: end });
    },
    restAt(at) {
      const { stop } = store.getState();
      return at >= (stop ?? MAX_STEP) ? "finished" : at > 0 ? "paused" : "ready";
    },
    dispose() { state = { kind: "none" }; },
  };
  return current;
}
