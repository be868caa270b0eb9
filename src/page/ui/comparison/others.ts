/** The runs that are shown: the one in front, and those beside it. */
import { useCallback, useSyncExternalStore } from "react";
import { useStore as useZustand } from "zustand";
import { useShallow } from "zustand/shallow";
import type { ShownRun, ShownRuns } from "../../state/shownRuns";
import type { State } from "../../state/store";
import { usePanelParts } from "../context";

/** Returns the runs beside the one in front, in the order of their letters. */
export const useOthers = (): readonly ShownRun[] => useZustand(usePanelParts().runs.others);

/** Returns a selected part of each of these runs' stores; the component is drawn again when one of them changes. */
export function useEach<T>(runs: readonly ShownRun[], select: (state: State) => T): readonly T[] {
  const selected = useShallow(() => runs.map(({ store }) => select(store.getState())));
  const now = () => selected(null);
  const subscribe = useCallback((onChange: () => void) => {
    const stops = runs.map(({ store }) => store.subscribe(onChange));
    return () => stops.forEach((stop) => stop());
  }, [runs]);
  return useSyncExternalStore(subscribe, now, now);
}

/** Returns the letter of a run: A is in front. */
export const letterOf = ({ front, others }: ShownRuns, { store }: Pick<ShownRun, "store">): string =>
  String.fromCharCode(65 + [front, ...others.getState()].findIndex((one) => one.store === store));
