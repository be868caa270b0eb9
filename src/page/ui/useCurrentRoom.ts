/** The current room. In Play, panels are mostly read-only; their settings and switches are in the Lab. */
import { displayedRoom, type RoomName } from "../state/rooms";
import { useStore } from "./context";

/** Returns the current room. */
export const useCurrentRoom = (): RoomName => useStore(displayedRoom);
