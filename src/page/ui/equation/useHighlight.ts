/** Highlights a term in formula, legend and chart together while pointer or focus is on any one of them. */
import { type FocusEvent, type PointerEvent, useMemo } from "react";
import { usePanelParts, useStore } from "../context";

/** Returns event handlers that highlight the column, and whether it is highlighted. */
export function useHighlight(columnId: string) {
  const { store } = usePanelParts();
  const highlighted = useStore((state) => state.highlighted === columnId);
  const handlers = useMemo(() => {
    const set = () => store.setState({ highlighted: columnId });
    const clear = () => {
      if (store.getState().highlighted === columnId) store.setState({ highlighted: null });
    };
    return {
      onPointerEnter: set,
      // In Safari a tap gives no focus, so the pointer that leaves has just ended the highlight.
      onClick: set,
      onFocus: (_: FocusEvent) => set(),
      // A clicked term keeps the focus and stays highlighted until another one is chosen.
      onPointerLeave: (event: PointerEvent) => {
        if (event.currentTarget !== document.activeElement) clear();
      },
      onBlur: (_: FocusEvent) => clear(),
    };
  }, [store, columnId]);
  return { highlighted, handlers };
}
