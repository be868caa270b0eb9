/** The whole page: header, current room, the Lab's footer and dialogs; in a frame of another page, the chosen panels. */
import type { ComponentType } from "react";
import { askedPanel, latentViewOf } from "../../state/lecture";
import type { RoomName } from "../../state/rooms";
import { useStore } from "../context";
import { Foot } from "../foot/Foot";
import { Header } from "../header/Header";
import { MeasureDialog } from "../measurements/MeasureDialog";
import { Notices } from "../notices/Notices";
import { Play } from "../play/Play";
import { KeysDialog } from "../present/KeysDialog";
import { useKeys } from "../present/useKeys";
import { useModel } from "../useModel";
import { useCurrentRoom } from "../useCurrentRoom";
import { Lab } from "./Lab";
import { Learn } from "./Learn";
import { Slot } from "../kit/Slot";
import { useWideLab } from "./useWideLab";
import "./page.css";
import "../play/play.css";

/** The content between header and footer. */
const PANELS: Readonly<Record<RoomName, ComponentType>> = { play: Play, learn: Learn, lab: Lab };

export function Page() {
  return useStore((state) => state.embed !== null) ? <Slot name="frame" /> : <Whole />;
}

function Whole() {
  const model = useModel();
  const room = useCurrentRoom();
  const shown = useStore((state) => latentViewOf(model, state));
  const asked = useStore((state) => (state.present ? askedPanel(model, state) : null));
  const enlarged = useStore((state) => (state.present ? state.enlarged : null));
  const compared = useStore((state) => state.comparison !== null);
  const Panels = PANELS[room];
  const wide = useWideLab();
  useKeys();
  return (
    <div
      className="page" data-room={room} data-shown={shown} data-asked={asked ?? undefined} data-enlarged={enlarged ?? undefined}
      data-compared={compared || undefined}
    >
      <Header />
      <Panels />
      {room === "lab" && !wide && <Foot />}
      <Notices />
      <KeysDialog />
      <MeasureDialog />
      <Slot name="dialogs" />
    </div>
  );
}
