/** The runs that the page shows: the one in front, and those beside it. */
import { createStore, type StoreApi } from "zustand/vanilla";
import { createAppStore } from "./createAppStore";
import { createFrames, type Frames } from "./frames";
import { createSeries, type Series } from "./series";
import type { Store, WrittenState } from "./store";

/** What the page shows of a run. */
export interface ShownRun {
  readonly store: Store;
  readonly series: Series;
  readonly frames: Frames;
}

export interface ShownRuns {
  readonly front: ShownRun;
  /** The runs beside the one in front, in the order of their letters. */
  readonly others: Pick<StoreApi<readonly ShownRun[]>, "getState" | "getInitialState" | "subscribe">;
}

/** Returns a run of which nothing is known yet; `initial` overrides initial values of its store. */
export const createShownRun = (initial?: Partial<WrittenState>): ShownRun => ({ store: createAppStore(initial), series: createSeries(), frames: createFrames() });

/** Returns the list that has only this run. */
export const onlyRun = (front: ShownRun): ShownRuns => ({ front, others: createStore<readonly ShownRun[]>(() => []) });
