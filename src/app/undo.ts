/**
 * The run that was left last, kept in memory so that a slip does not lose it: with its weights, losses and measurements,
 * and where the reader stood. One run; the next one that is left takes its place.
 */
import { UNDO_KEYS } from "../state/stateKeys";
import type { State, Store } from "../state/store";
import type { LeftRun } from "./run/leaving";
import type { RunKeeper } from "./run/runKeeper";

/** What the reader had chosen, besides the run itself. */
type Chosen = Pick<State, (typeof UNDO_KEYS)[number]>;

export interface LeftThere extends LeftRun {
  readonly chosen: Chosen;
  /** Where it is in the browser's history: the entry's mark, and the link to it. */
  readonly mark: number;
  readonly fragment: string;
}

export interface Undo {
  /** Another run is about to be opened: call it before the store says which. `silent`: no notice offers "Undo". */
  leave(where: Pick<LeftThere, "mark" | "fragment">, silent?: boolean): void;
  /** While one is on its way out: until it is kept. */
  readonly leaving: Promise<void> | undefined;
  /** Whether one is kept, and is the one asked for. */
  holds(test: (kept: LeftThere) => boolean): boolean;
  /** The run kept, which is kept no longer; null where there is none. */
  take(): LeftThere | null;
}

/** `onLeft`: with all that it takes to go on with it. */
export function createUndo(store: Store, run: Pick<RunKeeper, "leave">, onLeft: (run: LeftThere) => void = () => undefined): Undo {
  let kept: LeftThere | null = null;
  let leaving: Promise<void> | undefined;

  return {
    leave(where, silent = false) {
      const state = store.getState();
      const chosen = Object.fromEntries(UNDO_KEYS.map((key) => [key, state[key]])) as Chosen;
      leaving = run.leave()?.then((left) => {
        leaving = undefined;
        if (!left) return;
        kept = { ...left, ...where, chosen: { ...chosen, begun: left.begun } };
        store.setState({ kept: silent ? null : left.snapshot.step });
        onLeft(kept);
      }) ?? leaving;
    },
    get leaving() { return leaving; },
    holds: (test) => kept !== null && test(kept),
    take() {
      const taken = kept;
      kept = null;
      store.setState({ kept: null });
      return taken;
    },
  };
}
