/** What the page adjusted or worked around: a short list over the page, each dismissable, moving nothing beneath it. */
import { useEffect } from "react";
import type { Notice } from "../../state/notices";
import { useRoom, useStore, useTexts } from "../context";
import { countText } from "../numbers";
import { CloseIcon } from "../kit/icons";
import { quietly } from "../kit/quietly";
import { Slot } from "../kit/Slot";
import { noticeText } from "./noticeText";
import "./notices.css";

/** More than these at once would hide the page; the rest move up as these go. */
const SHOWN = 3;
/** "Link copied" has said all it has to say. In milliseconds. */
const COPIED_FOR = 3500;
/** Long enough to notice a slip, read the line and press the button. In milliseconds. */
const KEPT_FOR = 20_000;

/** A run was left and can be had back. */
function Kept() {
  const { store, session } = useRoom();
  const { notices: texts } = useTexts();
  const step = useStore((state) => state.undoStep);
  useEffect(() => {
    if (step === null) return;
    const timer = setTimeout(() => store.setState({ undoStep: null }), KEPT_FOR);
    return () => clearTimeout(timer);
  }, [step, store]);
  return step !== null && (
    <li className="notices__item" data-kind="kept">
      <p>{texts.kept(countText(step))}</p>
      <button className="button" onClick={() => quietly(session.undo())}>{texts.undo}</button>
      <button className="button button--icon button--quiet" aria-label={texts.dismiss} onClick={() => store.setState({ undoStep: null })}>
        <CloseIcon />
      </button>
    </li>
  );
}

export function Notices() {
  const { store, session } = useRoom();
  const texts = useTexts();
  const notices = useStore((state) => state.notices);
  const keep = (test: (notice: Notice) => boolean) =>
    store.setState((state) => ({ notices: state.notices.filter(test) }));
  const copied = notices.find(({ kind }) => kind === "copied");
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(
      () => store.setState((state) => ({ notices: state.notices.filter((notice) => notice !== copied) })), COPIED_FOR,
    );
    return () => clearTimeout(timer);
  }, [copied, store]);
  const offersUndoOrRun = useStore((state) => state.undoStep !== null || state.keptOffer !== null);
  const hidden = notices.length - SHOWN;
  return (
    <div className="notices" role="status" aria-label={texts.notices.name}>
      {(offersUndoOrRun || notices.length > 0) && (
        <ul className="notices__list">
          <Kept />
          <Slot name="notices" />
          {notices.slice(0, SHOWN).map((notice, i) => (
            <li key={i} className="notices__item" data-kind={notice.kind}>
              <p>{noticeText(notice, texts)}</p>
              {notice.kind === "page-updated" && <button className="button" onClick={() => quietly(session.reload())}>{texts.notices.actions.reload}</button>}
              {notice.kind === "reload-loses" && <button className="button" onClick={() => location.reload()}>{texts.notices.actions.reloadAnyway}</button>}
              <button className="button button--icon button--quiet" aria-label={texts.notices.dismiss}
                onClick={() => keep((other) => other !== notice)}>
                <CloseIcon />
              </button>
            </li>
          ))}
          {hidden > 0 && (
            <li className="notices__item">
              <p>{texts.notices.more(hidden)}</p>
              <button className="button button--quiet" onClick={() => keep(() => false)}>
                {texts.notices.dismissAll}
              </button>
            </li>
          )}
        </ul>
      )}
    </div>
  );
}
