/** Edits the talk: its moments in order, each with its name, note and display; opens, saves, copies and starts it. */
import { useId, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { useStore } from "zustand";
import type { TalkTexts } from "./texts";
import { exportedLink } from "../../../core/browser/exportedLink";
import { check } from "../../../core/model/hyperparameters";
import { lossColumns } from "../../../core/model/model";
import { findModel, models } from "../../../subject/models/registry";
import { viewKeys } from "../../state/link/view";
import { trainsAutomatically, ownImagesOf, PANELS, recordedBytes, withMoment, withMoved, withoutMoment, withTraining, type Moment } from "./talk";
import { MAX_LINKED, MAX_MOMENTS, talkInLink, writeTalk } from "./talkFile";
import { MAX_CHARACTERS, parse } from "../../state/urlCodec";
import { usePanelParts, useTexts } from "../../ui/context";
import { DiagramOf } from "../../ui/diagram/NetworkDiagram";
import { copyText } from "../../ui/kit/copyText";
import { download } from "../../ui/kit/download";
import { openDialog } from "../../ui/kit/Dialog";
import { CloseIcon } from "../../ui/kit/icons";
import { meantKey } from "../../ui/kit/meantKey";
import { quietly } from "../../ui/kit/quietly";
import { useHidesPixels } from "../../ui/kit/useHidesPixels";
import { noticeText } from "../../ui/notices/noticeText";
import { countText, megabytesText } from "../../ui/numbers";
import type { TalkActions } from "./actions";
import { presetPicture, questionIn, shownIn } from "./momentNames";
import { MomentPicture } from "./MomentPicture";
import { unpack } from "./packedPicture";
import { openSpeaker, type WindowTrouble } from "./presentation";

interface Props {
  readonly actions: TalkActions;
  readonly texts: TalkTexts;
}

export function Editor({ actions, texts }: Props) {
  const talk = useStore(actions.state, (state) => state.talk);
  const list = useRef<HTMLOListElement>(null);
  const move = (from: number, to: number) => {
    if (to < 0 || to >= talk.moments.length) return;
    actions.change(withMoved(talk, from, to));
    list.current?.children[to]?.querySelector<HTMLElement>(`[data-move="${to < from ? "up" : "down"}"]`)?.focus();
  };
  const changeMoment = (at: number, change: Partial<Moment>, removes: boolean) => {
    const next = withMoment(talk, at, change);
    actions.change(next, removes || (talk.moments[at]!.recording !== null && next.moments[at]!.recording === null));
  };
  return (
    <div className="talk">
      <p className="talk__about">{texts.about}</p>
      <Linked actions={actions} texts={texts} />
      <Unread actions={actions} texts={texts} />
      <Refused actions={actions} texts={texts} />
      <label className="talk__field">
        <span className="panel-title">{texts.name}</span>
        <input className="field" value={talk.title} maxLength={200} onChange={({ target }) => actions.change({ ...talk, title: target.value })} />
      </label>
      {talk.moments.length === 0 ? <p>{texts.none}</p> : (
        <ol className="talk__moments" aria-label={texts.moments} ref={list}>
          {talk.moments.map((moment, at) => (
            <Entry key={at} moment={moment} at={at} last={at === talk.moments.length - 1} actions={actions} texts={texts}
              onChange={(change, removes = false) => changeMoment(at, change, removes)} onMove={(to) => move(at, to)}
              onRemove={() => actions.change(withoutMoment(talk, at), true)} />
          ))}
        </ol>
      )}
      <Ways actions={actions} texts={texts} />
    </div>
  );
}

function Linked({ actions, texts }: Props) {
  const linked = useStore(actions.state, (state) => state.aside !== null);
  return (
    <div role="status">
      {linked && (
        <p className="talk__row">
          {texts.linked}
          <button className="button" onClick={actions.leaveLinked}>{texts.leaveLinked}</button>
          <button className="button button--quiet" onClick={actions.storeLinked}>{texts.storeLinked}</button>
        </p>
      )}
    </div>
  );
}

function Unread({ actions, texts }: Props) {
  const linked = useStore(actions.state, (state) => state.aside !== null);
  const unread = useStore(actions.state, (state) => state.unread);
  return (
    <div role="status">
      {unread && !linked && (
        <p className="talk__row">
          {texts.unread(texts.reasons[unread.reason](unread.detail))}
          <button className="button button--quiet" onClick={actions.replaceUnread}>{texts.replaceUnread}</button>
        </p>
      )}
    </div>
  );
}

function Refused({ actions, texts }: Props) {
  const refused = useStore(actions.state, (state) => state.refused);
  const before = useStore(actions.state, (state) => state.before);
  return (
    <div role="status">
      {refused && <p className="talk__trouble">{texts.refused(texts.reasons[refused.reason](refused.detail))}</p>}
      {before && <p className="talk__row">{texts.changed} <button className="button button--quiet" onClick={actions.undo}>{texts.undo}</button></p>}
    </div>
  );
}

/** Returns the step that was typed; null: none. */
function stepFrom(written: string): number | null {
  const checked = check(viewKeys.stop.spec, written);
  return checked.kind === "rejected" || written === "" ? null : Number(checked.value);
}

interface EntryProps extends Props {
  readonly moment: Moment;
  readonly at: number;
  readonly last: boolean;
  /** `removes`: the change can be undone. One that drops the recording always can be. */
  onChange(change: Partial<Moment>, removes?: boolean): void;
  onMove(to: number): void;
  onRemove(): void;
}

function Entry({ moment, at, last, actions, texts, onChange, onMove, onRemove }: EntryProps) {
  const { store } = usePanelParts();
  const all = useTexts();
  const number = String(at + 1);
  const { notices, config } = parse(moment.link);
  const model = findModel(config.model);
  const shown = shownIn(moment, all);
  const about = [moment.title && shown, questionIn(moment, all), moment.note].filter(Boolean).join(" · ");
  const stepAbout = useId();
  const pixels = useMemo(() => (moment.picture === null ? null : unpack(moment.picture)), [moment.picture]);
  const begin = () => {
    closeDialog();
    actions.begin(at);
  };
  const onKey = (event: KeyboardEvent) => {
    const key = meantKey(event);
    if (!event.altKey || (key !== "ArrowUp" && key !== "ArrowDown")) return;
    event.preventDefault();
    onMove(at + (key === "ArrowUp" ? -1 : 1));
  };
  return (
    <li className="talk__moment" onKeyDown={onKey}>
      <span className="talk__number" aria-hidden="true">{number}</span>
      <MomentPicture pixels={pixels} preset={presetPicture(moment)} name={moment.title || shown} texts={texts}>
        {model && <DiagramOf model={model} h={config.hyperparameters} />}
      </MomentPicture>
      <div className="talk__row">
        <input className="field talk__title" value={moment.title} maxLength={200} aria-label={texts.momentName(number)}
          placeholder={shown} onChange={({ target }) => onChange({ title: target.value })} />
        <label className="talk__step">{texts.step}
          <input className="field" type="number" inputMode="numeric" min={0} max={viewKeys.stop.spec.max} aria-label={texts.stepOf(number)} aria-describedby={stepAbout}
            title={texts.stepAbout} value={moment.step ?? ""} onChange={({ target }) => onChange({ step: stepFrom(target.value) })} />
        </label>
        <span className="talk__buttons">
          <button className="button button--icon" data-move="up" aria-disabled={at === 0} aria-label={texts.up(number)} title={texts.up(number)} onClick={() => onMove(at - 1)}>↑</button>
          <button className="button button--icon" data-move="down" aria-disabled={last} aria-label={texts.down(number)} title={texts.down(number)} onClick={() => onMove(at + 1)}>↓</button>
          <button className="button" aria-label={texts.beginAt(number)} onClick={begin}>{texts.begin}</button>
          <button className="button button--icon button--quiet" aria-label={texts.remove(number)} title={texts.remove(number)} onClick={onRemove}><CloseIcon /></button>
        </span>
      </div>
      {notices.map((notice, i) => <p key={i} className="talk__trouble">{noticeText(notice, all)}</p>)}
      <details className="talk__details">
        <summary aria-label={texts.details(number)}><span>{about || shown}</span></summary>
        <p id={stepAbout} className="talk__about">{texts.stepAbout}</p>
        <Details moment={moment} texts={texts} onChange={onChange} />
        <button className="button" onClick={() => {
          const { link, step, picture } = actions.shown();
          onChange({ link, step, picture }, true);
        }}>{texts.set}</button>
      </details>
    </li>
  );
  function closeDialog() {
    store.setState({ notices: [] });
    const dialog = document.getElementById("talk-dialog");
    if (dialog instanceof HTMLDialogElement) dialog.close();
  }
}

function Details({ moment, texts, onChange }: Pick<EntryProps, "moment" | "texts" | "onChange">) {
  const { models: { terms } } = useTexts();
  const { config } = parse(moment.link);
  return (
    <div className="talk__fields">
      <label className="talk__field talk__field--wide">{texts.note}
        <textarea className="field" rows={3} maxLength={5000} value={moment.note} onChange={({ target }) => onChange({ note: target.value })} />
      </label>
      <label className="talk__field">{texts.panel}
        <select className="select" value={moment.panel ?? ""} onChange={({ target }) => onChange({ panel: PANELS.find((one) => one === target.value) ?? null })}>
          <option value="">{texts.panels.none}</option>
          {PANELS.map((panel) => <option key={panel} value={panel}>{texts.panels[panel]}</option>)}
        </select>
      </label>
      <label className="talk__field">{texts.lit}
        <select className="select" value={moment.lit ?? ""} onChange={({ target }) => onChange({ lit: target.value || null })}>
          <option value="">{texts.unlit}</option>
          {lossColumns(findModel(config.model) ?? models[0]!).map(({ id }) => <option key={id} value={id}>{terms[id]?.name ?? id}</option>)}
        </select>
      </label>
      <label className="talk__choice">
        <input type="checkbox" checked={moment.zoom} disabled={moment.panel === null} onChange={({ target }) => onChange({ zoom: target.checked })} />
        <span>{texts.zoom}</span>
      </label>
      <label className="talk__choice">
        <input type="checkbox" checked={trainsAutomatically(moment.link)} onChange={({ target }) => onChange({ link: withTraining(moment.link, target.checked) })} />
        <span>{texts.trains}</span>
      </label>
      <label className="talk__field talk__field--wide">{texts.link}
        <textarea className="field" rows={2} spellCheck={false} maxLength={MAX_CHARACTERS} value={moment.link} onChange={({ target }) => onChange({ link: target.value.replace(/^.*#/s, "").trim() })} />
      </label>
    </div>
  );
}

function Ways({ actions, texts }: Props) {
  const { session } = usePanelParts();
  const { notices } = useTexts();
  const hides = useHidesPixels();
  const talk = useStore(actions.state, (state) => state.talk);
  const input = useRef<HTMLInputElement>(null);
  const [message, setMessage] = useState<{ readonly text: string; readonly link?: string } | null>(null);
  const [trouble, setTrouble] = useState<WindowTrouble | null>(null);
  const notRecorded = useStore(actions.state, (state) => state.notRecorded);
  const empty = talk.moments.length === 0;
  const recorded = recordedBytes(talk);
  const copy = async () => {
    const letters = await talkInLink(talk);
    if (letters === null) return setMessage({ text: texts.tooLong(countText(MAX_LINKED)) });
    const link = exportedLink(session.link(`${talk.moments[0]!.link}&present=1&talk=${letters}`));
    setMessage(await copyText(link) ? { text: texts.copied } : { text: texts.copyByHand, link });
  };
  const save = () => {
    const name = `${fileName(talk.title)}.talk.json`;
    try {
      download(name, new Blob([writeTalk(talk)], { type: "application/json" }));
      setMessage({ text: notices.handedOver(name) });
    } catch (error) {
      console.warn(error);
      setMessage({ text: notices.notHandedOver(name) });
    }
  };
  return (
    <>
      <div className="talk__row">
        <button className="button" disabled={talk.moments.length >= MAX_MOMENTS} onClick={actions.add}>{texts.add}</button>
        <button className="button" onClick={(event) => {
          event.currentTarget.closest("dialog")?.close();
          actions.prepare(true);
        }}>{texts.tray.open}</button>
        <button className="button button--main" disabled={empty} onClick={(event) => {
          event.currentTarget.closest("dialog")?.close();
          actions.begin(0);
        }}>{texts.begin}</button>
        <button className="button" onClick={() => setTrouble(openSpeaker(actions))}>{texts.speaker.open}</button>
        <button className="button button--quiet" disabled={empty} onClick={save}>{texts.save}</button>
        <button className="button button--quiet" onClick={() => input.current?.click()}>{texts.load}</button>
        <button className="button button--quiet" disabled={empty} onClick={() => quietly(copy())}>{texts.copy}</button>
        <input ref={input} type="file" accept=".json" aria-label={texts.load} hidden
          onChange={({ target }) => {
            const file = target.files?.[0];
            target.value = ""; // the same file may be chosen again
            if (file) quietly(actions.open(file));
          }} />
      </div>
      <div className="talk__row">
        <button className="button button--quiet" disabled={empty || hides} title={texts.recordAbout} onClick={(event) => {
          event.currentTarget.closest("dialog")?.close();
          quietly(actions.record().then(() => openDialog("talk-dialog")));
        }}>{texts.record}</button>
        {recorded > 0 && <button className="button button--quiet" onClick={(event) => {
          event.currentTarget.closest("dialog")?.close();
          actions.begin(0, true);
        }}>{texts.beginRecorded}</button>}
        <small className="talk__about">{hides ? texts.recordHidden : recorded > 0 ? texts.recordedSize(megabytesText(recorded)) : texts.recordAbout}</small>
      </div>
      {talk.moments.some((moment) => ownImagesOf(moment) !== undefined) && <p className="talk__about">{texts.recordOwn}</p>}
      {notRecorded && <p className="talk__trouble" role="status">{texts.notRecorded}</p>}
      <p role="status">{trouble ? texts.speaker[trouble] : message?.text}</p>
      {message?.link && <textarea className="field talk__link" readOnly rows={3} value={message.link} aria-label={texts.link} onFocus={(event) => event.target.select()} />}
    </>
  );
}

/** Returns a file name of letters that every system supports. */
const fileName = (title: string): string => title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60) || "talk";
