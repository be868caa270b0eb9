/** The talk while it is given, its keys, the dialog in which it is edited, and the button that opens the dialog. */
import { useEffect, useState } from "react";
import { useStore as useZustand } from "zustand";
import { talkTexts } from "./texts";
import { useActions, useAllTexts, usePanelParts, useStore } from "../../ui/context";
import { Dialog, openDialog } from "../../ui/kit/Dialog";
import { useLoadedTexts } from "../../ui/kit/useLaterTexts";
import { Keys } from "../../ui/present/KeyList";
import { createDesk } from "./actions";
import { isRecorded } from "./deskState";
import { openSpeaker, type WindowTrouble } from "./giving";
import { Editor } from "./Editor";
import { Recorded } from "./Recorded";
import { Tray } from "./Tray";
import { talkCommandOf, talkKeyRows, type TalkCommand } from "./talkKeys";
import "./talk.css";

const TEXT_FIELDS = "textarea, select, input:not([type=range], [type=radio], [type=checkbox])";

/** Keys that have their usual effect over a recording. */
const LEFT_TO_THE_PAGE = /^(Escape|Tab|Enter|[ft?])$/i;

export function Stage() {
  const { store } = usePanelParts();
  const texts = useLoadedTexts(talkTexts);
  const desk = useActions(createDesk);
  const given = useZustand(desk.state, (state) => state.given);
  const moments = useZustand(desk.state, (state) => state.talk.moments);
  const refused = useZustand(desk.state, (state) => state.refused !== null);
  const recording = useZustand(desk.state, (state) => state.recording);
  const preparing = useZustand(desk.state, (state) => state.preparing);
  const presents = useStore((state) => state.present);
  const phase = useStore((state) => state.phase);
  const [trouble, setTrouble] = useState<WindowTrouble | null>(null);
  const giving = presents && given !== null;
  const at = given?.at ?? 0;
  const moment = moments[at];
  const name = moment?.title || texts.moment(String(at + 1));
  const recorded = giving && isRecorded(given, moment, phase);
  useEffect(() => {
    if (!giving) return;
    const carryOut = (command: TalkCommand): void => {
      switch (command) {
        case "next": return desk.step(1);
        case "previous": return desk.step(-1);
        case "blank": return desk.blank();
        case "again": return desk.again();
        case "speaker": return setTrouble(openSpeaker(desk));
        default: command satisfies never;
      }
    };
    // Runs before the page's own keys, which ignore handled events.
    const onKey = (event: KeyboardEvent) => {
      const command = talkCommandOf(event, store.getState().characterKeys);
      // The effect of a key on a run would be invisible.
      if (recorded && !command && !LEFT_TO_THE_PAGE.test(event.key)) event.preventDefault();
      if (!command || event.repeat || (event.target instanceof Element && event.target.matches(TEXT_FIELDS))) return;
      if (document.querySelector("dialog[open]") && command !== "again") return;
      event.preventDefault();
      carryOut(command);
    };
    window.addEventListener("keydown", onKey, { capture: true });
    return () => window.removeEventListener("keydown", onKey, { capture: true });
  }, [giving, recorded, desk, store]);
  // A refusal is shown in the dialog.
  useEffect(() => { if (refused) openDialog("talk-dialog"); }, [refused]);
  return (
    <>
      {giving && <span className="visually-hidden" role="status">{given.blank ? texts.blank : texts.now(String(at + 1), String(moments.length), name)}</span>}
      {recorded && <Recorded key={at} frames={moment!.recording!} alone={moment!.zoom ? moment!.panel : null} name={name} texts={texts} />}
      {recording !== null && <p className="talk__trouble" role="status">{texts.recording(String(recording + 1), String(moments.length))}</p>}
      {giving && given.blank && <div className="talk__blank" aria-hidden="true" />}
      {giving && trouble && <p className="talk__trouble" role="alert">{texts.speaker[trouble]}</p>}
      {preparing && !presents && <Tray desk={desk} texts={texts} />}
      <Dialog id="talk-dialog" title={texts.title}><Editor desk={desk} texts={texts} /></Dialog>
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
