/**
 * The rooms: views of the page that show the same run with different panels. A new room needs an entry here, its text under `shell.rooms`
 * and its panels in `ui/layout/rooms.tsx`.
 */
export const ROOMS = ["play", "learn", "lab"] as const;
export type RoomName = (typeof ROOMS)[number];

/** The room that the address without a fragment opens on a first visit. */
export const FIRST_ROOM: RoomName = "play";

/** The Lab's panels that can fill the screen in lecture mode, in the order in which a key goes through them. */
export const ENLARGEABLE = ["equation", "losses", "pictures", "latent"] as const;
export type Enlarged = (typeof ENLARGEABLE)[number];

/** Returns the next panel, or the previous one, if `first` comes before the others; null, all panels side by side, is between the last and the first. */
export function enlargedNext(now: Enlarged | null, by: 1 | -1, first: Enlarged): Enlarged | null {
  const all = [...new Set([null, first, ...ENLARGEABLE])];
  return all.at((all.indexOf(now) + by) % all.length) ?? null;
}

/** Returns the displayed room. Lecture mode shows the Lab's panels in any room. */
export const displayedRoom = ({ room, present }: { readonly room: RoomName; readonly present: boolean }): RoomName => (present ? "lab" : room);
