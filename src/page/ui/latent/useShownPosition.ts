/** The reader's position as numbers and sliders show it: with the newest picture, or soon after a move if there is none. */
import { useCallback, useEffect, useState } from "react";
import type { Frames } from "../../state/frames";
import type { Store } from "../../state/store";
import { usePanelParts, useStore } from "../context";

/** Milliseconds after a move until its position is shown without a picture. */
export const WITHOUT_PICTURE_MS = 100;

/** Returns the position, and a function that shows the current one at once: for a control that has set it. */
export function useShownPosition(): { readonly z: readonly number[]; readonly showNow: () => void } {
  const { store, frames } = usePanelParts();
  const [shown, setShown] = useState(() => store.getState().z);
  const showNow = useCallback(() => setShown(store.getState().z), [store]);
  useEffect(() => followPosition(store, frames, showNow), [store, frames, showNow]);
  // In another latent space the new position is shown at once: the map's plane is another one, too.
  const z = useStore((state) => (state.z.length === shown.length ? shown : state.z));
  return { z, showNow };
}

/**
 * Calls `show` at once and when numbers should show the current position; returns a function that ends it. They do not follow a hand in every
 * frame: browsers draw before they take messages, so that drawing all of this would leave a slow machine no time for the worker's pictures.
 */
export function followPosition(store: Pick<Store, "getState" | "subscribe">, frames: Pick<Frames, "subscribe">, show: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const showNow = () => {
    clearTimeout(timer);
    timer = undefined;
    show();
  };
  const stops = [
    store.subscribe((now, before) => {
      if (now.z !== before.z) timer ??= setTimeout(showNow, WITHOUT_PICTURE_MS);
    }),
    frames.subscribe("decoded", showNow),
  ];
  showNow();
  return () => {
    clearTimeout(timer);
    stops.forEach((stop) => stop());
  };
}
