/** A term is one thing in formula, legend and chart: what is under pointer or focus here lights up there. */
import { type FocusEvent, type PointerEvent, useMemo } from "react";
import { useRoom, useStore } from "../context";

export function useHighlight(columnId: string) {
  const { store } = useRoom();
  const highlighted = useStore((state) => state.highlighted === columnId);
  const handlers = useMemo(() => {
    const set = () => store.setState({ highlighted: columnId });
    const clear = () => {
      if (store.getState().highlighted === columnId) store.setState({ highlighted: null });
    };
    return {
      onPointerEnter: set,
      // Where a tap gives no focus (Safari), the finger that leaves has just taken the light away.
      onClick: set,
      onFocus: (_: FocusEvent) => set(),
      // What has been clicked keeps the focus, and stays lit until something else is chosen.
      onPointerLeave: (event: PointerEvent) => {
        if (event.currentTarget !== document.activeElement) clear();
      },
      onBlur: (_: FocusEvent) => clear(),
    };
  }, [store, columnId]);
  return { highlighted, handlers };
}
