/** Opens the dialog of the talk, beside saved runs. */
import { talkTexts } from "./texts";
import { openDialog } from "../kit/Dialog";
import { useLaterTexts } from "../kit/useLaterTexts";

export function TalkButton() {
  const texts = useLaterTexts(talkTexts);
  return texts && <button className="button button--quiet" title={texts.open} aria-haspopup="dialog" onClick={() => openDialog("talk-dialog")}>{texts.title}</button>;
}
