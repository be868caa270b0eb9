/** Edits, stores, opens and records talks, without React; `presentation.ts` presents them. The talk is stored in this browser. */
import { createStore, type StoreApi } from "zustand/vanilla";
import { StoredDocument } from "../../../core/browser/storedDocument";
import { Newest } from "../../../core/newest";
import { NO_GUESSES } from "../../state/guesses";
import type { CreateActions } from "../../state/pageParts";
import { reportStored } from "../../state/storageNotices";
import type { State } from "../../state/store";
import { format, parse } from "../../state/urlCodec";
import { quietly } from "../../ui/kit/quietly";
import { withUsefulStep } from "./momentSteps";
import { displayedPicture } from "./packedPicture";
import type { TalkState } from "./talkState";
import { createPresentationControls, highlightFor, type PresentationControls } from "./presentation";
import { OWN_TALK, readLinkedTalk, refusal, storeLinkedTalk } from "./storedTalk";
import { NO_TALK, ownImagesOf, recordedBytes, recordedOwnImages, withMoment, withoutOwnRecordings, type EditedTalk, type Moment, type Talk } from "./talk";
import { readTalkFile, talkFromLink } from "./talkFile";

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

/** Creates the actions of talks, and continues a talk that a reload interrupted. */
export const createTalkActions: CreateActions<TalkActions> = (page) => {
  const { store } = page;
  const linkedBefore = readLinkedTalk();
  const state = createStore<TalkState>(() => ({
    talk: linkedBefore ?? NO_TALK, before: null, aside: linkedBefore && OWN_TALK.empty, presentation: null, recording: null, preparing: false, notRecorded: false, refused: null, unread: null,
  }));
  const ownTalk = (): EditedTalk => state.getState().aside ?? state.getState();
  /** The own talk. While it is given or recorded it does not change because of another tab. */
  const own = new StoredDocument(OWN_TALK, {
    get: ownTalk,
    set: ({ talk, before }, error) => state.setState(({ aside }) => ({ ...(aside ? { aside: { talk, before } } : { talk, before }), unread: error === null ? null : refusal(error) })),
    mayChange: () => state.getState().aside !== null || (state.getState().presentation === null && state.getState().recording === null),
  });
  own.merge();
  /** Talks that are being read. A later file or link, and the start of a talk or recording, cancel an earlier one. */
  const pendingLoads = new Newest();
  const controls = createPresentationControls(page, state, keepPicture, () => own.update());

  function change(talk: Talk, removes = false): void {
    state.setState(({ talk: before, before: last }) => ({ talk, before: removes ? before : last, refused: null }));
    storeTalk();
  }

  /** Stores the displayed talk. Returns whether the browser stored it. */
  const storeTalk = (): boolean => state.getState().aside ? storeLinkedTalk(state.getState().talk) : reportOwn(own.store());

  /** Reports which version of the own talk was stored; null: none. Returns whether one was. A talk that cannot be read is reported in the dialog. */
  function reportOwn(stored: EditedTalk | null): boolean {
    if (stored === null && state.getState().unread) return false;
    reportStored(store, "talk", stored !== null);
    reportStored(store, "recordings", stored === null || recordedBytes(stored.talk) === recordedBytes(ownTalk().talk));
    return stored !== null;
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
      own.update();
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

  function toOwn({ talk, before }: EditedTalk): void {
    storeLinkedTalk(null);
    state.setState({ talk, before, aside: null, refused: null });
  }

  function takeLinked(): void {
    const { linkedTalk } = store.getState();
    if (linkedTalk === null || state.getState().recording !== null) return; // it would discard what is being recorded
    store.setState({ linkedTalk: null });
    quietly(take(talkFromLink(linkedTalk), (talk) => {
      state.setState({ talk, before: null, aside: { talk: ownTalk().talk, before: null }, refused: null });
      storeLinkedTalk(talk);
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
      if (!own.merge()) return reportStored(store, "talk", false);
      const { talk: before } = ownTalk();
      toOwn({ talk: state.getState().talk, before: before.moments.length > 0 ? before : null });
      storeTalk();
    },
    replaceUnread() {
      const stored = own.store(true);
      state.setState({ unread: null });
      reportOwn(stored);
    },
    leaveLinked() {
      own.merge();
      toOwn(ownTalk());
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
      own.update();
      const { talk, before } = state.getState();
      return [...new Set([talk, before, ownTalk().talk, own.stored.talk].flatMap((one) => (one ? recordedOwnImages(one) : [])))];
    },
    deleteOwnRecordings() {
      const isRead = own.merge();
      const { talk, before, aside } = state.getState();
      state.setState({ talk: withoutOwnRecordings(talk), before: before && withoutOwnRecordings(before), aside: aside && { talk: withoutOwnRecordings(aside.talk), before: null } });
      if (!aside) return storeTalk();
      const ownIsStored = isRead && (recordedOwnImages(own.stored.talk).length === 0 || reportOwn(own.store()));
      return (recordedOwnImages(talk).length === 0 || storeTalk()) && ownIsStored;
    },
    open: (file) => take(readTalkFile(file), (talk) => change(talk, state.getState().talk.moments.length > 0)),
    dispose() {
      unsubscribe();
      own.dispose();
      controls.dispose();
    },
  };
};
