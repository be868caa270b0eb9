/** Whether the page stands in one column, as page.css has it. */
import { useSyncExternalStore } from "react";

const query = () => matchMedia("(max-width: 60rem)");

function subscribe(listener: () => void): () => void {
  const now = query();
  now.addEventListener("change", listener);
  return () => now.removeEventListener("change", listener);
}

export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => query().matches);
