import { beforeEach, expect, it, vi } from "vitest";
import { eventually } from "../../../core/testing";
import { onVirtualClock, openPage, soon } from "../../app/testing/testPage";
import { step } from "../../../core/run/ids";
import { PIXELS } from "../../../core/run/runConfig";
import { parse } from "../../state/urlCodec";
import { createTalkActions } from "./actions";
import { speakerChannel, type ToSpeaker } from "./messages";
import { pack } from "./packedPicture";
import { TALK_KEY } from "./storedTalk";
import { withoutPictures, withoutRecordings, type Talk } from "./talk";
import { talkInLink, writeTalk } from "./talkFile";

onVirtualClock();

const talkNamed = (title: string): Talk =>
  ({ title, moments: [{ title, link: "preset=first-vae", step: null, panel: null, zoom: false, lit: null, note: "", recording: null, picture: null }] });

/** A file whose content arrives when `arrive` is called. */
function slowFile(talk: Talk) {
  let arrive = () => {};
  const content = new Promise<string>((resolve) => { arrive = () => resolve(writeTalk(talk)); });
  return { file: { size: 1, text: () => content } as unknown as Blob, arrive }; // no other members of a file are used
}

/** The elements of the page that a talk changes. */
const stubPage = () =>
  vi.stubGlobal("document", { documentElement: { dataset: {}, toggleAttribute: () => undefined }, addEventListener: () => undefined, removeEventListener: () => undefined });

beforeEach(() => {
  vi.stubGlobal("addEventListener", () => undefined);
  vi.stubGlobal("removeEventListener", () => undefined);
  return () => vi.unstubAllGlobals();
});

it("of two chosen files the later one is opened, whichever is read first", async () => {
  const actions = (await openPage()).session.actions(createTalkActions);
  const [first, second] = [slowFile(talkNamed("first")), slowFile(talkNamed("second"))];
  const opened = Promise.all([actions.open(first.file), actions.open(second.file)]);
  second.arrive();
  await Promise.resolve();
  first.arrive();
  await opened;
  expect(actions.state.getState()).toMatchObject({ talk: { title: "second" }, before: null });
});

it("a file that arrives while a talk is given does not replace it", async () => {
  const actions = (await openPage()).session.actions(createTalkActions);
  actions.change(talkNamed("given"));
  const late = slowFile(talkNamed("late"));
  const opened = actions.open(late.file);
  stubPage();
  actions.begin(0);
  late.arrive();
  await opened;
  expect(actions.state.getState()).toMatchObject({ talk: { title: "given" }, presentation: { at: 0 } });
});

it("a question that is written while a talk is given stays with its moment, whose recording and picture it does not change", async () => {
  const page = await openPage();
  const actions = page.session.actions(createTalkActions);
  const [moment] = talkNamed("given").moments;
  const picture = pack(new Uint8Array(6 * PIXELS).fill(255));
  actions.change({ title: "given", moments: [moment!, { ...moment!, link: "preset=first-vae&seed=4", picture }] });
  stubPage();
  actions.begin(1);
  const question = { text: "Which β?", answers: ["1", "4"] };
  page.store.setState({ question });
  expect(actions.state.getState().talk.moments.map(({ link, picture }) => [parse(link).question, parse(link).config.seed, picture])).toEqual([[null, 1, null], [question, 4, picture]]);
  page.store.setState({ question: null });
  expect(parse(actions.state.getState().talk.moments[1]!.link).question).toBeNull();
});

it("a linked talk that arrives while a talk is recorded is opened after the recording", async () => {
  const page = await openPage();
  const actions = page.session.actions(createTalkActions);
  actions.change(talkNamed("recorded"));
  actions.state.setState({ recording: 0 });
  page.store.setState({ linkedTalk: (await talkInLink(talkNamed("linked")))! });
  expect(page.store.getState().linkedTalk).not.toBeNull();
  expect(actions.state.getState().talk.title).toBe("recorded");
  actions.state.setState({ recording: null });
  expect(page.store.getState().linkedTalk).toBeNull();
});

it("the end of a recording pauses the training of its moment", async () => {
  const page = await openPage("preset=first-vae");
  const actions = page.session.actions(createTalkActions);
  stubPage();
  actions.state.setState({ recording: 0 });
  page.store.setState({ present: true });
  void page.session.train({ steps: 100 });
  await eventually(() => expect(page.state().phase).toBe("training"));
  page.store.setState({ present: false });
  await eventually(() => expect(page.worker.requestsOf("pause")).toHaveLength(1));
});

/** Storage with room for texts of this many characters. */
function storageOf(room: number) {
  const stored = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, text: string) => {
      if (text.length > room) throw new Error("There is no room.");
      stored.set(key, text);
    },
  });
  return stored;
}

/** Returns the actions of a page that displays a trained run. */
async function openTrained() {
  const page = await openPage();
  page.frames.publish({ kind: "samples", step: step(40), count: 30, pixels: new Uint8Array(30 * PIXELS).fill(255) });
  return page.session.actions(createTalkActions);
}

it("a moment's picture is that of the page when the moment was added, also after a reload", async () => {
  storageOf(10_000);
  const actions = await openTrained();
  actions.add();
  const picture = pack(new Uint8Array(6 * PIXELS).fill(255));
  expect(actions.state.getState().talk.moments).toMatchObject([{ picture }]);
  const reloaded = (await openPage()).session.actions(createTalkActions);
  expect(reloaded.state.getState().talk.moments).toMatchObject([{ picture }]);
});

it("a talk is stored without pictures if they do not fit", async () => {
  const stored = storageOf(1000);
  const actions = await openTrained();
  actions.add();
  const { talk } = actions.state.getState();
  expect(talk.moments[0]!.picture).not.toBeNull();
  expect(stored.get(TALK_KEY)).toBe(writeTalk(withoutPictures(talk)));
});

it("the speaker's window gets the pictures of moments and the addresses of their presets' pictures", async () => {
  const page = await openPage();
  const actions = page.session.actions(createTalkActions);
  const packed = pack(new Uint8Array(4 * PIXELS).fill(255));
  const [first] = talkNamed("first").moments;
  actions.change({ title: "", moments: [{ ...first!, picture: packed }, { ...first!, link: "preset=deep-convolutional@1&begin=4000" }] });
  const received: ToSpeaker[] = [];
  const speaker = speakerChannel(actions.id, (message) => void received.push(message));
  stubPage();
  actions.begin(0);
  await eventually(() => expect(received).toContainEqual(expect.objectContaining({ kind: "talk" })));
  expect(received[0]).toMatchObject({ moments: [{ picture: new Uint8Array(4 * PIXELS).fill(255), presetPicture: null }, { picture: null, presetPicture: "trained/deep-convolutional@1.png" }] });
  speaker.close();
});

it("a moment that is added untrained gets a useful step, and a run that was rewound to step 0 stays there", async () => {
  const page = await openPage("preset=first-vae");
  const actions = page.session.actions(createTalkActions);
  actions.add();
  page.store.setState({ step: step(300), rewound: step(0) });
  actions.add();
  page.store.setState({ rewound: null });
  actions.add();
  expect(actions.state.getState().talk.moments.map((moment) => moment.step)).toEqual([936, 0, 300]);
});

it("recordings that storage has no room for are there again after a linked talk", async () => {
  const picture = pack(new Uint8Array(6 * PIXELS).fill(255));
  const stored = storageOf(1000);
  const page = await openPage();
  const actions = page.session.actions(createTalkActions);
  const [moment] = talkNamed("own").moments;
  const talk = { title: "own", moments: [{ ...moment!, picture }] };
  actions.change(talk);
  expect(stored.get(TALK_KEY)).toBe(writeTalk(withoutPictures(talk)));
  stubPage();
  page.store.setState({ linkedTalk: (await talkInLink(talkNamed("linked")))! });
  await eventually(() => expect(actions.state.getState()).toMatchObject({ aside: { talk }, talk: { title: "linked" } }));
  actions.leaveLinked();
  expect(actions.state.getState()).toMatchObject({ aside: null, talk });
});

/** A talk with a moment on own images, and its recording of about this many characters. */
const recordedTalk = (characters: number): Talk => ({
  title: "recorded", moments: talkNamed("").moments.map((moment) =>
    ({ ...moment, link: OWN_LINK, recording: [{ step: 1, losses: {}, figures: [{ id: "samples", png: "A".repeat(characters) }] }] })),
});
const OWN_LINK = "model=cvae&own=bars.2.0123456789abcdef";

it("a notice says that recordings do not fit into storage, until they do", async () => {
  const stored = storageOf(1000);
  const page = await openPage();
  const actions = page.session.actions(createTalkActions);
  actions.change(recordedTalk(4));
  expect(page.store.getState().notices).toEqual([]);
  actions.change(recordedTalk(2000));
  expect(stored.get(TALK_KEY)).toBe(writeTalk(withoutRecordings(recordedTalk(0))));
  expect(page.store.getState().notices).toEqual([{ kind: "not-stored", what: "recordings" }]);
  actions.change(recordedTalk(8));
  expect(page.store.getState().notices).toEqual([]);
});

const refuses = () => { throw new DOMException("denied", "SecurityError"); };
it.each([
  ["is denied", () => Object.defineProperty(globalThis, "localStorage", { configurable: true, get: refuses })],
  ["is null", () => vi.stubGlobal("localStorage", null)],
  ["cannot be read", () => vi.stubGlobal("localStorage", { getItem: refuses, setItem: () => undefined })],
  ["is full", () => storageOf(0)],
])("if storage %s, a notice says so once a talk was made, not before; it goes when the talk is stored", async (_, deny) => {
  const page = await openPage();
  deny();
  const actions = page.session.actions(createTalkActions);
  await soon();
  actions.begin(0);
  actions.leaveLinked();
  expect(page.state().notices).toEqual([]);
  actions.change(talkNamed("Mine"));
  expect(page.state().notices).toContainEqual({ kind: "not-stored", what: "talk" });
  const stored = storageOf(1000);
  actions.change(talkNamed("Mine, too"));
  expect(stored.get(TALK_KEY)).toBe(writeTalk(talkNamed("Mine, too")));
  expect(page.state().notices).toEqual([]);
});

it("a stored talk that is damaged is neither overwritten nor called one that was not stored", async () => {
  const stored = storageOf(1000);
  stored.set(TALK_KEY, "{damaged");
  const page = await openPage();
  const actions = page.session.actions(createTalkActions);
  await soon();
  expect(actions.state.getState().unread).not.toBeNull();
  expect([stored.get(TALK_KEY), page.state().notices]).toEqual(["{damaged", []]);
});

it("recordings of own images are deleted wherever they are: displayed, not stored, to be restored, and beside a linked talk", async () => {
  const stored = storageOf(1000);
  const page = await openPage();
  const actions = page.session.actions(createTalkActions);
  const recorded = () => actions.recordedOwnImages().length > 0;
  actions.change(recordedTalk(2000)); // has no room
  expect(recorded()).toBe(true);
  expect(actions.deleteOwnRecordings()).toBe(true);
  expect(recorded()).toBe(false);
  actions.change(recordedTalk(4));
  actions.change({ ...recordedTalk(4), moments: [] }, true);
  expect(recorded()).toBe(true);
  expect(actions.deleteOwnRecordings()).toBe(true);
  actions.undo();
  expect(actions.state.getState().talk).toEqual(withoutRecordings(recordedTalk(0)));
  actions.change(recordedTalk(4));
  stubPage();
  page.store.setState({ linkedTalk: (await talkInLink(talkNamed("linked")))! });
  await eventually(() => expect(actions.state.getState().aside).not.toBeNull());
  expect(recorded()).toBe(true);
  expect(actions.deleteOwnRecordings()).toBe(true);
  expect(stored.get(TALK_KEY)).not.toContain("AAAA");
  actions.leaveLinked();
  expect(recorded()).toBe(false);
});
