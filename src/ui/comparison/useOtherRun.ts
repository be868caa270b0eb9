/** What a panel shows of the run that its run is compared with. */
import { useStore as useZustand } from "zustand";
import type { State } from "../../state/store";
import { usePanelParts } from "../context";

/** Returns a selected part of the other of two compared runs; undefined: there is one run. */
export function useOtherRun<T>(select: (state: State) => T): T | undefined {
  const { store, first, second } = usePanelParts();
  const compared = useZustand(first ?? store, ({ comparison }) => comparison !== null);
  const other = useZustand(first ?? second.store, select);
  return compared ? other : undefined;
}
