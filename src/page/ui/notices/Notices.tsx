/** The page's notices: a short list over the page, each dismissable, which moves nothing beneath it. */
import { useEffect, useState } from "react";
import type { Notice } from "../../state/notices";
import type { State } from "../../state/store";
import { usePanelParts, useStore, useTexts } from "../context";
import { copyLink } from "../header/LinkDialog";
import { countText } from "../numbers";
import { CloseIcon } from "../kit/icons";
import { quietly } from "../kit/quietly";
import { Slot } from "../kit/Slot";
import { noticeText } from "./noticeText";
import { isSlow, SlowStep } from "./SlowStep";
import "./notices.css";

/** The maximum number with an item each, so that the page stays visible; the rest share one. */
const SHOWN = 3;
/** How long is shown that a link was copied or a file handed over, in milliseconds. */
const DONE_MS = 3500;
/** How long Undo, or another link, is offered: enough to notice a mistake, read the line and press the button. In milliseconds. */
const UNDO_MS = 20_000;

/** Says that a run was replaced, and offers Undo. */
function UndoOffer() {
  const { store, session } = usePanelParts();
  const { notices: texts } = useTexts();
  const step = useStore((state) => state.undoStep);
  /** Another run has replaced the one that was offered, perhaps one that was left at the same step. */
  const run = useStore((state) => state.run);
  useEffect(() => {
    if (step === null) return;
    const timer = setTimeout(() => store.setState({ undoStep: null }), UNDO_MS);
    return () => clearTimeout(timer);
  }, [step, run, store]);
  return step !== null && (
    <li className="messages__item" data-kind="undo">
      <p>{texts.kept(countText(step))}</p>
      <button className="button" onClick={() => quietly(session.undo())}>{texts.undo}</button>
      <button className="button button--icon button--quiet" aria-label={texts.dismiss} onClick={() => store.setState({ undoStep: null })}>
        <CloseIcon />
      </button>
    </li>
  );
}

/** What has no item of its own, in a box that scrolls. */
const Rest = ({ name, of }: { readonly name: string; readonly of: readonly string[] }) => (
  <ul className="messages__rest" tabIndex={0} aria-label={name}>{of.map((text, i) => <li key={i}>{text}</li>)}</ul>
);

export function Notices() {
  const { store, session } = usePanelParts();
  const texts = useTexts();
  const notices = useStore((state) => state.notices);
  const keep = (test: (notice: Notice) => boolean) =>
    store.setState((state) => ({ notices: state.notices.filter(test) }));
  const done = notices.find((notice) => notice.kind === "copied" || (notice.kind === "download" && notice.handed));
  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(
      () => store.setState((state) => ({ notices: state.notices.filter((notice) => notice !== done) })),
      done.kind === "copied" && done.canTrain ? UNDO_MS : DONE_MS,
    );
    return () => clearTimeout(timer);
  }, [done, store]);
  const offersOrSays = useStore((state) => state.undoStep !== null || (state.keptOffer !== null && !state.present) || state.obstacles.length > 0);
  /** The run for which the reader has dismissed that its steps take long. */
  const [known, setKnown] = useState<State["run"] | null>(null);
  const slow = useStore((state) => isSlow(state) && state.run !== known);
  const hidden = notices.length - SHOWN;
  return (
    <div className="messages" role="status" aria-label={texts.notices.name}>
      {(offersOrSays || slow || notices.length > 0) && (
        <ul className="messages__list">
          <UndoOffer />
          {slow && <SlowStep onDismiss={() => setKnown(store.getState().run)} />}
          <Slot name="notices" />
          {notices.slice(0, SHOWN).map((notice, i) => (
            <li key={i} className="messages__item" data-kind={notice.kind}>
              <p>{noticeText(notice, texts)}</p>
              {notice.kind === "more-adjusted" && <Rest name={texts.notices.name} of={notice.named} />}
              {notice.kind === "copied" && notice.canTrain && <button className="button" onClick={() => void copyLink({ store, session }, true)}>{texts.notices.actions.moment}</button>}
              {notice.kind === "page-updated" && <button className="button" onClick={() => quietly(session.reload())}>{texts.notices.actions.reload}</button>}
              {notice.kind === "reload-loses" && <button className="button" onClick={() => location.reload()}>{texts.notices.actions.reloadAnyway}</button>}
              <button className="button button--icon button--quiet" aria-label={texts.notices.dismiss}
                onClick={() => keep((other) => other !== notice)}>
                <CloseIcon />
              </button>
            </li>
          ))}
          {hidden > 0 && (
            <li className="messages__item">
              <p>{texts.notices.more(hidden)}</p>
              <Rest name={texts.notices.name} of={notices.slice(SHOWN).flatMap((notice) => [noticeText(notice, texts), ...notice.kind === "more-adjusted" ? notice.named : []])} />
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
