/** When the page may fetch what later visits and panels need: the first digits have precedence, on the processor and on the network. */
import type { Store } from "../state/store";

/** Recognisable digits appear after about as many steps. */
const STEPS = 300;
/** Slow machines need longer for them, and until then buttons of parts that are fetched later are missing. */
const MOST_MS = 6000;

/** Resolves when steps are compiled and no training runs, or it has made its first steps; after 6 s in any case. */
export function afterFirstSteps(store: Pick<Store, "getState" | "subscribe">): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      unsubscribe();
      resolve();
    };
    const look = () => {
      const { opened, phase, step } = store.getState();
      const compiling = opened?.engine.mode === "compiling";
      if (!compiling && (phase !== "training" || step >= STEPS)) done();
    };
    const timer = setTimeout(done, MOST_MS);
    const unsubscribe = store.subscribe(look);
    look();
  });
}
