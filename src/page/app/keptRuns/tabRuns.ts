/**
 * Which saved run this tab shows, as texts of the browser that are there at once, before the database is open: the run of each history entry, the run that
 * rests, and the run that the browser showed last. Everything else about the tab's run is in the store (`keptAs`).
 */
import { readText, tabStorage, writeText } from "../../../core/browser/browserTexts";
import { ROOMS, type RoomName } from "../../state/rooms";

const ENTRIES = "elbo-room.entry-runs";
const PAUSED = "elbo-room.paused-run";
const RUN = "elbo-room.last-run";
const ROOM = "elbo-room.last-room";
/** The number of pairs of an entry and a run that are stored. */
const MOST = 50;

const entries = () => readText(ENTRIES, tabStorage)?.split("\n") ?? [];

/**
 * Returns the ids of the kept runs that the entry with this mark showed in this tab, the last one first. A run that was about to be written may not exist. A
 * stored run knows only the entry that showed it at its last write: a run that does not train is not written again when something is opened beside it, or
 * when the reader goes back. A duplicated tab begins with its original's entries, and its copy of the run has the same mark.
 */
export const runsAt = (mark: number): readonly string[] => entries().filter((one) => one.startsWith(`${mark}:`)).map((one) => one.split(":")[1]!);

/** Stores that the entry with this mark shows this run. */
export function rememberRunAt(mark: number, id: string): void {
  if (runsAt(mark)[0] === id) return;
  const pair = `${mark}:${id}`;
  writeText(ENTRIES, [pair, ...entries().filter((one) => one !== pair)].slice(0, MOST).join("\n"), tabStorage);
}

/** Returns whether this tab's run of this id was paused when it was last open. Its stored state may be older, from before the pause: a reload must not continue its training. */
export const wasPaused = (id: string): boolean => readText(PAUSED, tabStorage) === id;

/** Stores at once, before the run's state can be written, that this run is paused; null: the tab's run trains. */
export function rememberPaused(id: string | null): void {
  writeText(PAUSED, id, tabStorage);
}

/** Returns the id of the run that this browser showed last, which the page's address without a fragment opens again; null if there is none. */
export const lastRun = (): string | null => readText(RUN);
/** Returns the room that showed it; null if it is not known. */
export const lastRoom = (): RoomName | null => ROOMS.find((one) => one === readText(ROOM)) ?? null;

/** Stores which run this browser showed last, and its room. */
export function rememberLastRun(id: string, room: RoomName): void {
  writeText(RUN, id);
  writeText(ROOM, room);
}

/** Forgets a run, so that the bare address no longer opens it; does nothing if another run was shown since. */
export function forgetLastRun(id: string): void {
  if (lastRun() === id) writeText(RUN, null);
}
