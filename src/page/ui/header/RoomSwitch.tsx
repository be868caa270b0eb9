/** Chooses the room by radio buttons. Neither the run nor its settings change. */
import { useId } from "react";
import { ROOMS } from "../../state/rooms";
import { usePanelParts, useStore, useTexts } from "../context";
import { choosePreference } from "../preferences/preferences";

export function RoomSwitch() {
  const { store } = usePanelParts();
  const { rooms } = useTexts().shell;
  const shown = useStore((state) => state.room);
  const name = useId();
  return (
    <fieldset className="room-switch" role="radiogroup" aria-label={rooms.name}>
      {ROOMS.map((room) => (
        <label key={room} className="room-switch__one" title={rooms.about[room]}>
          <input type="radio" name={name} value={room} checked={room === shown} onChange={() => choosePreference(store, { room })} />
          <span>{rooms.names[room]}</span>
        </label>
      ))}
    </fieldset>
  );
}
