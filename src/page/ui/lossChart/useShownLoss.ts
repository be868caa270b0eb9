/** A loss column's value at the displayed step; null or undefined if there is none. */
import { displayedRoom } from "../../state/rooms";
import { usePanelParts, useStore } from "../context";
import { valueAt } from "./chartData";

/**
 * Returns whether the names of buttons leave out the displayed losses, because these change many times a second. In Play there are texts in
 * the place of such buttons, which have them.
 */
export const useNamesWithoutLosses = (): true | undefined =>
  useStore((state) => (state.phase === "training" && state.rewound === null && displayedRoom(state) !== "play") || undefined);

/** Returns the value of `columnId` at the displayed step. */
export function useShownLoss(columnId: string): number | null | undefined {
  const { series } = usePanelParts();
  return useStore(({ rewound, lastLosses }) => (rewound === null ? lastLosses[columnId] : valueAt(series, columnId, rewound)));
}
