/**
 * The kept runs as this tab reads and writes them: one write after the other, no oftener than training bears. Where there is no room, runs
 * without a name give way, the shortest first, and a notice says which. Where a write does not work the page says so, once, and what was
 * kept before is as it was.
 */
import type { HistoryUpdate } from "../../core/run/past";
import { ElboError } from "../../core/errors";
import type { KeptRun, KeptRuns, NotKept } from "../../state/keptRuns";
import type { Store } from "../../state/store";
import { parse } from "../../state/urlCodec";
import { storageSettled } from "../../state/database";
import { addNotice } from "../run/runFeed";
import { heldRuns } from "./runLocks";
import { bytesOf, evictPast, evictRun, listRuns, readRun, roomFor, spareRuns, tooMuch, writeRun, writtenAt, type GivingWay, type WholeRun } from "./runStore";

/** Of the time: the most that writing takes while a run trains. */
const SHARE = 0.01;
/** Milliseconds: no longer is waited for that. What seems to have taken minutes was written by a machine that slept meanwhile. */
const SELDOM = 60_000;
/** Bytes a millisecond: a disk is not worn out by less than 4 GB in an hour of training. */
const PACE = 1000;

export interface RunShelf extends Pick<KeptRuns, "list"> {
  /** To go on with it, as `readRun` does. */
  read(id: string): Promise<WholeRun | null>;
  /** The head that this tab has read or written last; null if it has done neither. */
  last(id: string): WholeRun["head"] | null;
  /** Whether another tab has written the run since then. */
  isOthers(id: string): Promise<boolean>;
  /** Nothing is being written, and since the last write enough time has passed for what that one took. */
  readonly canWriteNow: boolean;
  /** Begins when the writes before it have ended. Where it rejects, the page says so. */
  inTurn(work: () => Promise<void>): void;
  /** Resolves when the writes that were asked for have ended, well or not. */
  written(): Promise<unknown>;
  /** What `writeRun` does, with room made for it. */
  write(...run: Parameters<typeof writeRun>): Promise<void>;
  /** Milliseconds since 1970, for what is written now: later than of all that is kept, also where the clock was set back. */
  keptNow(): number;
}

const isFull = (error: unknown): boolean => error instanceof DOMException && error.name === "QuotaExceededError";

export function whyNotKept(error: unknown): NotKept {
  const { code } = ElboError.of(error);
  if (code === "storage-blocked") return "blocked";
  if (code === "storage-newer") return "newer";
  return isFull(error) ? "full" : "refused";
}

export function createRunShelf(store: Store): RunShelf {
  const known = new Map<string, WholeRun["head"]>();
  let writes: Promise<unknown> = Promise.resolve();
  let writing = 0;
  /** It was said that writing does not work, and it has not since. */
  let said = false;
  /** Runs gave way, and there was no room all the same: until a write works, no more of them do. */
  let inVain = false;
  /** On the clock of performance.now(). */
  let affordedAt = 0;
  /** When the newest of all kept runs was written. */
  let newest = 0;

  function refused(error: unknown) {
    if (said) return;
    said = true;
    const why = whyNotKept(error);
    store.setState(({ keptAs }) => ({ keptOffer: { kind: "not-kept", step: known.get(keptAs ?? "")?.step ?? null, why } }));
    if (why === "blocked") void storageSettled().then(withdraw);
  }

  function worked(head: WholeRun["head"]) {
    known.set(head.id, head);
    withdraw();
  }

  function withdraw() {
    if (said && store.getState().keptOffer?.kind === "not-kept") store.setState({ keptOffer: null });
    said = inVain = false;
  }

  /** Where storage cannot be opened, the page says so: the runs that are kept do not show. */
  async function list() {
    const listed = await listRuns().catch((error: unknown) => {
      if (["blocked", "newer"].includes(whyNotKept(error))) refused(error);
      throw error;
    });
    newest = Math.max(newest, listed.runs[0]?.keptAt ?? 0);
    return listed;
  }

  /** False: nothing gave way. */
  async function makeRoom(by: (spare: readonly KeptRun[]) => GivingWay | null): Promise<boolean> {
    const { keptAs } = store.getState();
    const open = new Set([...await heldRuns(), ...(keptAs === null ? [] : [keptAs])]);
    const way = by(spareRuns((await list()).runs, open));
    if (!way) return false;
    for (const { id } of way.pasts) await evictPast(id);
    for (const { id, fragment, step } of way.runs) {
      if (!(await evictRun(id))) continue;
      const { preset, config: { model } } = parse(fragment);
      addNotice(store, { kind: "run-removed", preset: preset?.name ?? null, model, step });
    }
    return way.pasts.length + way.runs.length > 0;
  }

  async function write(whole: WholeRun, unchanged: number, durability: "relaxed" | "strict", past: HistoryUpdate | null = null) {
    const begins = performance.now();
    const bytes = bytesOf(whole) + (past?.keyframes ?? []).reduce((sum, { halves }) => sum + halves.byteLength, 0);
    try {
      await writeRun(whole, unchanged, durability, past);
    } catch (caught) {
      if (!isFull(caught) || inVain || !(await makeRoom((spare) => roomFor(bytes, whole.head.step, spare)))) throw caught;
      inVain = true;
      await writeRun(whole, unchanged, durability, past);
    }
    await makeRoom(tooMuch);
    worked(whole.head);
    const now = performance.now();
    affordedAt = now + Math.max(Math.min((now - begins) / SHARE, SELDOM), bytes / PACE);
  }

  return {
    list,
    async read(id) {
      const whole = await readRun(id);
      if (whole) known.set(id, whole.head);
      return whole;
    },
    last: (id) => known.get(id) ?? null,
    async isOthers(id) {
      const [mine, written] = [known.get(id), await writtenAt(id)];
      return mine !== undefined && written !== null && written !== mine.keptAt;
    },
    get canWriteNow() { return writing === 0 && performance.now() >= affordedAt; },
    inTurn(work) {
      writing++;
      writes = writes.then(work).catch(refused).finally(() => { writing--; });
    },
    written: () => writes,
    write,
    keptNow: () => newest = Math.max(Date.now(), newest + 1),
  };
}
