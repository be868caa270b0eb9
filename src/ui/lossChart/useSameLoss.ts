/** Which losses of the displayed runs are defined equally, so that they can be compared. */
import { useMemo, useSyncExternalStore } from "react";
import { useStore as useZustand } from "zustand";
import type { LossColumn } from "../../core/model/model";
import { isSameLoss } from "../../state/sameLoss";
import { usePanelParts, useStore } from "../context";

/** Returns the columns that only one of two compared runs has, or that both define differently. */
export function useDifferentInBoth(columns: readonly LossColumn[]): ReadonlySet<string> {
  const { second } = usePanelParts();
  const first = useStore((state) => state.begun);
  const other = useZustand(second.store, (state) => state.begun);
  return useMemo(() => new Set(columns.map(({ id }) => id).filter((id) => !isSameLoss(id, first, other))), [columns, first, other]);
}

/** Returns whether the run before the current one defines one of the columns differently; null if there is none. */
export function usePreviousDiffers(columns: readonly LossColumn[]): boolean | null {
  const { series } = usePanelParts();
  const begun = useStore((state) => state.begun);
  const before = useSyncExternalStore(series.subscribe, () => series.before);
  return useMemo(() => {
    if (!before) return null;
    const { losses: { firstStep, length }, begun: previous } = before;
    return columns.some(({ id }) => !isSameLoss(id, begun, previous, firstStep + length - 1));
  }, [columns, begun, before]);
}
