/** The whole page: header, the room on show, foot, and what opens over them. */
import type { ComponentType } from "react";
import { shownOn } from "../../state/lecture";
import type { RoomName } from "../../state/rooms";
import { useStore } from "../context";
import { Foot } from "../foot/Foot";
import { Header } from "../header/Header";
import { Learn } from "../lessons/Learn";
import { MachineDialog } from "../machine/MachineDialog";
import { MeasureDialog } from "../measurements/MeasureDialog";
import { Notices } from "../notices/Notices";
import { Play } from "../play/Play";
import { KeysDialog } from "../present/KeysDialog";
import { useKeys } from "../present/useKeys";
import { useModel } from "../useModel";
import { useRoomOnShow } from "../useRoomOnShow";
import { Lab } from "./Lab";
import "./page.css";
import "../lessons/lessons.css";
import "../play/play.css";
import "../present/lecture.css"; // last: it overrules the panels' own

/** What stands between header and foot. */
const PANELS: Readonly<Record<RoomName, ComponentType>> = { play: Play, learn: Learn, lab: Lab };

export function Page() {
  const model = useModel();
  const room = useRoomOnShow();
  const shown = useStore((state) => shownOn(model, state));
  const compared = useStore((state) => state.comparison !== null);
  const Panels = PANELS[room];
  useKeys();
  return (
    <div className="page" data-room={room} data-shown={shown} data-compared={compared || undefined}>
      <Header />
      <Panels />
      {room === "lab" && <Foot />}
      <Notices />
      <KeysDialog />
      <MeasureDialog />
      <MachineDialog />
    </div>
  );
}
