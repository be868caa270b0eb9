/** The kept run that was paused in this tab. Its stored state may be older, from before the pause: a reload must not continue its training. */
import { readText, tabStorage, writeText } from "../../core/browser/browserTexts";

const PAUSED = "elbo-room.paused-run";

/** Returns whether this tab's run of this id was paused when it was last open. */
export const wasPaused = (id: string): boolean => readText(PAUSED, tabStorage) === id;

/** Stores at once, before the run's state can be written, that this run is paused; null: the tab's run trains. */
export function rememberPaused(id: string | null): void {
  writeText(PAUSED, id, tabStorage);
}
