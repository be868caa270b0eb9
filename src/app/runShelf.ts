/**
 * The kept runs as this tab reads and writes them: one write after the other, no oftener than training bears, with room made where there is
 * none. Where a write does not work the page says so, once, and what was kept before is as it was.
 */
import type { PastNews } from "../core/past";
import type { KeptRun, KeptRuns } from "../state/keptRuns";
import type { Store } from "../state/store";
import { heldRuns } from "./runLocks";
import { bytesOf, forgetPast, forgetRun, listRuns, readRun, tooMuch, writeRun, type WholeRun } from "./runStore";

/** Of the time: the most that writing takes while a run trains. */
const SHARE = 0.01;
/** Milliseconds: no longer is waited for that. What seems to have taken minutes was written by a machine that slept meanwhile. */
const SELDOM = 60_000;
/** Bytes a millisecond: a disk is not worn out by less than 4 GB in an hour of training. */
const PACE = 1000;

export interface RunShelf extends Pick<KeptRuns, "list"> {
  /** To go on with it, as `readRun` does. */
  read(id: string): Promise<WholeRun | null>;
  /** As it was read or written last; null where that was another run. */
  last(id: string): WholeRun["head"] | null;
  /** Nothing is being written, and what the last write took is paid for. */
  readonly affords: boolean;
  /** Begins when the writes before it have ended. Where it rejects, the page says so. */
  inTurn(work: () => Promise<void>): void;
  /** What `writeRun` does, with room made for it. */
  write(...run: Parameters<typeof writeRun>): Promise<void>;
  /** Milliseconds since 1970, for what is written now: later than of all that is kept, also where the clock was set back. */
  keptNow(): number;
}

export function createRunShelf(store: Store): RunShelf {
  let last: WholeRun["head"] | null = null;
  let writes: Promise<unknown> = Promise.resolve();
  let writing = 0;
  /** It was said that writing does not work, and it has not since. */
  let said = false;
  /** On the clock of performance.now(). */
  let affordedAt = 0;
  /** When the newest of all kept runs was written. */
  let newest = 0;

  function refused() {
    if (said) return;
    said = true;
    store.setState(({ keptAs }) => ({ keptOffer: { kind: "not-kept", step: last !== null && last.id === keptAs ? last.step : null } }));
  }

  function worked(head: WholeRun["head"]) {
    last = head;
    if (said && store.getState().keptOffer?.kind === "not-kept") store.setState({ keptOffer: null });
    said = false;
  }

  async function list() {
    const listed = await listRuns();
    newest = Math.max(newest, listed.runs[0]?.keptAt ?? 0);
    return listed;
  }

  /** Of the run on show, or one that another tab has open, everything stays. */
  async function makeRoom(by: typeof tooMuch) {
    const open = await heldRuns();
    const { pasts, runs } = by((await list()).runs);
    const may = ({ id }: KeptRun) => !open.has(id) && id !== store.getState().keptAs;
    for (const { id } of pasts.filter(may)) await forgetPast(id);
    for (const { id } of runs.filter(may)) await forgetRun(id);
  }

  async function write(whole: WholeRun, unchanged: number, durability: "relaxed" | "strict", past: PastNews | null = null) {
    const begins = performance.now();
    try {
      await writeRun(whole, unchanged, durability, past);
    } catch (caught) {
      if (!(caught instanceof DOMException && caught.name === "QuotaExceededError")) throw caught;
      await makeRoom((kept) => ({ pasts: [], runs: kept.slice(-1) }));
      await writeRun(whole, unchanged, durability, past);
    }
    await makeRoom(tooMuch);
    worked(whole.head);
    const now = performance.now();
    const bytes = bytesOf(whole) + (past?.keyframes ?? []).reduce((sum, { halves }) => sum + halves.byteLength, 0);
    affordedAt = now + Math.max(Math.min((now - begins) / SHARE, SELDOM), bytes / PACE);
  }

  return {
    list,
    async read(id) {
      const whole = await readRun(id);
      if (whole) last = whole.head;
      return whole;
    },
    last: (id) => (last?.id === id ? last : null),
    get affords() { return writing === 0 && performance.now() >= affordedAt; },
    inTurn(work) {
      writing++;
      writes = writes.then(work).catch(refused).finally(() => { writing--; });
    },
    write,
    keptNow: () => newest = Math.max(Date.now(), newest + 1),
  };
}
