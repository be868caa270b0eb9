/**
 * The kept run that each of this tab's newest history entries showed. A stored run knows only the entry that showed it at its last write: a run that
 * does not train is not written again when something is opened beside it, or when the reader goes back.
 */
import { readText, tabStorage, writeText } from "../../core/browser/browserTexts";

const ENTRIES = "elbo-room.entry-runs";
/** The number of entries that are stored. */
const MOST = 50;

const entries = () => readText(ENTRIES, tabStorage)?.split("\n") ?? [];

/** Returns the id of the kept run that the entry with this mark showed last; null if it is not known. */
export const runAt = (mark: number): string | null => entries().find((one) => one.startsWith(`${mark}:`))?.split(":")[1] ?? null;

/** Stores that the entry with this mark shows this run. */
export function rememberRunAt(mark: number, id: string): void {
  if (runAt(mark) === id) return;
  writeText(ENTRIES, [`${mark}:${id}`, ...entries().filter((one) => !one.startsWith(`${mark}:`))].slice(0, MOST).join("\n"), tabStorage);
}
