/**
 * Edits, opens and gives talks, without React. The talk is stored in this browser. The page opens the runs of moments and trains them in
 * advance (`openAt`, `trainAhead`).
 */
import { createStore, type StoreApi } from "zustand/vanilla";
import { tabStorage, readText, writeText } from "../../core/browser/browserTexts";
import { createLatestRequest } from "../../core/newest";
import { lossColumns } from "../../core/model/model";
import { findModel } from "../../models/registry";
import { textsOf } from "../../i18n";
import { textsWithModel } from "../../i18n/textsWithModel";
import type { TalkTexts } from "./texts";
import { NO_GUESSES } from "../../state/guesses";
import { talkChannel, type ToTalk, type Channel, type ToSpeaker } from "./messages";
import { goalOf, mergeTalks, recordedBytes, withoutRecordings, type Moment, type Talk } from "./talk";
import { MAX_MOMENTS, readTalkFile, talkFromLink, writeTalk } from "./talkFile";
import { reportStored } from "../../state/storageNotices";
import type { Phase, Store } from "../../state/store";
import { format } from "../../state/urlCodec";
import type { CreateActions } from "../../state/pageParts";
import { quietly } from "../../ui/kit/quietly";
import { toBytes } from "../../ui/pictures/paint";
import { enterPresent } from "../../ui/present/present";
import { TALK_KEY, NO_OWN_TALK, readPosition, refusal, storedOwn, storedTalk, type OwnTalk, type TalkPosition, type Refusal } from "./storedTalk";
import { createWakeLock } from "./wakeLock";

/** Key in this tab's storage: the talk that came with a link. It survives a reload and never replaces the reader's own talk. */
const LINKED = "elbo-room.talk-linked";
/** Key in this tab's storage: the position in the talk that is being given. */
const GIVEN = "elbo-room.talk-given";
/** Milliseconds between two reports to the speaker's window. */
const STATUS_MS = 250;

/** The state of a talk that is being given. */
export interface Given {
  /** The current moment, counted from 0. */
  readonly at: number;
  /** When the talk and its current moment began, in milliseconds since 1970. */
  readonly began: number;
  readonly momentBegan: number;
  /** Whether the screen is blank. */
  readonly blank: boolean;
  /** Whether the next moment's run has been trained. */
  readonly ahead: boolean;
  /** True if the lecturer chose the recording; otherwise it is shown only if the run fails. */
  readonly recorded: boolean;
}

/** The talk and its state. */
export interface DeskState {
  readonly talk: Talk;
  /** Whether the talk came with a link. It is not stored; the reader's own talk remains stored. */
  readonly linked: boolean;
  /** The talk before the last change that removed something, for undo; null: nothing was removed. */
  readonly before: Talk | null;
  readonly given: Given | null;
  /** The moment that is being recorded, counted from 0. */
  readonly recording: number | null;
  /** The last recording was cancelled, or one of its runs could not be trained. */
  readonly notRecorded: boolean;
  /** Why a talk could not be opened. */
  readonly refused: Refusal | null;
  /** Why the reader's stored talk cannot be read. It stays stored, and changes last for this visit. */
  readonly unread: Refusal | null;
}

/** The actions on talks. */
export interface Desk {
  readonly state: StoreApi<DeskState>;
  /** The id in the name of the channel to the speaker's window. */
  readonly id: string;
  /** `removes`: the change removes something that no simple change brings back, so it can be undone. */
  change(talk: Talk, removes?: boolean): void;
  undo(): void;
  /** Stores the linked talk in place of the reader's own, which `undo` restores. */
  storeLinked(): void;
  /** Overwrites a stored talk that this version of the page cannot read. */
  replaceUnread(): void;
  /** Replaces the linked talk by the reader's own. */
  leaveLinked(): void;
  /** Returns the page's current state as a moment without texts. */
  shown(): Moment;
  open(file: Blob): Promise<void>;
  /** Starts the talk at this moment in lecture mode; `recorded`: recordings are shown and nothing is trained for them. */
  begin(at: number, recorded?: boolean): void;
  /** Records all moments. Never rejects: a failure sets `notRecorded`. */
  record(): Promise<void>;
  /** Shows a moment; does nothing if it does not exist. */
  go(to: number): void;
  /** Moves by this many moments. */
  step(by: 1 | -1): void;
  blank(): void;
  /** Restarts the current moment, and closes everything over it. */
  again(): void;
}

/** Stores a talk. Returns what was stored; null if nothing was. */
function storeText(store: Store, talk: Talk, linked: boolean): OwnTalk | null {
  const text = writeTalk(talk);
  const stored = talk.moments.length <= MAX_MOMENTS && (linked ? writeText(LINKED, text, tabStorage) : writeText(TALK_KEY, text));
  // If the recordings do not fit, they last for this visit, and can be saved to a file.
  if (!stored && recordedBytes(talk) > 0) return storeText(store, withoutRecordings(talk), linked);
  if (!linked) reportStored(store, "talk", stored);
  return stored ? { text, talk, unread: null } : null;
}

/** Returns the position in the talk before a reload; null if there is none or lecture mode was left. */
const storedPosition = ({ present }: { readonly present: boolean }): TalkPosition | null => present ? readPosition(readText(GIVEN, tabStorage) ?? "") : null;

const storePosition = (place: TalkPosition | null) => void writeText(GIVEN, place && JSON.stringify(place), tabStorage);

/** Creates the desk, and continues a talk that a reload interrupted. */
export const createDesk: CreateActions<Desk> = (page) => {
  const { store, frames, openAt, trainAhead } = page;
  const place = storedPosition(store.getState());
  const id = place?.id ?? Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const { talk: linkedBefore } = storedTalk(readText(LINKED, tabStorage));
  /** The own talk as last read or stored by this tab. A recorded talk has megabytes of text, so it is parsed only if another tab has stored it. */
  let own = readOwn() ?? NO_OWN_TALK;
  const state = createStore<DeskState>(() => ({
    talk: linkedBefore ?? own.talk, linked: linkedBefore !== null, before: null, given: null, recording: null, notRecorded: false, refused: null, unread: own.unread,
  }));
  const wakeLock = createWakeLock();
  let channel: Channel<ToSpeaker> | null = null;
  let ticks: ReturnType<typeof setInterval> | undefined;
  /** Talks that are being read. A later file or link, and the start of a talk or recording, cancel an earlier one. */
  const readings = createLatestRequest();

  const momentAt = (at: number) => state.getState().talk.moments[at];

  function receive(message: ToTalk): void {
    switch (message.kind) {
      case "hello": return sendAll();
      case "go": return go(message.to);
      case "blank": return blank();
      case "again": return again();
      default: message satisfies never;
    }
  }

  function sendAll(): void {
    const { talk: { title, moments } } = state.getState();
    const { language } = store.getState();
    const dark = document.documentElement.dataset["theme"] === "dark";
    channel?.send({ kind: "talk", title, language, dark, moments: moments.map(({ title: name, note, step }) => ({ title: name, note, step })) });
    sendStatus();
  }

  function sendStatus(): void {
    const { given } = state.getState();
    if (!given) return;
    const { phase, step, lastLosses, config, language } = store.getState();
    const { terms } = textsWithModel(textsOf(language), config.model).models;
    const decoded = frames.latest("decoded");
    const losses = lossColumns(findModel(config.model)!).map(({ id: column }) => ({ name: terms[column]?.name ?? column, value: finite(lastLosses[column]) }));
    const { at, began, momentBegan, blank: dark, ahead } = given;
    const recorded = isRecorded(given, momentAt(at), phase);
    channel?.send({ kind: "now", at, began, momentBegan, blank: dark, ahead, recorded, phase, step, losses, picture: decoded && toBytes(decoded.values) });
  }

  function setGiven(change: Partial<Given>): void {
    state.setState(({ given }) => (given ? { given: { ...given, ...change } } : {}));
    sendStatus();
  }

  function go(to: number): void {
    const { given } = state.getState();
    const moment = momentAt(to);
    if (!given || !moment) return;
    setGiven({ at: to, momentBegan: Date.now(), blank: false, ahead: false });
    if (given.recorded && moment.recording) return highlight();
    show(to, openAt(goalOf(moment)));
  }

  function show(to: number, opened: Promise<unknown>): void {
    highlight();
    // Training in advance waits until the current moment is open, because it would slow it down.
    quietly(opened.catch(() => undefined).then(() => {
      if (state.getState().given?.at !== to) return undefined;
      highlight();
      const wanted = [to + 1, to + 2, to - 1].flatMap((at) => momentAt(at) ?? []).map(goalOf);
      return trainAhead(wanted).then(() => { if (state.getState().given?.at === to) setGiven({ ahead: true }); });
    }));
  }

  /** Highlights what the current moment is about. */
  function highlight(): void {
    const { given } = state.getState();
    highlightFor(given && momentAt(given.at) ? momentAt(given.at)! : null);
  }

  function highlightFor(moment: Pick<Moment, "panel" | "zoom" | "lit"> | null): void {
    const root = document.documentElement;
    if (moment?.panel) root.dataset["about"] = moment.panel;
    else delete root.dataset["about"];
    root.toggleAttribute("data-alone", Boolean(moment?.panel && moment.zoom));
    const columns = lossColumns(findModel(store.getState().config.model)!);
    if (moment) store.setState({ highlighted: columns.find(({ id: column }) => column === moment.lit)?.id ?? null });
  }

  function blank(): void {
    const { given } = state.getState();
    if (given) setGiven({ blank: !given.blank });
  }

  function again(): void {
    const { given } = state.getState();
    document.querySelectorAll("dialog[open]").forEach((dialog) => { if (dialog instanceof HTMLDialogElement) dialog.close(); });
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    if (given) go(given.at);
    store.setState({ notices: [], undoStep: null });
  }

  function end(): void {
    clearInterval(ticks);
    state.setState({ given: null });
    channel?.send({ kind: "end" });
    wakeLock.release();
    highlight();
    quietly(trainAhead([]));
    mergeOtherTabs();
  }

  function change(talk: Talk, removes = false): void {
    state.setState(({ talk: before, before: last }) => ({ talk, before: removes ? before : last, refused: null }));
    storeTalk();
  }

  /** Stores the talk, unless a newer version of the page has stored one, perhaps in another tab, that this version cannot read. */
  function storeTalk(): void {
    if (state.getState().linked) return void storeText(store, state.getState().talk, true);
    if (mergeStored() && !own.unread) own = storeText(store, state.getState().talk, false) ?? own;
  }

  /** Like `storedOwn`. If the talk cannot be read, a notice says that it is not stored. */
  function readOwn(known?: OwnTalk): OwnTalk | null {
    const now = storedOwn(known);
    if (!now) queueMicrotask(() => reportStored(store, "talk", false)); // React may be rendering
    return now;
  }

  /** Merges what another tab has stored into this tab's talk. Returns false if it could not be read and must not be overwritten. */
  function mergeStored(): boolean {
    const now = readOwn(own);
    if (!now) return false;
    if (now === own) return true;
    const { talk: base } = own;
    own = now;
    const { text, talk: theirs, unread } = now;
    if (unread || text === null) state.setState({ unread }); // if storage was cleared, this tab still has the talk
    else state.setState(({ talk, before }) => ({ unread, talk: mergeTalks(base, talk, theirs), before: before && mergeTalks(base, before, theirs) }));
    return true;
  }

  /** Merges other tabs' changes. A talk that is given or recorded does not change until that ends; a linked talk is independent of the stored one. */
  function mergeOtherTabs(): void {
    const { linked, given, recording } = state.getState();
    if (!linked && !given && recording === null) mergeStored();
  }

  async function record(): Promise<void> {
    readings.cancel();
    const { talk } = state.getState();
    const ended = () => !store.getState().present;
    store.setState({ present: true });
    state.setState({ notRecorded: false });
    try {
      const { recordMoment } = await import("./record");
      const moments: Moment[] = [];
      for (const [at, moment] of talk.moments.entries()) {
        state.setState({ recording: at });
        const recording = await recordMoment(moment, page, () => highlightFor({ panel: null, zoom: false, lit: moment.lit }), ended);
        moments.push({ ...moment, recording });
      }
      if (state.getState().talk === talk) change({ ...talk, moments });
    } catch {
      state.setState({ notRecorded: true });
    } finally {
      state.setState({ recording: null });
      highlightFor(null);
      store.setState({ present: false, highlighted: null });
      mergeOtherTabs();
    }
  }

  function begin(at: number, recorded = false): void {
    const now = Date.now();
    if (!momentAt(at)) return;
    readings.cancel();
    give({ at, began: now, momentBegan: now, recorded });
    go(at);
  }

  function give(given: Omit<TalkPosition, "id">): void {
    state.setState({ given: { ...given, blank: false, ahead: false } });
    enterPresent(store);
    wakeLock.hold();
    clearInterval(ticks);
    ticks = setInterval(sendStatus, STATUS_MS);
    sendAll();
  }

  /** Continues a talk after the page was reloaded. The run was restored, unless it had just begun. */
  function resume({ id: _, ...given }: TalkPosition): void {
    const moment = momentAt(given.at);
    if (!moment) return;
    give(given);
    if (given.recorded && moment.recording) return highlight();
    const isThere = moment.step === null || store.getState().step >= moment.step;
    show(given.at, isThere ? Promise.resolve() : openAt(goalOf(moment)));
  }

  /** Calls `then` with the talk, unless it is cancelled. If it cannot be read, stores the reason and does nothing else. */
  async function take(reading: Promise<Talk>, then: (talk: Talk) => void): Promise<void> {
    const isCurrent = readings.begin();
    try {
      const talk = await reading;
      if (isCurrent()) then(talk);
    } catch (caught) {
      if (isCurrent()) state.setState({ refused: refusal(caught) });
    }
  }

  function toOwn(talk: Talk, before: Talk | null): void {
    writeText(LINKED, null, tabStorage);
    state.setState({ talk, linked: false, before, refused: null, unread: own.unread });
  }

  function takeLinked(): void {
    const { linkedTalk } = store.getState();
    if (linkedTalk === null || state.getState().recording !== null) return; // it would discard what is being recorded
    store.setState({ linkedTalk: null });
    quietly(take(talkFromLink(linkedTalk), (talk) => {
      state.setState({ talk, linked: true, before: null, refused: null });
      storeText(store, talk, true);
      begin(0);
    }));
  }

  if (typeof BroadcastChannel === "function") channel = talkChannel(id, receive);
  if (place && store.getState().linkedTalk === null) resume(place);
  takeLinked();
  state.subscribe(({ recording }, before) => { if (recording === null && before.recording !== null) takeLinked(); });
  state.subscribe(({ given }) => storePosition(given && { id, at: given.at, began: given.began, momentBegan: given.momentBegan, recorded: given.recorded }));
  addEventListener("storage", mergeOtherTabs);
  const unsubscribe = store.subscribe((now, before) => {
    if (before.present && !now.present && state.getState().given) end();
    if (now.linkedTalk !== before.linkedTalk) takeLinked();
  });

  return {
    state, id, change, begin, record, go, blank, again,
    undo() {
      const { talk, before } = state.getState();
      if (!before) return;
      state.setState({ talk: before, before: talk });
      storeTalk();
    },
    storeLinked() {
      const now = readOwn();
      if (!now) return;
      own = now;
      toOwn(state.getState().talk, own.talk.moments.length > 0 ? own.talk : null);
      storeTalk();
    },
    replaceUnread() {
      state.setState({ unread: null });
      own = storeText(store, state.getState().talk, false) ?? own;
    },
    leaveLinked() {
      own = readOwn() ?? NO_OWN_TALK;
      toOwn(own.talk, null);
    },
    shown() {
      const { step, rewound } = store.getState();
      const link = { ...page.currentLink(), at: null, present: false, autostart: false, guesses: NO_GUESSES, lesson: null, study: null, room: null, language: null, theme: null };
      return { title: "", link: format(link), step: rewound ?? step, panel: null, zoom: false, lit: null, note: "", recording: null };
    },
    open: (file) => take(readTalkFile(file), (talk) => change(talk, state.getState().talk.moments.length > 0)),
    step(by) {
      const { given } = state.getState();
      if (given) go(given.at + by);
    },
    dispose() {
      unsubscribe();
      removeEventListener("storage", mergeOtherTabs);
      if (state.getState().given) end();
      channel?.close();
    },
  };
};

/** Whether the recording is shown. */
export const isRecorded = (given: Given, moment: Moment | undefined, phase: Phase): boolean => (given.recorded || phase === "failed") && Boolean(moment?.recording);

const finite = (value: number | undefined): number | null => (value !== undefined && Number.isFinite(value) ? value : null);

/** Why the speaker's window could not be opened. */
export type WindowTrouble = keyof Pick<TalkTexts["speaker"], "blocked" | "alone">;

/** Opens a window that receives the talk's status. Returns null if it opened. */
export function openSpeaker({ id }: Pick<Desk, "id">): WindowTrouble | null {
  if (location.protocol === "file:" || typeof BroadcastChannel !== "function") return "alone";
  const window_ = window.open(`${location.href.replace(/#.*$/, "")}#speaker=${id}`, `elbo-room-speaker-${id}`, "popup,width=960,height=720");
  return window_ ? null : "blocked";
}

