/**
 * Carries out what a run's machine (`machine/next.ts`) decides: patches the store, calls the worker, answers requests, and passes on what happens. It
 * decides nothing about the run itself.
 */
import { ElboError, type WireError } from "../../../core/errors";
import { NOTHING_WATCHED } from "../../../core/latent/pictures";
import { lossColumns } from "../../../core/model/model";
import type { RunId } from "../../../core/run/ids";
import { Restarts } from "../../../core/run/restarts";
import type { Snapshot } from "../../../core/run/snapshot";
import { sleep } from "../../../core/tasks";
import { Timer } from "../../../core/timer";
import { ownOf } from "../../../subject/data/registry";
import { findModel } from "../../../subject/models/registry";
import { freshRun } from "../../state/stateKeys";
import { threadsOfRun } from "../../state/threads";
import type { TrainOutcome } from "../../../engine/worker/protocol";
import { createConnection } from "./connection";
import { createLeftRun, type LeftRun } from "./leftRun";
import type { Effect } from "./machine/effects";
import type { RunEvent } from "./machine/events";
import { next } from "./machine/next";
import { freshMachine, type RunMachine } from "./machine/state";
import { addNotice, applyEvents, dropUndone, noticeFallBack } from "./runEvents";
import { createRequests } from "./requests";
import type { Departure } from "../undo";
import type { RunListener, RunParts } from "./runParts";

/** Milliseconds after which the page says that a pause waits for the end of a step. */
const SAID_AFTER_MS = 300;

const toWire = (caught: unknown): WireError => ElboError.of(caught).toWire();

/** Returns what carries out the effects of one run. It has no worker yet. */
export function createInterpreter(parts: RunParts) {
  const { store, series, frames, patches, spawn, workersCanLoad, memory, ownImages } = parts;
  const listeners: RunListener[] = [parts];
  let state = freshMachine(store.getState().begun, store.getState().run);
  let asks = 0;
  let left: LeftRun | null = null;
  const restarts = new Restarts();
  const changes = new Timer();
  const trainings = createRequests<TrainOutcome>();
  const openings = createRequests<boolean>();
  const pauses = createRequests<void>();
  const departures = createRequests<void>();
  const client = () => connection.client;

  function dispatch(event: RunEvent): void {
    const after = next(state, event, store.getState());
    state = after.state;
    after.effects.forEach(perform);
  }
  /** Passes on a request, and returns its answer. */
  function request<T>(of: { add(ask: number, begin: () => void): Promise<T> }, event: (ask: number) => RunEvent): Promise<T> {
    const ask = ++asks;
    return of.add(ask, () => dispatch(event(ask)));
  }
  const train = (steps: number | undefined, restart: boolean) => request(trainings, (ask) => ({ kind: "train", ask, steps, restart }));

  const connection = createConnection({
    spawn, ownImages, onStart: (worker) => applyEvents(worker, parts, () => left?.losses ?? null, dispatch),
    onTick: (silentFor) => dispatch({ kind: "tick", silentFor }),
    onLost: (error) => dispatch({ kind: "lost", error: error.toWire(), again: !error.counts || restarts.recordLoss() }),
  });

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

  function startTraining({ request: id, attempt, until }: Extract<Effect, { kind: "train" }>): void {
    client()!.call("train", { until }).then(
      (outcome) => dispatch({ kind: "trained", request: id, attempt, outcome }), (error: unknown) => dispatch({ kind: "not-trained", request: id, attempt, error: toWire(error) }),
    );
  }

  function adjust({ run, values, rested }: Extract<Effect, { kind: "adjust" }>): void {
    const answered = (at: RunMachine["lastStep"] | null) => { if (run !== null) dispatch({ kind: "changed", run, values, rested, at }); };
    client()?.call("adjust", { hyperparameters: values }).then(({ step }) => answered(step), () => answered(null));
  }

  async function pause(of: number, then: RunEvent): Promise<void> {
    const ended = trainings.answerOf(of);
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
    left = createLeftRun(ask, series, store.getState());
    void connection.lastState(isOpen, snapshot).then((last) => dispatch({ kind: "left", last }));
  }
  function remember({ leaving, last }: Extract<Effect, { kind: "remember" }>): void {
    const { ask, keep } = left!;
    left = null;
    dispatch({ kind: "remembered", run: keep(leaving, last), silent: leaving.departure.silent });
    departures.resolve(ask);
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
      case "train": return startTraining(effect);
      case "pause": return void pause(effect.request, effect.then);
      case "pause-quietly": return connection.pauseQuietly();
      case "retry-data": return void (client()?.call("retryData", null).catch(() => undefined) ?? Promise.resolve()).then(() => dispatch(effect.then));
      case "adjust": return adjust(effect);
      case "hold": return void client()?.call("holdAt", { step: effect.at }).catch(() => undefined);
      case "lose": return client()?.lose(effect.message, effect.counts);
      case "leave": return leave(effect.ask, effect.isOpen, effect.snapshot);
      case "await-left": return void departures.answerOf(left!.ask)!.then(() => dispatch(effect.then));
      case "remember": return remember(effect);
      case "conclude": return trainings.resolve(effect.request, { step: store.getState().step, reason: effect.reason });
      case "refuse": return trainings.reject(effect.request, ElboError.from(effect.error));
      case "follow": return trainings.follow(effect.ask, effect.request);
      case "answer":
        openings.resolve(effect.ask, effect.isOpen);
        return pauses.resolve(effect.ask);
      case "on-opening": return listeners.forEach((one) => one.onOpening?.());
      case "on-opened": return listeners.forEach((one) => one.onOpened?.(effect.report));
      case "on-step": return listeners.forEach((one) => one.onStep?.());
      case "on-left": return listeners.forEach((one) => one.onLeft?.(effect.run));
      case "on-snapshot": return listeners.forEach((one) => one.onSnapshot?.(effect.snapshot));
      case "then": return dispatch(effect.event);
      case "later": return queueMicrotask(() => dispatch(effect.event));
      case "wait": return void (typeof effect.settle === "number" ? sleep(effect.settle) : effect.settle).then(() => dispatch(effect.then));
      case "time-changes": return effect.afterMs === null ? changes.stop() : changes.set(() => dispatch({ kind: "changes-due" }), effect.afterMs);
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
    ask: (kind: "pause" | "retry-data") => request(pauses, (ask) => ({ kind, ask })),
    /** Resolves once the newest attempt to open the run has ended: whether the run is open. Never rejects. */
    opened: () => request(openings, (ask) => ({ kind: "await-open", ask })),
    leave: (departure: Departure) => void request(departures, (ask) => ({ kind: "leave", ask, departure })),
    /** Resolves when the run that is being left is remembered; undefined: none is being left. */
    get leaving() { return left ? departures.answerOf(left.ask) : undefined; },
    listen: (listener: RunListener) => void listeners.push(listener),
  };
}
