/**
 * The button that opens the list of stored files and says whether the page works without a network. Renders nothing if the browser cannot
 * store files for the page.
 */
import { useEffect } from "react";
import { startStoring } from "../../../delivery/offline";
import { offlineTexts } from "./texts";
import { usePanelParts, useStore } from "../../ui/context";
import { Dialog, openDialog } from "../../ui/kit/Dialog";
import { quietly } from "../../ui/kit/quietly";
import { useLoadedTexts } from "../../ui/kit/useLaterTexts";
import { Offline, useOfflineState } from "./Offline";

/** Starts storing files, too. */
export function OfflineButton() {
  const { store } = usePanelParts();
  useEffect(() => quietly(startStoring(() => store.getState().phase === "training")), [store]);
  const texts = useLoadedTexts(offlineTexts);
  const present = useStore((state) => state.present);
  const { phase, chosen, newer } = useOfflineState();
  if (present || phase === "waiting") return null;
  const { button } = texts;
  return (
    <button type="button" className="button button--quiet offline__open" aria-haspopup="dialog" onClick={() => openDialog("offline-dialog")}>
      {newer ? button.newer : chosen.length === 0 ? button.other : phase === "kept" ? button.works : phase === "keeping" ? button.keeping : button.other}
    </button>
  );
}

/** The offline button outside its menu, displayed while the host has a newer version of the page. */
export const NewVersionButton = () => useOfflineState().newer && <OfflineButton />;

export function OfflineDialog() {
  const texts = useLoadedTexts(offlineTexts);
  return <Dialog id="offline-dialog" title={texts.title}><Offline texts={texts} /></Dialog>;
}
