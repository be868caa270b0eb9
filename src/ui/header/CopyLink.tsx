/**
 * Copies the address of the current experiment. The dialog with more choices is opened beside it, and also if the browser forbids copying or
 * the copied link would work for nobody else.
 */
import { useState } from "react";
import type { Link } from "../../state/urlCodec";
import { usePanelParts, useTexts } from "../context";
import { copyText, isFileLink } from "../kit/copyText";
import { Dialog, openDialog } from "../kit/Dialog";
import { DownIcon } from "../kit/icons";
import { later } from "../kit/later";
import { linkTexts } from "./texts";

const LinkChoices = later(async () => (await import("./LinkChoices")).LinkChoices, { texts: linkTexts });

export function CopyLink() {
  const { store, session } = usePanelParts();
  const { shell } = useTexts();
  const [chosen, setChosen] = useState<{ readonly link: Link; readonly step: number; readonly byHand: boolean } | null>(null);
  const choose = (byHand: boolean) => {
    setChosen({ link: session.currentLink(), step: store.getState().step, byHand });
    openDialog("link-dialog");
  };
  const copy = async () => {
    const link = session.link();
    if (isFileLink(link)) return choose(false);
    if (!(await copyText(link))) return choose(true);
    store.setState(({ notices }) => ({
      notices: [...notices.filter(({ kind }) => kind !== "copied"), { kind: "copied" }],
    }));
  };
  return (
    <>
      <span className="header__copy">
        <button className="button" onClick={() => void copy()}>{shell.header.copyLink}</button>
        <button className="button button--icon" aria-label={shell.link.choose} title={shell.link.choose} aria-haspopup="dialog" onClick={() => choose(false)}>
          <DownIcon />
        </button>
      </span>
      <Dialog id="link-dialog" title={shell.link.title} onClose={() => setChosen(null)}>{chosen && <LinkChoices {...chosen} />}</Dialog>
    </>
  );
}
