/** Functions that are called when something has changed. */

export interface Listeners {
  /** Adds a listener. Returns a function that removes it. */
  readonly add: (listener: () => void) => () => void;
  /** Calls every listener. */
  readonly call: () => void;
}

/** Returns an empty set of listeners. */
export function createListeners(): Listeners {
  const all = new Set<() => void>();
  return {
    add(listener) {
      all.add(listener);
      return () => void all.delete(listener);
    },
    call() {
      for (const listener of all) listener();
    },
  };
}
