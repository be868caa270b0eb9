/**
 * Keeps the run on show in this browser, so that a reload, a crash or a closed page loses nothing that somebody waited for: written while
 * it trains, when it pauses, when the page is hidden and when another run takes its place. How it is written is the business of
 * `runShelf.ts`, what finds it again of `recalling.ts`. A script of its own, fetched when the page is idle, or at once where there is something
 * to return to.
 */
import { writeText } from "../../core/browser/browserTexts";
import { ElboError } from "../../core/errors";
import type { Step } from "../../core/run/ids";
import type { HistoryUpdate, HistoryRequest } from "../../core/run/past";
import { isGpu } from "../../core/run/runConfig";
import type { Snapshot } from "../../core/run/snapshot";
import type { Frames } from "../../state/frames";
import type { KeptRuns } from "../../state/keptRuns";
import type { Series } from "../../state/series";
import type { State, Store } from "../../state/store";
import { storageSettled } from "../../state/database";
import type { TrainedBefore } from "../experiments";
import { runRecordUpTo } from "../run/runRecord";
import type { LinkKeeper } from "../linkKeeper";
import type { Openings } from "../openings";
import { createRecalling, whereKept, type Recalling } from "./recalling";
import { TOO_FEW_STEPS } from "../run/leaving";
import type { RunKeeper } from "../run/runKeeper";
import { holdRun } from "./runLocks";
import { createRunShelf, whyNotKept } from "./runShelf";
import { forgetRun, readPast, readRun, renameRun } from "./runStore";
import { LAST_RUN, lastRun } from "./lastRun";
import type { LeftThere } from "../undo";

export interface KeepingParts {
  readonly store: Store;
  readonly series: Series;
  readonly frames: Frames;
  readonly run: Pick<RunKeeper, "call" | "carryOnFrom" | "ready" | "lastStep" | "trainsOn">;
  readonly links: Pick<LinkKeeper, "fragment" | "mark" | "enter">;
  readonly openings: Pick<Openings, "request">;
  /** Opens a kept run in place of the current one. */
  readonly open: (fragment: string, from: TrainedBefore) => Promise<void>;
}

export interface Keeping extends KeptRuns, Recalling {
  /** The worker has sent the state of the run on show. */
  snapshotArrived(snapshot: Snapshot): void;
  /** A run has given way to another. */
  left(run: LeftThere): void;
  dispose(): void;
}

/** A run is kept after so many milliseconds of training. This is also the least time between two snapshots that are requested. */
const KEEP_AFTER_MS = 2000;
/** After so many milliseconds of training, the browser is asked to delete nothing by itself. */
const PERSIST_AFTER_MS = 60_000;
/** Milliseconds until a run at rest is written again whose write failed: a disk may be busy, or have room again. */
const RETRIES = [1000, 10_000, 60_000];
/** Bytes of earlier steps that are written with a run while it trains, so that the next write is not far. */
const PAST_AT_ONCE = 4 * 2 ** 20;
const NO_PAST: HistoryRequest["had"] = { start: undefined, keyframes: [] };
/** On the shelf. */
const PICTURES = 10;

const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

function withNews({ start, keyframes }: HistoryRequest["had"], news: HistoryUpdate): HistoryRequest["had"] {
  const there = new Set([...keyframes, ...news.keyframes.map((one) => one.step)]);
  return { start: news.start === undefined ? start : news.start?.step, keyframes: news.steps.filter((at) => there.has(at)) };
}

export function createKeeping({ store, series, frames, run, links, openings, open }: KeepingParts): Keeping {
  const shelf = createRunShelf(store);
  let held: ReturnType<typeof holdRun> | null = null;
  /** The id of the run whose lock that is. */
  let claimed: string | null = null;
  /** Settles when the newest write of the run on show has ended. */
  let written: Promise<unknown> = Promise.resolve();
  /** So many steps of losses are written, and are still the run's. */
  let unchanged = 0;
  /** The run on show is kept as of this step; null: it is not. */
  let keptStep: Step | null = null;
  /** What is written of the run's past, and is still the run's. */
  let had = NO_PAST;
  /** The worker has back what was kept of its past. */
  let handedBack: Promise<unknown> = Promise.resolve();
  /** Of what trained long enough to be waited for. */
  let waitedFor: State["run"] | null = null;
  let soon: ReturnType<typeof setInterval> | undefined;
  let long: ReturnType<typeof setTimeout> | undefined;
  /** Writes that have failed since one worked. */
  let failures = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;

  function claim(id: string | null) {
    const [before, writing, name] = [held, written, claimed];
    // A write that has begun keeps its lock.
    void writing.catch(() => undefined).then(() => before).then((release) => {
      if (release && claimed === null && lastRun() === name) writeText(LAST_RUN, null); // no other tab shows it
      release?.();
    });
    held = id === null ? null : holdRun(id);
    unchanged = 0;
    keptStep = null;
    had = NO_PAST;
    if (id !== null) writeText(LAST_RUN, id); // the bare address opens it
    claimed = id;
  }

  /** A kept run is open again, or goes on in another worker or on another device: it gets back what was kept of its past. */
  async function handBackPast({ keptAs: id, begun, step: at, run: of }: State) {
    if (id === null) return;
    const past = await readPast(id, begun, at);
    if (store.getState().run !== of) return;
    had = { start: past.start?.step, keyframes: past.keyframes.map((one) => one.step) };
    if (past.keyframes.length > 0) await run.call("adoptPast", past);
  }

  /** Another tab goes on with the run, or has written it before this tab got its lock. */
  async function isOthers(): Promise<boolean> {
    if (!(await held)) return true;
    const { keptAs } = store.getState();
    return keptAs !== null && keptStep === null && await shelf.isOthers(keptAs);
  }

  async function writeShown(snapshot: Snapshot, of: State["run"], durability: "relaxed" | "strict") {
    const stands = () => store.getState().run === of && store.getState().comparison === null;
    if (!stands()) return;
    const { keptAs, begun: { begin = 0 } } = store.getState();
    if (keptAs === null && waitedFor !== of && snapshot.step - begin <= TOO_FEW_STEPS) return;
    if (keptAs === null) store.setState({ keptAs: newId() });
    if (await isOthers() && stands()) store.setState({ keptAs: newId() }); // this tab has a copy
    await held;
    await handedBack;
    const most = store.getState().phase === "training" ? PAST_AT_ONCE : Infinity;
    const past = run.ready ? await run.call("past", { had, upTo: snapshot.step, most }).catch(() => null) : null;
    if (!stands()) return;
    const state = store.getState();
    const id = state.keptAs!;
    const { begun, forkedFrom } = state;
    const { losses, ...known } = runRecordUpTo(snapshot.step, state, { losses: series.record(), before: null });
    const from = unchanged;
    // Before it is written: what is undone meanwhile is then not counted as written.
    unchanged = losses?.length ?? 0;
    if (past) had = withNews(had, past);
    await (written = shelf.write({
      head: {
        id, fragment: links.fragment(), mark: links.mark, model: begun.model, step: snapshot.step, keptAt: shelf.keptNow(), training: run.trainsOn,
        picture: frames.latest("samples")?.pixels.slice(0, PICTURES * 784) ?? shelf.last(id)?.picture ?? null,
      },
      begun, forkedFrom, snapshot, known: { ...known, losses: series.length > 0 ? losses : null },
    }, from, durability, past));
    if (stands()) keptStep = snapshot.step;
  }

  function keep(snapshot: Snapshot, durability: "relaxed" | "strict") {
    const { run: of } = store.getState();
    shelf.inTurn(() => writeShown(snapshot, of, durability).then(() => { failures = 0; }, (error: unknown) => {
      // What was kept before is as it was.
      unchanged = 0;
      had = NO_PAST;
      retryAtRest(error);
      throw error;
    }));
  }

  /** While it trains, the next state is written anyway. */
  function retryAtRest(error: unknown) {
    clearTimeout(retry);
    const again = () => {
      const { phase } = store.getState();
      if (phase === "paused" || phase === "finished") takeQuietly("strict");
    };
    if (whyNotKept(error) === "blocked") return void storageSettled().then(again);
    const wait = RETRIES[failures++];
    if (wait !== undefined) retry = setTimeout(again, wait);
  }

  const untilTold = (at: Step) => new Promise<void>((resolve) => {
    const look = () => {
      if (run.lastStep < at) return;
      resolve();
      end();
    };
    const end = series.subscribe(() => queueMicrotask(look)); // the series has it before the run reports it
    look();
  });

  async function take(durability: "relaxed" | "strict") {
    const { run: of } = store.getState();
    const snapshot = await run.call("snapshot", null);
    await untilTold(snapshot.step);
    if (store.getState().run !== of) return;
    run.carryOnFrom(snapshot);
    keep(snapshot, durability);
  }
  /** The worker may be lost meanwhile, or the run left: both are somebody else's business. */
  const takeQuietly = (durability: "relaxed" | "strict") => void take(durability).catch(() => undefined);

  function trains() {
    const { run: of } = store.getState();
    soon = setInterval(() => {
      // A GPU's state takes long to read: after the first time those do that the worker sends anyway.
      // A run that is held makes no steps: there is nothing new to keep.
      if (shelf.canWriteNow && run.lastStep !== keptStep && !(waitedFor === of && isGpu(store.getState().opened?.backend))) takeQuietly("relaxed");
      waitedFor = of;
    }, KEEP_AFTER_MS);
    // Firefox would ask the reader, who has not asked for anything: there it is for the shelf.
    if (!CSS.supports("-moz-appearance", "none")) long = setTimeout(() => void navigator.storage?.persist().catch(() => undefined), PERSIST_AFTER_MS);
  }
  function rests() {
    clearInterval(soon);
    clearTimeout(long);
    clearTimeout(retry);
  }

  function follow({ phase }: Pick<State, "phase">) {
    if (phase === "training") trains();
    // Also where a run was just opened beyond its beginning: its entry in the history is another one, or it is a fork, or from a file.
    else if (phase === "paused" || phase === "finished") takeQuietly("strict");
  }

  const unfollow = store.subscribe((now, before) => {
    if (now.run !== before.run) keptStep = null;
    if (now.keptAs !== before.keptAs) claim(now.keptAs);
    if (now.opened && now.opened.report !== before.opened?.report) handedBack = handBackPast(now).catch(() => undefined);
    if (now.phase === before.phase) {
      const hasToldMore = (["heldOut", "measured", "afterEpochs"] as const).some((what) => now[what] !== before[what]);
      if (hasToldMore && (now.phase === "paused" || now.phase === "finished")) takeQuietly("relaxed"); // what is measured of a run at rest
      return;
    }
    rests();
    failures = 0;
    follow(now);
  });
  const ended = series.subscribe(() => {
    unchanged = Math.min(unchanged, series.length);
    const last = series.firstStep + series.length - 1;
    if (had.keyframes.some((at) => at > last)) had = { ...had, keyframes: had.keyframes.filter((at) => at <= last) };
  });
  const hidden = () => {
    if (document.hidden && store.getState().phase === "training") takeQuietly("strict");
  };
  document.addEventListener("visibilitychange", hidden);
  claim(store.getState().keptAs);
  follow(store.getState()); // a short training may be over before this script is here

  return {
    ...createRecalling(store, shelf, links),
    snapshotArrived(snapshot) {
      if (shelf.canWriteNow) keep(snapshot, "relaxed");
    },
    left({ chosen, begun, snapshot, training, fragment, mark, losses, measurements, backend }) {
      const { keptAs: id } = chosen;
      if (id === null) return;
      const picture = shelf.last(id)?.picture ?? null;
      const head = { fragment, mark, model: begun.model, step: snapshot.step, keptAt: shelf.keptNow(), training, picture };
      shelf.inTurn(async () => {
        if (store.getState().keptAs === id) return; // undo has reopened this run, so its own saving writes it
        // The page released the run's lock when it opened the next run. If another tab holds the lock now, this state is saved as a copy.
        const own = await holdRun(id);
        const keptAs = own ? id : newId();
        const release = own ?? await holdRun(keptAs);
        try {
          await shelf.write({ head: { ...head, id: keptAs }, begun, forkedFrom: chosen.forkedFrom, snapshot, known: { losses, measurements, backend } }, 0, "relaxed");
        } finally {
          release?.();
        }
      });
    },
    list: shelf.list,
    async keepNow() {
      const { run: of, step: at, begun: { begin = 0 } } = store.getState();
      if (at <= begin) return true;
      waitedFor = of;
      await take("strict").catch(() => undefined);
      await shelf.written();
      return keptStep !== null && keptStep >= at;
    },
    async open(id) {
      const counts = openings.request();
      const whole = await shelf.read(id);
      if (!whole) throw new ElboError("bad-snapshot", `There is no run ${id}.`);
      if (!counts()) return;
      const { fragment } = whole.head;
      const opened = open(fragment, { ...whereKept(whole, fragment), training: false });
      links.enter();
      await opened;
    },
    async compare(id) {
      const losses = (await readRun(id))?.known.losses;
      if (!losses || losses.columns.join() !== series.columns.join()) return false;
      series.showBefore(losses);
      return true;
    },
    forget: forgetRun,
    rename: renameRun,
    async room() {
      const { usage, quota } = (await navigator.storage?.estimate?.()) ?? {};
      if (usage === undefined || quota === undefined) return null;
      return { used: usage, most: quota, lasting: await navigator.storage.persisted() };
    },
    askToLast: async () => await navigator.storage.persist(),
    dispose() {
      rests();
      unfollow();
      ended();
      document.removeEventListener("visibilitychange", hidden);
      claim(null);
    },
  };
}
