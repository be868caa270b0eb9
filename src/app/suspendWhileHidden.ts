/** Suspends training while nobody can see the page, where the reader has chosen that. */
import type { Store } from "../state/store";
import type { RunKeeper } from "./run/runKeeper";

/** Whether anybody can see the page: not behind another tab, in a window that is minimised or covered, or with the screen locked. */
export interface Visibility {
  readonly hidden: boolean;
  /** Returns the way to stop. */
  onChange(listener: () => void): () => void;
}

export const pageVisibility: Visibility = {
  get hidden() { return document.hidden; },
  onChange(listener) {
    document.addEventListener("visibilitychange", listener);
    return () => document.removeEventListener("visibilitychange", listener);
  },
};

/** A compared run makes no step that this one has not made, and so pauses with it. Returns a function that ends it. */
export function suspendWhileHidden(store: Store, run: Pick<RunKeeper, "suspend">, visibility: Visibility): () => void {
  const look = () => run.suspend(visibility.hidden && store.getState().suspendsWhileHidden);
  const stops = [
    visibility.onChange(look),
    store.subscribe((now, before) => now.suspendsWhileHidden !== before.suspendsWhileHidden && look()),
  ];
  look();
  return () => stops.forEach((stop) => stop());
}
