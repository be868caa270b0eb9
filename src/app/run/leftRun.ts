/** The run that is being left, as the page showed it: it receives its last losses, and becomes the run that "Undo" brings back. */
import type { RunConfig } from "../../core/run/runConfig";
import { createSeries, type Series } from "../../state/series";
import type { State } from "../../state/store";
import { isWorthKeeping } from "./machine/state";
import { runRecordUpTo, type LastState, type ReplacedRun } from "./runRecord";

export interface LeftRun {
  /** The question that the run answers. */
  readonly ask: number;
  readonly losses: Series;
  /** Returns the run to keep with its last state; null: it cannot be read, or is too short. */
  keep(begun: RunConfig, training: boolean, last: LastState): ReplacedRun | null;
}

/** Returns the run with these losses and values of the store. */
export function createLeftRun(ask: number, series: Series, shown: State): LeftRun {
  const { before } = series;
  const losses = createSeries();
  losses.restart(series.columns, { from: series.record() });
  return {
    ask, losses,
    keep(begun, training, { snapshot, picture }) {
      if (!snapshot || !isWorthKeeping(begun, snapshot.step)) return null;
      return { ...runRecordUpTo(snapshot.step, shown, { losses: losses.record(), before }), snapshot, picture, begun, training };
    },
  };
}
