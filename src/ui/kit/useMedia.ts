/** Whether a media query applies, for what style sheets cannot express: the same queries as in page.css and lab.css. */
import { useCallback, useSyncExternalStore } from "react";

export function useMedia(query: string): boolean {
  const subscribe = useCallback((listener: () => void) => {
    const list = matchMedia(query);
    list.addEventListener("change", listener);
    return () => list.removeEventListener("change", listener);
  }, [query]);
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}

/** The page has a single column, or two. */
export const useNarrow = (): boolean => useMedia("(max-width: 60rem)");

/** Small laptops and projectors. */
export const useSmall = (): boolean => useMedia("(max-width: 75rem)");
