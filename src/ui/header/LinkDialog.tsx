/** What goes into a link, and the link to copy. */
import type { Link } from "../../state/urlCodec";
import { useTexts } from "../context";
import { Dialog } from "../kit/Dialog";
import { later } from "../kit/later";
import { linkTexts } from "./texts";

const LinkChoices = later(async () => (await import("./LinkChoices")).LinkChoices, { texts: linkTexts });

interface Props {
  /** The experiment as it stood when the dialog was opened. */
  readonly link?: Link;
  /** The browser did not copy it. */
  readonly byHand?: boolean;
  onClose(): void;
}

export function LinkDialog({ link, byHand = false, onClose }: Props) {
  return (
    <Dialog id="link-dialog" title={useTexts().shell.link.title} onClose={onClose}>
      {link && <LinkChoices link={link} byHand={byHand} />}
    </Dialog>
  );
}
