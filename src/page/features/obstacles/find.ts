/** Finds obstacles and puts them into the store. */
import { refusals } from "../../../core/browser/refusals";
import type { Store } from "../../state/store";
import { obstaclesOf } from "./kinds";
import type { Obstacle } from "./slice";

/** All obstacles found, also those that the reader has dismissed. */
const found = new WeakMap<Store, readonly Obstacle[]>();

/** Puts what a policy refuses the page, and that it was changed on its way, into the store. */
export function findObstacles(store: Store): void {
  const quirks: readonly Obstacle[] = document.compatMode === "BackCompat" ? [{ kind: "quirks" }] : [];
  const all = [...quirks, ...obstaclesOf(refusals(), location.origin)];
  const known = found.get(store);
  const fresh = all.filter(({ kind }) => !known?.some((one) => one.kind === kind));
  if (fresh.length === 0) return;
  found.set(store, [...known ?? [], ...fresh]);
  if (!known) store.subscribe(() => dropGeneral(store));
  store.setState(({ obstacles }) => ({ obstacles: [...obstacles, ...fresh] }));
}

/** Withdraws the notice that WASM has failed, where an obstacle says why. */
function dropGeneral(store: Store): void {
  const { notices } = store.getState();
  const others = notices.filter((one) => one.kind !== "fell-back" || one.from !== "wasm");
  if (others.length < notices.length && found.get(store)?.some(({ kind }) => kind === "webAssembly" || kind === "files")) store.setState({ notices: others });
}
