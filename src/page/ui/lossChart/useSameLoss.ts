/** Which losses of the displayed runs are defined equally, so that they can be compared. */
import { useMemo, useSyncExternalStore } from "react";
import type { LossColumn } from "../../../core/model/model";
import { isSameLoss } from "../../state/sameLoss";
import { useEach, useOthers } from "../comparison/others";
import { usePanelParts, useStore } from "../context";

/** Returns the columns that not every compared run has, or that the runs define differently. */
export function useDifferentInBoth(columns: readonly LossColumn[]): ReadonlySet<string> {
  const own = useStore((state) => state.begun);
  const others = useEach(useOthers(), (state) => state.begun);
  return useMemo(() => new Set(columns.map(({ id }) => id).filter((id) => others.some((other) => !isSameLoss(id, own, other)))), [columns, own, others]);
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
