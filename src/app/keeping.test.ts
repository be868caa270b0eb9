import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { runId, step } from "../core/ids";
import type { PastNews, PastWish } from "../core/past";
import { createFrames } from "../state/frames";
import { createSeries } from "../state/series";
import { createAppStore } from "../state/store";
import { makeRun } from "../state/checkpoint/testing";
import { parse } from "../state/urlCodec";
import { database } from "./database";
import { createKeeping, type Keeping } from "./keeping";
import { heldByEarlier } from "./otherVersion";
import { listRuns, readRun } from "./runStore";

const LINK = "model=vae&hidden=16";
const { config } = parse(LINK);
const open: Keeping[] = [];
/** Writes take their time on a machine that has others to do. */
const eventually = (check: () => unknown) => vi.waitFor(check, 5000);
/** Of its weights. */
const PARAMETERS = Object.entries(makeRun("vae", { hidden: 16 }).snapshot.tensors).reduce((sum, [name, { data }]) => sum + (name.startsWith("weights/") ? data.length : 0), 0);
/** By their names, as one browser has them. */
let locks = new Set<string>();

/** A tab whose run stands at this step. */
function tab(mark = 7, at = 0) {
  const store = createAppStore({ config, begun: config, phase: at > 0 ? "paused" : "ready", step: step(at) });
  const series = createSeries();
  series.restart(["reconstruction", "kl", "total"]);
  const call = vi.fn(async (command: string, wish: PastWish | null) => {
    if (command === "past") return { steps: [wish!.upTo], keyframes: [{ step: wish!.upTo, halves: new Uint16Array(PARAMETERS) }] } satisfies PastNews;
    return makeRun("vae", { hidden: 16 }, run.told).snapshot;
  });
  const run = { told: step(at), trainsOn: true, ready: true, call, carryOnFrom: vi.fn() };
  const opened = vi.fn(async () => undefined);
  const keeping = createKeeping({
    store, series, frames: createFrames(), run: run as never, links: { fragment: () => LINK, mark, enter: () => undefined }, open: opened,
  });
  open.push(keeping);
  return {
    store, series, run, keeping, opened,
    /** Trains up to this step, and its state is told. */
    async train(to: number) {
      const from = series.length;
      series.append(step(from + 1), Float32Array.from({ length: 3 * (to - from) }, (_, i) => from + Math.floor(i / 3) + 1));
      run.told = step(to);
      store.setState({ step: step(to), phase: "training" });
      keeping.told(makeRun("vae", { hidden: 16 }, to).snapshot);
    },
    /** Its state is kept then. */
    async pause() {
      store.setState({ phase: "paused" });
      const { step: at } = store.getState();
      await eventually(async () => expect(await steps()).toContain(at));
    },
  };
}

const steps = async () => (await listRuns()).runs.map((one) => one.step);

beforeEach(async () => {
  vi.stubGlobal("document", { hidden: false, addEventListener: () => undefined, removeEventListener: () => undefined });
  vi.stubGlobal("CSS", { supports: () => true });
  locks = new Set();
  vi.stubGlobal("navigator", { locks: {
    request: async (name: string, _: unknown, work: () => Promise<void>) => {
      if (locks.has(name)) throw new DOMException("it is taken", "AbortError");
      locks.add(name);
      await work();
      locks.delete(name);
    },
    query: async () => ({ held: [...locks].map((name) => ({ name })) }),
  } });
  const tables = await database();
  for (const name of tables.objectStoreNames) await tables.clear(name);
});
afterEach(() => {
  vi.useRealTimers();
  open.splice(0).forEach((keeping) => keeping.dispose());
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test("a run is kept from its hundredth step on, again when it pauses, and is found at its entry of the history", async () => {
  const { train, pause, store } = tab();
  const put = vi.spyOn(IDBObjectStore.prototype, "put");
  await train(50);
  await new Promise((resolve) => setTimeout(resolve, 20));
  await train(150);
  await eventually(async () => expect(await steps()).toEqual([150]));
  expect(put.mock.calls.map(([, key]) => key).filter((key) => typeof key === "string")).toHaveLength(2);
  await train(170);
  await pause();
  expect(await steps()).toEqual([170]);
  store.setState({ keptAs: null, run: runId(1) }); // another run is open
  const { keeping: after } = tab();
  const found = await after.find(LINK, 7, null);
  expect(found).toMatchObject({ fragment: LINK, from: { snapshot: { step: 170 }, training: true } });
  expect([...found!.from.known!.losses!.values("kl")]).toEqual(Array.from({ length: 170 }, (_, i) => i + 1));
  expect(await after.find(LINK, 8, null)).toBeNull();
  expect(await after.find("model=vae&hidden=32", 7, null)).toBeNull();
});

test("when it is open again, its worker gets back what was kept of its past, and is not asked for it again", async () => {
  const first = tab();
  await first.train(150);
  await first.pause();
  const { keptAs } = first.store.getState();
  first.store.setState({ keptAs: null, run: runId(1) });
  await eventually(() => expect(locks.size).toBe(0));
  const { store, series, run, train, pause } = tab();
  const inAWorker = () => ({ opened: { report: {} } as never });
  store.setState({ keptAs, step: step(150), begun: makeRun("vae", { hidden: 16 }).config });
  store.setState(inAWorker());
  await eventually(() => expect(run.call).toHaveBeenCalledWith("adoptPast", { start: null, keyframes: [expect.objectContaining({ step: 150 })] }));
  series.append(step(1), new Float32Array(3 * 150));
  await train(200);
  await pause();
  expect(run.call).toHaveBeenCalledWith("past", expect.objectContaining({ had: { start: undefined, keyframes: [150] }, upTo: 200 }));
  store.setState({ ...inAWorker(), run: runId(2) }); // its worker was lost
  await eventually(() => expect(run.call).toHaveBeenCalledWith("adoptPast", { start: null, keyframes: [expect.objectContaining({ step: 200 })] }));
});

test("before a reload a run is kept however short it is; where it cannot be, that is said", async () => {
  const { keeping, train, store } = tab();
  expect(await keeping.keepNow()).toBe(true); // at its beginning there is nothing to lose
  expect(await steps()).toEqual([]);
  await train(50);
  expect(await keeping.keepNow()).toBe(true);
  expect(await steps()).toEqual([50]);
  const full = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => { throw new DOMException("full", "QuotaExceededError"); });
  await train(60);
  expect(await keeping.keepNow()).toBe(false);
  full.mockRestore();
  expect(await keeping.keepNow()).toBe(true);
  expect([await steps(), store.getState().keptOffer]).toEqual([[60], null]);
});

test("a run that trained and paused before this script was here is kept", async () => {
  tab(7, 150);
  await eventually(async () => expect(await steps()).toEqual([150]));
});

test("a run at rest that could not be kept, as another tab held the database, is kept when that tab is closed; meanwhile the page says so", async () => {
  const other = await heldByEarlier();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const { store } = tab(7, 150);
  await vi.advanceTimersByTimeAsync(3000);
  await vi.waitFor(() => expect(store.getState().keptOffer).toEqual({ kind: "not-kept", step: null, why: "blocked" }));
  vi.useRealTimers();
  other.close();
  await eventually(async () => expect(await steps()).toEqual([150]));
  await eventually(() => expect(store.getState().keptOffer).toBeNull());
});

test("an earlier step that is undone while it is written is wished for again", async () => {
  const { train, pause, series, run } = tab();
  const put = IDBObjectStore.prototype.put;
  vi.spyOn(IDBObjectStore.prototype, "put").mockImplementationOnce(function (this: IDBObjectStore, ...of: Parameters<typeof put>) {
    series.cut(step(120)); // the run goes back
    return put.apply(this, of);
  });
  await train(150);
  await eventually(async () => expect(await steps()).toEqual([150]));
  run.told = step(120);
  await train(130);
  await pause();
  const wishes = run.call.mock.calls.flatMap(([, wish]) => wish ?? []);
  expect(wishes[0]!.upTo).toBe(150);
  expect(wishes.at(-1)).toMatchObject({ upTo: 130, had: { keyframes: [] } });
});

test("what is measured of a run at rest is kept", async () => {
  const { train, pause, store } = tab();
  await train(150);
  await pause();
  const heldOut = [{ step: step(150), images: 10, values: { total: 160 } }];
  store.setState({ heldOut });
  await eventually(async () => expect((await readRun(store.getState().keptAs!))!.known.told.heldOut).toEqual(heldOut));
});

test("a tab whose run another one has open writes a copy", async () => {
  const first = tab();
  await first.train(150);
  await first.pause();
  const second = tab();
  second.store.setState({ keptAs: first.store.getState().keptAs });
  await second.train(200);
  await second.pause();
  expect(second.store.getState().keptAs).not.toBe(first.store.getState().keptAs);
  expect((await steps()).sort()).toEqual([150, 200]);
  expect(await second.keeping.find("", null, first.store.getState().keptAs)).toBeNull();
});

test("losses that were undone are undone in what is kept", async () => {
  const { train, pause, series, run, store } = tab();
  await train(5000);
  await pause();
  series.cut(step(4500));
  run.told = step(4500);
  await train(4600);
  await pause();
  const { known } = (await readRun(store.getState().keptAs!))!;
  expect([...known.losses!.values("total")].slice(4498)).toEqual([4499, 4500, ...Array.from({ length: 100 }, (_, i) => 4501 + i)]);
});

test("the run carries on from what is kept of it, should its worker be lost", async () => {
  const { train, pause, run } = tab();
  await train(150);
  await pause();
  expect(run.carryOnFrom).toHaveBeenLastCalledWith(expect.objectContaining({ step: 150 }));
});

test("a machine that slept while a run was written keeps it again a minute later", async () => {
  let [now, slept] = [0, 0];
  vi.spyOn(performance, "now").mockImplementation(() => now += slept);
  const { train } = tab();
  slept = 3_600_000;
  await train(150);
  await eventually(async () => expect(await steps()).toEqual([150]));
  await new Promise((resolve) => setTimeout(resolve, 20)); // the time that it took is counted
  slept = 0;
  now += 61_000;
  await train(200);
  await eventually(async () => expect(await steps()).toEqual([200]));
});
