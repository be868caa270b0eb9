import { createStore } from "zustand/vanilla";
import { initialState } from "./stateKeys";
import type { State, Store } from "./store";

/** zustand calls subscribers in a loop. One that throws is to stop neither the others nor who has changed the state: its error is thrown in a task of its own. */
function withSafeSubscribers(store: Store): Store {
  return {
    ...store,
    subscribe: (listener) => store.subscribe((now, before) => {
      try {
        listener(now, before);
      } catch (error) {
        setTimeout(() => { throw error; });
      }
    }),
  };
}

export const createAppStore = (initial: Partial<State> = {}): Store => withSafeSubscribers(createStore<State>(() => ({ ...initialState, ...initial })));
