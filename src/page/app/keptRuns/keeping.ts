/**
 * Saves the current run in this browser's storage, so that a reload, a crash or a closed page loses no training that a reader waited for: it is
 * written while it trains, when it pauses, when the page is hidden and when another run replaces it. `machine/` decides when, and knows what is
 * stored; this file carries that out, `runShelf.ts` writes the run, and `recalling.ts` finds it again. This script is fetched when the page is idle,
 * or at once if there is a run to return to.
 */
import { Timer } from "../../../core/timer";
import type { Snapshot } from "../../../core/run/snapshot";
import type { State, Store } from "../../state/store";
import { storageSettled } from "../../state/database";
import { runRecordUpTo } from "../run/runRecord";
import type { LinkKeeper } from "../linkKeeper";
import { createRecalling } from "./recalling";
import type { RunKeeper } from "../run/runKeeper";
import { createKeptList, type KeptListParts } from "./keptList";
import { next, NOTHING_SAVED } from "./machine/next";
import { isToBeWritten, type Durability, type SavingEffect, type SavingEvent, type Seen } from "./machine/state";
import { lockRun } from "./runLocks";
import { createRunShelf, newId, whyNotKept } from "./runShelf";
import { readPast } from "./runStore";
import { forgetLastRun, rememberLastRun, rememberPaused, rememberRunAt, runsAt } from "./tabRuns";
import type { UndoableRun } from "../undo";
import { writeLeft } from "./writeLeft";

export interface KeepingParts extends KeptListParts {
  readonly store: Store;
  readonly run: Pick<RunKeeper, "call" | "carryOnFrom" | "ready" | "trainsUnlimited">;
  readonly links: Pick<LinkKeeper, "fragment" | "mark" | "pushEntry">;
}

export type Keeping = ReturnType<typeof createKeeping>;

/** After this many milliseconds of training, the browser is asked not to evict the storage. */
const PERSIST_AFTER_MS = 60_000;
/** At most this many bytes of earlier steps are written with a run that trains, so that the next write comes soon. */
const PAST_AT_ONCE = 4 * 2 ** 20;

/** The run that this tab writes. */
interface OwnRun {
  readonly lock: ReturnType<typeof lockRun> | null;
  /** Settles when its newest write has ended. */
  readonly written: Promise<unknown>;
}

/** Saves the page's runs from now on, until `dispose`. */
export function createKeeping(parts: KeepingParts) {
  const { store, series, run, links } = parts;
  const shelf = createRunShelf(store);
  const [persisting, retrying] = [new Timer(), new Timer()];
  let saving = NOTHING_SAVED;
  let own: OwnRun = { lock: null, written: Promise.resolve() };
  /** Settles when the worker has received the run's stored keyframes. */
  let pastSent: Promise<unknown> = Promise.resolve();

  function dispatch(event: SavingEvent, seen: Seen = store.getState()): void {
    const after = next(saving, event, seen);
    saving = after.state;
    after.effects.forEach(perform);
  }

  function switchLock(id: string | null, name: string | null) {
    const { lock: before, written } = own;
    // A write in progress keeps its lock.
    void written.catch(() => undefined).then(() => before).then((release) => {
      if (release && saving.id === null && name !== null) forgetLastRun(name); // no other tab has this run open
      release?.();
    });
    own = { lock: id === null ? null : lockRun(id), written };
  }

  /** Sends the stored keyframes to the worker after a kept run was opened again, or continues in another worker or on another device. */
  async function sendPast({ keptAs: id, begun, step: at, run: of }: State) {
    if (id === null) return;
    const past = await readPast(id, begun, at);
    if (store.getState().run !== of) return;
    dispatch({ kind: "past-read", past: { start: past.start?.step, keyframes: past.keyframes.map((one) => one.step) } });
    if (past.keyframes.length > 0) await run.call("adoptPast", past);
  }

  /** Returns whether another tab has the run open, or wrote it before this tab got its lock. */
  async function belongsToOtherTab(): Promise<boolean> {
    if (!(await own.lock)) return true;
    const { keptAs } = store.getState();
    return keptAs !== null && saving.stored.step === null && await shelf.isWrittenByOtherTab(keptAs);
  }

  /** `since`: the time of performance.now() at which the snapshot was requested. */
  async function write(snapshot: Snapshot, of: State["run"], durability: Durability, since: number) {
    const isCurrent = () => store.getState().run === of && store.getState().comparison === null;
    if (!isCurrent() || !isToBeWritten(saving, store.getState(), snapshot.step)) return;
    if (store.getState().keptAs === null) store.setState({ keptAs: newId() });
    if (await belongsToOtherTab() && isCurrent()) store.setState({ keptAs: newId() }); // this tab continues with a copy
    await own.lock;
    await pastSent;
    const most = store.getState().phase === "training" ? PAST_AT_ONCE : Infinity;
    const [past, thumbnail] = run.ready ? await Promise.all([
      run.call("past", { had: saving.stored.past, upTo: snapshot.step, most }).catch(() => null), run.call("thumbnail", null).catch(() => null),
    ]) : [null, null];
    if (!isCurrent()) return;
    const state = store.getState();
    const id = state.keptAs!;
    const { begun, forkedFrom } = state;
    const { losses, ...record } = runRecordUpTo(snapshot.step, state, { losses: series.record(), before: null });
    rememberRunAt(links.mark, id);
    const from = saving.stored.losses;
    dispatch({ kind: "writing", losses: losses?.length ?? 0, past });
    const writing = shelf.write({
      head: {
        id, fragment: links.fragment(), mark: links.mark, model: begun.model, step: snapshot.step, keptAt: shelf.keptNow(), training: run.trainsUnlimited,
        picture: thumbnail?.pixels ?? shelf.last(id)?.picture ?? null,
      },
      begun, forkedFrom, snapshot, record: { ...record, losses: series.length > 0 ? losses : null },
    }, from, durability, past, since);
    own = { ...own, written: writing };
    const wasThere = await writing;
    if (isCurrent()) dispatch({ kind: "written", id, step: snapshot.step, wasThere, durability });
  }

  function keep(snapshot: Snapshot, durability: Durability, since = performance.now()) {
    const { run: of } = store.getState();
    shelf.inTurn(() => write(snapshot, of, durability, since).then(() => dispatch({ kind: "write-over", refused: null }), (error: unknown) => {
      dispatch({ kind: "write-over", refused: whyNotKept(error) });
      throw error;
    }));
  }

  async function take(durability: Durability) {
    const { run: of } = store.getState();
    const since = performance.now();
    dispatch({ kind: "taking" });
    const snapshot = await run.call("snapshot", null).finally(() => dispatch({ kind: "taken", at: performance.now() }));
    if (store.getState().run !== of) return;
    run.carryOnFrom(snapshot);
    keep(snapshot, durability, since);
  }

  function perform(effect: SavingEffect): void {
    const retry = () => dispatch({ kind: "retry" });
    switch (effect.kind) {
      case "lock": return switchLock(effect.id, effect.before);
      case "remember-run": return rememberLastRun(effect.id, effect.room);
      case "remember-paused": return rememberPaused(effect.paused ? store.getState().keptAs : null);
      case "send-past": return void (pastSent = sendPast(store.getState()).catch(() => undefined));
      case "take": return void take(effect.durability).catch(() => undefined); // the worker may be lost meanwhile, or the run left, and both are handled elsewhere
      case "ask-to-persist":
        persisting.stop();
        // Firefox would ask the reader for permission: there only the list of kept runs does this.
        if (effect.soon && !CSS.supports("-moz-appearance", "none")) persisting.set(() => void navigator.storage?.persist().catch(() => undefined), PERSIST_AFTER_MS);
        return;
      case "retry":
        retrying.stop();
        if (effect.when === "unblocked") void storageSettled().then(retry);
        else if (effect.when !== null) retrying.set(retry, effect.when);
        return;
      default: effect satisfies never;
    }
  }

  const unsubscribe = [
    store.subscribe((now, before) => dispatch({ kind: "changed", before, at: performance.now() }, now)),
    // Reported losses begin a write, not a timer: browsers stop the timers of hidden pages for a minute.
    series.subscribe(() => dispatch({ kind: "losses", upTo: series.firstStep + series.length - 1, length: series.length, canWrite: shelf.canWriteNow, at: performance.now() })),
  ];
  const onVisibility = () => { if (document.hidden) dispatch({ kind: "hidden" }); };
  document.addEventListener("visibilitychange", onVisibility);
  dispatch({ kind: "begin", hidden: document.hidden, at: performance.now() });

  async function keepNow(): Promise<boolean> {
    const { step: at, begun: { begin = 0 } } = store.getState();
    if (at <= begin) return true;
    dispatch({ kind: "wanted" });
    await take("strict").catch(() => undefined);
    await shelf.written();
    const { step } = saving.stored;
    return step !== null && step >= at;
  }

  const recalling = createRecalling(store, shelf, links);
  return {
    ...recalling,
    async find(fragment: string, mark: number | null, id: string | null) {
      const { keptAs } = store.getState();
      if (mark !== null && keptAs !== null && runsAt(mark).includes(keptAs)) await keepNow(); // the current run continues with another view
      return recalling.find(fragment, mark, id);
    },
    /** The worker has sent the current run's state. */
    snapshotArrived(snapshot: Snapshot) {
      if (shelf.canWriteNow) keep(snapshot, "relaxed");
    },
    /** A run was replaced by another. */
    left: (leftRun: UndoableRun): void => writeLeft(store, shelf, leftRun),
    ...createKeptList(parts, shelf),
    keepNow,
    dispose() {
      unsubscribe.forEach((stop) => stop());
      document.removeEventListener("visibilitychange", onVisibility);
      dispatch({ kind: "dispose" });
    },
  };
}
