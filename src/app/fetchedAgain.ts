/** Returns a function that calls `load` once and resolves to its result. If `load` rejects, it is called again, at the earliest after `again` milliseconds. */
export function fetchedAgain<T>(load: () => Promise<T>, again: number): () => Promise<T> {
  let coming: Promise<T> | null = null;
  return () => {
    if (!coming) {
      coming = load();
      coming.catch(() => setTimeout(() => { coming = null; }, again));
    }
    return coming;
  };
}
