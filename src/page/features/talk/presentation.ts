/**
 * Gives a talk: shows its moments in lecture mode, reports them to the speaker's window, and continues after a reload. The page opens the runs of
 * moments and trains them in advance (`openAt`, `trainAhead`).
 */
import type { StoreApi } from "zustand/vanilla";
import { readText, tabStorage, writeText } from "../../../core/browser/browserTexts";
import { lossColumns } from "../../../core/model/model";
import { PIXELS } from "../../../core/run/runConfig";
import { textsOf } from "../../i18n";
import { textsWithModel } from "../../i18n/textsWithModel";
import { findModel } from "../../../subject/models/registry";
import { isAsking } from "../../state/lecture";
import type { PageParts } from "../../state/pageParts";
import { randomId } from "../../state/randomId";
import type { Enlarged } from "../../state/rooms";
import { parse } from "../../state/urlCodec";
import type { Store } from "../../state/store";
import { quietly } from "../../ui/kit/quietly";
import { toBytes } from "../../ui/pictures/paint";
import { enterPresent } from "../../ui/present/present";
import { presetPicture, questionIn, shownIn } from "./momentNames";
import { displayedPicture, ofThumbnail, pack, unpack } from "./packedPicture";
import { isRecorded, type TalkState, type Presentation } from "./talkState";
import { canExchange, MAX_LOSSES, talkChannel, type Channel, type ToSpeaker, type ToTalk } from "./messages";
import { readPosition, type TalkPosition } from "./storedTalk";
import { experimentOf, type Moment, type Panel } from "./talk";
import type { TalkTexts } from "./texts";
import { createWakeLock } from "./wakeLock";

/** Key in this tab's storage: the position in the talk that is being given. */
const POSITION_KEY = "elbo-room.talk-given";
/** Milliseconds between two reports to the speaker's window. */
const STATUS_MS = 250;

/** Controls the presentation of the talk in the state. */
export type PresentationControls = ReturnType<typeof createPresentationControls>;

/** Returns the position in the talk before a reload; null if there is none or lecture mode was left. */
const storedPosition = ({ present }: { readonly present: boolean }): TalkPosition | null => present ? readPosition(readText(POSITION_KEY, tabStorage) ?? "") : null;

const storePosition = (place: TalkPosition | null) => void writeText(POSITION_KEY, place && JSON.stringify(place), tabStorage);

/** The panels that a moment can show alone, by their names in the state. */
const ENLARGED: Readonly<Record<Panel, Enlarged>> = { equation: "equation", chart: "losses", pictures: "pictures", latent: "latent" };

/** Highlights a moment's panel, or shows it alone, and its loss column; null: nothing any more. */
export function highlightFor(store: Store, moment: Pick<Moment, "panel" | "zoom" | "lit"> | null): void {
  const root = document.documentElement;
  if (moment?.panel && !moment.zoom) root.dataset["about"] = moment.panel;
  else delete root.dataset["about"];
  if (moment?.panel && moment.zoom) store.setState({ enlarged: ENLARGED[moment.panel] });
  const columns = lossColumns(findModel(store.getState().config.model)!);
  if (moment) store.setState({ highlighted: columns.find(({ id: column }) => column === moment.lit)?.id ?? null });
}

/** Creates the controls that present the talk in `state`. `onPicture` is called with pictures of moments that were trained, `onEnd` when a talk has ended. */
export function createPresentationControls(
  { store, frames, train, openAt, trainAhead }: PageParts, state: StoreApi<TalkState>, onPicture: (moment: Moment, picture: string) => void, onEnd: () => void,
) {
  const place = storedPosition(store.getState());
  const id = place?.id ?? randomId(8);
  const wakeLock = createWakeLock();
  let channel: Channel<ToSpeaker> | null = null;
  let ticks: ReturnType<typeof setInterval> | undefined;

  const momentAt = (at: number) => state.getState().talk.moments[at];

  function receive(message: ToTalk): void {
    switch (message.kind) {
      case "hello": return sendAll();
      case "go": return message.to === (state.getState().presentation?.at ?? 0) + 1 ? moveBy(1) : go(message.to);
      case "blank": return blank();
      case "again": return again();
      default: message satisfies never;
    }
  }

  function sendAll(): void {
    const { talk: { title, moments } } = state.getState();
    const { language } = store.getState();
    const dark = document.documentElement.dataset["theme"] === "dark";
    const texts = textsOf(language);
    channel?.send({
      kind: "talk", title, language, dark,
      moments: moments.map((moment) => ({
        title: moment.title || shownIn(moment, texts), question: questionIn(moment, texts), note: moment.note, step: moment.step,
        picture: moment.picture === null ? null : unpack(moment.picture), presetPicture: presetPicture(moment),
      })),
    });
    sendStatus();
  }

  function sendStatus(): void {
    const { presentation } = state.getState();
    if (!presentation) return;
    const { phase, step, lastLosses, config, language } = store.getState();
    const { terms } = textsWithModel(textsOf(language), config.model).models;
    const decoded = frames.latest("decoded");
    const losses = lossColumns(findModel(config.model)!).slice(0, MAX_LOSSES).map(({ id: column }) => ({ name: terms[column]?.name ?? column, value: finite(lastLosses[column]) }));
    const { at, began, momentBegan, blank: dark, ahead, aheadPicture } = presentation;
    const recorded = isRecorded(presentation, momentAt(at), phase);
    const picture = decoded?.values.length === PIXELS ? toBytes(decoded.values) : null; // a decoded point has 1 or 2 numbers
    channel?.send({ kind: "now", at, began, momentBegan, blank: dark, ahead, aheadPicture, recorded, phase, step, losses, picture });
  }

  function changePresentation(change: Partial<Presentation>): void {
    state.setState(({ presentation }) => (presentation ? { presentation: { ...presentation, ...change } } : {}));
    sendStatus();
  }

  function go(to: number): void {
    const { presentation } = state.getState();
    const moment = momentAt(to);
    if (!presentation || !moment) return;
    reportPicture();
    changePresentation({ at: to, momentBegan: Date.now(), blank: false, ahead: false, aheadPicture: null, answered: false });
    store.setState({ enlarged: null });
    if (presentation.recorded && moment.recording) return highlight();
    show(to, openAt(experimentOf(moment)));
  }

  function show(to: number, opened: Promise<unknown>): void {
    highlight();
    // Training in advance waits until the current moment is open, because it would slow it down.
    quietly(opened.catch(() => undefined).then(() => {
      if (state.getState().presentation?.at !== to) return undefined;
      highlight();
      const wanted = [to + 1, to + 2, to - 1].flatMap((at) => momentAt(at) ?? []);
      return trainAhead(wanted.map(experimentOf)).then((thumbnails) => {
        const [first] = thumbnails;
        wanted.forEach((moment, k) => { if (thumbnails[k]) onPicture(moment, pack(ofThumbnail(thumbnails[k]))); });
        if (state.getState().presentation?.at === to) changePresentation({ ahead: true, aheadPicture: first && momentAt(to + 1) ? ofThumbnail(first) : null });
      });
    }));
  }

  /** Highlights what the current moment is about. */
  function highlight(): void {
    const { presentation } = state.getState();
    highlightFor(store, presentation && momentAt(presentation.at) ? momentAt(presentation.at)! : null);
  }

  function moveBy(by: 1 | -1): void {
    const { presentation } = state.getState();
    if (!presentation) return;
    const trains = !presentation.recorded || !momentAt(presentation.at)?.recording;
    if (by > 0 && trains && isAsking(store.getState())) quietly(train());
    else go(presentation.at + by);
  }

  function blank(): void {
    const { presentation } = state.getState();
    if (presentation) changePresentation({ blank: !presentation.blank });
  }

  function again(): void {
    const { presentation } = state.getState();
    document.querySelectorAll("dialog[open]").forEach((dialog) => { if (dialog instanceof HTMLDialogElement) dialog.close(); });
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    if (presentation) go(presentation.at);
    store.setState({ notices: [], undoStep: null });
  }

  /** Reports the picture of the displayed moment, if its run is at its step. */
  function reportPicture(): void {
    const moment = momentAt(state.getState().presentation?.at ?? -1);
    const picture = moment && isMoment(moment) && store.getState().step === moment.step ? displayedPicture({ store, frames }) : null;
    if (moment && picture !== null) onPicture(moment, picture);
  }

  function end(): void {
    reportPicture();
    clearInterval(ticks);
    state.setState({ presentation: null });
    channel?.send({ kind: "end" });
    wakeLock.release();
    highlight();
    quietly(trainAhead([]));
    onEnd();
  }

  function begin(at: number, recorded = false): void {
    const now = Date.now();
    if (!momentAt(at)) return;
    present({ at, began: now, momentBegan: now, recorded, answered: false });
    go(at);
  }

  function present(presentation: Omit<TalkPosition, "id">): void {
    state.setState({ presentation: { ...presentation, blank: false, ahead: false, aheadPicture: null } });
    enterPresent(store);
    wakeLock.hold();
    clearInterval(ticks);
    ticks = setInterval(sendStatus, STATUS_MS);
    sendAll();
  }

  /** Returns whether the page shows a moment's preset and model. Its settings may have been changed in the talk. */
  function isMoment({ link }: Moment): boolean {
    const { preset, begun } = store.getState();
    const { preset: linked, config } = parse(link);
    return preset?.name === linked?.name && preset?.version === linked?.version && begun.model === config.model;
  }

  /** Continues a talk after the page was reloaded. The run was restored, unless it had just begun. */
  function resume({ id: _, ...presentation }: TalkPosition): void {
    const moment = momentAt(presentation.at);
    if (!moment) return;
    const isRecording = presentation.recorded && moment.recording !== null;
    // The address may still be that of the moment before. Another experiment means that another link was opened in this tab.
    if (!isRecording && !state.getState().talk.moments.some(isMoment)) return storePosition(null);
    present(presentation);
    if (isRecording) return highlight();
    const isThere = moment.step === null || store.getState().step >= moment.step;
    const opened = isThere ? Promise.resolve() : openAt(experimentOf(moment));
    show(presentation.at, opened);
    if (presentation.answered) quietly(opened.then(() => answerAgain(presentation.at)));
  }

  /** Trains a moment whose question was answered shortly before the reload, so that no later step was saved. */
  async function answerAgain(at: number): Promise<void> {
    const { step, phase } = store.getState();
    if (state.getState().presentation?.at === at && phase !== "training" && step <= (momentAt(at)?.step ?? 0)) await train();
  }

  channel = talkChannel(id, receive);
  state.subscribe(({ presentation, talk }, before) => {
    if (!presentation) return storePosition(null);
    if (before.presentation && talk !== before.talk) sendAll();
    const { at, began, momentBegan, recorded, answered } = presentation;
    storePosition({ id, at, began, momentBegan, recorded, answered });
  });
  const unsubscribe = store.subscribe((now, before) => {
    if (now.dismissedQuestion === before.dismissedQuestion) return;
    state.setState(({ presentation }) => (presentation ? { presentation: { ...presentation, answered: now.question !== null && !isAsking(now) } } : {}));
  });

  return {
    /** The id in the name of the channel to the speaker's window. */
    id,
    /** Starts the talk at this moment in lecture mode; `recorded`: recordings are shown and nothing is trained for them. */
    begin,
    /** Shows a moment; does nothing if it does not exist. */
    go,
    blank,
    /** Restarts the current moment, and closes everything over it. */
    again,
    end,
    /** Moves by this many moments. A question to the audience is answered first: the run trains and the votes stay beside it. */
    moveBy,
    /** Continues the talk that a reload interrupted, if there is one. */
    resume() {
      if (place) resume(place);
    },
    /** Ends the talk and closes the channel. */
    dispose() {
      unsubscribe();
      if (state.getState().presentation) end();
      channel?.close();
    },
  };
}

const finite = (value: number | undefined): number | null => (value !== undefined && Number.isFinite(value) ? value : null);

/** Why the speaker's window could not be opened. */
export type WindowTrouble = keyof Pick<TalkTexts["speaker"], "blocked" | "alone" | "noChannel">;

/** Opens a window that receives the talk's status. Returns null if it opened. */
export function openSpeaker({ id }: Pick<PresentationControls, "id">): WindowTrouble | null {
  if (location.protocol === "file:") return "alone";
  if (!canExchange()) return "noChannel";
  try {
    const window_ = window.open(`${location.href.replace(/#.*$/, "")}#speaker=${id}`, `elbo-room-speaker-${id}`, "popup,width=960,height=720");
    return window_ ? null : "blocked";
  } catch {
    return "blocked";
  }
}
