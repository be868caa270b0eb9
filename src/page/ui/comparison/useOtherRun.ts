/** What a panel shows of the run that its run is compared with. */
import { useStore as useZustand } from "zustand";
import type { State } from "../../state/store";
import { usePanelParts } from "../context";
import { useOthers } from "./others";

/** Returns a selected part of the run in front, in the panels of another; in its own panels, of the first of the others. Undefined: there is one run. */
export function useOtherRun<T>(select: (state: State) => T): T | undefined {
  const { store, runs: { front } } = usePanelParts();
  const [beside] = useOthers();
  const other = store === front.store ? beside : front;
  const selected = useZustand((other ?? front).store, select);
  return other && selected;
}
