/**
 * Saves panels of the page as files: for a paper, a slide, a table. The button is in the page's header; in the Lab, whose header is full, it
 * is beside saved runs.
 */
import { useState } from "react";
import { takeHomeTexts } from "./texts";
import { usePanelParts, useTexts } from "../../ui/context";
import { Dialog, openDialog } from "../../ui/kit/Dialog";
import { useLaterTexts } from "../../ui/kit/useLaterTexts";
import { useCurrentRoom } from "../../ui/useCurrentRoom";
import { Choices } from "./Choices";
import { availableThings, type Thing } from "./save";
import "./takeHome.css";

export function TakeHome({ lab = false }: { readonly lab?: boolean }) {
  const room = useCurrentRoom();
  const parts = usePanelParts();
  const texts = useLaterTexts(takeHomeTexts);
  const all = useTexts();
  const [offered, setOffered] = useState<readonly Thing[] | null>(null);
  if (!texts || lab !== (room === "lab")) return null;
  const open = () => {
    setOffered(availableThings(parts));
    openDialog("take-home-dialog");
  };
  return (
    <>
      <button className="button button--icon" aria-label={texts.open} title={texts.open} aria-haspopup="dialog" onClick={open}><SaveIcon /></button>
      <Dialog id="take-home-dialog" title={texts.title} onClose={() => setOffered(null)}>
        {offered && <Choices offered={offered} texts={texts} all={all} />}
      </Dialog>
    </>
  );
}

const SaveIcon = () => (
  <svg className="icon" viewBox="0 0 16 16" width="1em" height="1em" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
    <path d="M8 2.5v7M4.8 6.5 8 9.7l3.2-3.2M2.5 10.5v3h11v-3" />
  </svg>
);
