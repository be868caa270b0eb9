/** The room on show. In Play, panels are to be seen: what is set and switched on them elsewhere is left to the Lab. */
import { displayedRoom, type RoomName } from "../state/rooms";
import { useStore } from "./context";

export const useRoomOnShow = (): RoomName => useStore(displayedRoom);
