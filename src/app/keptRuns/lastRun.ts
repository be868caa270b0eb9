/** The kept run that this browser showed last. It is opened again at the page's bare address. */
import { readText } from "../../core/browser/browserTexts";

/** Under this name the browser stores the run's id. */
export const LAST_RUN = "elbo-room.last-run";
/** The run's id, as `keeping.ts` writes it; null: none. */
export const lastRun = (): string | null => readText(LAST_RUN);
