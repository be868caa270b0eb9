/** Puts what a policy refuses the page, and that it was changed on its way, into the store. */
import { onRefusal, refusals } from "../../core/browser/refusals";
import type { CreateActions } from "../../state/pageParts";
import type { Obstacle } from "./slice";

export const start: CreateActions<object> = ({ store }) => {
  const quirks: readonly Obstacle[] = globalThis.document?.compatMode === "BackCompat" ? [{ kind: "quirks" }] : [];
  const look = () => {
    const obstacles = [...quirks, ...refusals()];
    if (obstacles.length > store.getState().obstacles.length) store.setState({ obstacles });
  };
  // That WebAssembly has failed is said with the cause.
  const unsubscribe = store.subscribe(({ obstacles, notices }) => {
    const others = notices.filter((one) => one.kind !== "fell-back" || one.from !== "wasm");
    if (others.length < notices.length && obstacles.some(({ kind }) => kind === "webAssembly" || kind === "files")) store.setState({ notices: others });
  });
  look();
  const stop = onRefusal(look);
  return {
    dispose() {
      stop();
      unsubscribe();
    },
  };
};
