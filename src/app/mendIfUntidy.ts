/** Has an address mended whose link was changed on its way here. The page's first script does this before anything reads the link. */
import { isTidy } from "../state/link/tidy";

/** Resolves when the address is the one that was meant, or if what mends it cannot be fetched; null: it is. */
export const mendIfUntidy = (): Promise<void> | null =>
  (isTidy(location) ? null : import("./mendAddress").then(({ mendAddress }) => mendAddress()).catch(() => undefined));
