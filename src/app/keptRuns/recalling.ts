/** Finds the kept run that belongs to the address, and the state from which it continues. */
import type { Step } from "../../core/run/ids";
import { sameRun, type KeptRun } from "../../state/keptRuns";
import { openInLearn } from "../../state/openInLearn";
import type { Store } from "../../state/store";
import { writtenIn } from "../../state/link/pairs";
import { format, parse } from "../../state/urlCodec";
import type { ResumePoint } from "../experiments";
import type { LinkKeeper } from "../linkKeeper";
import { runAt } from "./entryRuns";
import { lastRoom } from "./lastRun";
import { wasPaused } from "./pausedRun";
import { lockedRuns } from "./runLocks";
import type { RunShelf } from "./runShelf";
import type { WholeRun } from "./runStore";

/** A kept run with the fragment by which it is opened. */
export interface RecalledRun {
  readonly fragment: string;
  readonly from: ResumePoint;
}

export interface Recalling {
  /**
   * Resolves to the run that a history entry showed last, training if it trained; if the entry is new and its fragment empty
   * (`mark` is null), to the run of this id, paused. Null if there is none, if another tab has it open, and if the browser takes too
   * long. Rejects if storage cannot be read.
   */
  find(fragment: string, mark: number | null, id: string | null): Promise<RecalledRun | null>;
  /** Offers the kept run of the same experiment, if there is one with more steps. */
  offer(): Promise<void>;
}

/** Milliseconds that the page, which shows nothing yet, waits for a kept run at an address without a fragment. */
const FIND_MS = 1500;
/** The milliseconds for a history entry that showed a run before. */
const FIND_AGAIN_MS = 5000;

function isOf(fragment: string): (run: KeptRun) => boolean {
  const link = parse(fragment);
  // `parse` cannot read programs yet, neither the run's nor that of a second run.
  const programOf = (one: string) => writtenIn(one).get("program");
  const [program, compares] = [programOf(fragment), writtenIn(fragment).has("compare")];
  return (run) => !compares && programOf(run.fragment) === program && sameRun(parse(run.fragment).config, link.config);
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
export function createRecalling(store: Store, shelf: Pick<RunShelf, "list" | "read">, links: Pick<LinkKeeper, "fragment">): Recalling {
  async function find(fragment: string, mark: number | null, id: string | null): Promise<RecalledRun | null> {
    const { runs } = await shelf.list();
    const [isSame, isContinued] = [isOf(fragment), isContinuedBy(fragment)];
    const shownThere = mark === null ? null : runAt(mark);
    const candidates = runs.filter((one) => (mark === null ? one.id === id : (one.mark === mark || one.id === shownThere) && isSame(one) && isContinued(one)));
    // A duplicated tab can leave two runs at one entry, and another tab may have one of them open.
    const locked = candidates.length > 1 || mark === null ? await lockedRuns() : null;
    const found = candidates.find((one) => !locked?.has(one.id)) ?? (mark === null ? undefined : candidates[0]);
    if (!found) return null;
    const whole = await shelf.read(found.id);
    if (!whole) return null;
    if (mark !== null) return { fragment, from: resumePointOf(whole, fragment) };
    const { step, keptAt } = found;
    const link = parse(found.fragment);
    // The reader may have gone to another room since the write; what is open in Learn has its own room.
    const shown = openInLearn(link) ? found.fragment : format({ ...link, room: lastRoom() ?? store.getState().room });
    const from = resumePointOf(whole, shown);
    return { fragment: shown, from: { ...from, training: false, state: { ...from.state, keptOffer: { kind: "returned", step, keptAt } } } };
  }

  return {
    find: (fragment, mark, id) => Promise.race([
      find(fragment, mark, id),
      new Promise<null>((resolve) => setTimeout(() => resolve(null), mark === null ? FIND_MS : FIND_AGAIN_MS)),
    ]),
    async offer() {
      const { run: of } = store.getState();
      const found = (await shelf.list()).runs.find(isOf(links.fragment()));
      if (!found || store.getState().run !== of || store.getState().step >= found.step) return;
      const { id, step, keptAt } = found;
      store.setState({ keptOffer: { kind: "same", id, step, keptAt } });
    },
  };
}
