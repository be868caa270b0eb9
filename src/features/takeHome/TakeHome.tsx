/**
 * Saves panels of the page as files: for a paper, a slide, a table. The button is in the page's header; in the Lab, whose header is full, it
 * is beside saved runs.
 */
import { takeHomeTexts } from "./texts";
import { useTexts } from "../../ui/context";
import { Dialog, openDialog } from "../../ui/kit/Dialog";
import { useLoadedTexts } from "../../ui/kit/useLaterTexts";
import { useCurrentRoom } from "../../ui/useCurrentRoom";
import { Choices } from "./Choices";
import "./takeHome.css";

export function TakeHome({ lab = false }: { readonly lab?: boolean }) {
  const room = useCurrentRoom();
  const texts = useLoadedTexts(takeHomeTexts);
  if (lab !== (room === "lab")) return null;
  return <button className="button button--icon" aria-label={texts.open} title={texts.open} aria-haspopup="dialog" onClick={() => openDialog("take-home-dialog")}><SaveIcon /></button>;
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
