/**
 * Carries out what a run's machine (`machine/next.ts`) decides: patches the store, calls the worker, answers requests, and passes on what happens. It
 * decides nothing about the run itself.
 */
import { ElboError, type WireError } from "../../core/errors";
import { NOTHING_WATCHED } from "../../core/latent/pictures";
import { lossColumns } from "../../core/model/model";
import { step, type RunId } from "../../core/run/ids";
import { Restarts } from "../../core/run/restarts";
import type { BackendReport } from "../../core/run/reports";
import type { Snapshot } from "../../core/run/snapshot";
import { sleep } from "../../core/tasks";
import { ownOf } from "../../data/registry";
import { findModel } from "../../models/registry";
import { createSeries, type PreviousRun, type Series } from "../../state/series";
import { freshRun } from "../../state/stateKeys";
import type { State } from "../../state/store";
import { threadsOfRun } from "../../state/threads";
import type { Client } from "../../worker/client";
import type { TrainOutcome } from "../../worker/protocol";
import type { BackendMemory } from "../backendMemory";
import { createConnection, type ConnectionParts, type LastState } from "./connection";
import { deferred, type Deferred } from "./deferred";
import type { Effect } from "./machine/effects";
import type { RunEvent } from "./machine/events";
import { next } from "./machine/next";
import { freshMachine, isIdle, isWorthKeeping, waits, type RunMachine } from "./machine/state";
import { addNotice, applyEvents, dropUndone, noticeFallBack, type Sinks } from "./runEvents";
import { runRecordUpTo, type ReplacedRun } from "./runRecord";
import { watchSlowWork } from "./slowWork";

export interface RunParts extends Sinks, Pick<ConnectionParts, "spawn" | "ownImages"> {
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

/** Milliseconds after which the page says that a pause waits for the end of a step. */
const SAID_AFTER_MS = 300;

/** The run that is being left, as the page showed it. `losses` receives its last ones. */
interface LeftRun {
  readonly ask: number;
  readonly losses: Series;
  readonly before: PreviousRun | null;
  readonly shown: State;
  last: LastState | null;
}

const toWire = (caught: unknown): WireError => ElboError.of(caught).toWire();

/** Returns what carries out the effects of one run. It has no worker yet. */
export function createInterpreter({ spawn, workersCanLoad, memory, ownImages, onOpening, onOpened, onStep, onSnapshot, ...sinks }: RunParts) {
  const { store, series, frames, patches } = sinks;
  let state = freshMachine(store.getState().begun, store.getState().run);
  let asks = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let left: LeftRun | null = null;
  const restarts = new Restarts();
  const trainings = new Map<number, Deferred<TrainOutcome>>();
  const answers = new Map<number, Deferred<boolean>>();
  const done = new Map<number, Deferred<void>>();
  const departures = new Map<number, Deferred<ReplacedRun | null>>();
  const client = () => connection.client;

  function dispatch(event: RunEvent): void {
    const after = next(state, event, store.getState());
    state = after.state;
    after.effects.forEach(perform);
  }
  /** Passes on a request, and returns its answer. */
  function request<T>(into: Map<number, Deferred<T>>, event: (ask: number) => RunEvent): Promise<T> {
    const ask = ++asks;
    const answer = deferred<T>();
    into.set(ask, answer);
    dispatch(event(ask));
    const given = into.get(ask) ?? answer;
    if (given !== answer) into.delete(ask); // it follows another request
    return given.promise;
  }
  function take<T>(from: Map<number, Deferred<T>>, ask: number): Deferred<T> | undefined {
    const answer = from.get(ask);
    from.delete(ask);
    return answer;
  }
  const train = (steps: number | undefined, restart: boolean) => request(trainings, (ask) => ({ kind: "train", ask, steps, restart }));

  const connection = createConnection({
    spawn, ownImages, isHeld: () => state.hold.suspended || waits(state), onStart: listen,
    onTick: watchSlowWork({ store, lastStep: () => state.lastStep, makesSteps: () => !isIdle(state) && !state.hold.suspended }),
    onLost: (error) => dispatch({ kind: "lost", error: error.toWire(), again: !error.counts || restarts.recordLoss() }),
  });

  /** Listens to the events of a new worker. Those of a run that is being left change nothing except its own losses. */
  function listen(worker: Client): void {
    applyEvents(worker, sinks, () => left?.losses ?? null);
    worker.on("losses", ({ firstStep, values }) => dispatch({ kind: "reached", at: step(firstStep + values.length / series.columns.length - 1) }));
    worker.on("wentBack", ({ step: at }) => dispatch({ kind: "reached", at }));
    worker.on("snapshot", dispatch);
    worker.on("failed", dispatch);
    worker.on("device", dispatch);
    worker.on("heartbeat", ({ training, dataFailed }) => { if (training && dataFailed) dispatch({ kind: "out-of-data" }); });
  }

  function startClient(attempt: RunId, config: RunMachine["begun"]): void {
    const fail = (error: unknown) => dispatch({ kind: "not-opened", attempt, error: toWire(error) });
    try {
      const started = connection.start();
      started.begin(attempt);
      // Earlier requests for pictures fit the latent space of the previous run.
      started.call("watch", NOTHING_WATCHED).catch(() => undefined);
    } catch (error) {
      return fail(error);
    }
    const id = ownOf(config);
    if (id === undefined) dispatch({ kind: "images", attempt, own: null });
    else connection.imagesToSend(id).then((own) => dispatch({ kind: "images", attempt, own }), fail);
  }

  function open({ attempt, config, snapshot, backendBefore, fork, own }: Extract<Effect, { kind: "open" }>): void {
    const shown = store.getState();
    const remembered = config.backend === "auto" ? backendBefore ?? memory.recall(config) : undefined;
    client()!.call("open", {
      run: attempt, config, ...(own ? { own } : {}), threads: threadsOfRun(shown), avoid: memory.distrusted(), ...(snapshot ? { snapshot } : {}), ...(remembered ? { remembered } : {}),
      ...(fork === null ? {} : { fork }), ...(shown.awaited === null ? {} : { keep: shown.awaited }),
    }).then((opened) => {
      if (own) connection.hasImages(own); // an opening that failed may not have reached the worker
      const id = ownOf(config);
      dispatch({ kind: "opened", attempt, requested: config, opened, classNames: id !== undefined && opened.classNames ? { own: id, names: opened.classNames } : null });
    }, (error: unknown) => dispatch({ kind: "not-opened", attempt, error: toWire(error) }));
  }

  function show({ config, previous, at, again, record, patch }: Extract<Effect, { kind: "show" }>): void {
    const { data, failure } = store.getState();
    // A run that is being left may still report its last losses.
    const last = series.length > 0 ? { losses: left?.losses ?? series.record(), begun: previous } : series.before;
    series.restart(lossColumns(findModel(config.model)!).map(({ id }) => id), { from: record?.losses ?? null, before: again ? last : record?.before ?? null });
    frames.clear();
    store.setState({ ...freshRun, data, failure, ...record?.measurements, lastLosses: series.last, step: at, begun: config, ...patch });
  }

  async function pause(of: number, then: RunEvent): Promise<void> {
    const ended = trainings.get(of)?.promise;
    const slow = setTimeout(() => dispatch({ kind: "pause-slow", request: of }), SAID_AFTER_MS);
    try {
      await client()!.call("pause", null);
      await ended;
    } catch {
      dispatch({ kind: "not-paused", request: of });
    } finally {
      clearTimeout(slow);
      dispatch({ kind: "pause-over" });
    }
    dispatch(then);
  }

  function leave(ask: number, isOpen: boolean, snapshot: Snapshot | null): void {
    const losses = createSeries();
    losses.restart(series.columns, { from: series.record() });
    const leaving: LeftRun = { ask, losses, before: series.before, shown: store.getState(), last: null };
    left = leaving;
    void connection.lastState(isOpen, snapshot).then((last) => {
      leaving.last = last;
      dispatch({ kind: "left" });
    });
  }
  function remember(begun: RunMachine["begun"], training: boolean): void {
    const { ask, losses, before, shown, last } = left!;
    const { snapshot, picture } = last!;
    left = null;
    const kept = snapshot && isWorthKeeping(begun, snapshot.step) ? { ...runRecordUpTo(snapshot.step, shown, { losses: losses.record(), before }), snapshot, picture, begun, training } : null;
    take(departures, ask)?.resolve(kept);
  }

  function perform(effect: Effect): void {
    switch (effect.kind) {
      case "set": return effect.flush ? patches.now(effect.patch) : store.setState(effect.patch);
      case "drop-patches": return patches.drop();
      case "notice": return addNotice(store, effect.notice);
      case "notice-fall-back": return noticeFallBack(store, effect.report);
      case "drop-undone": return dropUndone(store, effect.at);
      case "show": return show(effect);
      case "connect": return client() ? dispatch(effect.then) : void workersCanLoad().then(() => dispatch(effect.then));
      case "begin-client": return client()?.begin(effect.attempt);
      case "start-client": return startClient(effect.attempt, effect.config);
      case "open": return open(effect);
      case "train": {
        const { request: id, attempt } = effect;
        return void client()!.call("train", { until: effect.until }).then(
          (outcome) => dispatch({ kind: "trained", request: id, attempt, outcome }), (error: unknown) => dispatch({ kind: "not-trained", request: id, attempt, error: toWire(error) }),
        );
      }
      case "pause": return void pause(effect.request, effect.then);
      case "pause-quietly": return connection.pauseQuietly();
      case "retry-data": return void (client()?.call("retryData", null).catch(() => undefined) ?? Promise.resolve()).then(() => dispatch(effect.then));
      case "adjust": {
        const { run, values, rested } = effect;
        const answered = (at: RunMachine["lastStep"] | null) => { if (run !== null) dispatch({ kind: "changed", run, values, rested, at }); };
        return void client()?.call("adjust", { hyperparameters: values }).then(({ step: at }) => answered(at), () => answered(null));
      }
      case "hold": return void client()?.call("holdAt", { step: effect.at }).catch(() => undefined);
      case "lose": return client()?.lose(effect.message, effect.counts);
      case "expect-first-step": return connection.expectFirstStep();
      case "leave": return leave(effect.ask, effect.isOpen, effect.snapshot);
      case "await-left": return void departures.get(left!.ask)!.promise.then(() => dispatch(effect.then));
      case "remember": return remember(effect.begun, effect.training);
      case "conclude": return take(trainings, effect.request)?.resolve({ step: store.getState().step, reason: effect.reason });
      case "refuse": return take(trainings, effect.request)?.reject(ElboError.from(effect.error));
      case "follow": return void trainings.set(effect.ask, trainings.get(effect.request)!);
      case "answer":
        take(answers, effect.ask)?.resolve(effect.isOpen);
        return take(done, effect.ask)?.resolve();
      case "on-opening": return onOpening?.();
      case "on-opened": return onOpened(effect.report);
      case "on-step": return onStep?.();
      case "on-snapshot": return onSnapshot?.(effect.snapshot);
      case "then": return dispatch(effect.event);
      case "later": return queueMicrotask(() => dispatch(effect.event));
      case "wait": {
        const { settle, then } = effect;
        return void (typeof settle === "number" ? sleep(settle) : settle).then(() => dispatch(then));
      }
      case "time-changes":
        clearTimeout(timer);
        timer = effect.afterMs === null ? undefined : setTimeout(() => dispatch({ kind: "changes-due" }), effect.afterMs);
        return;
      case "train-again": return void train(undefined, false).catch(() => undefined);
      case "remember-backend": return effect.chosen ? memory.keep(effect.config, effect.chosen) : memory.forget(effect.config);
      case "dispose": return connection.dispose();
      default: effect satisfies never;
    }
  }

  return {
    get state() { return state; },
    connection, dispatch, train,
    /** Resolves when it is done. Never rejects. */
    ask: (kind: "pause" | "retry-data") => request(done, (ask) => ({ kind, ask })),
    /** Resolves once the newest attempt to open the run has ended: whether the run is open. Never rejects. */
    opened: () => request(answers, (ask) => ({ kind: "await-open", ask })),
    /** Resolves to the run that is left, or null if its weights cannot be read. Never rejects. */
    leave: () => request(departures, (ask) => ({ kind: "leave", ask })),
  };
}
