/**
 * Keeps one run alive in a worker: opens it, trains it, and when the worker is lost continues in a new one from the last snapshot. It is composed of
 * the files of this folder: `currentRun.ts` (the run's state), `connection.ts` (the worker), `opening.ts`, `training.ts`, `leaving.ts`, `adjustments.ts`
 * (live settings) and `runEvents.ts` (the worker's events). It owns phase and failure in the store. The session owns the configuration and the view.
 */
import { ElboError, isAboutData } from "../../core/errors";
import type { HyperparameterValue } from "../../core/model/hyperparameters";
import type { Caller } from "../../core/newest";
import { step, type Step } from "../../core/run/ids";
import { lossColumns } from "../../core/model/model";
import type { BackendReport } from "../../core/run/reports";
import type { RunConfig } from "../../core/run/runConfig";
import { findModel } from "../../models/registry";
import { freshRun } from "../../state/stateKeys";
import type { TrainOptions } from "../../state/session";
import type { State } from "../../state/store";
import type { Client } from "../../worker/client";
import type { CommandName, Params, Reply, Snapshot, TrainOutcome } from "../../worker/protocol";
import type { BackendMemory } from "../backendMemory";
import { createAdjustments } from "./adjustments";
import { createConnection, type ConnectionParts } from "./connection";
import { createCurrentRun, dataFailureOf, failurePatch } from "./currentRun";
import { createHold } from "./hold";
import { createLeaving, type ReplacedRun } from "./leaving";
import { createRunOpening } from "./opening";
import { applyEvents, type Sinks } from "./runEvents";
import type { RunRecord } from "./runRecord";
import { phaseOf } from "./runState";
import { watchSlowWork } from "./slowWork";
import { createTraining } from "./training";
import { goalOf } from "./trainingRequest";

export interface RunKeeperParts extends Sinks, Pick<ConnectionParts, "spawn" | "ownImages"> {
  readonly workersCanLoad: () => Promise<void>;
  readonly memory: BackendMemory;
  /** A run is about to be opened, and the store describes it. It is not called when the same run continues in a new worker. */
  readonly onOpening?: () => void;
  /** The run is open: at its start, and again after a restart of its worker. */
  readonly onOpened: (report: BackendReport) => void;
  /** `lastStep` has changed. */
  readonly onStep?: () => void;
  /** The worker has sent the run's state. It has reported its losses before. */
  readonly onSnapshot?: (snapshot: Snapshot) => void;
}

export interface OpenOptions {
  /** Milliseconds to wait for further changes, or a promise to wait for. The previous run ends at once. */
  readonly settle?: number | Promise<unknown>;
  /** The state with which the run begins; if absent, it begins at step 0. */
  readonly snapshot?: Snapshot | null;
  /** The new run trains if the previous one trained without a limit of steps. */
  readonly keepTraining?: boolean;
  /** The run continues from an earlier step of the current run, and has its past up to that step. */
  readonly fork?: boolean;
  /** It is the same experiment again: the losses of the previous run stay for comparison. */
  readonly again?: boolean;
  /** The record of the run up to its snapshot. */
  readonly record?: RunRecord;
  /** Other values of the store for the new run. They are written together with it, so that no view shows a mixture. */
  readonly state?: Partial<State>;
}

export interface RunKeeper {
  /**
   * Ends the current run, before another one is opened at once. Returns null if the run has too few steps to be kept; resolves to null
   * if its weights cannot be read. Never rejects.
   */
  leave(): Promise<ReplacedRun | null> | null;
  /** Resolves when the run, or one that replaced it, is open or has failed. Never rejects. */
  open(config: RunConfig, options?: OpenOptions): Promise<void>;
  train(options: TrainOptions): Promise<TrainOutcome>;
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
export function createRunKeeper({ spawn, workersCanLoad, memory, ownImages, onOpening, onOpened, onStep, onSnapshot, ...sinks }: RunKeeperParts): RunKeeper {
  const { store, series, frames, patches } = sinks;
  const current = createCurrentRun(store, patches, onStep);
  const client = () => connection.client;
  const sendHold = () => void client()?.call("holdAt", { step: hold.forWorker }).catch(() => undefined);
  const hold = createHold(() => current.isOpen && sendHold());
  /** The reader ends the worker, in the middle of a step. */
  let stopping = false;
  const rests = () => current.state.kind !== "training";
  const isIdle = () => rests() || hold.waits(current.lastStep);
  const adjustments = createAdjustments({
    store, run: () => current.run, isOpen: () => current.isOpen, idle: isIdle, rests, lastStep: () => current.lastStep, resumedAt: () => current.resumedAt,
    sendToWorker: (hyperparameters) => client()!.call("adjust", { hyperparameters }),
  });
  const leaving = createLeaving({ store, series, current, client, sendChanges: adjustments.send });
  const connection = createConnection({
    spawn, ownImages, isHeld: () => hold.suspended || hold.waits(current.lastStep), onStart: listen,
    onTick: watchSlowWork({ store, lastStep: () => current.lastStep, makesSteps: () => !isIdle() && !hold.suspended }),
    onLost(error) {
      const notice = !current.isOpen ? null : stopping ? "step-stopped" : "worker-restarted";
      current.become({ kind: "open", keeps: "any" }, { failure: null });
      adjustments.send();
      current.backendBefore = undefined;
      memory.forget(current.run.begun);
      opening.recover(error, notice);
    },
  });
  const opening = createRunOpening({
    store, patches, current, connection, leaving, memory, workersCanLoad,
    onOpen(report, { step: at }) {
      onOpened(report);
      current.reached(at);
      if (hold.forWorker !== null) sendHold();
      if (current.state.kind === "training") training.start(current.state.training);
    },
  });
  const training = createTraining({ store, patches, current, client, sendChanges: adjustments.send, openAgain: opening.again });

  /** Listens to the events of a new worker. Those of a run that is being left change nothing except its own losses. */
  function listen(worker: Client) {
    applyEvents(worker, sinks, () => leaving.losses);
    const isLeaving = () => leaving.losses !== null;
    worker.on("losses", ({ firstStep, values }) => {
      if (!isLeaving()) current.reached(step(firstStep + values.length / series.columns.length - 1));
    });
    worker.on("wentBack", ({ step: at }) => { if (!isLeaving()) current.reached(at); });
    worker.on("snapshot", ({ snapshot }) => {
      if (isLeaving()) return;
      current.snapshot = snapshot;
      onSnapshot?.(snapshot);
    });
    worker.on("failed", ({ error }) => {
      if (error.code === "worker-lost") return worker.lose(error.message);
      if (isAboutData(error) && current.training) patches.now({ failure: error });
      else if (!isLeaving() || isAboutData(error)) current.become({ kind: "failure" }, failurePatch(error));
    });
    worker.on("device", ({ report }) => {
      if (isLeaving()) return;
      if (hold.forWorker !== null) sendHold();
      if (report.wish !== "auto" || report.reason !== "fell-back") return;
      // A backend that computed wrong numbers is not chosen again, however fast it is. One that failed otherwise is measured again.
      if (report.trials[0]?.kind === "disagreed") memory.keep(current.run.begun, report.chosen);
      else memory.forget(current.run.begun);
    });
    worker.on("heartbeat", ({ training: trains, dataFailed }) => {
      if (trains && dataFailed && dataFailureOf(store.getState().failure)) training.outOfData();
    });
  }

  return {
    get ready() { return current.isOpen; },
    get trainsUnlimited() { return current.trainsUnlimited; },
    get pauses() { return training.pauses; },
    get lastStep() { return current.lastStep; },
    get idle() { return isIdle(); },
    leave: leaving.leave,
    async open(config, { settle = 0, fork = false, keepTraining = false, snapshot = null, again = false, record, state: shown = {} } = {}) {
      adjustments.drop();
      const { begun: previous } = current.run;
      current.replace(config, snapshot, record?.backend);
      const ended = current.advance({ kind: "open", keeps: keepTraining ? "untilPaused" : "none" });
      patches.drop();
      const { data, failure } = store.getState();
      // A run that is being left may still report its last losses.
      const last = series.length > 0 ? { losses: leaving.losses ?? series.record(), begun: previous } : series.before;
      const before = again ? last : record?.before ?? null;
      const at = current.resumedAt;
      series.restart(lossColumns(findModel(config.model)!).map(({ id }) => id), { from: record?.losses ?? null, before });
      frames.clear();
      current.setLastStep(at);
      store.setState({ ...freshRun, data, failure, ...record?.measurements, lastLosses: series.last, step: at, begun: config, ...shown });
      current.conclude(ended, "superseded");
      if (current.training) current.training.until = goalOf({ step: at, stop: store.getState().stop });
      onOpening?.();
      opening.begin({ settle, fork });
      await opening.settled();
    },
    train: training.train,
    pause: training.pause,
    stopNow() {
      const worker = client();
      if (!worker) return;
      training.abandon();
      stopping = true;
      worker.lose("The reader has stopped the step.", false);
      stopping = false;
    },
    hasRoomFor: adjustments.hasRoomFor,
    adjust: adjustments.set,
    holdAt: hold.waitAt,
    limitTo: hold.limitTo,
    suspend: hold.suspend,
    async retryData() {
      await training.fetchAgain();
      if (phaseOf(current.state) !== "failed") return;
      if (current.state.kind === "failed" && current.state.interrupted) training.train({}).catch(() => undefined);
      else if (current.isOpen) current.become({ kind: "recovered", rest: store.getState().step > 0 ? "paused" : "ready" });
      else opening.again();
      await opening.settled();
    },
    async call(command, params, caller) {
      if (!(await opening.settled())) {
        const { failure } = store.getState();
        throw failure ? ElboError.from(failure) : new ElboError("superseded", "No experiment is open.");
      }
      const { run } = current;
      const reply = await client()!.call(command, params, caller);
      // Another run has replaced this one, but the worker, which is still being asked for this run's last weights, does not know it yet.
      if (run !== current.run) throw new ElboError("superseded", "Another run was opened.");
      return reply;
    },
    carryOnFrom(snapshot) { current.snapshot = snapshot; },
    dispose() {
      adjustments.dispose();
      patches.drop();
      connection.dispose();
      current.dispose();
    },
  };
}
