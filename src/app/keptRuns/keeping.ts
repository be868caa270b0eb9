/**
 * Saves the current run in this browser's storage, so that a reload, a crash or a closed page loses no training that a reader waited for: it is
 * written while it trains, when it pauses, when the page is hidden and when another run replaces it. `runShelf.ts` writes it, `recalling.ts` finds
 * it again. This script is fetched when the page is idle, or at once if there is a run to return to.
 */
import { ElboError } from "../../core/errors";
import type { Step } from "../../core/run/ids";
import type { HistoryUpdate, HistoryRequest } from "../../core/run/past";
import type { Snapshot } from "../../core/run/snapshot";
import type { KeptRuns } from "../../state/keptRuns";
import { randomId } from "../../state/randomId";
import type { Series } from "../../state/series";
import type { State, Store } from "../../state/store";
import { storageSettled } from "../../state/database";
import type { ResumePoint } from "../experiments";
import { runRecordUpTo } from "../run/runRecord";
import type { LinkKeeper } from "../linkKeeper";
import type { Openings } from "../openings";
import { createRecalling, resumePointOf, type Recalling } from "./recalling";
import { TOO_FEW_STEPS } from "../run/machine/state";
import type { RunKeeper } from "../run/runKeeper";
import { rememberRunAt, runsAt } from "./entryRuns";
import { rememberPaused } from "./pausedRun";
import { lockRun } from "./runLocks";
import { createRunShelf, whyNotKept } from "./runShelf";
import { forgetRun, readPast, readRun, renameRun } from "./runStore";
import { forgetLastRun, rememberLastRun } from "./lastRun";
import type { UndoableRun } from "../undo";

export interface KeepingParts {
  readonly store: Store;
  readonly series: Series;
  readonly run: Pick<RunKeeper, "call" | "carryOnFrom" | "ready" | "trainsUnlimited">;
  readonly links: Pick<LinkKeeper, "fragment" | "mark" | "pushEntry">;
  readonly openings: Pick<Openings, "request">;
  /** Opens a kept run in place of the current one. */
  readonly open: (fragment: string, from: ResumePoint) => Promise<void>;
}

export interface Keeping extends KeptRuns, Recalling {
  /** The worker has sent the current run's state. */
  snapshotArrived(snapshot: Snapshot): void;
  /** A run was replaced by another. */
  left(run: UndoableRun): void;
  dispose(): void;
}

/** A run is saved after this many milliseconds of training. This is also the least time between two requests for its state. */
const KEEP_AFTER_MS = 2000;
/** After this many milliseconds of training, the browser is asked not to evict the storage. */
const PERSIST_AFTER_MS = 60_000;
/** Milliseconds before each retry of a failed write of a run that does not train: the disk may have been busy, or have room again. */
const RETRIES = [1000, 10_000, 60_000];
/** At most this many bytes of earlier steps are written with a run that trains, so that the next write comes soon. */
const PAST_AT_ONCE = 4 * 2 ** 20;
const NOTHING_SAVED: HistoryRequest["had"] = { start: undefined, keyframes: [] };

const newId = () => randomId(16);

const isAtRest = ({ phase }: Pick<State, "phase">) => phase === "paused" || phase === "finished";

function withUpdate({ start, keyframes }: HistoryRequest["had"], update: HistoryUpdate): HistoryRequest["had"] {
  const steps = new Set([...keyframes, ...update.keyframes.map((one) => one.step)]);
  return { start: update.start === undefined ? start : update.start?.step, keyframes: update.steps.filter((at) => steps.has(at)) };
}

/** Saves the page's runs from now on, until `dispose`. */
export function createKeeping({ store, series, run, links, openings, open }: KeepingParts): Keeping {
  const shelf = createRunShelf(store);
  let lock: ReturnType<typeof lockRun> | null = null;
  /** The id of the run that this tab has locked. */
  let lockedId: string | null = null;
  /** Settles when the newest write of the current run has ended. */
  let written: Promise<unknown> = Promise.resolve();
  /** The losses of this many steps are written and still valid. */
  let savedLosses = 0;
  /** The step at which the current run was written last; null: it was not. */
  let keptStep: Step | null = null;
  /** The keyframes and starting state that are written and still valid. */
  let alreadySaved = NOTHING_SAVED;
  /** Settles when the worker has received the run's stored keyframes. */
  let pastSent: Promise<unknown> = Promise.resolve();
  /** The run that has trained for `KEEP_AFTER_MS`: it is worth saving. */
  let worthSaving: State["run"] | null = null;
  /** While the run trains, its state is not requested before this time of performance.now(). */
  let nextTakeAt = 0;
  let persisting: ReturnType<typeof setTimeout> | undefined;
  /** The number of writes that have failed since the last that worked. */
  let failures = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;

  function switchLock(id: string | null) {
    const [before, writing, name] = [lock, written, lockedId];
    // A write in progress keeps its lock.
    void writing.catch(() => undefined).then(() => before).then((release) => {
      if (release && lockedId === null && name !== null) forgetLastRun(name); // no other tab has this run open
      release?.();
    });
    lock = id === null ? null : lockRun(id);
    savedLosses = 0;
    keptStep = null;
    alreadySaved = NOTHING_SAVED;
    if (id !== null) rememberLastRun(id, store.getState().room); // the address without a fragment opens this run
    lockedId = id;
  }

  /** Sends the stored keyframes to the worker after a kept run was opened again, or continues in another worker or on another device. */
  async function sendPast({ keptAs: id, begun, step: at, run: of }: State) {
    if (id === null) return;
    const past = await readPast(id, begun, at);
    if (store.getState().run !== of) return;
    alreadySaved = { start: past.start?.step, keyframes: past.keyframes.map((one) => one.step) };
    if (past.keyframes.length > 0) await run.call("adoptPast", past);
  }

  /** Returns whether another tab has the run open, or wrote it before this tab got its lock. */
  async function belongsToOtherTab(): Promise<boolean> {
    if (!(await lock)) return true;
    const { keptAs } = store.getState();
    return keptAs !== null && keptStep === null && await shelf.isWrittenByOtherTab(keptAs);
  }

  /** `since`: the time of performance.now() at which the snapshot was requested. */
  async function writeShown(snapshot: Snapshot, of: State["run"], durability: "relaxed" | "strict", since: number) {
    const isCurrent = () => store.getState().run === of && store.getState().comparison === null;
    if (!isCurrent()) return;
    const { keptAs, begun: { begin = 0 } } = store.getState();
    if (keptAs === null && worthSaving !== of && snapshot.step - begin <= TOO_FEW_STEPS) return;
    if (keptAs === null) store.setState({ keptAs: newId() });
    if (await belongsToOtherTab() && isCurrent()) store.setState({ keptAs: newId() }); // this tab continues with a copy
    await lock;
    await pastSent;
    const most = store.getState().phase === "training" ? PAST_AT_ONCE : Infinity;
    const [past, thumbnail] = run.ready ? await Promise.all([
      run.call("past", { had: alreadySaved, upTo: snapshot.step, most }).catch(() => null), run.call("thumbnail", null).catch(() => null),
    ]) : [null, null];
    if (!isCurrent()) return;
    const state = store.getState();
    const id = state.keptAs!;
    const { begun, forkedFrom } = state;
    const { losses, ...record } = runRecordUpTo(snapshot.step, state, { losses: series.record(), before: null });
    rememberRunAt(links.mark, id);
    const from = savedLosses;
    // This is set before the write: steps that are undone meanwhile reduce it.
    savedLosses = losses?.length ?? 0;
    if (past) alreadySaved = withUpdate(alreadySaved, past);
    const writing = shelf.write({
      head: {
        id, fragment: links.fragment(), mark: links.mark, model: begun.model, step: snapshot.step, keptAt: shelf.keptNow(), training: run.trainsUnlimited,
        picture: thumbnail?.pixels ?? shelf.last(id)?.picture ?? null,
      },
      begun, forkedFrom, snapshot, record: { ...record, losses: series.length > 0 ? losses : null },
    }, from, durability, past, since);
    written = writing;
    const wasThere = await writing;
    if (!isCurrent()) return;
    if (!wasThere && keptStep !== null && id === lockedId) { // another tab has deleted it, with its earlier steps
      alreadySaved = NOTHING_SAVED;
      takeQuietly(durability);
    }
    keptStep = snapshot.step;
  }

  function keep(snapshot: Snapshot, durability: "relaxed" | "strict", since = performance.now()) {
    const { run: of } = store.getState();
    shelf.inTurn(() => writeShown(snapshot, of, durability, since).then(() => { failures = 0; }, (error: unknown) => {
      // The earlier version of the run is still stored.
      savedLosses = 0;
      alreadySaved = NOTHING_SAVED;
      retryAtRest(error);
      throw error;
    }));
  }

  /** Writes the run again later if it does not train. If it trains, the next state is written anyway. */
  function retryAtRest(error: unknown) {
    clearTimeout(retry);
    const again = () => {
      if (isAtRest(store.getState())) takeQuietly("strict");
    };
    if (whyNotKept(error) === "blocked") return void storageSettled().then(again);
    const wait = RETRIES[failures++];
    if (wait !== undefined) retry = setTimeout(again, wait);
  }

  async function take(durability: "relaxed" | "strict") {
    const { run: of } = store.getState();
    const since = performance.now();
    nextTakeAt = Infinity;
    const snapshot = await run.call("snapshot", null).finally(() => { nextTakeAt = performance.now() + KEEP_AFTER_MS; });
    if (store.getState().run !== of) return;
    run.carryOnFrom(snapshot);
    keep(snapshot, durability, since);
  }
  /** `take` without its errors: the worker may be lost meanwhile, or the run left, and both are handled elsewhere. */
  const takeQuietly = (durability: "relaxed" | "strict") => void take(durability).catch(() => undefined);

  /** Writes a run that trains, if it is time. Reported losses call this, not a timer: browsers stop the timers of hidden pages for a minute. */
  function writeIfDue() {
    const { run: of, phase, comparison } = store.getState();
    if (phase !== "training" || comparison !== null || performance.now() < nextTakeAt || !shelf.canWriteNow) return;
    worthSaving = of;
    takeQuietly("relaxed");
  }

  function onTraining() {
    rememberPaused(null);
    nextTakeAt = performance.now() + KEEP_AFTER_MS;
    // Firefox would ask the reader for permission: there only the list of kept runs does this.
    if (!CSS.supports("-moz-appearance", "none")) persisting = setTimeout(() => void navigator.storage?.persist().catch(() => undefined), PERSIST_AFTER_MS);
  }
  function stopTimers() {
    clearTimeout(persisting);
    clearTimeout(retry);
  }

  function onPhase(state: Pick<State, "phase">) {
    if (state.phase === "training") onTraining();
    else if (isAtRest(state)) {
      rememberPaused(store.getState().keptAs);
      takeQuietly("strict"); // also if a run was just opened beyond its beginning: it has another history entry, or is a fork, or comes from a file
    }
  }

  const unsubscribe = store.subscribe((now, before) => {
    if (now.run !== before.run) keptStep = null;
    if (now.keptAs !== before.keptAs) switchLock(now.keptAs);
    if (now.room !== before.room && lockedId !== null) rememberLastRun(lockedId, now.room);
    if (now.opened && now.opened.report !== before.opened?.report) pastSent = sendPast(now).catch(() => undefined);
    if (now.phase === before.phase) {
      if (!isAtRest(now)) return;
      const hasNewResults = (["heldOut", "measured", "afterEpochs"] as const).some((what) => now[what] !== before[what]);
      if (before.comparison && !now.comparison) takeQuietly("strict"); // its pause during the comparison was not saved
      else if (hasNewResults) takeQuietly("relaxed");
      return;
    }
    stopTimers();
    failures = 0;
    onPhase(now);
  });
  const unsubscribeSeries = series.subscribe(() => {
    savedLosses = Math.min(savedLosses, series.length);
    writeIfDue();
    const last = series.firstStep + series.length - 1;
    if (alreadySaved.keyframes.some((at) => at > last)) alreadySaved = { ...alreadySaved, keyframes: alreadySaved.keyframes.filter((at) => at <= last) };
  });
  const onVisibility = () => {
    if (document.hidden && store.getState().phase === "training") takeQuietly("strict");
  };
  document.addEventListener("visibilitychange", onVisibility);
  switchLock(store.getState().keptAs);
  onPhase(store.getState()); // a short training may have ended before this script was loaded,
  onVisibility(); // or the page been hidden

  async function keepNow(): Promise<boolean> {
    const { run: of, step: at, begun: { begin = 0 } } = store.getState();
    if (at <= begin) return true;
    worthSaving = of;
    await take("strict").catch(() => undefined);
    await shelf.written();
    return keptStep !== null && keptStep >= at;
  }

  const recalling = createRecalling(store, shelf, links);
  return {
    ...recalling,
    async find(fragment, mark, id) {
      const { keptAs } = store.getState();
      if (mark !== null && keptAs !== null && runsAt(mark).includes(keptAs)) await keepNow(); // the current run continues with another view
      return recalling.find(fragment, mark, id);
    },
    snapshotArrived(snapshot) {
      if (shelf.canWriteNow) keep(snapshot, "relaxed");
    },
    left({ chosen, begun, snapshot, picture, training, fragment, mark, losses, measurements, backend }) {
      const { keptAs: id } = chosen;
      if (id === null) return;
      const head = { fragment, mark, model: begun.model, step: snapshot.step, keptAt: shelf.keptNow(), training, picture: picture ?? shelf.last(id)?.picture ?? null };
      shelf.inTurn(async () => {
        if (store.getState().keptAs === id) return; // undo has reopened this run, so its own saving writes it
        // The page released the run's lock when it opened the next run. If another tab holds the lock now, or has written the run since, this state is saved as a copy.
        const own = await lockRun(id);
        const isOverwritten = own !== null && await shelf.isWrittenByOtherTab(id);
        if (isOverwritten) own();
        const keptAs = own && !isOverwritten ? id : newId();
        const release = keptAs === id ? own : await lockRun(keptAs);
        try {
          await shelf.write({ head: { ...head, id: keptAs }, begun, forkedFrom: chosen.forkedFrom, snapshot, record: { losses, measurements, backend } }, 0, "relaxed");
        } finally {
          release?.();
        }
      });
    },
    list: shelf.list,
    keepNow,
    async open(id, view) {
      const opening = openings.request();
      const whole = await shelf.read(id);
      if (!whole) throw new ElboError("bad-snapshot", `There is no run ${id}.`);
      if (opening.aborted) return;
      const { fragment } = whole.head;
      const opened = open(view ?? fragment, { ...resumePointOf(whole, fragment), training: false });
      links.pushEntry();
      await opened;
    },
    async compare(id) {
      const kept = await readRun(id);
      const losses = kept?.record.losses;
      if (!losses || losses.columns.join() !== series.columns.join()) return false;
      series.showBefore({ losses, begun: kept.begun });
      return true;
    },
    forget: forgetRun,
    rename: renameRun,
    async storageEstimate() {
      const { usage, quota } = (await navigator.storage?.estimate?.()) ?? {};
      if (usage === undefined || quota === undefined) return null;
      return { used: usage, most: quota, persistent: await navigator.storage.persisted() };
    },
    requestPersistence: async () => await navigator.storage.persist(),
    dispose() {
      stopTimers();
      unsubscribe();
      unsubscribeSeries();
      document.removeEventListener("visibilitychange", onVisibility);
      switchLock(null);
    },
  };
}
