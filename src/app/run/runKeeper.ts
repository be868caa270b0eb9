/**
 * Keeps one run alive in a worker: opens it, trains it, and when the worker is lost carries on in a new one from the last snapshot. It is composed of
 * the files of this folder: `currentRun.ts` (how the run stands), `connection.ts` (the worker), `opening.ts`, `training.ts`, `leaving.ts`, `adjustments.ts`
 * (live settings) and `runFeed.ts` (the worker's events). It owns phase and failure in the store. What the configuration is, and what the reader looks
 * at, is the session's.
 */
import { ElboError, isAboutData } from "../../core/errors";
import type { HyperparameterValue } from "../../core/model/hyperparameters";
import { step, type Step } from "../../core/run/ids";
import { lossColumns } from "../../core/model/model";
import type { BackendReport } from "../../core/run/reports";
import type { RunConfig } from "../../core/run/runConfig";
import { findModel } from "../../models/registry";
import { freshRun } from "../../state/stateKeys";
import type { State } from "../../state/store";
import type { Client } from "../../worker/client";
import type { CommandName, Params, Reply, Snapshot, TrainOutcome } from "../../worker/protocol";
import type { BackendMemory } from "../backendMemory";
import { createAdjustments } from "./adjustments";
import { createConnection, type ConnectionParts } from "./connection";
import { createCurrentRun, failed, lasting } from "./currentRun";
import { createHold } from "./hold";
import { createLeaving, type LeftRun } from "./leaving";
import { createOpening } from "./opening";
import { feed, type Sinks } from "./runFeed";
import type { RunRecord } from "./runRecord";
import { phaseOf } from "./runState";
import { createTraining } from "./training";
import { goalOf } from "./trainingRequest";

export interface RunKeeperParts extends Sinks, Pick<ConnectionParts, "spawn" | "ownImages"> {
  readonly workersCanLoad: () => Promise<void>;
  readonly memory: BackendMemory;
  /** A run is about to be opened, and the store says which. Not where the same run carries on in a new worker. */
  readonly onOpening?: () => void;
  /** The run can be talked to: at its start, and again after a restart. */
  readonly onOpened: (report: BackendReport) => void;
  /** `lastStep` has changed. */
  readonly onStep?: () => void;
  /** The worker has sent the run's state. It has reported its losses before. */
  readonly onSnapshot?: (snapshot: Snapshot) => void;
}

export interface OpenOptions {
  /** Milliseconds to wait for further changes, or what else to wait for; the run before it ends at once. */
  readonly settle?: number | Promise<unknown>;
  /** Where the run begins; at step 0 where absent. */
  readonly snapshot?: Snapshot | null;
  /** Training that was going on, unless it was for a number of steps, goes on in the new run. */
  readonly keepTraining?: boolean;
  /** It goes on from an earlier step of the run that stands, and has its past up to there. */
  readonly fork?: boolean;
  /** The same experiment again: the losses of the run before it stay, to compare with. */
  readonly again?: boolean;
  /** What is known of the run up to its snapshot. */
  readonly known?: RunRecord;
  /** What the store says of the experiment from now on. It changes with the run, at once: neither is shown beside the other's. */
  readonly state?: Partial<State>;
}

export interface RunKeeper {
  /**
   * Ends the run that stands, to make room for another, which is to be opened at once. Null where so few steps are lost by
   * it that it is not kept; resolves to null where its weights cannot be had. Never rejects.
   */
  leave(): Promise<LeftRun | null> | null;
  /** Resolves when the run, or one that took its place, is ready or has failed. Never rejects. */
  open(config: RunConfig, options?: OpenOptions): Promise<void>;
  train(options: { steps?: number }): Promise<TrainOutcome>;
  pause(): Promise<void>;
  /** Counts the reader's pauses. A training that was requested before a pause does not begin after it. */
  readonly pauses: number;
  /** Whether the run can have this change, too. */
  hasRoomFor(id: string, value: HyperparameterValue): boolean;
  /** A live setting takes another value, of which the store's `begun` will say from which step on. */
  adjust(id: string, value: HyperparameterValue): void;
  /** Training goes no further than this step until it is told a later one, and goes on being training; null: nothing holds it. */
  holdAt(step: Step | null): void;
  /** Nothing trains while it is suspended. What was training goes on being training, and goes on from where it stands when that ends. */
  suspend(suspended: boolean): void;
  /** The last step that the worker has reported. The store shows it later. */
  readonly lastStep: Step;
  /** No step is being made: nothing trains, or training waits at a step. */
  readonly idle: boolean;
  retryData(): Promise<void>;
  /** Waits for the run to be ready. Rejects with the failure's code where it never is, and with "superseded" where another run has taken its place. */
  call<C extends CommandName>(command: C, params: Params<C>): Promise<Reply<C>>;
  /** Where its worker is lost, the run carries on from this state of it, whose losses have been reported. */
  carryOnFrom(snapshot: Snapshot): void;
  readonly ready: boolean;
  /** It trains, and not for a number of steps. */
  readonly trainsOn: boolean;
  dispose(): void;
}

export function createRunKeeper({ spawn, workersCanLoad, memory, ownImages, onOpening, onOpened, onStep, onSnapshot, ...sinks }: RunKeeperParts): RunKeeper {
  const { store, series, frames, patches } = sinks;
  const current = createCurrentRun(store, patches, onStep);
  const client = () => connection.client;
  const tellHold = () => void client()?.call("holdAt", { step: hold.forWorker }).catch(() => undefined);
  const hold = createHold(() => current.isOpen && tellHold());
  const rests = () => current.state.kind !== "training";
  const isIdle = () => rests() || hold.waits(current.lastStep);
  const adjustments = createAdjustments({
    store, run: () => current.run, isOpen: () => current.isOpen, idle: isIdle, rests, lastStep: () => current.lastStep, resumedAt: () => current.resumedAt,
    tell: (hyperparameters) => client()!.call("adjust", { hyperparameters }),
  });
  const leaving = createLeaving({ store, series, current, client, sendChanges: adjustments.send });
  const connection = createConnection({
    spawn, ownImages, isHeld: () => hold.suspended || hold.waits(current.lastStep), onStart: listen,
    onLost(error) {
      current.become({ kind: "open", keeps: "any" }, { failure: null });
      adjustments.send();
      current.backendBefore = undefined;
      memory.forget(current.run.begun);
      opening.recover(error);
    },
  });
  const opening = createOpening({
    store, patches, current, connection, leaving, memory, workersCanLoad,
    onOpen(report, { step: at }) {
      onOpened(report);
      current.reached(at);
      if (hold.forWorker !== null) tellHold();
      if (current.state.kind === "training") training.start(current.state.training);
    },
  });
  const training = createTraining({ store, patches, current, client, sendChanges: adjustments.send, openAgain: opening.again });

  /** To the events of a new worker. Those of a run that is being left change nothing any more, besides its own losses. */
  function listen(worker: Client) {
    feed(worker, sinks, () => leaving.losses);
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
      else if (!isLeaving() || isAboutData(error)) current.become({ kind: "failure" }, failed(error));
    });
    worker.on("device", ({ report }) => {
      if (isLeaving()) return;
      if (hold.forWorker !== null) tellHold();
      // A backend that computed wrong numbers is not to be tried again, however fast it is.
      if (report.wish === "auto" && report.trials[0]?.kind === "disagreed") memory.keep(current.run.begun, report.chosen);
    });
    worker.on("heartbeat", ({ training: trains, waitingForData }) => {
      if (trains && waitingForData && lasting(store.getState().failure)) training.outOfData();
    });
  }

  return {
    get ready() { return current.isOpen; },
    get trainsOn() { return current.trainsOn; },
    get pauses() { return training.pauses; },
    get lastStep() { return current.lastStep; },
    get idle() { return isIdle(); },
    leave: leaving.leave,
    async open(config, { settle = 0, fork = false, keepTraining = false, snapshot = null, again = false, known, state: shown = {} } = {}) {
      adjustments.drop();
      current.replace(config, snapshot, known?.backend);
      const ended = current.advance({ kind: "open", keeps: keepTraining ? "untilPaused" : "none" });
      patches.drop();
      const { data, failure } = store.getState();
      // A run that is being left may still report its last losses.
      const last = series.length > 0 ? leaving.losses ?? series.record() : series.before;
      const before = again ? last : known?.before ?? null;
      const at = current.resumedAt;
      series.restart(lossColumns(findModel(config.model)!).map(({ id }) => id), { from: known?.losses ?? null, before });
      frames.clear();
      store.setState({ ...freshRun, data, failure, ...known?.measurements, lastLosses: series.last, step: at, begun: config, ...shown });
      current.conclude(ended, "superseded");
      if (current.training) current.training.until = goalOf({ step: at, stop: store.getState().stop });
      current.endsAt(at);
      onOpening?.();
      opening.begin({ settle, fork });
      await opening.settled();
    },
    train: training.train,
    pause: training.pause,
    hasRoomFor: adjustments.hasRoomFor,
    adjust: adjustments.set,
    holdAt: hold.waitAt,
    suspend: hold.suspend,
    async retryData() {
      await training.fetchAgain();
      if (phaseOf(current.state) !== "failed") return;
      if (current.state.kind === "failed" && current.state.interrupted) training.train({}).catch(() => undefined);
      else if (current.isOpen) current.become({ kind: "mended", rest: store.getState().step > 0 ? "paused" : "ready" });
      else opening.again();
      await opening.settled();
    },
    async call(command, params) {
      if (!(await opening.settled())) {
        const { failure } = store.getState();
        throw failure ? ElboError.from(failure) : new ElboError("superseded", "Nothing is open.");
      }
      const { run } = current;
      const reply = await client()!.call(command, params);
      // Another run has taken its place, and the worker, which still gives this one's last weights, has not been asked to open it.
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
