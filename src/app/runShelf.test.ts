import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { makeRun } from "../state/checkpoint/testing";
import { createAppStore } from "../state/store";
import { database } from "./database";
import { createRunShelf } from "./runShelf";
import type { WholeRun } from "./runStore";

const idOf = (run: number) => String(run).padStart(32, "0");

/** A tab that shows this run. */
function tab(run: number) {
  const store = createAppStore({ keptAs: idOf(run) });
  const shelf = createRunShelf(store);
  const wholeAt = (step: number): WholeRun => {
    const { config: begun, snapshot } = makeRun("vae", { hidden: 16 }, step);
    return {
      head: { id: idOf(run), fragment: "model=vae&hidden=16", mark: 7, model: "vae", step, keptAt: shelf.keptNow(), training: true, picture: null },
      begun, forkedFrom: null, snapshot, known: { losses: null, told: { heldOut: [], measured: [], afterEpochs: [] }, backend: "wasm" },
    };
  };
  return {
    store, shelf, steps: async () => (await shelf.list()).runs.map((one) => one.step),
    /** Resolves when it is written, or is not. */
    write: (step: number) => new Promise<void>((resolve) => {
      shelf.inTurn(() => shelf.write(wholeAt(step), 0, "relaxed").finally(() => setTimeout(resolve)));
    }),
  };
}

/** From now on the disk is full for so many values. */
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
  const tables = await database();
  for (const name of tables.objectStoreNames) await tables.clear(name);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test("writes come one after the other, and the next one is not paid for at once", async () => {
  const { shelf, steps } = tab(1);
  const order: string[] = [];
  const slow = async () => { order.push("first begins"); await steps(); order.push("first ends"); };
  shelf.inTurn(slow);
  expect(shelf.affords).toBe(false);
  await new Promise<void>((resolve) => { shelf.inTurn(async () => { order.push("second"); resolve(); }); });
  expect(order).toEqual(["first begins", "first ends", "second"]);
  await vi.waitFor(() => expect(shelf.affords).toBe(true)); // neither has written anything
  await tab(1).write(150);
  const { shelf: other, write } = tab(2);
  const begin = performance.now();
  await write(200);
  const took = performance.now() - begin;
  expect(other.affords).toBe(false);
  vi.spyOn(performance, "now").mockReturnValue(begin + 110 * took + 1000);
  expect(other.affords).toBe(true);
});

test("where there is no room the oldest run makes it; where nothing can be kept it is said once", async () => {
  await tab(1).write(150);
  const { write, steps, store } = tab(2);
  fill(1);
  await write(200);
  expect(await steps()).toEqual([200]);
  expect(store.getState().keptOffer).toBeNull();
  const third = tab(3);
  fill(Infinity);
  await third.write(300);
  expect(third.store.getState().keptOffer).toEqual({ kind: "not-kept", step: null });
  third.store.setState({ keptOffer: null }); // it was read
  await third.write(310);
  expect(third.store.getState().keptOffer).toBeNull();
});

test("where there is no more room for a run that is kept, it says up to where it is, until it is kept again", async () => {
  const { write, steps, store } = tab(1);
  await write(150);
  const full = fill(Infinity);
  await write(200);
  expect(store.getState().keptOffer).toEqual({ kind: "not-kept", step: 150 });
  full.mockRestore();
  await write(250);
  expect([await steps(), store.getState().keptOffer]).toEqual([[250], null]);
});

test("a clock that is set back makes nothing older that is kept later", async () => {
  await tab(1).write(150);
  const { shelf, write, steps } = tab(2);
  const { keptAt } = (await shelf.list()).runs[0]!;
  vi.spyOn(Date, "now").mockReturnValue(keptAt - 86_400_000);
  await write(120);
  expect(await steps()).toEqual([120, 150]);
});
