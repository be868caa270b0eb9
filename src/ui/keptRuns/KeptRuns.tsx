/** The way to the shelf of kept runs, beside saved ones, and the dialog that it is in. */
import { useState } from "react";
import { keptRunsTexts } from "./texts";
import { Dialog, openDialog } from "../kit/Dialog";
import { useLaterTexts } from "../kit/useLaterTexts";
import { Shelf } from "./Shelf";
import "./keptRuns.css";

export { KeptOffer } from "./KeptOffer";

export function KeptRuns() {
  const texts = useLaterTexts(keptRunsTexts);
  const [shown, setShown] = useState(false);
  if (!texts) return null;
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
