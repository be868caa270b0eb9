/** The run that was left last, so that a mistaken click does not lose it: its weights, losses and measurements, and the reader's view. The run's machine remembers one. */
import { UNDO_KEYS } from "../state/stateKeys";
import type { State } from "../state/store";
import type { ReplacedRun } from "./run/runRecord";

/** The reader's choices, besides the run itself. */
type Chosen = Pick<State, (typeof UNDO_KEYS)[number]>;

/** How the reader left a run. */
export interface Departure {
  readonly chosen: Chosen;
  /** The mark of its entry in the browser's history; `fragment` is the link to it. */
  readonly mark: number;
  readonly fragment: string;
  /** No notice offers "Undo". */
  readonly silent: boolean;
}

export interface UndoableRun extends ReplacedRun, Omit<Departure, "silent"> {}

/** Returns the reader's choices. */
export const chosenIn = (state: State): Chosen => Object.fromEntries(UNDO_KEYS.map((key) => [key, state[key]])) as Chosen;
