/** Copies the link of the current experiment. The button beside it opens the dialog with more choices. */
import { usePanelParts, useTexts } from "../context";
import { openDialog } from "../kit/Dialog";
import { DownIcon } from "../kit/icons";
import { copyLink } from "./LinkDialog";

export function CopyLink() {
  const parts = usePanelParts();
  const { shell } = useTexts();
  return (
    <span className="header__copy">
      <button className="button" onClick={() => void copyLink(parts)}>{shell.header.copyLink}</button>
      <button className="button button--icon" aria-label={shell.link.choose} title={shell.link.choose} aria-haspopup="dialog" onClick={() => openDialog("link-dialog")}>
        <DownIcon />
      </button>
    </span>
  );
}
