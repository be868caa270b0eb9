/** What `load` resolves to, asked for once. Where that rejects it is asked for again, `again` milliseconds later at the soonest. */
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
