/** Which kept run belongs to the address, and how it goes on from where it was kept. */
import type { Step } from "../../core/run/ids";
import { sameRun, type KeptRun } from "../../state/keptRuns";
import type { Store } from "../../state/store";
import { format, parse } from "../../state/urlCodec";
import type { TrainedBefore } from "../experiments";
import type { LinkKeeper } from "../linkKeeper";
import { heldRuns } from "./runLocks";
import type { RunShelf } from "./runShelf";
import type { WholeRun } from "./runStore";

/** A kept run, to be opened as the address says it. */
export interface Returned {
  readonly fragment: string;
  readonly from: TrainedBefore;
}

export interface Recalling {
  /**
   * The run that an entry of the browser's history showed when the page was there last, training if it trained; where the entry is new
   * and says nothing, the run of this id, paused. Null where there is none, where another tab has it, and where the browser takes too
   * long to say. Rejects where none can be read.
   */
  find(fragment: string, mark: number | null, id: string | null): Promise<Returned | null>;
  /** The link of this page was opened from its beginning: its run is offered, where one is kept. */
  offer(): Promise<void>;
}

/** Milliseconds that the page, which shows nothing yet, waits for what it kept: at the bare address, and where it was before. */
const LOOKS_FOR = 1500;
const LOOKS_AGAIN_FOR = 5000;

function isOf(fragment: string): (run: KeptRun) => boolean {
  const link = parse(fragment);
  return (run) => link.comparison === null && sameRun(parse(run.fragment).config, link.config);
}

/** Settings that were turned after the last write are in the link alone; they hold again from their steps on. */
export function whereKept({ head, begun, forkedFrom, snapshot, known }: WholeRun, fragment: string): TrainedBefore {
  const { then: made = [] } = begun;
  const later = (parse(fragment).config.then ?? []).slice(made.length);
  const then = [...made, ...later];
  return {
    snapshot, known: { ...known, before: null }, begun: then.length > 0 ? { ...begun, then } : begun, training: head.training,
    state: { keptAs: head.id, forkedFrom: forkedFrom as Step | null },
  };
}

export function createRecalling(store: Store, shelf: Pick<RunShelf, "list" | "read">, links: Pick<LinkKeeper, "fragment">): Recalling {
  async function find(fragment: string, mark: number | null, id: string | null): Promise<Returned | null> {
    const { runs } = await shelf.list();
    const isSame = isOf(fragment);
    const here = runs.filter((one) => (mark === null ? one.id === id : one.mark === mark && isSame(one)));
    // A duplicated tab can leave two runs at one entry, and another tab may show one of them.
    const held = here.length > 1 || mark === null ? await heldRuns() : null;
    const found = here.find((one) => !held?.has(one.id)) ?? (mark === null ? undefined : here[0]);
    if (!found) return null;
    const whole = await shelf.read(found.id);
    if (!whole) return null;
    if (mark !== null) return { fragment, from: whereKept(whole, fragment) };
    const { step, keptAt } = found;
    const link = parse(found.fragment);
    // Rooms may have been changed since it was written; a lesson and a study have theirs.
    const shown = link.lesson || link.study ? found.fragment : format({ ...link, room: store.getState().room });
    const from = whereKept(whole, shown);
    return { fragment: shown, from: { ...from, training: false, state: { ...from.state, keptOffer: { kind: "returned", step, keptAt } } } };
  }

  return {
    find: (fragment, mark, id) => Promise.race([
      find(fragment, mark, id),
      new Promise<null>((resolve) => setTimeout(() => resolve(null), mark === null ? LOOKS_FOR : LOOKS_AGAIN_FOR)),
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
