/** The button that opens the list of kept runs, and its dialog. */
import { useState } from "react";
import { keptRunsTexts } from "./texts";
import { Dialog, openDialog } from "../../ui/kit/Dialog";
import { useLoadedTexts } from "../../ui/kit/useLaterTexts";
import { Shelf } from "./Shelf";
import "./keptRuns.css";

export { KeptOffer } from "./KeptOffer";

export function KeptRuns() {
  const texts = useLoadedTexts(keptRunsTexts);
  const [shown, setShown] = useState(false);
  const open = () => {
    setShown(true);
    openDialog("kept-runs-dialog");
  };
  return (
    <>
      <button className="button button--quiet" title={texts.openTitle} aria-haspopup="dialog" onClick={open}>{texts.open}</button>
      <Dialog id="kept-runs-dialog" title={texts.title} onClose={() => setShown(false)}>
        {shown && <Shelf texts={texts} />}
      </Dialog>
    </>
  );
}
