/** Finds obstacles and puts them into the store. */
import { refusals } from "../../core/browser/refusals";
import type { Store } from "../../state/store";
import { obstaclesOf } from "./kinds";
import type { Obstacle } from "./slice";

const watched = new WeakSet<Store>();

/** Puts what a policy refuses the page, and that it was changed on its way, into the store. */
export function findObstacles(store: Store): void {
  const quirks: readonly Obstacle[] = document.compatMode === "BackCompat" ? [{ kind: "quirks" }] : [];
  const all = [...quirks, ...obstaclesOf(refusals(), location.origin)];
  const known = store.getState().obstacles;
  const fresh = all.filter(({ kind }) => known.every((one) => one.kind !== kind));
  if (fresh.length === 0) return;
  store.setState({ obstacles: [...known, ...fresh] });
  dropGeneral(store);
  if (!watched.has(store)) store.subscribe(() => dropGeneral(store));
  watched.add(store);
}

/** Withdraws the notice that WASM has failed, where an obstacle says why. */
function dropGeneral(store: Store): void {
  const { obstacles, notices } = store.getState();
  const others = notices.filter((one) => one.kind !== "fell-back" || one.from !== "wasm");
  if (others.length < notices.length && obstacles.some(({ kind }) => kind === "webAssembly" || kind === "files")) store.setState({ notices: others });
}
