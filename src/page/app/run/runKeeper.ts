/**
 * Keeps one run alive in a worker: opens it, trains it, and when the worker is lost continues in a new one from the last snapshot. Each method is an
 * event of the run's machine (`machine/`), whose effects `interpreter.ts` carries out. It owns phase and failure in the store. The session owns the
 * configuration and the view.
 */
import { ElboError } from "../../../core/errors";
import type { HyperparameterValue } from "../../../core/model/hyperparameters";
import type { Caller } from "../../../core/newest";
import type { Step } from "../../../core/run/ids";
import type { RunConfig } from "../../../core/run/runConfig";
import type { TrainOptions } from "../../state/session";
import type { CommandName, Params, Reply, Snapshot, TrainOutcome } from "../../../engine/worker/protocol";
import { createInterpreter } from "./interpreter";
import type { OpenOptions } from "./machine/events";
import { isOpen, trainingOf } from "./machine/life";
import { hasRoomFor, isIdle, mayLeave } from "./machine/state";
import type { Departure, UndoableRun } from "../undo";
import type { RunListener, RunParts } from "./runParts";

export type { OpenOptions } from "./machine/events";
export type { RunParts as RunKeeperParts } from "./runParts";

export interface RunKeeper {
  /** Calls the listener from now on. */
  listen(listener: RunListener): void;
  /** Ends the current run, before another one is opened at once, and remembers it unless it has too few steps. */
  leave(departure: Departure): void;
  /** Resolves when the run that is being left is remembered; undefined: none is being left. Never rejects. */
  readonly leaving: Promise<void> | undefined;
  /** The run that was left last; null: there is none, or its weights could not be read. */
  readonly left: UndoableRun | null;
  /** Returns that run, and forgets it. */
  takeLeft(): UndoableRun | null;
  /** Resolves when the run, or one that replaced it, is open or has failed. Never rejects. */
  open(config: RunConfig, options?: OpenOptions): Promise<void>;
  train(options: TrainOptions): Promise<TrainOutcome>;
  /** Never rejects. */
  pause(): Promise<void>;
  /** Ends the worker in the middle of its work, whose result is lost: the run is paused at its last snapshot, in a new worker. */
  stopNow(): void;
  /** Counts the reader's pauses. A training that was requested before a pause does not begin after it. */
  readonly pauses: number;
  /** Returns whether the run can have this change of a live setting. */
  hasRoomFor(id: string, value: HyperparameterValue): boolean;
  /** Changes a live setting. The store's `begun` will say from which step on the value holds. */
  adjust(id: string, value: HyperparameterValue): void;
  /** Holds training at this step until a later one is set; the phase stays "training". Null: nothing holds it. */
  holdAt(step: Step | null): void;
  /** Makes no step beyond this one until a later one is set: a slow start. Null: nothing limits it. */
  limitTo(step: Step | null): void;
  /** No steps are made while the run is suspended; the phase stays "training", and training continues afterwards. */
  suspend(suspended: boolean): void;
  /** The last step that the worker has reported. The store shows it later. */
  readonly lastStep: Step;
  /** No step is being made: nothing trains, or training is held at a step. */
  readonly idle: boolean;
  /** Asks again for data that could not be loaded, and continues what they interrupted. Never rejects. */
  retryData(): Promise<void>;
  /** Sends a command when the run is open. Rejects with the failure's code if it cannot be opened, and with "superseded" if another run has replaced it. */
  call<C extends CommandName>(command: C, params: Params<C>, caller?: Caller): Promise<Reply<C>>;
  /** If its worker is lost, the run continues from this snapshot, whose losses have been reported. */
  carryOnFrom(snapshot: Snapshot): void;
  readonly ready: boolean;
  /** It trains without a limit of steps. */
  readonly trainsUnlimited: boolean;
  dispose(): void;
}

/** Returns a keeper that has no worker yet. */
export function createRunKeeper(parts: RunParts): RunKeeper {
  const { store } = parts;
  const run = createInterpreter(parts);

  return {
    get ready() { return isOpen(run.state.life); },
    get trainsUnlimited() { return trainingOf(run.state.life)?.counted === false; },
    get pauses() { return run.state.pauses; },
    get lastStep() { return run.state.lastStep; },
    get idle() { return isIdle(run.state); },
    listen: run.listen,
    leave(departure) { if (mayLeave(run.state, store.getState())) run.leave(departure); },
    get leaving() { return run.leaving; },
    get left() { return run.state.left; },
    takeLeft() {
      const { left } = run.state;
      run.dispatch({ kind: "take-left" });
      return left;
    },
    async open(config, options = {}) {
      run.dispatch({ kind: "open", config, options });
      await run.opened();
    },
    async train({ steps, restart = steps !== undefined }) { return run.train(steps, restart); },
    pause: () => run.ask("pause"),
    stopNow() { if (run.connection.client) run.dispatch({ kind: "stop-now" }); },
    hasRoomFor: (id, value) => hasRoomFor(run.state, id, value),
    adjust: (id, value) => run.dispatch({ kind: "change", id, value }),
    holdAt: (at) => run.dispatch({ kind: "hold", hold: { at } }),
    limitTo: (limit) => run.dispatch({ kind: "hold", hold: { limit } }),
    suspend: (suspended) => run.dispatch({ kind: "hold", hold: { suspended } }),
    retryData: () => run.ask("retry-data"),
    async call(command, params, caller) {
      if (!(await run.opened())) {
        const { failure } = store.getState();
        throw failure ? ElboError.from(failure) : new ElboError("superseded", "No experiment is open.");
      }
      const { run: of } = run.state;
      const reply = await run.connection.client!.call(command, params, caller);
      // Another run has replaced this one, but the worker, which is still being asked for this run's last weights, does not know it yet.
      if (of !== run.state.run) throw new ElboError("superseded", "Another run was opened.");
      return reply;
    },
    carryOnFrom: (snapshot) => run.dispatch({ kind: "carry-on-from", snapshot }),
    dispose: () => run.dispatch({ kind: "dispose" }),
  };
}
