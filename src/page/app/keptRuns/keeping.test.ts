import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Newest } from "../../../core/newest";
import { runId, step } from "../../../core/run/ids";
import type { HistoryUpdate, HistoryRequest } from "../../../core/run/past";
import { createSeries } from "../../state/series";
import { createAppStore } from "../../state/createAppStore";
import { makeRun } from "../../state/checkpoint/testing";
import { parse } from "../../state/urlCodec";
import { createKeeping, type Keeping } from "./keeping";
import { openAsVersion3 } from "../testing/otherVersion";
import { eventually } from "../../../core/testing";
import { forgetRun, listRuns, readRun } from "./runStore";
import type { UndoableRun } from "../undo";
import { emptyDatabase } from "../testing/emptyDatabase";

const LINK = "model=vae&data=ring&hidden=16";
const { config } = parse(LINK);
/** A run on points instead of images is written in milliseconds. */
const SMALL = { data: "ring", hidden: 16 };
const open: Keeping[] = [];
/** The number of its weights. */
const PARAMETERS = Object.entries(makeRun("vae", SMALL).snapshot.tensors).reduce((sum, [name, { data }]) => sum + (name.startsWith("weights/") ? data.length : 0), 0);
/** The names of the locks that are held in the browser. */
let locks = new Set<string>();

/** Returns a tab whose run is at this step. */
function tab(mark = 7, at = 0) {
  const store = createAppStore({ begun: config, phase: at > 0 ? "paused" : "ready", step: step(at) });
  const series = createSeries();
  series.restart(["reconstruction", "kl", "total"]);
  const call = vi.fn(async (command: string, request: HistoryRequest | null) => {
    if (command === "thumbnail") return samples;
    if (command === "past") return { steps: [request!.upTo], keyframes: [{ step: request!.upTo, halves: new Uint16Array(PARAMETERS) }] } satisfies HistoryUpdate;
    return makeRun("vae", SMALL, run.lastStep).snapshot;
  });
  const run = { lastStep: step(at), trainsUnlimited: true, ready: true, call, carryOnFrom: vi.fn() };
  const samples: { pixels: Uint8Array<ArrayBuffer> | null } = { pixels: null };
  const opened = vi.fn(async () => undefined);
  const entered = vi.fn();
  const openings = new Newest();
  const keeping = createKeeping({
    store, series, run: run as never /* no other members are used */, links: { fragment: () => LINK, mark, pushEntry: entered }, openings: { request: () => openings.begin() }, open: opened,
  });
  open.push(keeping);
  return {
    store, series, run, samples, keeping, opened, entered, openings,
    /** Trains up to this step, and the worker sends its state. */
    async train(to: number) {
      const from = series.length;
      series.append(step(from + 1), Float32Array.from({ length: 3 * (to - from) }, (_, i) => from + Math.floor(i / 3) + 1));
      run.lastStep = step(to);
      store.setState({ step: step(to), phase: "training" });
      keeping.snapshotArrived(makeRun("vae", SMALL, to).snapshot);
    },
    /** Resolves when its state is written. */
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
  await emptyDatabase();
});
afterEach(() => {
  vi.useRealTimers();
  open.splice(0).forEach((keeping) => keeping.dispose());
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test("a run is saved after more than a hundred steps, again when it pauses, and is found at its history entry", async () => {
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
  expect([...found!.from.record!.losses!.values("kl")]).toEqual(Array.from({ length: 170 }, (_, i) => i + 1));
  expect(await after.find(LINK, 8, null)).toBeNull();
  expect(await after.find("model=vae&data=ring&hidden=32", 7, null)).toBeNull();
});

test("a run that is paused does not continue after a reload, even if its state at the pause could not be written; one that trains does", async () => {
  const stored = new Map<string, string>();
  vi.stubGlobal("sessionStorage", { getItem: (key: string) => stored.get(key) ?? null, setItem: (key: string, text: string) => void stored.set(key, text), removeItem: (key: string) => void stored.delete(key) });
  const { train, store, run } = tab();
  await train(150);
  await eventually(async () => expect(await steps()).toEqual([150]));
  run.call.mockRejectedValue(new Error("the page is gone"));
  store.setState({ phase: "paused" });
  const { keeping: after } = tab();
  expect(await after.find(LINK, 7, null)).toMatchObject({ from: { snapshot: { step: 150 }, training: false } });
  store.setState({ phase: "training" });
  expect(await after.find(LINK, 7, null)).toMatchObject({ from: { training: true } });
});

test("when it is open again, its worker receives the stored past, which is not requested again", async () => {
  const first = tab();
  await first.train(150);
  await first.pause();
  const { keptAs } = first.store.getState();
  first.store.setState({ keptAs: null, run: runId(1) });
  await eventually(() => expect(locks.size).toBe(0));
  const { store, series, run, train, pause } = tab();
  const inAWorker = () => ({ opened: { report: {} } as never }); // no other fields are read
  store.setState({ keptAs, step: step(150), begun: makeRun("vae", SMALL).config });
  store.setState(inAWorker());
  await eventually(() => expect(run.call).toHaveBeenCalledWith("adoptPast", { start: null, keyframes: [expect.objectContaining({ step: 150 })] }));
  series.append(step(1), new Float32Array(3 * 150));
  await train(200);
  await pause();
  expect(run.call).toHaveBeenCalledWith("past", expect.objectContaining({ had: { start: undefined, keyframes: [150] }, upTo: 200 }));
  store.setState({ ...inAWorker(), run: runId(2) }); // its worker was lost
  await eventually(() => expect(run.call).toHaveBeenCalledWith("adoptPast", { start: null, keyframes: [expect.objectContaining({ step: 200 })] }));
});

test("before a reload a run of any length is saved; a failure is reported", async () => {
  const { keeping, train, store } = tab();
  expect(await keeping.keepNow()).toBe(true); // at the beginning there is nothing to lose
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

test("a run that trained and paused before this script was loaded is saved", async () => {
  tab(7, 150);
  await eventually(async () => expect(await steps()).toEqual([150]));
});

test("a paused run that could not be saved, as another tab blocked the database, is saved when that tab is closed; meanwhile the page says so", async () => {
  const other = await openAsVersion3();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const { store } = tab(7, 150);
  await vi.advanceTimersByTimeAsync(3000);
  await eventually(() => expect(store.getState().keptOffer).toEqual({ kind: "not-kept", step: null, why: "blocked" }));
  vi.useRealTimers();
  other.close();
  await eventually(async () => expect(await steps()).toEqual([150]));
  await eventually(() => expect(store.getState().keptOffer).toBeNull());
});

test("a keyframe that is undone while it is written is requested again", async () => {
  const { train, pause, series, run } = tab();
  const put = IDBObjectStore.prototype.put;
  vi.spyOn(IDBObjectStore.prototype, "put").mockImplementationOnce(function (this: IDBObjectStore, ...of: Parameters<typeof put>) {
    series.cut(step(120)); // the run goes back
    return put.apply(this, of);
  });
  await train(150);
  await eventually(async () => expect(await steps()).toEqual([150]));
  run.lastStep = step(120);
  await train(130);
  await pause();
  const requests = run.call.mock.calls.flatMap(([, request]) => request ?? []);
  expect(requests[0]!.upTo).toBe(150);
  expect(requests.at(-1)).toMatchObject({ upTo: 130, had: { keyframes: [] } });
});

test("a run that another tab deleted is saved again with all losses and keyframes", async () => {
  const { train, pause, store, run } = tab();
  await train(5000);
  await pause();
  const { keptAs } = store.getState();
  await forgetRun(keptAs!);
  await train(5100);
  await pause();
  expect((await readRun(keptAs!))!.record.losses).toMatchObject({ firstStep: 1, length: 5100 });
  const keyframes: readonly unknown[] = [];
  await eventually(() => expect(run.call.mock.calls.flatMap(([, request]) => request ?? [])).toContainEqual(
    expect.objectContaining({ upTo: 5100, had: expect.objectContaining({ keyframes }) as unknown }),
  ));
});

test("measurements of a paused run are saved", async () => {
  const { train, pause, store } = tab();
  await train(150);
  await pause();
  const results = {
    heldOut: [{ step: step(150), images: 10, values: { total: 160 } }], measured: [{ id: "codes", step: step(150), result: { images: 20 } }],
    afterEpochs: [{ id: "codes", step: step(150), result: { images: 30 } }],
  };
  for (const [kind, values] of Object.entries(results)) {
    store.setState({ [kind]: values });
    await eventually(async () => expect((await readRun(store.getState().keptAs!))!.record.measurements).toMatchObject({ [kind]: values }));
  }
});

test("a run that paused while it was compared is saved when the comparison ends", async () => {
  const { train, store, run } = tab();
  store.setState({ comparison: { kind: "model", model: "gan" } });
  await train(150);
  store.setState({ phase: "paused" });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect([await steps(), run.call.mock.calls.length]).toEqual([[], 1]);
  store.setState({ comparison: null });
  await eventually(async () => expect(await steps()).toEqual([150]));
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

test("losses that were undone are removed from the stored run", async () => {
  const { train, pause, series, run, store } = tab();
  await train(5000);
  await pause();
  series.cut(step(4500));
  run.lastStep = step(4500);
  await train(4600);
  await pause();
  const { record } = (await readRun(store.getState().keptAs!))!;
  expect([...record.losses!.values("total")].slice(4498)).toEqual([4499, 4500, ...Array.from({ length: 100 }, (_, i) => 4501 + i)]);
});

test("the run continues from its stored state if its worker is lost", async () => {
  const { train, pause, run } = tab();
  await train(150);
  await pause();
  expect(run.carryOnFrom).toHaveBeenLastCalledWith(expect.objectContaining({ step: 150 }));
});

test("after the machine slept during a write, the run is saved again within seconds", async () => {
  let [now, slept] = [0, 0];
  vi.spyOn(performance, "now").mockImplementation(() => now += slept);
  const { train, keeping } = tab();
  slept = 3_600_000;
  await train(150);
  await eventually(async () => expect(await steps()).toEqual([150]));
  slept = 0;
  await train(200);
  await eventually(async () => {
    now += 4500; // the time of the write is counted only some tasks after it
    keeping.snapshotArrived(makeRun("vae", SMALL, 200).snapshot);
    expect(await steps()).toEqual([200]);
  });
});

describe("while time passes", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "performance"] }));
  afterEach(() => void vi.useRealTimers());
  const snapshots = ({ run }: ReturnType<typeof tab>) => run.call.mock.calls.filter(([command]) => command === "snapshot").length;
  /** Trains without a state being sent. */
  const begin = ({ store, run, series }: ReturnType<typeof tab>, to: number) => {
    series.append(step(1), new Float32Array(3 * to));
    run.lastStep = step(to);
    store.setState({ step: step(to), phase: "training" });
  };

  /** Makes steps for this long: one every 100 ms. */
  async function trainFor({ run, series, store }: ReturnType<typeof tab>, ms: number) {
    for (let passed = 0; passed < ms; passed += 100) {
      await vi.advanceTimersByTimeAsync(100);
      const next = step(run.lastStep + 1);
      run.lastStep = next;
      series.append(next, new Float32Array(3));
      store.setState({ step: next });
      await new Promise((resolve) => { setImmediate(resolve); });
    }
  }

  test("a run that trains is saved after two seconds, however few steps it has made, and then so that at most five seconds are lost", async () => {
    const one = tab();
    begin(one, 1);
    await trainFor(one, 1900);
    expect(snapshots(one)).toBe(0);
    await trainFor(one, 200);
    await eventually(async () => expect(await steps()).toHaveLength(1));
    for (let seconds = 0; seconds < 20; seconds++) {
      await trainFor(one, 1000);
      expect(one.run.lastStep - (await steps())[0]!).toBeLessThanOrEqual(50);
    }
    expect(snapshots(one)).toBeLessThanOrEqual(6);
  });

  test("a training run that makes no steps is not written again", async () => {
    const one = tab();
    begin(one, 120);
    await trainFor(one, 2100);
    await eventually(async () => expect(await steps()).toHaveLength(1));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(snapshots(one)).toBe(1);
  });

  test("a failed write of a paused run is retried after 1, 10 and 60 seconds, and then no more", async () => {
    const one = tab();
    const put = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => { throw new DOMException("busy", "UnknownError"); });
    begin(one, 150);
    one.store.setState({ phase: "paused" });
    const failed = (times: number) => eventually(() => expect(put.mock.calls.filter(([, key]) => key === one.store.getState().keptAs)).toHaveLength(times));
    const writes = () => put.mock.calls.length;
    await failed(1); // its head: nothing else is tried then
    for (const wait of [1000, 10_000, 60_000]) {
      const before = writes();
      await vi.advanceTimersByTimeAsync(wait - 500);
      expect(writes()).toBe(before);
      await vi.advanceTimersByTimeAsync(500);
      await eventually(() => expect(writes()).toBeGreaterThan(before));
    }
    const last = snapshots(one);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(snapshots(one)).toBe(last);
    expect(one.store.getState().keptOffer).toEqual({ kind: "not-kept", step: null, why: "refused" });
    put.mockRestore();
    begin(one, 160);
    one.store.setState({ phase: "finished" });
    await eventually(async () => expect(await steps()).toEqual([160]));
    await eventually(() => expect(one.store.getState().keptOffer).toBeNull()); // when other runs have been deleted
  });

  test.each([[false, 1], [true, 0]])("the browser is asked for persistent storage after a minute of training, unless it would ask the reader (%s)", async (asks, times) => {
    vi.stubGlobal("CSS", { supports: (property: string, value: string) => property === "-moz-appearance" && value === "none" && asks });
    const persist = vi.fn(async () => true);
    Object.assign(navigator, { storage: { persist } });
    const one = tab();
    begin(one, 10);
    await vi.advanceTimersByTimeAsync(59_000);
    expect(persist).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2000);
    expect(persist).toHaveBeenCalledTimes(times);
  });
});

test("a training run is saved when the page is hidden", async () => {
  let changed = () => undefined as void;
  const page = { hidden: false, addEventListener: (type: string, listener: () => void) => { if (type === "visibilitychange") changed = listener; }, removeEventListener: () => undefined };
  vi.stubGlobal("document", page);
  const { store, run, series } = tab();
  series.append(step(1), new Float32Array(3 * 150));
  run.lastStep = step(150);
  store.setState({ step: step(150), phase: "training" });
  changed();
  expect(run.call).not.toHaveBeenCalled(); // the page is visible
  page.hidden = true;
  changed();
  await eventually(async () => expect(await steps()).toEqual([150]));
});

test("a run is not saved up to its hundredth step, counted from its beginning, nor while it is compared", async () => {
  const began = { ...config, begin: 1000 };
  const { store, train, keeping } = tab();
  store.setState({ begun: began });
  await train(1100);
  await new Promise((resolve) => { setImmediate(resolve); });
  store.setState({ comparison: { kind: "setting", id: "beta", value: 4 } });
  keeping.snapshotArrived(makeRun("vae", SMALL, 1200).snapshot);
  await new Promise((resolve) => { setImmediate(resolve); });
  expect([await steps(), store.getState().keptAs]).toEqual([[], null]);
  store.setState({ comparison: null });
  await train(1101);
  await eventually(async () => expect(await steps()).toEqual([1101]));
});

test("a run is saved with samples of its current weights, or with the earlier ones if the worker has none", async () => {
  const { train, pause, samples } = tab();
  const picture = async () => (await listRuns()).runs[0]!.picture;
  await train(150);
  await pause();
  expect(await picture()).toBeNull();
  samples.pixels = new Uint8Array(784).fill(7);
  await train(200);
  await pause();
  expect(await picture()).toEqual(samples.pixels);
  samples.pixels = null;
  await train(250);
  await pause();
  expect(await picture()).toEqual(new Uint8Array(784).fill(7));
});

test("a run is opened paused, as at its last write or by another link, with a new history entry; opening rejects if there is none", async () => {
  const { train, pause, store, keeping, opened, entered, openings } = tab();
  await train(150);
  await pause();
  const { keptAs } = store.getState();
  await keeping.open(keptAs!);
  expect(opened).toHaveBeenCalledWith(LINK, expect.objectContaining({ snapshot: expect.objectContaining({ step: 150 }), training: false, state: { keptAs, forkedFrom: null } }));
  expect(entered).toHaveBeenCalledOnce();
  await keeping.open(keptAs!, `${LINK}&lesson=elbo-terms`);
  expect(opened).toHaveBeenLastCalledWith(`${LINK}&lesson=elbo-terms`, expect.objectContaining({ snapshot: expect.objectContaining({ step: 150 }), begun: config, training: false }));
  const opening = keeping.open(keptAs!);
  openings.cancel(); // something else is opened while it is read
  await opening;
  expect(opened).toHaveBeenCalledTimes(2);
  await expect(keeping.open("f".repeat(32))).rejects.toMatchObject({ code: "bad-snapshot" });
});

test("the list shows the losses of a run with the same columns beside those of the current run", async () => {
  const { train, pause, store, keeping, series } = tab();
  await train(150);
  await pause();
  const id = store.getState().keptAs!;
  expect(await keeping.compare(id)).toBe(true);
  expect(series.before).toMatchObject({ losses: { length: 150 }, begun: store.getState().begun });
  expect(await keeping.compare("f".repeat(32))).toBe(false);
  series.restart(["critic", "generator", "total"]);
  expect(await keeping.compare(id)).toBe(false);
});

test("the list says how much storage there is and whether it is persistent, if the browser reports it", async () => {
  const { keeping } = tab();
  expect(await keeping.storageEstimate()).toBeNull();
  const persist = vi.fn(async () => true);
  Object.assign(navigator, { storage: { estimate: async () => ({ usage: 3, quota: 10 }), persisted: async () => false, persist } });
  expect(await keeping.storageEstimate()).toEqual({ used: 3, most: 10, persistent: false });
  expect(await keeping.requestPersistence()).toBe(true);
  Object.assign(navigator, { storage: { estimate: async () => ({ usage: 3 }), persisted: async () => false } });
  expect(await keeping.storageEstimate()).toBeNull();
});

describe("a run that was replaced by another", () => {
  const { config: begun } = makeRun("vae", SMALL);
  /** A run that was left at this step. */
  const leftAt = (at: number, keptAs: string | null): UndoableRun => ({
    chosen: { keptAs, forkedFrom: 50 } as UndoableRun["chosen"], begun, snapshot: makeRun("vae", SMALL, at).snapshot, picture: null, training: false, fragment: LINK, mark: 7,
    losses: { columns: ["reconstruction", "kl", "total"], length: at, firstStep: step(1), values: () => new Float32Array(at).fill(at) },
    measurements: { heldOut: [], measured: [], afterEpochs: [] }, backend: "wasm", before: null,
  });
  /** Returns a tab whose run was saved at step 150, and that has opened another run. */
  async function leaving() {
    const { train, pause, store, keeping } = tab();
    await train(150);
    await pause();
    const id = store.getState().keptAs!;
    store.setState({ keptAs: null, run: runId(1) });
    await eventually(() => expect(locks.size).toBe(0));
    return { store, keeping, id };
  }
  const nameOf = (id: string) => `elbo-room-run-${id}`;

  test("is written in its last state, under its lock, which is released afterwards", async () => {
    const { keeping, id } = await leaving();
    const put = IDBObjectStore.prototype.put;
    const lockedBy = vi.fn();
    vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (this: IDBObjectStore, ...of: Parameters<typeof put>) {
      lockedBy([...locks]);
      return put.apply(this, of);
    });
    keeping.left(leftAt(180, id));
    await eventually(async () => expect(await steps()).toEqual([180]));
    expect(new Set(lockedBy.mock.calls.flat(2))).toEqual(new Set([nameOf(id)]));
    await eventually(() => expect(locks.size).toBe(0));
    expect(await readRun(id)).toMatchObject({ head: { id, mark: 7, training: false, fragment: LINK }, forkedFrom: 50, record: { backend: "wasm", losses: { length: 180 } } });
  });

  test("is written as a copy if another tab has it open, and that tab's version stays", async () => {
    const { keeping, id } = await leaving();
    const other = tab();
    other.store.setState({ keptAs: id });
    await other.train(200);
    await other.pause();
    keeping.left(leftAt(180, id));
    await eventually(async () => expect((await steps()).sort()).toEqual([180, 200]));
    expect((await readRun(id))!.head.step).toBe(200);
    await eventually(() => expect([...locks]).toEqual([nameOf(id)])); // the other tab's
  });

  test("is written as a copy if another tab has written it since, and was closed", async () => {
    const { keeping, id } = await leaving();
    const other = tab();
    other.store.setState({ keptAs: id });
    await other.train(200);
    await other.pause();
    await eventually(async () => expect(await steps()).toEqual([200]));
    other.keeping.dispose();
    await eventually(() => expect(locks.size).toBe(0));
    keeping.left(leftAt(180, id));
    await eventually(async () => expect((await steps()).sort()).toEqual([180, 200]));
    expect((await readRun(id))!.head.step).toBe(200);
    await eventually(() => expect(locks.size).toBe(0));
  });

  test("is not overwritten if another tab has written it since this one read it", async () => {
    const first = tab();
    await first.train(150);
    await first.pause();
    await eventually(async () => expect(await steps()).toEqual([150]));
    const { keptAs: id } = first.store.getState();
    const second = tab();
    await second.keeping.open(id!);
    await first.train(200);
    await first.pause();
    await eventually(async () => expect(await steps()).toEqual([200]));
    first.keeping.dispose();
    await eventually(() => expect(locks.size).toBe(0));
    second.store.setState({ keptAs: id }); // the lock is free by now
    await second.train(160);
    await second.pause();
    await eventually(async () => expect((await steps()).sort()).toEqual([160, 200]));
    expect((await readRun(id!))!.head.step).toBe(200);
  });

  test("is not written if it has been brought back, or was never saved", async () => {
    const { store, keeping, id } = await leaving();
    store.setState({ keptAs: id });
    keeping.left(leftAt(180, id));
    keeping.left(leftAt(190, null));
    keeping.left(leftAt(170, "f".repeat(32))); // writes are made in turn: this one is the last
    await eventually(async () => expect((await steps()).sort()).toEqual([150, 170]));
  });
});
