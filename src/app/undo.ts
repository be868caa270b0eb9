/**
 * Remembers the run that was left last, so that a mistaken click does not lose it: its weights, losses and measurements, and the reader's
 * view. It remembers one run; the next one that is left replaces it.
 */
import { UNDO_KEYS } from "../state/stateKeys";
import type { State, Store } from "../state/store";
import type { ReplacedRun } from "./run/runRecord";
import type { RunKeeper } from "./run/runKeeper";

/** The reader's choices, besides the run itself. */
type Chosen = Pick<State, (typeof UNDO_KEYS)[number]>;

export interface UndoableRun extends ReplacedRun {
  readonly chosen: Chosen;
  /** The mark of its entry in the browser's history; `fragment` is the link to it. */
  readonly mark: number;
  readonly fragment: string;
}

export type Undo = ReturnType<typeof createUndo>;

/** Returns an undo that has no run yet. `onLeft` is called with each run that was left. */
export function createUndo(store: Store, run: Pick<RunKeeper, "leave">, onLeft: (run: UndoableRun) => void = () => undefined) {
  let leftRun: UndoableRun | null = null;
  let leaving: Promise<void> | undefined;

  return {
    /** Takes the current run out of the worker. It is called before the store describes the next run. `silent`: no notice offers "Undo". */
    leave(where: Pick<UndoableRun, "mark" | "fragment">, silent: boolean = false) {
      const state = store.getState();
      const chosen = Object.fromEntries(UNDO_KEYS.map((key) => [key, state[key]])) as Chosen;
      leaving = run.leave()?.then((left) => {
        leaving = undefined;
        if (!left) return;
        leftRun = { ...left, ...where, chosen: { ...chosen, begun: left.begun } };
        store.setState({ undoStep: silent ? null : left.snapshot.step });
        onLeft(leftRun);
      }) ?? leaving;
    },
    /** Resolves when the run that is being left is remembered; undefined: none is being left. */
    get leaving(): Promise<void> | undefined { return leaving; },
    /** Returns whether there is a remembered run that passes the test. */
    has: (test: (run: UndoableRun) => boolean): boolean => leftRun !== null && test(leftRun),
    /** Returns the run and forgets it; null if there is none. */
    take(): UndoableRun | null {
      const taken = leftRun;
      leftRun = null;
      store.setState({ undoStep: null });
      return taken;
    },
  };
}
