/** The whole page: header, current room and dialogs; in a frame of another page, the chosen panels. */
import { askedPanel, latentViewOf } from "../../state/lecture";
import { useStore } from "../context";
import { Header } from "../header/Header";
import { MeasureDialog } from "../measurements/MeasureDialog";
import { Notices } from "../notices/Notices";
import { Play } from "../play/Play";
import { KeysDialog } from "../present/KeysDialog";
import { useKeys } from "../present/useKeys";
import { useModel } from "../useModel";
import { useCurrentRoom } from "../useCurrentRoom";
import { Slot } from "../kit/Slot";
import { RunPanels } from "./RunPanels";
import "./page.css";
import "../play/play.css";

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
  useKeys();
  return (
    <div
      className="page" data-room={room} data-shown={shown} data-asked={asked ?? undefined} data-enlarged={enlarged ?? undefined}
      data-compared={compared || undefined}
    >
      <Header />
      {room === "play" ? <Play /> : <RunPanels room={room} />}
      <Notices />
      <KeysDialog />
      <MeasureDialog />
      <Slot name="dialogs" />
    </div>
  );
}
