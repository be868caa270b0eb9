/** When the page may fetch what later visits and panels need: the first digits have precedence, on the processor and on the network. */
import { Timer } from "../../core/timer";
import type { State, Store } from "../state/store";

type Watched = Pick<Store, "getState" | "subscribe">;

/** Recognisable digits appear after about as many steps. */
const STEPS = 300;
/** Slow machines need longer for them, and until then buttons of parts that are fetched later are missing. */
const MOST_MS = 6000;

/** Resolves when steps are compiled and no training runs, or it has made its first steps; in any case after 6 s in which it has not waited for images. */
export const afterFirstSteps = (store: Watched): Promise<void> => Promise.race([
  when(store, ({ opened, phase, step }) => opened?.engine.mode !== "compiling" && (phase !== "training" || step >= STEPS)),
  whenNothingWaits(store, MOST_MS),
]);

/** Resolves when the first images have arrived, or no run waits for any. */
export const whenFirstImages = (store: Watched): Promise<void> => when(store, ({ opened, data }) => opened !== null && data?.trainImages !== 0);

/** Resolves when training has not waited for images for `ms` milliseconds: on a slow line it does so again and again until all have arrived. */
export function whenNothingWaits(store: Watched, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      unsubscribe();
      resolve();
    };
    const waiting = new Timer();
    const unsubscribe = store.subscribe(({ phase, waitingForData }) => {
      if (phase === "training" && waitingForData) waiting.set(done, ms);
    });
    waiting.set(done, ms);
  });
}

/** Resolves when the state is so. */
function when(store: Watched, isSo: (state: State) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!isSo(store.getState())) return;
      unsubscribe();
      resolve();
    };
    const unsubscribe = store.subscribe(look);
    look();
  });
}
