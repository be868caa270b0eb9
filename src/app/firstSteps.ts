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

/** Resolves when all training images have arrived, or something has failed: on a slow line training waits for them. */
export const afterImages = (store: Watched): Promise<void> => when(store, ({ data, failure }) =>
  data === null || data.trainImages === data.trainImagesInAll || failure !== null);

/** Resolves when the state is so, or after `most` milliseconds. */
function when(store: Watched, isSo: (state: State) => boolean, most?: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      unsubscribe();
      resolve();
    };
    const look = () => {
      if (isSo(store.getState())) done();
    };
    const timer = most === undefined ? undefined : setTimeout(done, most);
    const unsubscribe = store.subscribe(look);
    look();
  });
}
