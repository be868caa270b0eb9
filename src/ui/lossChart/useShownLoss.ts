/** Returns a loss column's value at the displayed step; null or undefined if there is none. */
import { usePanelParts, useStore } from "../context";
import { valueAt } from "./chartData";

/** Returns the value of `columnId` at the displayed step. */
export function useShownLoss(columnId: string): number | null | undefined {
  const { series } = usePanelParts();
  return useStore(({ rewound, lastLosses }) => (rewound === null ? lastLosses[columnId] : valueAt(series, columnId, rewound)));
}
