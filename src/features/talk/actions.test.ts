import { beforeEach, expect, it, vi } from "vitest";
import { onVirtualClock, openPage } from "../../app/testing";
import { createDesk } from "./actions";
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
  const desk = (await openPage()).session.actions(createDesk);
  const [first, second] = [slowFile(talkNamed("first")), slowFile(talkNamed("second"))];
  const opened = Promise.all([desk.open(first.file), desk.open(second.file)]);
  second.arrive();
  await Promise.resolve();
  first.arrive();
  await opened;
  expect(desk.state.getState()).toMatchObject({ talk: { title: "second" }, before: null });
});

it("a file that arrives while a talk is given does not replace it", async () => {
  const desk = (await openPage()).session.actions(createDesk);
  desk.change(talkNamed("given"));
  const late = slowFile(talkNamed("late"));
  const opened = desk.open(late.file);
  vi.stubGlobal("document", { documentElement: { dataset: {}, toggleAttribute: () => undefined }, addEventListener: () => undefined, removeEventListener: () => undefined });
  desk.begin(0);
  late.arrive();
  await opened;
  expect(desk.state.getState()).toMatchObject({ talk: { title: "given" }, given: { at: 0 } });
});

it("a linked talk that arrives while a talk is recorded is opened after the recording", async () => {
  const page = await openPage();
  const desk = page.session.actions(createDesk);
  desk.change(talkNamed("recorded"));
  desk.state.setState({ recording: 0 });
  page.store.setState({ linkedTalk: (await talkInLink(talkNamed("linked")))! });
  expect(page.store.getState().linkedTalk).not.toBeNull();
  expect(desk.state.getState().talk.title).toBe("recorded");
  desk.state.setState({ recording: null });
  expect(page.store.getState().linkedTalk).toBeNull();
});
