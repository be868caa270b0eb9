/** Saves panels of the page as files: for a paper, a slide, a table. */
import { takeHomeTexts } from "./texts";
import { useTexts } from "../../ui/context";
import { Dialog, openDialog } from "../../ui/kit/Dialog";
import { useLoadedTexts } from "../../ui/kit/useLaterTexts";
import { Choices } from "./Choices";
import "./takeHome.css";

export function TakeHome() {
  const texts = useLoadedTexts(takeHomeTexts);
  return (
    <button className="button button--icon" aria-label={texts.open} title={texts.open} aria-haspopup="dialog" onClick={() => openDialog("take-home-dialog")}>
      <SaveIcon /> <span className="in-menu">{texts.title}</span>
    </button>
  );
}

export function TakeHomeDialog() {
  const texts = useLoadedTexts(takeHomeTexts);
  const all = useTexts();
  return <Dialog id="take-home-dialog" title={texts.title} fresh><Choices texts={texts} all={all} /></Dialog>;
}

const SaveIcon = () => (
  <svg className="icon" viewBox="0 0 16 16" width="1em" height="1em" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
    <path d="M8 2.5v7M4.8 6.5 8 9.7l3.2-3.2M2.5 10.5v3h11v-3" />
  </svg>
);
