import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { eventually } from "../../../core/testing";
import { makeRun } from "../../state/checkpoint/testing";
import { createAppStore } from "../../state/createAppStore";
import { createRunShelf } from "./runShelf";
import { renameRun, type WholeRun } from "./runStore";
import { emptyDatabase } from "../testing/emptyDatabase";

const idOf = (run: number) => String(run).padStart(32, "0");

/** Returns a tab that shows this run. */
function tab(run: number, fragment = "model=vae&data=ring&hidden=16", picture: Uint8Array<ArrayBuffer> | null = null) {
  const store = createAppStore({ keptAs: idOf(run) });
  const shelf = createRunShelf(store);
  const wholeAt = (step: number): WholeRun => {
    const { config: begun, snapshot } = makeRun("vae", { data: "ring", hidden: 16 }, step);
    return {
      head: { id: idOf(run), fragment, mark: 7, model: "vae", step, keptAt: shelf.keptNow(), training: true, picture },
      begun, forkedFrom: null, snapshot, record: { losses: null, measurements: { heldOut: [], measured: [], afterEpochs: [] }, backend: "wasm" },
    };
  };
  return {
    store, shelf, steps: async () => (await shelf.list()).runs.map((one) => one.step),
    /** Resolves when the write has ended, whether or not it failed. */
    write: (step: number) => new Promise<void>((resolve) => {
      shelf.inTurn(() => shelf.write(wholeAt(step), 0, "relaxed").finally(() => setTimeout(resolve)));
    }),
  };
}

/** From now on the disk refuses this many values. */
function fill(times: number) {
  const put = IDBObjectStore.prototype.put;
  let left = times;
  return vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (this: IDBObjectStore, ...of: Parameters<typeof put>) {
    if (left-- > 0) throw new DOMException("full", "QuotaExceededError");
    return put.apply(this, of);
  });
}

beforeEach(async () => {
  vi.stubGlobal("navigator", {});
  await emptyDatabase();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test("writes are serialised, and the next one has to wait", async () => {
  const { shelf, steps } = tab(1);
  const order: string[] = [];
  const slow = async () => { order.push("first begins"); await steps(); order.push("first ends"); };
  shelf.inTurn(slow);
  expect(shelf.canWriteNow).toBe(false);
  await new Promise<void>((resolve) => { shelf.inTurn(async () => { order.push("second"); resolve(); }); });
  expect(order).toEqual(["first begins", "first ends", "second"]);
  await eventually(() => expect(shelf.canWriteNow).toBe(true)); // neither has written anything
  await tab(1).write(150);
  const { shelf: other, write } = tab(2);
  await write(200);
  expect(other.canWriteNow).toBe(false);
  vi.spyOn(performance, "now").mockReturnValue(performance.now() + 10_000);
  expect(other.canWriteNow).toBe(true);
});

const removed = ({ store }: ReturnType<typeof tab>) => store.getState().notices.flatMap((one) => (one.kind === "run-removed" ? [one.step] : []));

test("a run with a name stays, however many others are written; of these the shortest are deleted first, and a notice says which", async () => {
  await tab(1).write(3_000_000);
  await renameRun(idOf(1), "For my thesis");
  await tab(2).write(5000);
  const demos: number[] = [];
  for (let run = 3; run < 25; run++) {
    const one = tab(run);
    await one.write(100 + run);
    demos.push(...removed(one));
  }
  // The newest run is open: it is not counted, and no run is deleted for it.
  expect(demos).toEqual([103, 104]);
  const kept = await tab(99).steps();
  expect(kept).toHaveLength(22);
  expect(kept).toEqual(expect.arrayContaining([3_000_000, 5000, 124]));
}, 30_000);

test("runs with a name are not counted: if all have one, each new run is saved", async () => {
  for (let run = 1; run <= 22; run++) {
    await tab(run).write(200 + run);
    await renameRun(idOf(run), `No. ${run}`);
  }
  const next = tab(23);
  await next.write(120);
  expect(await next.steps()).toHaveLength(23);
  expect(removed(next)).toEqual([]);
}, 30_000);

test("a run that another tab names at the same time stays", async () => {
  await tab(1).write(150);
  const { shelf, write, steps } = tab(2);
  const name = vi.fn(async () => renameRun(idOf(1), "Mine"));
  vi.stubGlobal("navigator", { locks: { query: async () => { await name(); return { held: [] }; } } });
  await shelf.list();
  fill(1);
  await write(200);
  expect(name).toHaveBeenCalled();
  expect(await steps()).toEqual([150]);
});

test("if storage is full, the shortest run without a name is deleted, and a notice says so", async () => {
  for (const [run, at] of [[1, 150], [2, 120], [3, 180]] as const) await tab(run).write(at);
  await renameRun(idOf(2), "Short, but mine");
  const fourth = tab(4);
  fill(1);
  await fourth.write(200);
  expect((await fourth.steps()).sort()).toEqual([120, 180, 200]);
  expect([removed(fourth), fourth.store.getState().keptOffer]).toEqual([[150], null]);
});

test("if storage is full and all stored runs are longer or have a name, they stay, and the page says so", async () => {
  await tab(1).write(100);
  await renameRun(idOf(1), "Mine");
  await tab(2).write(5000);
  const third = tab(3);
  fill(Infinity);
  await third.write(300);
  expect((await third.steps()).sort()).toEqual([100, 5000]);
  expect([removed(third), third.store.getState().keptOffer]).toEqual([[], { kind: "not-kept", step: null, why: "full" }]);
});

test("if the disk stays full, at most one run is deleted, however often a write is tried", async () => {
  for (const run of [1, 2, 3]) await tab(run).write(100 + run);
  const fourth = tab(4);
  fill(Infinity);
  for (const at of [200, 210, 220, 230]) await fourth.write(at);
  expect((await fourth.steps()).sort()).toEqual([102, 103]);
});

test("the page says once that nothing can be saved", async () => {
  const { write, store } = tab(3);
  vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => { throw new DOMException("no", "UnknownError"); });
  await write(300);
  expect(store.getState().keptOffer).toEqual({ kind: "not-kept", step: null, why: "refused" });
  store.setState({ keptOffer: null }); // the reader dismissed it
  await write(310);
  expect(store.getState().keptOffer).toBeNull();
});

test("if a stored run cannot be updated, the page says up to which step it is stored, until a write works", async () => {
  const { write, steps, store } = tab(1);
  await write(150);
  const full = fill(Infinity);
  await write(200);
  expect(store.getState().keptOffer).toEqual({ kind: "not-kept", step: 150, why: "full" });
  full.mockRestore();
  await write(250);
  expect([await steps(), store.getState().keptOffer]).toEqual([[250], null]);
});

test("a later write has a later time even if the clock was set back", async () => {
  await tab(1).write(150);
  const { shelf, write, steps } = tab(2);
  const { keptAt } = (await shelf.list()).runs[0]!;
  vi.spyOn(Date, "now").mockReturnValue(keptAt - 86_400_000);
  await write(120);
  expect(await steps()).toEqual([120, 150]);
});

test("on a full disk a run is not deleted for its own next steps, even if the browser has no locks", async () => {
  const own = tab(1);
  await own.write(150);
  fill(1);
  await own.write(160);
  expect(await own.steps()).toEqual([150]);
  expect(removed(own)).toEqual([]);
  expect(own.store.getState().keptOffer).toEqual({ kind: "not-kept", step: 150, why: "full" });
});

test("it remembers the head of each run that it read or wrote, and detects writes of other tabs", async () => {
  await tab(1).write(150);
  const { shelf, write } = tab(2);
  expect([shelf.last(idOf(1)), await shelf.read(idOf(3)), shelf.last(idOf(3))]).toEqual([null, null, null]);
  expect((await shelf.read(idOf(1)))!.head.step).toBe(150);
  expect([shelf.last(idOf(1))?.step, shelf.last(idOf(2))]).toEqual([150, null]);
  await write(200);
  expect([shelf.last(idOf(1))?.step, shelf.last(idOf(2))?.step]).toEqual([150, 200]);
  const others = () => Promise.all([1, 2, 3].map((id) => shelf.isWrittenByOtherTab(idOf(id))));
  expect(await others()).toEqual([false, false, false]);
  await tab(1).write(160);
  await tab(3).write(160);
  expect(await others()).toEqual([true, false, false]); // this tab has never read or written the third
});

test.each([
  [0, 5500], [800, 5500 - 800], [3000, 1000 + 3000 + 3000], [3_600_000, 1000 + 3_600_000 + 4500],
])("after a write of %i ms the next one may begin at %i ms, so that it ends within five seconds of the state before; half of the time is free of writes", async (took, next) => {
  const now = vi.spyOn(performance, "now").mockReturnValue(1000);
  const put = IDBObjectStore.prototype.put;
  vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (this: IDBObjectStore, ...of: Parameters<typeof put>) {
    now.mockReturnValue(1000 + took);
    return put.apply(this, of);
  });
  const { shelf, write } = tab(1);
  await write(150);
  now.mockReturnValue(next - 1);
  expect(shelf.canWriteNow).toBe(false);
  now.mockReturnValue(next);
  expect(shelf.canWriteNow).toBe(true);
});

test("after a large write the next one waits for a millisecond per 6,000 bytes, so that disks do not wear out", async () => {
  const now = vi.spyOn(performance, "now").mockReturnValue(1000);
  const { shelf, write } = tab(1, undefined, new Uint8Array(784 * 40_000));
  await write(150);
  const { bytes } = (await shelf.list()).runs[0]!;
  now.mockReturnValue(999 + bytes / 6000);
  expect(shelf.canWriteNow).toBe(false);
  now.mockReturnValue(1000 + bytes / 6000);
  expect(shelf.canWriteNow).toBe(true);
});

test("the notice of a run that was removed says why, and names its preset and its settings", async () => {
  await tab(1, "preset=first-vae@2&hidden=16").write(150);
  const second = tab(2);
  fill(1);
  await second.write(200);
  expect(second.store.getState().notices).toEqual([{ kind: "run-removed", why: "full", preset: "first-vae", model: "vae", traits: [{ id: "hidden", values: [16] }], step: 150 }]);
});

test("a write that works withdraws the message about failed writes, and no other", async () => {
  const { write, store } = tab(1);
  const put = fill(Infinity);
  await write(150);
  put.mockRestore();
  const other = { kind: "same", id: idOf(2), step: 5, keptAt: 1 } as const;
  store.setState({ keptOffer: other });
  await write(160);
  expect(store.getState().keptOffer).toEqual(other);
});
