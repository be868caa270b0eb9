/** When the page may fetch what later visits and panels need: the first digits have precedence, on the processor and on the network. */
import type { State, Store } from "../state/store";

type Watched = Pick<Store, "getState" | "subscribe">;

/** Recognisable digits appear after about as many steps. */
const STEPS = 300;
/** Slow machines need longer for them, and until then buttons of parts that are fetched later are missing. */
const MOST_MS = 6000;

/** Resolves when steps are compiled and no training runs, or it has made its first steps; after 6 s in any case. */
export const afterFirstSteps = (store: Watched): Promise<void> => when(store, ({ opened, phase, step }) =>
  opened?.engine.mode !== "compiling" && (phase !== "training" || step >= STEPS), MOST_MS);

/** Resolves when training has not waited for images for `ms` milliseconds: on a slow line it does so again and again until all have arrived. */
export function whenNothingWaits(store: Watched, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      unsubscribe();
      resolve();
    };
    let timer = setTimeout(done, ms);
    const unsubscribe = store.subscribe(({ phase, waitingForData }) => {
      if (phase !== "training" || !waitingForData) return;
      clearTimeout(timer);
      timer = setTimeout(done, ms);
    });
  });
}

/** Resolves when the state is so, and after `most` milliseconds in any case. */
function when(store: Watched, isSo: (state: State) => boolean, most: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      unsubscribe();
      resolve();
    };
    const look = () => {
      if (isSo(store.getState())) done();
    };
    const timer = setTimeout(done, most);
    const unsubscribe = store.subscribe(look);
    look();
  });
}
