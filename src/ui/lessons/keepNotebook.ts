/** The notebook stays in this browser. Storage may be forbidden; then it lasts for this visit. */
import { readNotebook, writeNotebook } from "../../state/notebook";
import type { Store } from "../../state/store";

const KEY = "elbo-room.lessons";

const kept = new WeakSet<Store>();

/** Opens it once, and keeps it from then on. What a link brought with it stays. */
export function keepNotebook(store: Store): void {
  if (kept.has(store)) return;
  kept.add(store);
  try {
    store.setState(({ notebook }) => ({ notebook: { ...readNotebook(localStorage.getItem(KEY)), ...notebook } }));
  } catch {
    // It is empty, then.
  }
  store.subscribe(({ notebook }, before) => {
    if (notebook === before.notebook) return;
    try {
      localStorage.setItem(KEY, writeNotebook(notebook));
    } catch {
      // It holds for this visit only.
    }
  });
}
