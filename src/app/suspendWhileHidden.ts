/** Where the reader wishes so, nothing trains while nobody can see the page. */
import type { Store } from "../state/store";
import type { RunKeeper } from "./runKeeper";
import type { Visibility } from "./surroundings";

/** A second run that is compared makes no step that this one has not made, and so stands still with it. Returns the way to stop. */
export function suspendWhileHidden(store: Store, run: Pick<RunKeeper, "suspend">, visibility: Visibility): () => void {
  const look = () => run.suspend(visibility.hidden && store.getState().suspendsWhileHidden);
  const stops = [
    visibility.onChange(look),
    store.subscribe((now, before) => now.suspendsWhileHidden !== before.suspendsWhileHidden && look()),
  ];
  look();
  return () => stops.forEach((stop) => stop());
}
