/** A bar at the page's lower edge in which a talk is prepared while the page stays in view: it adds moments. */
import { useEffect, useRef, useState } from "react";
import { useStore } from "zustand";
import type { TalkTexts } from "./texts";
import { openDialog } from "../../ui/kit/Dialog";
import { countText } from "../../ui/numbers";
import { CloseIcon } from "../../ui/kit/icons";
import { useMomentNames } from "./momentNames";
import type { TalkActions } from "./actions";
import { MAX_MOMENTS } from "./talkFile";

interface Props {
  readonly actions: TalkActions;
  readonly texts: TalkTexts;
}

export function Tray({ actions, texts }: Props) {
  const { moments } = useStore(actions.state, (state) => state.talk);
  const nameOf = useMomentNames();
  /** What was added last, for screen readers. */
  const [added, setAdded] = useState("");
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const shown = list.current;
    if (shown) shown.scrollLeft = shown.scrollWidth; // the newest moment
  }, [moments.length]);
  const add = () => {
    actions.add();
    setAdded(texts.tray.added(String(moments.length + 1), countText(actions.state.getState().talk.moments.at(-1)?.step ?? 0)));
  };
  return (
    <section className="tray" aria-label={texts.tray.label}>
      <span className="tray__count">{texts.tray.count(moments.length)}</span>
      <button className="button button--main" disabled={moments.length >= MAX_MOMENTS} onClick={add}>{texts.add}</button>
      <ol className="tray__moments" aria-label={texts.moments} ref={list}>
        {moments.map((moment, at) => <li key={at}>{nameOf(moment)}{moment.step !== null && ` · ${texts.steps(countText(moment.step))}`}</li>)}
      </ol>
      <button className="button" onClick={() => openDialog("talk-dialog")}>{texts.tray.edit}</button>
      <button className="button" disabled={moments.length === 0} onClick={() => actions.begin(0)}>{texts.begin}</button>
      <button className="button button--icon button--quiet" aria-label={texts.tray.close} title={texts.tray.close} onClick={() => actions.prepare(false)}><CloseIcon /></button>
      <span className="visually-hidden" role="status">{added}</span>
    </section>
  );
}
