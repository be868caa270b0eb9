/** Returns a function that calls `load` once and resolves to its result. If `load` rejects, it is called again, at the earliest after `retryAfter` milliseconds. */
export function loadOnce<T>(load: () => Promise<T>, retryAfter: number): () => Promise<T> {
  let loading: Promise<T> | null = null;
  return () => {
    if (!loading) {
      loading = load();
      loading.catch(() => setTimeout(() => { loading = null; }, retryAfter));
    }
    return loading;
  };
}
