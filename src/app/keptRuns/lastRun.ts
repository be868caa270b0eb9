/** The kept run that this browser showed last, and its room. The page's address without a fragment opens it again. */
import { readText, writeText } from "../../core/browser/browserTexts";
import { ROOMS, type RoomName } from "../../state/rooms";

const RUN = "elbo-room.last-run";
const ROOM = "elbo-room.last-room";

/** Returns the run's id; null if there is none. */
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
