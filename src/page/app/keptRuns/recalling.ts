/** Finds the kept run that belongs to the address, and the state from which it continues. */
import { ElboError } from "../../../core/errors";
import type { Step } from "../../../core/run/ids";
import { unpackText } from "../../../subject/models/programs";
import { sameRun, type KeptRun } from "../../state/keptRuns";
import { openInLearn } from "../../state/openInLearn";
import type { Store } from "../../state/store";
import { writtenIn } from "../../state/link/pairs";
import { format, parse } from "../../state/urlCodec";
import type { ResumePoint } from "../experiments";
import type { LinkKeeper } from "../linkKeeper";
import { lockedRuns } from "./runLocks";
import type { RunShelf } from "./runShelf";
import { lastRoom, runsAt, wasPaused } from "./tabRuns";
import type { WholeRun } from "./runStore";

/** A kept run with the fragment by which it is opened. */
export interface RecalledRun {
  readonly fragment: string;
  readonly from: ResumePoint;
}

/** Milliseconds that the page, which shows nothing yet, waits for a kept run at an address without a fragment. */
const FIND_MS = 1500;
/** The milliseconds for a history entry that showed a run before. */
const FIND_AGAIN_MS = 5000;

/** Resolves to the program of a link, which may be packed in more than one way; undefined if it has none. Rejects if what unpacks programs cannot be fetched. */
async function programOf(fragment: string): Promise<string | null | undefined> {
  const packed = writtenIn(fragment).get("program");
  return packed === undefined ? undefined : unpackText(packed);
}

/** Resolves to the runs of the experiment of a link. */
async function runsOf(fragment: string, runs: readonly KeptRun[]): Promise<readonly KeptRun[]> {
  const { config } = parse(fragment);
  // `parse` cannot read programs yet, neither the run's nor that of a second run.
  if (writtenIn(fragment).has("compare")) return [];
  const [program, ...programs] = await Promise.all([fragment, ...runs.map((run) => run.fragment)].map(programOf));
  return runs.filter((run, i) => programs[i] === program && sameRun(parse(run.fragment).config, config));
}

/**
 * Returns whether a history entry's link continues a run: both have the same changes of live settings, except for those that were made after the
 * run's last write, or after the link's.
 */
function isContinuedBy(fragment: string): (run: KeptRun) => boolean {
  const changesIn = (link: string) => parse(link).config.then ?? [];
  const linked = changesIn(fragment);
  return (run) => {
    const made = changesIn(run.fragment);
    return linked.every(({ step, id, value }, i) => (i < made.length ? made[i]!.step === step && made[i]!.id === id && made[i]!.value === value : step >= run.step));
  };
}

/** Returns the state from which a kept run continues. Live settings that were changed after the last write are only in the link; they hold from their steps on. */
export function resumePointOf({ head, begun, forkedFrom, snapshot, record }: WholeRun, fragment: string): ResumePoint {
  const { then: made = [] } = begun;
  const later = (parse(fragment).config.then ?? []).slice(made.length);
  const then = [...made, ...later];
  return {
    snapshot, record: { ...record, before: null }, begun: then.length > 0 ? { ...begun, then } : begun, training: head.training && !wasPaused(head.id),
    state: { keptAs: head.id, forkedFrom: forkedFrom as Step | null },
  };
}

/** Returns the searches in this shelf's runs. */
export function createRecalling(store: Store, shelf: Pick<RunShelf, "list" | "read" | "written">, links: Pick<LinkKeeper, "fragment">) {
  /** Reads a run; null if there is none, or if it is damaged. Rejects if storage cannot be read. */
  const readUndamaged = (id: string) => shelf.read(id).catch((error: unknown) => {
    if (ElboError.of(error).code !== "bad-snapshot") throw error;
    return null;
  });

  async function firstUndamaged(runs: readonly KeptRun[]): Promise<WholeRun | null> {
    for (const { id } of runs) {
      const whole = await readUndamaged(id);
      if (whole) return whole;
    }
    return null;
  }

  async function find(fragment: string, mark: number | null, id: string | null): Promise<RecalledRun | null> {
    await shelf.written(); // a run that was just left may still be being written
    const { runs } = await shelf.list();
    const shown = mark === null ? [] : runsAt(mark);
    const atEntry = runs.filter((one) => (mark === null ? one.id === id : one.mark === mark || shown.includes(one.id)));
    const candidates = mark === null ? atEntry : (await runsOf(fragment, atEntry)).filter(isContinuedBy(fragment));
    const locked = candidates.length > 1 || mark === null ? await lockedRuns() : new Set<string>();
    // The runs that this tab showed come first. Others at the entry are copies that duplicates of the tab have written: one that is locked is theirs.
    const rank = (one: KeptRun) => (shown.includes(one.id) ? shown.indexOf(one.id) : shown.length + Number(locked.has(one.id)));
    const ranked = mark === null ? candidates.filter((one) => !locked.has(one.id)) : candidates.toSorted((a, b) => rank(a) - rank(b));
    const whole = await firstUndamaged(ranked);
    if (!whole) return null;
    if (mark !== null) return { fragment, from: resumePointOf(whole, fragment) };
    const { step, keptAt, fragment: saved } = whole.head;
    const link = parse(saved);
    // The reader may have gone to another room since the write; what is open in Learn has its own room.
    const there = openInLearn(link) ? saved : format({ ...link, room: lastRoom() ?? store.getState().room });
    const from = resumePointOf(whole, there);
    return { fragment: there, from: { ...from, training: false, state: { ...from.state, keptOffer: { kind: "returned", step, keptAt } } } };
  }

  return {
    /**
     * Resolves to the run that a history entry showed last, training if it trained; if the entry is new and its fragment empty
     * (`mark` is null), to the run of this id, paused. Null if there is none, if another tab has it open, and if the browser takes too
     * long. Rejects if storage cannot be read.
     */
    find: (fragment: string, mark: number | null, id: string | null): Promise<RecalledRun | null> => Promise.race([
      find(fragment, mark, id),
      new Promise<null>((resolve) => setTimeout(() => resolve(null), mark === null ? FIND_MS : FIND_AGAIN_MS)),
    ]),
    /** Offers the newest kept run of the same experiment that can be read, if it has more steps. */
    async offer(): Promise<void> {
      const { run: of } = store.getState();
      const isAhead = (at: number) => store.getState().run === of && store.getState().step < at;
      for (const { id, step: listed, keptAt } of await runsOf(links.fragment(), (await shelf.list()).runs)) {
        if (!isAhead(listed)) return;
        const whole = await readUndamaged(id);
        if (!whole) continue;
        const { step } = whole.snapshot;
        if (isAhead(step)) store.setState({ keptOffer: { kind: "same", id, step, keptAt } });
        return;
      }
    },
  };
}
