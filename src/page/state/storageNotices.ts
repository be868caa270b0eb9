/** Shows one notice when the browser stops storing what the reader wrote or drew, and withdraws the notice when storing works again. */
import { isFramed } from "../../core/browser/framed";
import type { StoredWork } from "./notices";
import type { Store } from "./store";

const failing = new WeakMap<Store, Set<StoredWork>>();

/** Reports whether the browser has stored `what`. A frame stores nothing, and no notice says so. */
export function reportStored(store: Store, what: StoredWork, stored: boolean): void {
  if (isFramed()) return;
  const known = failing.get(store) ?? new Set();
  failing.set(store, known);
  if (known.has(what) !== stored) return;
  if (stored) known.delete(what);
  else known.add(what);
  store.setState(({ notices }) => ({
    notices: stored ? notices.filter((one) => one.kind !== "not-stored" || one.what !== what) : [...notices, { kind: "not-stored", what }],
  }));
}
