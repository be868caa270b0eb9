/** The talk while it is given, its keys, the dialog in which it is edited, and the button that opens the dialog. */
import { useEffect, useLayoutEffect, useState } from "react";
import { useStore as useZustand } from "zustand";
import { talkTexts } from "./texts";
import { useActions, useAllTexts, usePanelParts, useStore, useTexts } from "../../ui/context";
import { Dialog, openDialog, type DialogId } from "../../ui/kit/Dialog";
import { meantKey } from "../../ui/kit/meantKey";
import { useLoadedTexts } from "../../ui/kit/useLaterTexts";
import { Keys } from "../../ui/present/KeyList";
import { createTalkActions } from "./actions";
import { isRecorded } from "./talkState";
import { openSpeaker, type WindowTrouble } from "./presentation";
import { Editor } from "./Editor";
import { Recorded } from "./Recorded";
import { questionIn, useMomentNames } from "./momentNames";
import { Tray } from "./Tray";
import { talkCommandOf, talkKeyRows, type TalkCommand } from "./talkKeys";
import "./talk.css";

const TEXT_FIELDS = "textarea, select, input:not([type=range], [type=radio], [type=checkbox])";

/** The dialog that shows the moment's link to the audience. A clicker has no key that closes it, so the talk's keys do. */
const LINK_CODE: DialogId = "link-code-dialog";

/** Keys that have their usual effect over a recording. */
const LEFT_TO_THE_PAGE = /^(Escape|Tab|Enter|[ft?])$/i;

export function Stage() {
  const { store } = usePanelParts();
  const texts = useLoadedTexts(talkTexts);
  const all = useTexts();
  const actions = useActions(createTalkActions);
  const presentation = useZustand(actions.state, (state) => state.presentation);
  const moments = useZustand(actions.state, (state) => state.talk.moments);
  const refused = useZustand(actions.state, (state) => state.refused !== null);
  const recording = useZustand(actions.state, (state) => state.recording);
  const preparing = useZustand(actions.state, (state) => state.preparing);
  const presents = useStore((state) => state.present);
  const phase = useStore((state) => state.phase);
  const [trouble, setTrouble] = useState<WindowTrouble | null>(null);
  const isPresenting = presents && presentation !== null;
  const at = presentation?.at ?? 0;
  const moment = moments[at];
  const nameOf = useMomentNames();
  const name = moment ? nameOf(moment) : "";
  const recorded = isPresenting && isRecorded(presentation, moment, phase);
  useLayoutEffect(() => {
    if (!isPresenting) return;
    const carryOut = (command: TalkCommand): void => {
      switch (command) {
        case "next": return actions.moveBy(1);
        case "previous": return actions.moveBy(-1);
        case "blank": return actions.blank();
        case "again": return actions.again();
        case "speaker": return setTrouble(openSpeaker(actions));
        default: command satisfies never;
      }
    };
    // Runs before the page's own keys, which ignore handled events.
    const onKey = (event: KeyboardEvent) => {
      const command = talkCommandOf(event, store.getState().characterKeys);
      // The effect of a key on a run would be invisible.
      if (recorded && !command && !LEFT_TO_THE_PAGE.test(meantKey(event))) event.preventDefault();
      if (!command || event.repeat || (event.target instanceof Element && event.target.matches(TEXT_FIELDS))) return;
      const dialog = document.querySelector<HTMLDialogElement>("dialog[open]");
      if (dialog && dialog.id !== LINK_CODE && command !== "again") return;
      event.preventDefault();
      if (dialog?.id === LINK_CODE) dialog.close();
      carryOut(command);
    };
    window.addEventListener("keydown", onKey, { capture: true });
    return () => window.removeEventListener("keydown", onKey, { capture: true });
  }, [isPresenting, recorded, actions, store]);
  // A refusal is shown in the dialog.
  useEffect(() => { if (refused) openDialog("talk-dialog"); }, [refused]);
  return (
    <>
      {isPresenting && <span className="visually-hidden" role="status">{presentation.blank ? texts.blank : texts.now(String(at + 1), String(moments.length), name)}</span>}
      {recorded && <Recorded key={at} frames={moment!.recording!} alone={moment!.zoom ? moment!.panel : null} name={name} question={questionIn(moment!, all)} texts={texts} />}
      {recording !== null && <p className="talk__trouble" role="status">{texts.recording(String(recording + 1), String(moments.length))}</p>}
      {isPresenting && presentation.blank && <div className="talk__blank" aria-hidden="true" />}
      {isPresenting && trouble && <p className="talk__trouble" role="alert">{texts.speaker[trouble]}</p>}
      {preparing && !presents && <Tray actions={actions} texts={texts} />}
      <Dialog id="talk-dialog" title={texts.title}><Editor actions={actions} texts={texts} /></Dialog>
    </>
  );
}

/** The button that opens the dialog of talks. */
export function TalkButton() {
  const { open, title } = useLoadedTexts(talkTexts);
  return <button className="button" title={open} aria-haspopup="dialog" onClick={() => openDialog("talk-dialog")}>{title}</button>;
}

/** The keys of a talk, in the list of keys. */
export function TalkKeys() {
  const texts = useLoadedTexts(talkTexts);
  const { keyNames } = useAllTexts().keyList;
  return <><h3 className="panel-title">{texts.keys.title}</h3><Keys rows={talkKeyRows(texts, keyNames)} /></>;
}
