/**
 * Where a talk is edited, opened and given, without React: which talk there is, which moment is on show, what the speaker's window hears. The
 * talk stays in this browser. The page opens the runs of moments, and trains them beforehand (`openAt`, `trainAhead`).
 */
import { createStore, type StoreApi } from "zustand/vanilla";
import { tabStorage, readText, writeText } from "../../core/browser/browserTexts";
import { isFramed } from "../../core/browser/framed";
import { lossColumns } from "../../core/model/model";
import { findModel } from "../../models/registry";
import { textsOf } from "../../i18n";
import { textsWithModel } from "../../i18n/ofModel";
import type { TalkTexts } from "./texts";
import { NO_GUESSES } from "../../state/guesses";
import { wireOfTalk, type ToTalk, type Wire, type ToSpeaker } from "./messages";
import { goalOf, mergeTalks, recordedBytes, withoutRecordings, type Moment, type Talk } from "./talk";
import { MAX_MOMENTS, readTalkFile, talkFromLink, writeTalk } from "./talkFile";
import { reportStored } from "../../state/storageNotices";
import type { Phase, Store } from "../../state/store";
import { format } from "../../state/urlCodec";
import type { CreateActions } from "../../state/pageParts";
import { quietly } from "../../ui/kit/quietly";
import { toBytes } from "../../ui/pictures/paint";
import { enterPresent } from "../../ui/present/present";
import { KEPT, NO_OWN_TALK, readPlace, refusal, storedOwn, storedTalk, type OwnTalk, type Place, type Refusal } from "./storedTalk";
import { createWakeLock } from "./wakeLock";

/** In this tab: the talk that came with a link. It survives a reload, and never takes the place of the reader's own. */
const LINKED = "elbo-room.talk-linked";
/** In this tab, while a talk is given. */
const GIVEN = "elbo-room.talk-given";
/** The speaker's window hears of the run so often, in milliseconds. */
const TELL_EVERY = 250;

/** The talk as it is given. */
export interface Given {
  /** The moment on show, counted from 0. */
  readonly at: number;
  /** When the talk and this moment began, in milliseconds since 1970. */
  readonly began: number;
  readonly momentBegan: number;
  /** The screen shows nothing. */
  readonly blank: boolean;
  /** The run of the next moment is trained. */
  readonly ahead: boolean;
  /** The lecturer chose the recording; otherwise it is shown where the run fails. */
  readonly recorded: boolean;
}

export interface DeskState {
  readonly talk: Talk;
  /** The talk came with a link and is not stored; the reader's own talk is stored as it was. */
  readonly linked: boolean;
  /** The talk as it was before the last change that took something away; null: nothing was taken. */
  readonly before: Talk | null;
  readonly given: Given | null;
  /** The moment that is being recorded, counted from 0. */
  readonly recording: number | null;
  /** The last recording was given up, or a run of it could not be trained. */
  readonly notRecorded: boolean;
  /** Why a talk was not opened. */
  readonly refused: Refusal | null;
  /** Why the stored talk of the reader cannot be read. It stays stored, and changes last for this visit. */
  readonly unread: Refusal | null;
}

export interface Desk {
  readonly state: StoreApi<DeskState>;
  /** Of the channel to the speaker's window. */
  readonly id: string;
  /** `takes`: something that is not there again by one more change of the same kind. */
  change(talk: Talk, takes?: boolean): void;
  undo(): void;
  /** Stores the linked talk in the place of the reader's own, which `undo` brings back. */
  storeLinked(): void;
  /** Overwrites a stored talk that this version of the page cannot read. */
  replaceUnread(): void;
  /** Leaves the linked talk for the reader's own. */
  leaveLinked(): void;
  /** What the page shows, as a moment without words. */
  shown(): Moment;
  open(file: Blob): Promise<void>;
  /** Enters lecture mode at this moment; `recorded`: nothing is trained where a moment was recorded. */
  begin(at: number, recorded?: boolean): void;
  /** Records all moments. Never rejects: `notRecorded` tells. */
  record(): Promise<void>;
  /** Does nothing where there is no such moment. */
  go(to: number): void;
  /** By so many moments. */
  step(by: 1 | -1): void;
  blank(): void;
  /** The moment on show as it begins, with nothing over it. */
  again(): void;
}

/** Returns what the browser has stored; null if it has stored nothing. */
function keep(store: Store, talk: Talk, linked: boolean): OwnTalk | null {
  if (isFramed()) return null; // the reader has not asked the page around the frame to change their talk
  const text = writeTalk(talk);
  const stored = talk.moments.length <= MAX_MOMENTS && (linked ? writeText(LINKED, text, tabStorage) : writeText(KEPT, text));
  // If there is no room for the recordings, they last for this visit, and a saved file has them.
  if (!stored && recordedBytes(talk) > 0) return keep(store, withoutRecordings(talk), linked);
  if (!linked) reportStored(store, "talk", stored);
  return stored ? { text, talk, unread: null } : null;
}

/** Null also where lecture mode was left since. */
const lastPlace = ({ present }: { readonly present: boolean }): Place | null => present ? readPlace(readText(GIVEN, tabStorage) ?? "") : null;

const keepPlace = (place: Place | null) => void writeText(GIVEN, place && JSON.stringify(place), tabStorage);

export const createDesk: CreateActions<Desk> = (page) => {
  const { store, frames, openAt, trainAhead } = page;
  const place = lastPlace(store.getState());
  const id = place?.id ?? Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const { talk: linkedBefore } = storedTalk(readText(LINKED, tabStorage));
  /** The own talk as this tab has read or stored it last. Its text has megabytes if it is recorded, so it is parsed only if another tab has stored it. */
  let own = readOwn() ?? NO_OWN_TALK;
  const state = createStore<DeskState>(() => ({
    talk: linkedBefore ?? own.talk, linked: linkedBefore !== null, before: null, given: null, recording: null, notRecorded: false, refused: null, unread: own.unread,
  }));
  const wakeLock = createWakeLock();
  let wire: Wire<ToSpeaker> | null = null;
  let ticks: ReturnType<typeof setInterval> | undefined;

  const momentAt = (at: number) => state.getState().talk.moments[at];

  function hear(message: ToTalk): void {
    switch (message.kind) {
      case "hello": return tellAll();
      case "go": return go(message.to);
      case "blank": return blank();
      case "again": return again();
      default: message satisfies never;
    }
  }

  function tellAll(): void {
    const { talk: { title, moments } } = state.getState();
    const { language } = store.getState();
    const dark = document.documentElement.dataset["theme"] === "dark";
    wire?.tell({ kind: "talk", title, language, dark, moments: moments.map(({ title: name, note, step }) => ({ title: name, note, step })) });
    tellNow();
  }

  function tellNow(): void {
    const { given } = state.getState();
    if (!given) return;
    const { phase, step, lastLosses, config, language } = store.getState();
    const { terms } = textsWithModel(textsOf(language), config.model).models;
    const decoded = frames.latest("decoded");
    const losses = lossColumns(findModel(config.model)!).map(({ id: column }) => ({ name: terms[column]?.name ?? column, value: finite(lastLosses[column]) }));
    const { at, began, momentBegan, blank: dark, ahead } = given;
    const recorded = isRecorded(given, momentAt(at), phase);
    wire?.tell({ kind: "now", at, began, momentBegan, blank: dark, ahead, recorded, phase, step, losses, picture: decoded && toBytes(decoded.values) });
  }

  function setGiven(change: Partial<Given>): void {
    state.setState(({ given }) => (given ? { given: { ...given, ...change } } : {}));
    tellNow();
  }

  function go(to: number): void {
    const { given } = state.getState();
    const moment = momentAt(to);
    if (!given || !moment) return;
    setGiven({ at: to, momentBegan: Date.now(), blank: false, ahead: false });
    if (given.recorded && moment.recording) return light();
    show(to, openAt(goalOf(moment)));
  }

  function show(to: number, opened: Promise<unknown>): void {
    light();
    // Together they would take the time from each other, and the hall waits for the one on show.
    quietly(opened.catch(() => undefined).then(() => {
      if (state.getState().given?.at !== to) return undefined;
      light();
      const wanted = [to + 1, to + 2, to - 1].flatMap((at) => momentAt(at) ?? []).map(goalOf);
      return trainAhead(wanted).then(() => { if (state.getState().given?.at === to) setGiven({ ahead: true }); });
    }));
  }

  /** What a moment shows besides its link. */
  function light(): void {
    const { given } = state.getState();
    lightFor(given && momentAt(given.at) ? momentAt(given.at)! : null);
  }

  function lightFor(moment: Pick<Moment, "panel" | "zoom" | "lit"> | null): void {
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
    wire?.tell({ kind: "end" });
    wakeLock.release();
    light();
    quietly(trainAhead([]));
    hearOthers();
  }

  function change(talk: Talk, takes = false): void {
    state.setState(({ talk: before, before: last }) => ({ talk, before: takes ? before : last, refused: null }));
    keepTalk();
  }

  /** Stores the talk, unless a newer version of the page has stored one, perhaps in another tab, that this version cannot read. */
  function keepTalk(): void {
    if (state.getState().linked) return void keep(store, state.getState().talk, true);
    if (addStored() && !own.unread) own = keep(store, state.getState().talk, false) ?? own;
  }

  /** As `storedOwn`. Where it cannot be read, the page says that the talk is not stored. */
  function readOwn(known?: OwnTalk): OwnTalk | null {
    const now = storedOwn(known);
    if (!now && !isFramed()) queueMicrotask(() => reportStored(store, "talk", false)); // React may be rendering
    return now;
  }

  /** Adds to this tab's talk what another tab has stored. False: it could not be read, and must not be overwritten. */
  function addStored(): boolean {
    const now = readOwn(own);
    if (!now) return false;
    if (now === own) return true;
    const { talk: base } = own;
    own = now;
    const { text, talk: theirs, unread } = now;
    if (unread || text === null) state.setState({ unread }); // where storage was cleared, this tab still has the talk
    else state.setState(({ talk, before }) => ({ unread, talk: mergeTalks(base, talk, theirs), before: before && mergeTalks(base, before, theirs) }));
    return true;
  }

  /** A talk that is given or recorded stays as it is until that ends. A linked talk is another one. */
  function hearOthers(): void {
    const { linked, given, recording } = state.getState();
    if (!linked && !given && recording === null) addStored();
  }

  async function record(): Promise<void> {
    const { talk } = state.getState();
    const ended = () => !store.getState().present;
    store.setState({ present: true });
    state.setState({ notRecorded: false });
    try {
      const { recordMoment } = await import("./record");
      const moments: Moment[] = [];
      for (const [at, moment] of talk.moments.entries()) {
        state.setState({ recording: at });
        const recording = await recordMoment(moment, page, () => lightFor({ panel: null, zoom: false, lit: moment.lit }), ended);
        moments.push({ ...moment, recording });
      }
      if (state.getState().talk === talk) change({ ...talk, moments });
    } catch {
      state.setState({ notRecorded: true });
    } finally {
      state.setState({ recording: null });
      lightFor(null);
      store.setState({ present: false, highlighted: null });
      hearOthers();
    }
  }

  function begin(at: number, recorded = false): void {
    const now = Date.now();
    if (!momentAt(at)) return;
    give({ at, began: now, momentBegan: now, recorded });
    go(at);
  }

  function give(given: Omit<Place, "id">): void {
    state.setState({ given: { ...given, blank: false, ahead: false } });
    enterPresent(store);
    wakeLock.hold();
    clearInterval(ticks);
    ticks = setInterval(tellNow, TELL_EVERY);
    tellAll();
  }

  /** The page was loaded again while the talk was given: its run is there as it was, unless it had just begun. */
  function resume({ id: _, ...given }: Place): void {
    const moment = momentAt(given.at);
    if (!moment) return;
    give(given);
    if (given.recorded && moment.recording) return light();
    const isIncluded = moment.step === null || store.getState().step >= moment.step;
    show(given.at, isIncluded ? Promise.resolve() : openAt(goalOf(moment)));
  }

  /** Does nothing but say why where it cannot be read. */
  async function take(reading: Promise<Talk>, then: (talk: Talk) => void): Promise<void> {
    try {
      then(await reading);
    } catch (caught) {
      state.setState({ refused: refusal(caught) });
    }
  }

  function toOwn(talk: Talk, before: Talk | null): void {
    writeText(LINKED, null, tabStorage);
    state.setState({ talk, linked: false, before, refused: null, unread: own.unread });
  }

  function takeLinked(): void {
    const { linkedTalk } = store.getState();
    if (linkedTalk === null) return;
    store.setState({ linkedTalk: null });
    quietly(take(talkFromLink(linkedTalk), (talk) => {
      state.setState({ talk, linked: true, before: null, refused: null });
      keep(store, talk, true);
      begin(0);
    }));
  }

  if (typeof BroadcastChannel === "function") wire = wireOfTalk(id, hear);
  if (place && store.getState().linkedTalk === null) resume(place);
  takeLinked();
  state.subscribe(({ given }) => keepPlace(given && { id, at: given.at, began: given.began, momentBegan: given.momentBegan, recorded: given.recorded }));
  addEventListener("storage", hearOthers);
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
      keepTalk();
    },
    storeLinked() {
      const now = readOwn();
      if (!now) return;
      own = now;
      toOwn(state.getState().talk, own.talk.moments.length > 0 ? own.talk : null);
      keepTalk();
    },
    replaceUnread() {
      state.setState({ unread: null });
      own = keep(store, state.getState().talk, false) ?? own;
    },
    leaveLinked() {
      own = readOwn() ?? NO_OWN_TALK;
      toOwn(own.talk, null);
    },
    shown() {
      const { step, rewound } = store.getState();
      const link = { ...page.linked(), at: null, present: false, autostart: false, guesses: NO_GUESSES, lesson: null, study: null, room: null, language: null, theme: null };
      return { title: "", link: format(link), step: rewound ?? step, panel: null, zoom: false, lit: null, note: "", recording: null };
    },
    open: (file) => take(readTalkFile(file), (talk) => change(talk, state.getState().talk.moments.length > 0)),
    step(by) {
      const { given } = state.getState();
      if (given) go(given.at + by);
    },
    dispose() {
      unsubscribe();
      removeEventListener("storage", hearOthers);
      if (state.getState().given) end();
      wire?.close();
    },
  };
};

/** The recording is on show. */
export const isRecorded = (given: Given, moment: Moment | undefined, phase: Phase): boolean => (given.recorded || phase === "failed") && Boolean(moment?.recording);

const finite = (value: number | undefined): number | null => (value !== undefined && Number.isFinite(value) ? value : null);

/** Why the speaker's window could not be opened. */
export type WindowTrouble = keyof Pick<TalkTexts["speaker"], "blocked" | "alone">;

/** A second window, which hears of the talk. Null: it is open. */
export function openSpeaker({ id }: Pick<Desk, "id">): WindowTrouble | null {
  if (location.protocol === "file:" || typeof BroadcastChannel !== "function") return "alone";
  const window_ = window.open(`${location.href.replace(/#.*$/, "")}#speaker=${id}`, `elbo-room-speaker-${id}`, "popup,width=960,height=720");
  return window_ ? null : "blocked";
}

