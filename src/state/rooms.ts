/**
 * The rooms: ways into the page that show the same run by other panels. Another one is an entry here, its text under `shell.rooms`
 * and its panels in `ui/layout/Page.tsx`.
 */
export const ROOMS = ["play", "learn", "lab"] as const;
export type RoomName = (typeof ROOMS)[number];

/** What the bare address opens on a first visit. */
export const FIRST_ROOM: RoomName = "play";

/** Lecture mode shows the Lab's panels, whichever room it was entered from. */
export const roomOnShow = ({ room, present }: { readonly room: RoomName; readonly present: boolean }): RoomName => (present ? "lab" : room);
