/**
 * Reads and writes kept runs for one tab. Writes are serialised, and throttled so that they do not slow down training. If storage is full, runs
 * without a name are deleted, the shortest first, and a notice says which. If a write fails, the page says so once, and the earlier version of
 * the run is still stored.
 */
import type { HistoryUpdate } from "../../../core/run/past";
import { ElboError, isStorageFull } from "../../../core/errors";
import { Turns } from "../../../core/turns";
import { isWritten } from "../../../core/model/model";
import type { KeptRun, NotKept } from "../../state/keptRuns";
import { traitsOf } from "../../state/runTraits";
import type { Store } from "../../state/store";
import { parse } from "../../state/urlCodec";
import { storageSettled } from "../../state/database";
import { addNotice } from "../run/runEvents";
import { randomId } from "../../state/randomId";
import { lockedRuns } from "./runLocks";
import { bytesOf, evictPast, evictRun, LAST_DATE, listRuns, readRun, evictionToFree, evictableRuns, aboveLimits, writeRun, writtenAt, type Eviction, type WholeRun } from "./runStore";

/** A write that takes no longer than the one before it ends within this many milliseconds of that one's state. A crash loses at most 5 s, so half a second is left. */
const PERIOD_MS = 4500;
/** Bytes written per millisecond on average. Of the presets' runs none has to wait longer for it. */
const BYTES_PER_MS = 6000;

export type RunShelf = ReturnType<typeof createRunShelf>;

export const newId = (): string => randomId(16);

/** Returns the reason for which a run could not be written. */
export function whyNotKept(error: unknown): NotKept {
  const { code } = ElboError.of(error);
  if (code === "storage-blocked") return "blocked";
  if (code === "storage-newer") return "newer";
  return isStorageFull(error) ? "full" : "refused";
}

/** `reported`: the page has reported that writing fails. `evictionFailed`: runs were deleted, and there was still no room: no more are deleted. Both until a write works. */
const NO_TROUBLE = { reported: false, evictionFailed: false };

/** Returns when the next write may begin, after one of this many bytes whose state was requested at `since`. All times are those of performance.now(). */
function nextWrite(since: number, now: number, bytes: number): number {
  const took = Math.min(now - since, PERIOD_MS); // a write that seems to have taken minutes was interrupted by the machine's sleep
  return Math.max(since + PERIOD_MS - took, now + took, since + bytes / BYTES_PER_MS);
}

/** Returns this tab's access to the kept runs. */
export function createRunShelf(store: Store) {
  const heads = new Map<string, WholeRun["head"]>();
  const writes = new Turns();
  let trouble = NO_TROUBLE;
  /** The next write may begin at this time of performance.now(). */
  let nextWriteAt = 0;
  /** The time of the newest write of all kept runs. */
  let newest = 0;
  /** The run that was written when the limits were checked last. Writes of an open run do not change which runs may be deleted. */
  let checkedFor: string | null = null;

  function reportRefusal(error: unknown) {
    if (trouble.reported) return;
    trouble = { ...trouble, reported: true };
    const why = whyNotKept(error);
    store.setState(({ keptAs }) => ({ keptOffer: { kind: "not-kept", step: heads.get(keptAs ?? "")?.step ?? null, why } }));
    if (why === "blocked") void storageSettled().then(withdrawReport);
  }

  function recordSuccess(head: WholeRun["head"]) {
    heads.set(head.id, head);
    withdrawReport();
  }

  function withdrawReport() {
    if (trouble.reported && store.getState().keptOffer?.kind === "not-kept") store.setState({ keptOffer: null });
    trouble = NO_TROUBLE;
  }

  /** Lists the runs. If storage cannot be opened, the page says so. */
  async function list() {
    const listed = await listRuns().catch((error: unknown) => {
      if (["blocked", "newer"].includes(whyNotKept(error))) reportRefusal(error);
      throw error;
    });
    newest = Math.max(newest, listed.runs[0]?.keptAt ?? 0);
    return listed;
  }

  /** Deletes what `by` selects. Resolves to whether anything was deleted. */
  async function makeRoom(why: "limits" | "full", by: (spare: readonly KeptRun[]) => Eviction | null): Promise<boolean> {
    const { keptAs } = store.getState();
    const open = new Set([...await lockedRuns(), ...(keptAs === null ? [] : [keptAs])]);
    const { runs } = await list();
    const eviction = by(evictableRuns(runs, open));
    if (!eviction) return false;
    for (const { id } of eviction.pasts) await evictPast(id);
    for (const run of eviction.runs) {
      if (!(await evictRun(run.id))) continue;
      const { model } = run;
      const preset = isWritten({ id: model }) ? null : parse(run.fragment).preset;
      addNotice(store, { kind: "run-removed", why, preset: preset?.name ?? null, model, traits: traitsOf(runs)[runs.indexOf(run)]!, step: run.step });
    }
    return eviction.pasts.length + eviction.runs.length > 0;
  }

  /** Calls `again` after a write that failed if other runs could be deleted for it. */
  async function writeWithRoom(bytes: number, step: number, again: () => ReturnType<typeof writeRun>) {
    try {
      return await again();
    } catch (caught) {
      if (!isStorageFull(caught) || trouble.evictionFailed || !(await makeRoom("full", (spare) => evictionToFree(bytes, step, spare)))) throw caught;
      trouble = { ...trouble, evictionFailed: true };
      return await again();
    }
  }

  async function write(whole: WholeRun, unchanged: number, durability: "relaxed" | "strict", past: HistoryUpdate | null = null, since = performance.now()) {
    const bytes = bytesOf(whole) + (past?.keyframes ?? []).reduce((sum, { halves }) => sum + halves.byteLength, 0);
    const wasThere = await writeWithRoom(bytes, whole.head.step, () => writeRun(whole, unchanged, durability, past));
    if (whole.head.id !== checkedFor) await makeRoom("limits", aboveLimits);
    checkedFor = whole.head.id;
    recordSuccess(whole.head);
    nextWriteAt = nextWrite(since, performance.now(), bytes);
    return wasThere;
  }

  return {
    list,
    /** Reads a run to continue it, as `readRun` does. */
    async read(id: string) {
      const whole = await readRun(id);
      if (whole) heads.set(id, whole.head);
      return whole;
    },
    /** Returns the head that this tab has read or written last; null if it has done neither. */
    last: (id: string): WholeRun["head"] | null => heads.get(id) ?? null,
    /** Returns whether another tab has written the run since then. */
    async isWrittenByOtherTab(id: string) {
      const [mine, written] = [heads.get(id), await writtenAt(id)];
      return mine !== undefined && written !== null && written !== mine.keptAt;
    },
    /** Nothing is being written, and the wait after the last write is over. */
    get canWriteNow(): boolean { return writes.idle && performance.now() >= nextWriteAt; },
    /** Begins `work` when the writes before it have ended. If it rejects, the page says so. */
    inTurn: (work: () => Promise<unknown>): void => void writes.add(work).catch(reportRefusal),
    /** Resolves when the requested writes have ended, whether or not they failed. */
    written: (): Promise<unknown> => writes.ended(),
    /** Calls `writeRun`, and deletes other runs if storage is full. `since`: the time of performance.now() at which the run's state was requested; default: now. */
    write,
    /**
     * Returns the time of a write in milliseconds since 1970: later than that of every kept run, even if the clock was set back; the clock's time if a
     * damaged record has the last date that there is.
     */
    keptNow: (): number => newest = newest < LAST_DATE ? Math.max(Date.now(), newest + 1) : Date.now(),
  };
}
