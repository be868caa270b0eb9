import { createStore, type StoreApi } from "zustand/vanilla";
import { configOf, nextConfig } from "./config";
import { initialState } from "./stateKeys";
import type { State, Store, WrittenState } from "./store";

/** Updates the derived `config` with each write. */
const withConfig = (store: StoreApi<State>): Store => ({
  ...store,
  setState: (patch) => store.setState((before) => {
    const written = typeof patch === "function" ? patch(before) : patch;
    return { ...written, config: nextConfig(before, { ...before, ...written }) };
  }),
});

/** zustand calls subscribers in a loop. A subscriber that throws must stop neither the others nor the writer: its error is thrown in a separate task. */
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

/** Creates a store; `initial` overrides initial values. */
export function createAppStore(initial: Partial<WrittenState> = {}): Store {
  const written = { ...initialState, ...initial };
  return withConfig(withSafeSubscribers(createStore<State>(() => ({ ...written, config: configOf(written) }))));
}
