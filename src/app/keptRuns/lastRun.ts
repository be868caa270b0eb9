/** The kept run that this browser showed last. The page's address without a fragment opens it again. */
import { readText } from "../../core/browser/browserTexts";

/** The browser stores the run's id under this name. */
export const LAST_RUN = "elbo-room.last-run";
/** Returns the run's id, as `keeping.ts` writes it; null if there is none. */
export const lastRun = (): string | null => readText(LAST_RUN);
