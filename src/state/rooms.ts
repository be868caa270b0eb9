/**
 * The rooms: ways into the page that show the same run by other panels. Another one is an entry here, its text under `shell.rooms`
 * and its panels in `ui/layout/Page.tsx`.
 */
export const ROOMS = ["play", "learn", "lab"] as const;
export type RoomName = (typeof ROOMS)[number];

/** What the bare address opens on a first visit. */
export const FIRST_ROOM: RoomName = "play";

/** The Lab's panels that fill the screen in lecture mode, one at a time, in the order in which a key goes through them. */
export const ENLARGEABLE = ["equation", "losses", "pictures", "latent"] as const;
export type Enlarged = (typeof ENLARGEABLE)[number];

/** The next one, or the one before; null, all panels side by side, stands between the last and the first. */
export function enlargedNext(now: Enlarged | null, by: 1 | -1): Enlarged | null {
  const all = [null, ...ENLARGEABLE];
  return all.at((all.indexOf(now) + by) % all.length) ?? null;
}

/** Lecture mode shows the Lab's panels, whichever room it was entered from. */
export const roomOnShow = ({ room, present }: { readonly room: RoomName; readonly present: boolean }): RoomName => (present ? "lab" : room);
