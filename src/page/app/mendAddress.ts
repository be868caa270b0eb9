/** Replaces an address that was changed on its way by the one that was meant. The history keeps its entry, with its mark. */
import { isFramed } from "../../core/browser/framed";
import { meantBy } from "../state/link/mend";
import { isEmbedding, writtenIn } from "../state/link/pairs";

const isEmbedded = () => isEmbedding(writtenIn(location.hash));

export async function mendAddress(): Promise<void> {
  const { pathname, search, hash } = meantBy(location);
  if (pathname === location.pathname && search === location.search && hash === location.hash) return;
  const wasEmbedded = isEmbedded();
  try {
    history.replaceState(history.state, "", `${pathname}${search}${hash}`);
  } catch {
    if (hash !== "") location.replace(hash); // the page of a file may not change the rest of its address
  }
  if (wasEmbedded || !isEmbedded() || !isFramed()) return;
  location.reload(); // the page's first script shows an embedding frame
  await new Promise(() => undefined);
}
