import { createStore, type StoreApi } from "zustand/vanilla";
import { configOf, nextConfig } from "./config";
import { initialState } from "./stateKeys";
import type { State, Store, WrittenState } from "./store";

/** Derives `config` from what is written. */
const withConfig = (store: StoreApi<State>): Store => ({
  ...store,
  setState: (patch) => store.setState((before) => {
    const written = typeof patch === "function" ? patch(before) : patch;
    return { ...written, config: nextConfig(before, { ...before, ...written }) };
  }),
});

/** zustand calls subscribers in a loop. One that throws is to stop neither the others nor who has changed the state: its error is thrown in a task of its own. */
const withSafeSubscribers = (store: StoreApi<State>): StoreApi<State> => ({
  ...store,
  subscribe: (listener) => store.subscribe((now, before) => {
    try {
      listener(now, before);
    } catch (error) {
      setTimeout(() => { throw error; });
    }
  }),
});

export function createAppStore(initial: Partial<WrittenState> = {}): Store {
  const written = { ...initialState, ...initial };
  return withConfig(withSafeSubscribers(createStore<State>(() => ({ ...written, config: configOf(written) }))));
}
