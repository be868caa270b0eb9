import { beforeEach, expect, it, vi } from "vitest";
import { onVirtualClock, openPage } from "../../app/testing/testPage";
import { createTalkActions } from "./actions";
import type { Talk } from "./talk";
import { talkInLink, writeTalk } from "./talkFile";

onVirtualClock();

const talkNamed = (title: string): Talk =>
  ({ title, moments: [{ title, link: "preset=first-vae", step: null, panel: null, zoom: false, lit: null, note: "", recording: null }] });

/** A file whose content arrives when `arrive` is called. */
function slowFile(talk: Talk) {
  let arrive = () => {};
  const content = new Promise<string>((resolve) => { arrive = () => resolve(writeTalk(talk)); });
  return { file: { size: 1, text: () => content } as unknown as Blob, arrive }; // no other members of a file are used
}

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
  vi.stubGlobal("document", { documentElement: { dataset: {}, toggleAttribute: () => undefined }, addEventListener: () => undefined, removeEventListener: () => undefined });
  actions.begin(0);
  late.arrive();
  await opened;
  expect(actions.state.getState()).toMatchObject({ talk: { title: "given" }, presentation: { at: 0 } });
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
