/** Trains the current run: begins, pauses and ends its training, and reports the outcome. */
import { ElboError } from "../../core/errors";
import { MAX_STEP } from "../../core/run/ids";
import type { TrainOptions } from "../../state/session";
import type { State, Store } from "../../state/store";
import type { Client } from "../../worker/client";
import type { TrainOutcome } from "../../worker/protocol";
import { failurePatch, dataFailureOf, type CurrentRun } from "./currentRun";
import type { Patches } from "./patches";
import { addNotice, dropUndone } from "./runEvents";
import { phaseOf } from "./runState";
import { goalOf, requestTraining, type TrainingRequest } from "./trainingRequest";

interface TrainingParts {
  readonly store: Store;
  readonly patches: Patches;
  readonly current: CurrentRun;
  readonly client: () => Client | null;
  /** Sends the waiting changes of settings. */
  readonly sendChanges: () => void;
  /** Opens a run again that has failed to open. */
  readonly openAgain: () => void;
}

export interface Training {
  /** Resolves when training ends. Rejects if it fails, and with "superseded" if no run is open. */
  train(options: TrainOptions): Promise<TrainOutcome>;
  pause(): Promise<void>;
  /** Ends training at once, whatever the worker does. */
  abandon(): void;
  /** Counts the reader's pauses. A training that was requested before a pause does not begin after it. */
  readonly pauses: number;
  /** Starts a request that waited until the run was open. */
  start(request: TrainingRequest): void;
  /** Fails the training because the data of the next step cannot be loaded. */
  outOfData(): void;
  /** Asks the worker to try again to load data that it could not load. */
  fetchAgain(): Promise<void>;
}

/** Milliseconds after which the page says that a pause waits for the end of a step. */
const SAID_AFTER_MS = 300;

/** Returns the training of the current run. */
export function createTraining({ store, patches, current, client, sendChanges, openAgain }: TrainingParts): Training {
  let pauses = 0;
  /** The newest request that the worker has received. */
  let sent: { readonly request: TrainingRequest; readonly run: State["run"] } | null = null;

  function start(request: TrainingRequest) {
    const { run, failure } = store.getState();
    patches.now({ failure: dataFailureOf(failure) });
    sent = { request, run };
    const isCurrent = () => current.training === request && run === store.getState().run;
    client()!.call("train", { until: request.until }).then(
      (outcome) => isCurrent() && finish(outcome),
      (caught: unknown) => {
        const error = ElboError.of(caught);
        // Superseded: the new run decides about it. Lost: it continues in the next worker.
        if (!isCurrent() || error.code === "superseded" || error.code === "worker-lost") return;
        current.become({ kind: "broke-off", byData: false }, failurePatch(error.toWire()), error);
      },
    );
  }

  function finish({ step: at, reason }: TrainOutcome) {
    current.setLastStep(at);
    switch (reason) {
      case "superseded":
      case "paused":
      case "reached":
        if (at >= MAX_STEP) addNotice(store, { kind: "last-step", step: at });
        return current.become({ kind: "stopped", rest: current.restAt(at) }, { step: at }, reason);
      case "not-finite": {
        dropUndone(store, at);
        const { failure } = store.getState();
        const error = failure ? ElboError.from(failure) : new ElboError("loss-not-finite", `Training ended at step ${at}.`);
        return current.become({ kind: "broke-off", byData: false }, { ...failurePatch(error.toWire()), step: at }, error);
      }
      default:
        reason satisfies never;
    }
  }

  async function stop(): Promise<void> {
    const request = current.training;
    if (!request) return;
    const end = () => current.become({ kind: "stopped", rest: current.restAt(store.getState().step) }, {}, "paused");
    if (!current.isOpen || sent?.request !== request || sent.run !== store.getState().run) return end();
    sendChanges(); // settings that were changed until now are applied and recorded before the run pauses
    const timer = setTimeout(() => { if (current.training === request) patches.now({ pausing: true }); }, SAID_AFTER_MS);
    try {
      await client()!.call("pause", null);
      await request.outcome;
    } catch {
      if (current.training === request) end(); // training must not continue, whatever went wrong
    } finally {
      clearTimeout(timer);
      if (store.getState().pausing) patches.now({ pausing: false });
    }
  }

  const fetchAgain = async () => {
    patches.now({ failure: null });
    await client()?.call("retryData", null).catch(() => undefined);
  };

  return {
    async train({ steps, restart = steps !== undefined }) {
      const { run, training: goingOn } = current;
      if (goingOn && !restart) return goingOn.outcome;
      sendChanges();
      const pausesBefore = pauses;
      await stop();
      if (dataFailureOf(store.getState().failure)) await fetchAgain();
      if (run !== current.run) return { step: store.getState().step, reason: "superseded" };
      if (pauses !== pausesBefore) return { step: store.getState().step, reason: "paused" };
      if (!current.isOpen && phaseOf(current.state) === "failed") openAgain();
      const { stop: stopAt, step: now } = store.getState();
      const request = requestTraining(steps !== undefined, goalOf({ step: current.isOpen ? now : current.resumedAt, stop: stopAt }, steps));
      current.become({ kind: "train", training: request });
      if (current.state.kind === "training") start(request);
      else if (current.training !== request) request.reject(new ElboError("superseded", "No experiment is open."));
      return request.outcome;
    },
    pause() {
      pauses++;
      return stop();
    },
    abandon() {
      pauses++;
      if (current.training) current.become({ kind: "stopped", rest: current.restAt(store.getState().step) }, {}, "paused");
    },
    get pauses() { return pauses; },
    start,
    outOfData() {
      const failure = store.getState().failure!;
      client()?.call("pause", null).catch(() => undefined);
      current.become({ kind: "broke-off", byData: true }, failurePatch(failure), ElboError.from(failure));
    },
    fetchAgain,
  };
}
