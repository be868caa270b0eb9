/**
 * Outlines of stories that went wrong once: which commands the page sends, which events it gets, and which values of the store change, in their order.
 * `npx vitest run simulation/traces --update` writes them anew where the order may change.
 */
import "./stubs";
import { beforeAll, expect, test } from "vitest";
import type { SavedRun } from "../../../state/session";
import type { ThreadGlobals } from "./browser";
import { enterWorld, loadAll } from "./simulate";
import { LINK } from "./storyPlayer";
import { writeOutline } from "./storyTrace";
import { openTab, type Entry, type Tab, type Visit } from "./tab";
import { World, type Thread } from "./world";

beforeAll(async () => {
  await loadAll();
}, 120_000);

interface Told {
  readonly world: World;
  open(at: Entry | Visit): Promise<Tab>;
  /** Does something as a task of the tab. */
  act<T>(tab: Tab, what: string, work: (tab: Tab) => T): Promise<T>;
}

const AT_LINK: Entry = { fragment: LINK, mark: null };
/** Milliseconds in which a run becomes worth saving, and a second one is saved. */
const LONG = 2500;

/** Tells a story, and returns its outline. */
async function tell(story: (told: Told) => Promise<unknown>): Promise<string> {
  const world = new World({ alone: true });
  const globals = new Map<Thread, ThreadGlobals>();
  const leave = enterWorld(world, globals);
  const outline = writeOutline();
  world.onMessage = (message) => outline.message(message as object);
  try {
    await world.run(() => story({
      world,
      async open(at) {
        const tab = await openTab(world, globals, () => () => Promise.reject(new Error("no shards here")), at);
        tab.store.subscribe((now, before) => outline.patch(now, before));
        return tab;
      },
      act: (tab, what, work) => new Promise((resolve) => {
        world.queue(`${tab.thread.name} events`, () => {
          outline.note(what);
          resolve(work(tab));
        }, tab.thread);
      }),
    }));
  } finally {
    leave();
  }
  return `${outline.lines.join("\n")}\n`;
}

const trained = async ({ world, open, act }: Told): Promise<Tab> => {
  const tab = await open(AT_LINK);
  void act(tab, "train", ({ session }) => session.train().catch(() => undefined));
  await world.wait(LONG);
  return tab;
};

const STORIES: Readonly<Record<string, (told: Told) => Promise<unknown>>> = {
  async "a snapshot that arrives before its script"({ world, open, act }) {
    const tab = await open(AT_LINK);
    void act(tab, "train", ({ session }) => session.train({ steps: 1 }).catch(() => undefined));
    await world.until(() => tab.state().phase === "paused", LONG);
    void act(tab, "another run before anything is saved", ({ session }) => session.setSeed(5));
    await world.wait(LONG);
  },
  async "a run that paused while it was compared"(told) {
    const { world, act } = told;
    const tab = await trained(told);
    void act(tab, "compare", ({ session }) => session.compare({ kind: "setting", id: "beta", value: 7 }));
    await world.wait(300);
    void act(tab, "train", ({ session }) => session.train().catch(() => undefined));
    await world.wait(300);
    await act(tab, "pause", ({ session }) => session.pause());
    await world.wait(300);
    void act(tab, "compare no more", ({ session }) => session.compare(null));
    await world.wait(LONG);
  },
  async "a fork that a damaged file cancels"(told) {
    const { world, act } = told;
    const tab = await trained(told);
    await act(tab, "rewind", ({ session }) => session.rewind(tab.state().keyframes[1]!));
    void act(tab, "fork", ({ session }) => session.fork());
    void act(tab, "load a file", ({ session }) => session.load(new Blob(["damaged"])).catch(() => undefined));
    await world.wait(LONG);
  },
  async "undo after a fork"(told) {
    const { world, act } = told;
    const tab = await trained(told);
    await act(tab, "rewind", ({ session }) => session.rewind(tab.state().keyframes[1]!));
    await act(tab, "fork", ({ session }) => session.fork());
    await world.wait(300);
    await act(tab, "undo", ({ session }) => session.undo());
    await world.wait(LONG);
  },
  async "two tabs of one session"(told) {
    const { world, open, act } = told;
    const tab = await trained(told);
    await act(tab, "pause", ({ session }) => session.pause());
    await world.wait(LONG);
    const other = await open(tab.visit());
    await world.wait(300);
    void act(other, "train in the other tab", ({ session }) => session.train({ steps: 30 }));
    await world.wait(LONG);
  },
  async "settings, a limit of steps and a saved file"(told) {
    const { world, act } = told;
    const tab = await trained(told);
    void act(tab, "a live setting", ({ session }) => session.setHyperparameter("beta", 2));
    await world.wait(300);
    const saved: SavedRun = await act(tab, "save", ({ session }) => session.save());
    void act(tab, "another seed", ({ session }) => session.setSeed(3));
    await world.wait(LONG);
    void act(tab, "load the file", ({ session }) => session.load(saved.file));
    await world.wait(LONG);
    await act(tab, "train 5 steps", ({ session }) => session.train({ steps: 5 }));
    await world.wait(LONG);
  },
};

test.each(Object.keys(STORIES))("%s: calls, events and patches come in the recorded order", async (name) => {
  await expect(await tell(STORIES[name]!)).toMatchFileSnapshot(`traces/${name.replaceAll(/\W+/g, "-")}.txt`);
}, 60_000);
