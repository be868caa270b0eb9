/**
 * Keeps one run alive in a worker: opens it, trains it, and when the worker is lost carries on in a new one from
 * the last snapshot. How the run stands is in `runState.ts`; here is what is done about it. Live settings that are turned are the business of
 * `adjustments.ts`. It owns phase and failure in the store. What the configuration is, and what the reader looks at, is the session's.
 */
import { ElboError, isAboutData, type WireError } from "../core/errors";
import type { HyperparameterValue } from "../core/hyperparameters";
import { MAX_STEP, runId, step, type Step } from "../core/ids";
import { valuesAt } from "../core/liveChanges";
import { lossColumns } from "../core/model";
import { NOTHING_WATCHED } from "../core/pictures";
import type { OwnImages } from "../core/ownData";
import { sameOwn } from "../core/ownId";
import type { BackendReport } from "../core/reports";
import { Restarts } from "../core/restarts";
import type { Backend, RunConfig } from "../core/runConfig";
import { ownOf } from "../data/registry";
import { findModel } from "../models/registry";
import { createSeries, type Series } from "../state/series";
import { freshRun } from "../state/stateKeys";
import type { State } from "../state/store";
import { threadsOfRun } from "../state/threads";
import { createClient, type Client, type WorkerPort } from "../worker/client";
import type { CommandName, Opened, Params, Reply, Snapshot, TrainOutcome } from "../worker/protocol";
import { createAdjustments, type BegunRun } from "./adjustments";
import { knownUpTo, type Known } from "./known";
import { addNotice, feed, noPast, noticeFallBack, type Sinks } from "./runFeed";
import { isOpen, next, phaseOf, trainingOf, type Rest, type RunEvent, type RunState } from "./runState";
import type { BackendMemory } from "./surroundings";
import { createTraining, goalOf, type Training } from "./training";

export interface RunKeeperParts extends Sinks {
  readonly spawn: () => WorkerPort;
  readonly workersCanLoad: () => Promise<void>;
  readonly memory: BackendMemory;
  /** The reader's images of this id; null where this browser does not have them. Rejects where they cannot be read. */
  readonly ownImages: (id: string) => Promise<OwnImages | null>;
  /** A run is about to be opened, and the store says which. Not where the same run carries on in a new worker. */
  readonly onOpening?: () => void;
  /** The run can be talked to: at its start, and again after a restart. */
  readonly onOpened: (report: BackendReport) => void;
  /** `told` has changed. */
  readonly onTold?: () => void;
  /** The worker has sent the run's state, whose losses are told. */
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
  readonly known?: Known;
  /** What the store says of the experiment from now on. It changes with the run, at once: neither is shown beside the other's. */
  readonly state?: Partial<State>;
}

/** A run that was left, with all that it takes to go on with it. */
export interface LeftRun extends Known {
  readonly snapshot: Snapshot;
  readonly begun: RunConfig;
  /** It trained, and not for a number of steps. */
  readonly training: boolean;
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
  /** The last step that was heard of, before the store shows it. */
  readonly told: Step;
  /** No step is being made: nothing trains, or training is held. */
  readonly stands: boolean;
  retryData(): Promise<void>;
  /** Waits for the run to be ready. Rejects with the failure's code where it never is. */
  call<C extends CommandName>(command: C, params: Params<C>): Promise<Reply<C>>;
  /** Where its worker is lost, the run carries on from this state of it, whose losses are told. */
  carryOnFrom(snapshot: Snapshot): void;
  readonly ready: boolean;
  /** It trains, and not for a number of steps. */
  readonly trainsOn: boolean;
  dispose(): void;
}

/** What a training that ends hears: why, or what went wrong. */
type End = TrainOutcome["reason"] | ElboError;

/** A run of so few steps, beside those trained beforehand, is trained again sooner than looked for. */
export const NOT_KEPT = 100;
/** A step that stands still for so many heartbeats is a device that stalled. The slowest step measured took 5 s. */
const STALLED_BEATS = 60;

const failed = (failure: WireError): Partial<State> => ({ failure, probing: null });
/** What is missing of the data is missing in the next run, too. */
const lasting = (failure: WireError | null) => (failure && isAboutData(failure) ? failure : null);

export function createRunKeeper({ spawn, workersCanLoad, memory, ownImages, onOpening, onOpened, onTold, onSnapshot, ...sinks }: RunKeeperParts): RunKeeper {
  const { store, series, frames, patches } = sinks;
  let client: Client | null = null;
  /** The images that the client's worker has. */
  let handed: string | null = null;
  let mine: BegunRun = { begun: store.getState().begun };
  let snapshot: Snapshot | null = null;
  let state: RunState = { kind: "none" };
  /** Of the newest attempt to open it: whether it worked. */
  let opening: Promise<boolean> = Promise.resolve(false);
  /** The run that was left is on its way out: its last losses go to a series of its own. */
  let leaving: { readonly gone: Promise<unknown>; readonly losses: Series } | null = null;
  /** The backend that the run was on when it was left. */
  let backendBefore: Backend | undefined;
  const restarts = new Restarts();
  let told = step(0);
  let pauses = 0;
  let heldAt: Step | null = null;
  let suspended = false;
  let beats = { at: step(0), still: 0 };
  const resumedAt = () => snapshot?.step ?? step(0);
  /** The step that the worker is told to stand at; any step is beyond 0. */
  const hold = () => (suspended ? step(0) : heldAt);
  const isHeld = () => heldAt !== null && told >= heldAt;
  const trainsOn = () => trainingOf(state)?.counted === false;
  const rests = () => state.kind !== "training";
  const stands = () => rests() || isHeld();
  const adjustments = createAdjustments({
    store, run: () => mine, isOpen: () => isOpen(state), stands, rests, told: () => told, resumedAt,
    tell: (hyperparameters) => client!.call("adjust", { hyperparameters }),
  });

  function connect(): Client {
    const next = createClient(spawn());
    handed = null;
    feed(next, sinks, () => leaving?.losses ?? null);
    next.on("losses", ({ firstStep, values }) => {
      if (!leaving) hear(step(firstStep + values.length / series.columns.length - 1));
    });
    next.on("wentBack", ({ step: at }) => { if (!leaving) hear(at); });
    next.on("snapshot", (event) => {
      if (leaving) return;
      snapshot = event.snapshot;
      onSnapshot?.(snapshot);
    });
    next.on("failed", ({ error }) => {
      if (error.code === "worker-lost") return next.lose(error.message);
      if (isAboutData(error) && trainingOf(state)) patches.now({ failure: error });
      else if (!leaving || isAboutData(error)) become({ kind: "told" }, failed(error));
    });
    next.on("device", ({ report }) => {
      if (leaving) return;
      if (hold() !== null) tellHold();
      // What computes wrong numbers is not to be tried again, however fast it is.
      if (report.wish === "auto" && report.trials[0]?.kind === "disagreed") memory.keep(mine.begun, report.chosen);
    });
    next.on("heartbeat", (beat) => {
      if (beat.training && beat.waitingForData && lasting(store.getState().failure)) return outOfData();
      const still = beat.training && !beat.waitingForData && !suspended && !isHeld() && beat.step === beats.at ? beats.still + 1 : 0;
      beats = { at: beat.step, still };
      if (still >= STALLED_BEATS) next.lose(`Step ${beat.step} has not ended for ${still} s.`);
    });
    next.onLost(recover);
    return next;
  }

  function hear(at: Step) {
    told = at;
    onTold?.();
  }

  /** Returns the training that ends with it. */
  function advance(event: RunEvent): Training | null {
    const before = trainingOf(state);
    state = next(state, event);
    return before === trainingOf(state) ? null : before;
  }

  function conclude(ended: Training | null, end: End) {
    if (end instanceof ElboError) ended?.reject(end);
    else ended?.resolve({ step: store.getState().step, reason: end });
  }

  /** The store says at once how the run stands, and what else the event brings; `end`: what a training hears that ends with it. */
  function become(event: RunEvent, patch: Partial<State> = {}, end: End = "superseded") {
    const ended = advance(event);
    patches.now({ ...patch, phase: phaseOf(state) });
    conclude(ended, end);
  }

  /** Opens the same run once more, from its last snapshot. */
  function again() {
    advance({ kind: "open", keeps: "any" });
    opening = attempt();
  }

  function outOfData() {
    const failure = store.getState().failure!;
    client?.call("pause", null).catch(() => undefined);
    become({ kind: "broke-off", byData: true }, failed(failure), ElboError.from(failure));
  }

  function recover(error: ElboError) {
    client = null;
    become({ kind: "open", keeps: "any" }, { failure: null });
    adjustments.send();
    backendBefore = undefined;
    memory.forget(mine.begun);
    if (!restarts.lost()) {
      opening = Promise.resolve(false);
      become({ kind: "closed" }, failed(error.toWire()), error);
      return;
    }
    addNotice(store, { kind: "worker-restarted", step: resumedAt() });
    opening = attempt();
  }

  /** Opens `mine.begun`, from the snapshot where there is one. `fork`: of the run that stands. Never rejects. */
  async function attempt({ settle, fork }: Required<Pick<OpenOptions, "settle" | "fork">> = { settle: 0, fork: false }): Promise<boolean> {
    const stood = store.getState().run;
    const run = runId(store.getState().run + 1);
    beats = { at: step(0), still: 0 };
    patches.drop();
    store.setState({ run, phase: phaseOf(state), failure: lasting(store.getState().failure), probing: null, step: resumedAt() });
    if (leaving) {
      await leaving.gone;
      if (run !== store.getState().run) return false;
    }
    client?.begin(run);
    if (typeof settle !== "number") await settle;
    else if (settle > 0) await new Promise((resolve) => setTimeout(resolve, settle));
    if (!client) await workersCanLoad();
    if (run !== store.getState().run) return false;
    try {
      client ??= connect();
      client.begin(run);
      // What was wished for fits the latent space of the run before.
      client.call("watch", NOTHING_WATCHED).catch(() => undefined);
      const asked = mine.begun;
      const { awaited } = store.getState();
      const remembered = asked.backend === "auto" ? backendBefore ?? memory.recall(asked) : undefined;
      const missing = missingImages(asked);
      const own = missing === null ? null : await toHandOver(missing);
      if (run !== store.getState().run) return false;
      const opened = await client.call("open", {
        config: asked, ...(own ? { own } : {}), threads: threadsOfRun(store.getState()), avoid: memory.distrusted(),
        ...(snapshot ? { snapshot } : {}), ...(remembered ? { remembered } : {}), ...(fork ? { fork: stood } : {}),
        ...(awaited === null ? {} : { keep: awaited }),
      });
      if (own) handed = missing; // an opening that failed may not have reached the worker
      welcome(opened, asked);
      return true;
    } catch (caught) {
      const error = ElboError.of(caught);
      if (run !== store.getState().run) return false;
      if (error.code !== "superseded" && error.code !== "worker-lost") become({ kind: "closed" }, failed(error.toWire()), error);
      return false;
    }
  }

  /** The images that this run needs and the worker does not have, by their id; null: it has all. */
  function missingImages(config: RunConfig): string | null {
    const id = ownOf(config);
    return id === undefined || (handed !== null && sameOwn(handed, id)) ? null : id;
  }

  /** Rejects with "own-data-missing", and as `ownImages` does. */
  async function toHandOver(id: string): Promise<OwnImages> {
    try {
      const images = await ownImages(id);
      if (!images) throw new ElboError("own-data-missing", id);
      return images;
    } catch (error) {
      client?.call("pause", null).catch(() => undefined); // the run before it is not to go on unseen
      throw error;
    }
  }

  function welcome(opened: Opened, asked: RunConfig) {
    const { report } = opened;
    become({ kind: "opened", rest: restAt(opened.step) }, { opened, report, probing: null, step: opened.step, ...noPast });
    if (report.wish === "auto" && report.reason !== "fell-back" && report.reason !== "at-once" && !backendBefore) memory.keep(asked, report.chosen);
    noticeFallBack(store, report);
    const [now, then] = [valuesAt(mine.begun, opened.step), valuesAt(asked, opened.step)];
    const changed = Object.entries(now).filter(([id, value]) => then[id] !== value);
    if (changed.length > 0) client?.call("adjust", { hyperparameters: Object.fromEntries(changed) }).catch(() => undefined);
    onOpened(report);
    hear(opened.step);
    if (hold() !== null) tellHold();
    if (state.kind === "training") go(state.training);
  }

  function tellHold() {
    client?.call("holdAt", { step: hold() }).catch(() => undefined);
  }

  async function whenReady(): Promise<boolean> {
    for (;;) {
      const now = opening;
      const opened = await now;
      if (now === opening) return opened && isOpen(state);
    }
  }

  /** How the run is at rest at this step. */
  function restAt(at: Step): Rest {
    const { stop } = store.getState();
    return at >= (stop ?? MAX_STEP) ? "finished" : at > 0 ? "paused" : "ready";
  }

  function go(mine: Training) {
    const { run, failure } = store.getState();
    patches.now({ failure: lasting(failure) });
    const still = () => trainingOf(state) === mine && run === store.getState().run;
    client!.call("train", { until: mine.until }).then(
      (outcome) => still() && finish(outcome),
      (caught: unknown) => {
        const error = ElboError.of(caught);
        // Superseded: a new run decides about it. Lost: it goes on in the next worker.
        if (!still() || error.code === "superseded" || error.code === "worker-lost") return;
        become({ kind: "broke-off", byData: false }, failed(error.toWire()), error);
      },
    );
  }

  function finish({ step: at, reason }: TrainOutcome) {
    told = at;
    switch (reason) {
      case "superseded":
      case "paused":
      case "reached":
        if (at >= MAX_STEP) addNotice(store, { kind: "last-step", step: at });
        return become({ kind: "stopped", rest: restAt(at) }, { step: at }, reason);
      case "not-finite":
      case "data": {
        const { failure } = store.getState();
        const code = reason === "data" ? "data-unreachable" : "loss-not-finite";
        const error = failure ? ElboError.from(failure) : new ElboError(code, `Training ended at step ${at}.`);
        return become({ kind: "broke-off", byData: false }, { ...failed(error.toWire()), step: at }, error);
      }
      default:
        reason satisfies never;
    }
  }

  async function train({ steps }: { steps?: number }): Promise<TrainOutcome> {
    const goingOn = trainingOf(state);
    if (goingOn && steps === undefined) return goingOn.outcome;
    adjustments.send();
    const asked = pauses;
    await stopTraining();
    if (lasting(store.getState().failure)) await fetchAgain();
    if (pauses !== asked) return { step: store.getState().step, reason: "paused" };
    if (!isOpen(state) && phaseOf(state) === "failed") again();
    const { stop, step: now } = store.getState();
    const mine = createTraining(steps !== undefined, goalOf({ step: isOpen(state) ? now : resumedAt(), stop }, steps));
    become({ kind: "train", training: mine });
    if (state.kind === "training") go(mine);
    else if (trainingOf(state) !== mine) mine.reject(new ElboError("superseded", "Nothing is open."));
    return mine.outcome;
  }

  async function fetchAgain(): Promise<void> {
    patches.now({ failure: null });
    await client?.call("retryData", null).catch(() => undefined);
  }

  function pause(): Promise<void> {
    pauses++;
    return stopTraining();
  }

  async function stopTraining(): Promise<void> {
    const mine = trainingOf(state);
    if (!mine) return;
    const stop = () => become({ kind: "stopped", rest: restAt(store.getState().step) }, {}, "paused");
    if (!isOpen(state)) return stop();
    adjustments.send(); // what was turned until now holds, and is written down, before the run stands
    try {
      await client!.call("pause", null);
      await mine.outcome;
    } catch {
      if (trainingOf(state) === mine) stop(); // whatever went wrong, it is not to go on
    }
  }

  /** The run's last losses come before the worker says that it has paused. */
  async function lastSnapshot(): Promise<Snapshot | null> {
    const last = snapshot;
    if (!isOpen(state) || !client) return last;
    try {
      await client.call("pause", null);
      return await client.call("snapshot", null);
    } catch {
      return last;
    }
  }

  function leave(): Promise<LeftRun | null> | null {
    const told = store.getState();
    const run = mine;
    const own = told.step - (run.begun.begin ?? 0);
    if (leaving || own <= NOT_KEPT) return null;
    adjustments.send();
    const training = trainsOn();
    const { before } = series;
    const losses = createSeries();
    losses.restart(series.columns, { from: series.record() });
    const left = lastSnapshot().then((taken): LeftRun | null => {
      leaving = null;
      if (!taken || taken.step - (run.begun.begin ?? 0) <= NOT_KEPT) return null;
      const known = knownUpTo(taken.step, told, { losses: losses.record(), before });
      return { ...known, snapshot: taken, begun: run.begun, training };
    });
    leaving = { gone: left, losses };
    return left;
  }

  return {
    get ready() { return isOpen(state); },
    get trainsOn() { return trainsOn(); },
    get pauses() { return pauses; },
    leave,
    async open(next, { settle = 0, fork = false, keepTraining = false, snapshot: start = null, again = false, known, state: shown = {} } = {}) {
      adjustments.drop();
      mine = { begun: next };
      backendBefore = known?.backend;
      snapshot = start;
      const ended = advance({ kind: "open", keeps: keepTraining ? "untilPaused" : "none" });
      patches.drop();
      const { data, failure } = store.getState();
      // What is on its way out may still tell its last losses.
      const last = series.length > 0 ? leaving?.losses ?? series.record() : series.before;
      const ghost = again ? last : known?.before ?? null;
      series.restart(lossColumns(findModel(next.model)!).map(({ id }) => id), { from: known?.losses ?? null, before: ghost });
      frames.clear();
      store.setState({ ...freshRun, data, failure, ...known?.told, lastLosses: series.last, step: start?.step ?? step(0), ...shown });
      conclude(ended, "superseded");
      const training = trainingOf(state);
      if (training) training.until = goalOf({ step: start?.step ?? step(0), stop: store.getState().stop });
      told = start?.step ?? step(0);
      onOpening?.();
      opening = attempt({ settle, fork });
      await whenReady();
    },
    train,
    pause,
    hasRoomFor: adjustments.hasRoomFor,
    adjust: adjustments.set,
    get told() { return told; },
    get stands() { return stands(); },
    holdAt(at) {
      if (at === heldAt) return;
      heldAt = at;
      if (isOpen(state)) tellHold();
    },
    suspend(now) {
      if (now === suspended) return;
      suspended = now;
      if (isOpen(state)) tellHold();
    },
    async retryData() {
      await fetchAgain();
      if (phaseOf(state) !== "failed") return;
      if (state.kind === "failed" && state.interrupted) train({}).catch(() => undefined);
      else if (isOpen(state)) become({ kind: "mended", rest: store.getState().step > 0 ? "paused" : "ready" });
      else again();
      await whenReady();
    },
    async call(command, params) {
      if (!(await whenReady())) {
        const { failure } = store.getState();
        throw failure ? ElboError.from(failure) : new ElboError("superseded", "Nothing is open.");
      }
      return client!.call(command, params);
    },
    carryOnFrom(state) { snapshot = state; },
    dispose() {
      adjustments.dispose();
      patches.drop();
      client?.dispose();
      client = null;
      state = { kind: "none" };
    },
  };
}
