/** The button that opens the list of kept runs, and its dialog. */
import { keptRunsTexts } from "./texts";
import { Dialog, openDialog } from "../../ui/kit/Dialog";
import { useLoadedTexts } from "../../ui/kit/useLaterTexts";
import { Shelf } from "./Shelf";
import "./keptRuns.css";

export { KeptOffer } from "./KeptOffer";

export function KeptRuns() {
  const texts = useLoadedTexts(keptRunsTexts);
  return <button className="button button--quiet" title={texts.openTitle} aria-haspopup="dialog" onClick={() => openDialog("kept-runs-dialog")}>{texts.open}</button>;
}

export function KeptRunsDialog() {
  const texts = useLoadedTexts(keptRunsTexts);
  return <Dialog id="kept-runs-dialog" title={texts.title} fresh><Shelf texts={texts} /></Dialog>;
}
