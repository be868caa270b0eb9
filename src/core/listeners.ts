/** Functions that are called when something has changed. */

export type Listeners = ReturnType<typeof createListeners>;

/** Returns an empty set of listeners. */
export function createListeners() {
  const all = new Set<() => void>();
  return {
    /** Adds a listener. Returns a function that removes it. */
    add(listener: () => void): () => void {
      all.add(listener);
      return () => void all.delete(listener);
    },
    /** Calls every listener. */
    call() {
      for (const listener of all) listener();
    },
  };
}
