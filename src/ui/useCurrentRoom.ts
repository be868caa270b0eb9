/** Returns the current room. In Play, panels are mostly read-only; their settings and switches are in the Lab. */
import { displayedRoom, type RoomName } from "../state/rooms";
import { useStore } from "./context";

export const useCurrentRoom = (): RoomName => useStore(displayedRoom);
