/** The rooms' panels, without Play's start. */
import type { PageComponent } from "../jsx/JSX";
import type { RoomName } from "../../state/rooms";
import { PlayPanels } from "../play/PlayPanels";
import { Lab } from "./Lab";
import { Learn } from "./Learn";

const ROOMS: Readonly<Record<RoomName, PageComponent<object>>> = { play: PlayPanels, learn: Learn, lab: Lab };

export function Room({ room }: { readonly room: RoomName }) {
  const Panels = ROOMS[room];
  return <Panels />;
}
