/** The run that is being left, as the page showed it: it receives its last losses, and becomes the run that "Undo" brings back. */
import { createSeries, type Series } from "../../state/series";
import type { State } from "../../state/store";
import type { UndoableRun } from "../undo";
import { isWorthKeeping, type LeavingRun } from "./machine/state";
import { runRecordUpTo, type LastState } from "./runRecord";

export type LeftRun = ReturnType<typeof createLeftRun>;

/** Returns the run with these losses and values of the store. */
export function createLeftRun(ask: number, series: Series, shown: State) {
  const { before } = series;
  const losses = createSeries();
  losses.restart(series.columns, { from: series.record() });
  return {
    /** The question that the run answers. */
    ask,
    losses,
    /** Returns the run to keep with its last state; null: it cannot be read, or is too short. */
    keep({ begun, training, departure: { chosen, mark, fragment } }: LeavingRun, { snapshot, picture }: LastState): UndoableRun | null {
      if (!snapshot || !isWorthKeeping(begun, snapshot.step)) return null;
      return { ...runRecordUpTo(snapshot.step, shown, { losses: losses.record(), before }), snapshot, picture, begun, training, mark, fragment, chosen: { ...chosen, begun } };
    },
  };
}
