/** Media queries for what style sheets cannot express. They are the same as in page.css and lab.css. */
import { useCallback, useSyncExternalStore } from "react";

/** Returns whether a media query applies; the component renders again when that changes. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback((listener: () => void) => {
    const list = matchMedia(query);
    list.addEventListener("change", listener);
    return () => list.removeEventListener("change", listener);
  }, [query]);
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches, () => false);
}

/** Returns whether the page has at most two columns. */
export const useNarrow = (): boolean => useMedia("(max-width: 60rem)");

/** Returns whether the window is a phone's in portrait. */
export const usePhone = (): boolean => useMedia("(max-width: 37.49rem)");

/** Returns whether the page has all columns but little height, as on laptops. */
export const useLow = (): boolean => useMedia("(min-width: 60.01rem) and (max-height: 50rem)");

/** Returns whether the window is at most 75rem wide, as on small laptops and projectors. */
export const useSmall = (): boolean => useMedia("(max-width: 75rem)");
