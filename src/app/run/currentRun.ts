/**
 * The run that the page shows: its configuration, its state, and the snapshot from which another worker would continue it. The other files of this
 * folder share it. Each change of its state goes through `become`, which also writes the phase into the store and ends a training that is over.
 */
import { ElboError, isAboutData, type WireError } from "../../core/errors";
import { MAX_STEP, step, type Step } from "../../core/run/ids";
import type { Backend, RunConfig } from "../../core/run/runConfig";
import type { State, Store } from "../../state/store";
import type { Snapshot, TrainOutcome } from "../../worker/protocol";
import type { Patches } from "./patches";
import { isOpen, nextState, phaseOf, trainingOf, type RestingPhase, type RunEvent, type RunState } from "./runState";
import type { TrainingRequest } from "./trainingRequest";

/** A run as the store has it. Each run is another object, so that a late reply can be compared with the current run. */
export interface BegunRun {
  /** The run's initial configuration, with the changes of settings recorded so far. */
  begun: RunConfig;
}

/** The outcome of a training that ends: the reason, or the error. */
type End = TrainOutcome["reason"] | ElboError;

export interface CurrentRun {
  readonly run: BegunRun;
  readonly state: RunState;
  readonly isOpen: boolean;
  /** The training that runs, or that begins as soon as the run is open. */
  readonly training: TrainingRequest | null;
  /** It trains without a limit of steps. */
  readonly trainsUnlimited: boolean;
  /** The snapshot from which another worker continues the run; null: it starts at step 0. */
  snapshot: Snapshot | null;
  /** The step of `snapshot`. */
  readonly resumedAt: Step;
  /** The last step that the worker has reported. The store shows it later. */
  readonly lastStep: Step;
  /** The backend of the run when it was left: it continues on it. */
  backendBefore: Backend | undefined;
  /** Makes another run the current one. */
  replace(begun: RunConfig, snapshot: Snapshot | null, backend: Backend | undefined): void;
  /** The worker has reported this step. */
  reached(at: Step): void;
  /** Sets the last step at the end of training or the beginning of a run, without calling `onStep`. */
  setLastStep(at: Step): void;
  /** Applies the event to the state. Returns the training that ends by it. */
  advance(event: RunEvent): TrainingRequest | null;
  /** Applies the event, and writes `patch` and the new phase into the store at once. A training that ends by the event has the outcome `end`. */
  become(event: RunEvent, patch?: Partial<State>, end?: End): void;
  /** Settles the promise of a training that has ended. */
  conclude(ended: TrainingRequest | null, end: End): void;
  /** Returns the resting state of the run at this step. */
  restAt(at: Step): RestingPhase;
  dispose(): void;
}

/** Returns a failure that the next run would have as well, as data are missing; null for other failures. */
export const dataFailureOf = (failure: WireError | null): WireError | null => (failure && isAboutData(failure) ? failure : null);

/** Returns the store's values for a failure. */
export const failurePatch = (failure: WireError): Partial<State> => ({ failure, probing: null });

/** Returns a current run that has not been opened yet. `onStep` is called after each report of a step. */
export function createCurrentRun(store: Store, patches: Patches, onStep: (() => void) | undefined): CurrentRun {
  let run: BegunRun = { begun: store.getState().begun };
  let state: RunState = { kind: "none" };
  let lastStep = step(0);

  const current: CurrentRun = {
    get run() { return run; },
    get state() { return state; },
    get isOpen() { return isOpen(state); },
    get training() { return trainingOf(state); },
    get trainsUnlimited() { return trainingOf(state)?.counted === false; },
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
    setLastStep(at) { lastStep = at; },
    advance(event) {
      const before = trainingOf(state);
      state = nextState(state, event);
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
