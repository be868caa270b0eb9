/**
 * The kept runs that each of this tab's newest history entries showed. A stored run knows only the entry that showed it at its last write: a run that
 * does not train is not written again when something is opened beside it, or when the reader goes back. A duplicated tab begins with its original's
 * entries, and its copy of the run has the same mark.
 */
import { readText, tabStorage, writeText } from "../../core/browser/browserTexts";

const ENTRIES = "elbo-room.entry-runs";
/** The number of pairs of an entry and a run that are stored. */
const MOST = 50;

const entries = () => readText(ENTRIES, tabStorage)?.split("\n") ?? [];

/** Returns the ids of the kept runs that the entry with this mark showed in this tab, the last one first. A run that was about to be written may not exist. */
export const runsAt = (mark: number): readonly string[] => entries().filter((one) => one.startsWith(`${mark}:`)).map((one) => one.split(":")[1]!);

/** Stores that the entry with this mark shows this run. */
export function rememberRunAt(mark: number, id: string): void {
  if (runsAt(mark)[0] === id) return;
  const pair = `${mark}:${id}`;
  writeText(ENTRIES, [pair, ...entries().filter((one) => one !== pair)].slice(0, MOST).join("\n"), tabStorage);
}
