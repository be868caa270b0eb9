/** Edits, stores, opens and records talks, without React; `presentation.ts` presents them. The talk is stored in this browser. */
import { createStore, type StoreApi } from "zustand/vanilla";
import { readText, tabStorage, writeText } from "../../core/browser/browserTexts";
import { Newest } from "../../core/newest";
import { NO_GUESSES } from "../../state/guesses";
import type { CreateActions } from "../../state/pageParts";
import { reportStored } from "../../state/storageNotices";
import type { State, Store } from "../../state/store";
import { format, parse } from "../../state/urlCodec";
import { quietly } from "../../ui/kit/quietly";
import { withUsefulStep } from "./momentSteps";
import { displayedPicture } from "./packedPicture";
import type { TalkState } from "./talkState";
import { createPresentationControls, highlightFor, type PresentationControls } from "./presentation";
import { TALK_KEY, NO_OWN_TALK, refusal, storedOwn, storedTalk, type OwnTalk } from "./storedTalk";
import {
  mergeTalks, ownImagesOf, recordedBytes, recordedOwnImages, withMoment, withoutOwnRecordings, withoutPictures, withoutRecordings, type Moment, type Talk,
} from "./talk";
import { MAX_MOMENTS, readTalkFile, talkFromLink, writeTalk } from "./talkFile";

/** Key in this tab's storage: the talk that came with a link. It survives a reload and never replaces the reader's own talk. */
const LINKED = "elbo-room.talk-linked";

/** The actions on talks. */
export interface TalkActions extends Pick<PresentationControls, "id" | "begin" | "go" | "moveBy" | "blank" | "again"> {
  readonly state: StoreApi<TalkState>;
  /** `removes`: the change removes something that no simple change brings back, so it can be undone. */
  change(talk: Talk, removes?: boolean): void;
  undo(): void;
  /** Stores the linked talk in place of the reader's own, which `undo` restores. */
  storeLinked(): void;
  /** Overwrites a stored talk that this version of the page cannot read. */
  replaceUnread(): void;
  /** Replaces the linked talk by the reader's own. */
  leaveLinked(): void;
  /** Adds the page's current state as the last moment. */
  add(): void;
  /** Shows or hides the bar that adds moments. */
  prepare(on: boolean): void;
  /** Returns the page's current state as a moment without texts. */
  shown(): Moment;
  open(file: Blob): Promise<void>;
  /** Records all moments. Never rejects: a failure sets `notRecorded`. */
  record(): Promise<void>;
  /** Returns the ids of own images of which a talk has recorded pictures: the displayed talk, the reader's own, or the one that `undo` restores. */
  recordedOwnImages(): readonly string[];
  /** Deletes these pictures. Returns whether the browser stored the talks without them. */
  deleteOwnRecordings(): boolean;
}

/** Stores a talk. Returns what was stored; null if nothing was. */
function storeText(store: Store, talk: Talk, linked: boolean): OwnTalk | null {
  // If recordings or pictures do not fit, they last for this visit, and can be saved to a file.
  const candidates = talk.moments.length > MAX_MOMENTS ? [] : [talk, withoutRecordings(talk), withoutPictures(withoutRecordings(talk))];
  let stored: OwnTalk | null = null;
  for (const candidate of candidates) {
    const text = writeTalk(candidate);
    if (!(linked ? writeText(LINKED, text, tabStorage) : writeText(TALK_KEY, text))) continue;
    stored = { text, talk: candidate, unread: null };
    break;
  }
  if (!linked) {
    reportStored(store, "talk", stored !== null);
    reportStored(store, "recordings", stored === null || recordedBytes(stored.talk) === recordedBytes(talk));
  }
  return stored;
}

/** Creates the actions of talks, and continues a talk that a reload interrupted. */
export const createTalkActions: CreateActions<TalkActions> = (page) => {
  const { store } = page;
  const { talk: linkedBefore } = storedTalk(readText(LINKED, tabStorage));
  /** The own talk as last read or stored by this tab. A recorded talk has megabytes of text, so it is parsed only if another tab has stored it. */
  let own = storedOwn() ?? NO_OWN_TALK;
  const state = createStore<TalkState>(() => ({
    talk: linkedBefore ?? own.talk, linked: linkedBefore !== null, before: null, presentation: null, recording: null, preparing: false, notRecorded: false, refused: null, unread: own.unread,
  }));
  /** The own talk while a linked one is displayed, with recordings that storage had no room for; null: it is as stored. */
  let aside: Talk | null = null;
  /** Talks that are being read. A later file or link, and the start of a talk or recording, cancel an earlier one. */
  const pendingLoads = new Newest();
  const controls = createPresentationControls(page, state, keepPicture, mergeOtherTabs);

  function change(talk: Talk, removes = false): void {
    state.setState(({ talk: before, before: last }) => ({ talk, before: removes ? before : last, refused: null }));
    storeTalk();
  }

  /**
   * Stores the talk, unless a newer version of the page has stored one, perhaps in another tab, that this version cannot read. Returns whether
   * the browser stored it.
   */
  function storeTalk(): boolean {
    if (state.getState().linked) return storeText(store, state.getState().talk, true) !== null;
    if (mergeStored()) return !own.unread && storeOwn(state.getState().talk);
    reportStored(store, "talk", false); // what is stored could not be read, and must not be overwritten
    return false;
  }

  function storeOwn(talk: Talk): boolean {
    const stored = storeText(store, talk, false);
    own = stored ?? own;
    return stored !== null;
  }

  /** Merges what another tab has stored into this tab's talk. Returns false if it could not be read and must not be overwritten. */
  function mergeStored(): boolean {
    const now = storedOwn(own);
    if (!now) return false;
    if (now === own) return true;
    const { talk: base } = own;
    own = now;
    const { text, talk: theirs, unread } = now;
    if (unread || text === null) state.setState({ unread }); // if storage was cleared, this tab still has the talk
    else state.setState(({ talk, before }) => ({ unread, talk: mergeTalks(base, talk, theirs), before: before && mergeTalks(base, before, theirs) }));
    return true;
  }

  /** While a linked talk is displayed: reads the own talk, and merges what another tab has stored into `aside`. Returns false if it could not be read. */
  function mergeAside(): boolean {
    const now = storedOwn(own);
    if (!now) return false;
    if (aside !== null && now.text !== null && !now.unread) aside = mergeTalks(own.talk, aside, now.talk);
    own = now;
    return true;
  }

  /** Merges other tabs' changes. A talk that is given or recorded does not change until that ends; a linked talk is independent of the stored one. */
  function mergeOtherTabs(): void {
    const { linked, presentation, recording } = state.getState();
    if (!linked && !presentation && recording === null) mergeStored();
  }

  function begin(at: number, recorded = false): void {
    pendingLoads.cancel();
    controls.begin(at, recorded);
  }

  async function record(): Promise<void> {
    pendingLoads.cancel();
    const { talk } = state.getState();
    const ended = () => !store.getState().present;
    store.setState({ present: true });
    state.setState({ notRecorded: false });
    try {
      const { recordMoment } = await import("./record");
      const moments: Moment[] = [];
      for (const [at, moment] of talk.moments.entries()) {
        state.setState({ recording: at });
        const recording = await recordMoment(moment, page, () => highlightFor(store, { panel: null, zoom: false, lit: moment.lit }), ended);
        moments.push({ ...moment, recording });
      }
      if (state.getState().talk === talk) change({ ...talk, moments });
    } catch {
      state.setState({ notRecorded: true });
    } finally {
      state.setState({ recording: null });
      highlightFor(store, null);
      store.setState({ present: false, highlighted: null });
      mergeOtherTabs();
    }
  }

  /** Calls `then` with the talk, unless it is cancelled. If it cannot be read, stores the reason and does nothing else. */
  async function take(reading: Promise<Talk>, then: (talk: Talk) => void): Promise<void> {
    const signal = pendingLoads.begin();
    try {
      const talk = await reading;
      if (!signal.aborted) then(talk);
    } catch (caught) {
      if (!signal.aborted) state.setState({ refused: refusal(caught) });
    }
  }

  /** A question that is written while a talk is given stays with its moment, which can be shown again. */
  function keepQuestion(question: State["question"]): void {
    const { talk, presentation } = state.getState();
    const moment = presentation && talk.moments[presentation.at];
    if (!moment) return;
    const link = parse(moment.link);
    if (link.notices.some(({ kind }) => kind === "no-program")) return; // the moment would lose a program that this page cannot read
    const { recording, picture } = moment;
    change(withMoment(talk, presentation.at, { link: format({ ...link, question }), recording, picture }));
  }

  /** A moment without a picture gets that of its run, once it was trained. */
  function keepPicture(moment: Moment, picture: string): void {
    const { talk } = state.getState();
    const at = talk.moments.indexOf(moment);
    if (at >= 0 && moment.picture === null && ownImagesOf(moment) === undefined) change(withMoment(talk, at, { picture }));
  }

  function toOwn(talk: Talk, before: Talk | null): void {
    writeText(LINKED, null, tabStorage);
    aside = null;
    state.setState({ talk, linked: false, before, refused: null, unread: own.unread });
  }

  function takeLinked(): void {
    const { linkedTalk } = store.getState();
    if (linkedTalk === null || state.getState().recording !== null) return; // it would discard what is being recorded
    store.setState({ linkedTalk: null });
    quietly(take(talkFromLink(linkedTalk), (talk) => {
      if (!state.getState().linked) aside = state.getState().talk;
      state.setState({ talk, linked: true, before: null, refused: null });
      storeText(store, talk, true);
      begin(0);
    }));
  }

  function shown(): Moment {
    const { step, rewound } = store.getState();
    const link = { ...page.currentLink(), at: null, present: false, autostart: false, guesses: NO_GUESSES, lesson: null, study: null, exercise: null, room: null, language: null, theme: null };
    // An untrained run is rarely what a question is about. Who rewinds a run to step 0 wants that step.
    const useful = step === 0 ? withUsefulStep(link) : { link, step: rewound ?? step };
    return { title: "", link: format(useful.link), step: useful.step, panel: null, zoom: false, lit: null, note: "", recording: null, picture: displayedPicture(page) };
  }

  if (store.getState().linkedTalk === null) controls.resume();
  takeLinked();
  state.subscribe(({ recording }, before) => { if (recording === null && before.recording !== null) takeLinked(); });
  addEventListener("storage", mergeOtherTabs);
  const unsubscribe = store.subscribe((now, before) => {
    if (before.present && !now.present) {
      if (state.getState().presentation) controls.end();
      if (state.getState().recording !== null) quietly(page.pause());
    }
    if (now.linkedTalk !== before.linkedTalk) takeLinked();
    if (now.question !== before.question && now.begun === before.begun) keepQuestion(now.question);
  });

  return {
    state, change, begin, record, id: controls.id, go: controls.go, moveBy: controls.moveBy, blank: controls.blank, again: controls.again,
    undo() {
      const { talk, before } = state.getState();
      if (!before) return;
      state.setState({ talk: before, before: talk });
      storeTalk();
    },
    storeLinked() {
      const now = storedOwn();
      if (!now) return reportStored(store, "talk", false);
      own = now;
      const before = aside ?? own.talk;
      toOwn(state.getState().talk, before.moments.length > 0 ? before : null);
      storeTalk();
    },
    replaceUnread() {
      state.setState({ unread: null });
      storeOwn(state.getState().talk);
    },
    leaveLinked() {
      mergeAside();
      toOwn(aside ?? own.talk, null);
    },
    add() {
      const { talk } = state.getState();
      change({ ...talk, moments: [...talk.moments, shown()] });
    },
    prepare(preparing) {
      state.setState({ preparing });
    },
    shown,
    recordedOwnImages() {
      mergeOtherTabs();
      const { talk, before } = state.getState();
      return [...new Set([talk, before, aside, (storedOwn(own) ?? own).talk].flatMap((one) => (one ? recordedOwnImages(one) : [])))];
    },
    deleteOwnRecordings() {
      mergeOtherTabs();
      const { talk: displayed, linked } = state.getState();
      state.setState(({ talk, before }) => ({ talk: withoutOwnRecordings(talk), before: before && withoutOwnRecordings(before) }));
      if (!linked) return storeTalk();
      const isRead = mergeAside();
      aside &&= withoutOwnRecordings(aside);
      const ownIsStored = isRead && (recordedOwnImages(own.talk).length === 0 || storeOwn(withoutOwnRecordings(own.talk)));
      return (recordedOwnImages(displayed).length === 0 || storeTalk()) && ownIsStored;
    },
    open: (file) => take(readTalkFile(file), (talk) => change(talk, state.getState().talk.moments.length > 0)),
    dispose() {
      unsubscribe();
      removeEventListener("storage", mergeOtherTabs);
      controls.dispose();
    },
  };
};
