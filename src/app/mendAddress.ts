/** Replaces an address that was changed on its way by the one that was meant. The history keeps its entry, with its mark. */
import { meantBy } from "../state/link/mend";

export function mendAddress(): void {
  const { pathname, search, hash } = meantBy(location);
  if (pathname === location.pathname && search === location.search && hash === location.hash) return;
  try {
    history.replaceState(history.state, "", `${pathname}${search}${hash}`);
  } catch {
    if (hash !== "") location.replace(hash); // the page of a file may not change the rest of its address
  }
}
