/** Records of a kept run that are damaged, each in one way: what the page offers can be opened, and later runs are saved and listed. */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { makeRun } from "../../state/checkpoint/testing";
import { createAppStore } from "../../state/createAppStore";
import { database } from "../../state/database";
import { createRecalling } from "./recalling";
import { createRunShelf } from "./runShelf";
import { writeRun, type WholeRun } from "./runStore";
import { emptyDatabase } from "../testing/emptyDatabase";

const LINK = "model=vae&data=ring&hidden=16";
const SMALL = { data: "ring", hidden: 16 };
const OLD = "a".repeat(32), DAMAGED = "b".repeat(32), NEW = "c".repeat(32);
const YEAR = 365 * 86_400_000;

const runAt = (id: string, at: number, keptAt: number): WholeRun => {
  const { config, snapshot } = makeRun("vae", SMALL, at);
  return {
    head: { id, fragment: LINK, mark: 7, model: "vae", step: at, keptAt, training: true, picture: null }, begun: config, forkedFrom: null, snapshot,
    record: {
      losses: { columns: ["reconstruction", "kl", "total"], length: at, firstStep: 1 as never, values: () => new Float32Array(at) },
      measurements: { heldOut: [], measured: [], afterEpochs: [] }, backend: "wasm",
    },
  };
};

type Fields = Record<string, unknown>;
type Table = "runs" | "run-states";

/** Changes a record of the damaged run; undefined deletes it. */
async function damage(table: Table, change: (record: Fields) => Fields | undefined): Promise<void> {
  const tables = await database();
  const changed = change(structuredClone(await tables.get(table, DAMAGED)) as Fields);
  await (changed === undefined ? tables.delete(table, DAMAGED) : tables.put(table, changed, DAMAGED));
}
const head = (fields: Fields) => () => damage("runs", (record) => ({ ...record, ...fields }));
const state = (change: (record: Fields) => Fields | undefined) => () => damage("run-states", change);
const tensors = (change: (all: Record<string, { shape: number[]; data: Float32Array }>) => object) => state((record) => {
  const snapshot = record["snapshot"] as { step: number; tensors: Record<string, { shape: number[]; data: Float32Array }> };
  return { ...record, snapshot: { ...snapshot, tensors: change(snapshot.tensors) } };
});
const losses = async () => (await database()).clear("run-losses");

beforeEach(async () => {
  vi.stubGlobal("navigator", {});
  await emptyDatabase();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const [FINE, REFUSED] = [3000, 150];
test.each([
  ["nothing is damaged", head({}), FINE],
  ["its state is gone", state(() => undefined), REFUSED],
  ["its state is no record", state(() => ({ nothing: true })), REFUSED],
  ["its state has no settings", state((record) => ({ ...record, begun: null })), REFUSED],
  ["its model is unknown", state((record) => ({ ...record, begun: { ...record["begun"] as object, model: "of-next-year" } })), REFUSED],
  ["its state has no tensors", tensors(() => ({})), REFUSED],
  ["a tensor is gone", tensors((all) => Object.fromEntries(Object.entries(all).slice(1))), REFUSED],
  ["a tensor is cut", tensors((all) => Object.fromEntries(Object.entries(all).map(([name, one], i) => [name, i > 0 ? one : { ...one, data: one.data.slice(1) }]))), REFUSED],
  ["a tensor is no array", tensors((all) => Object.fromEntries(Object.entries(all).map(([name, one], i) => [name, i > 0 ? one : { ...one, data: "weights" }]))), REFUSED],
  ["its losses are gone", losses, FINE],
  ["its state is of an earlier step", state((record) => ({ ...record, snapshot: makeRun("vae", SMALL, 2000).snapshot })), 2000],
  ["its step is NaN", head({ step: NaN }), REFUSED],
  ["its step is null", head({ step: null }), REFUSED],
  ["its step is negative", head({ step: -1 }), REFUSED],
  ["its time is the last one that there is", head({ keptAt: 8.64e15 }), FINE],
  ["its time is after the last one that there is", head({ keptAt: 8.64e15 + 1 }), REFUSED], // it counts as the oldest
  ["its time is NaN", head({ keptAt: NaN }), REFUSED],
  ["it was saved while the clock was a year ahead", head({ keptAt: Date.now() + YEAR }), FINE],
])("if %s, the page offers a run that it can open, and saves and lists the next ones", async (_, harm, offered) => {
  await writeRun(runAt(OLD, 150, 1000), 0, "relaxed");
  await writeRun(runAt(DAMAGED, 3000, 2000), 0, "relaxed");
  await harm();
  const store = createAppStore();
  const shelf = createRunShelf(store);
  await createRecalling(store, shelf, { fragment: () => LINK }).offer();
  const { keptOffer } = store.getState();
  expect(keptOffer).toMatchObject({ kind: "same", step: offered });
  if (keptOffer?.kind === "same") expect((await shelf.read(keptOffer.id))!.snapshot.step).toBe(offered);
  for (const at of [120, 130]) {
    await shelf.write(runAt(NEW, at, shelf.keptNow()), 0, "relaxed");
    expect((await shelf.list()).runs.map(({ id }) => id)).toEqual(expect.arrayContaining([OLD, NEW]));
    expect(await shelf.isWrittenByOtherTab(NEW)).toBe(false);
  }
  const next = createRunShelf(createAppStore()); // after a reload
  await next.list();
  await next.write(runAt(NEW, 140, next.keptNow()), 0, "relaxed");
  expect((await next.list()).runs.find(({ id }) => id === NEW)).toMatchObject({ step: 140 });
});

test("a clock that was a year ahead, and is right again, leaves all runs listed, the newest first", async () => {
  const shelf = createRunShelf(createAppStore());
  const now = Date.now();
  const clock = vi.spyOn(Date, "now").mockReturnValue(now + YEAR);
  await shelf.write(runAt(OLD, 150, shelf.keptNow()), 0, "relaxed");
  clock.mockReturnValue(now);
  const later = createRunShelf(createAppStore());
  await later.list();
  await later.write(runAt(NEW, 120, later.keptNow()), 0, "relaxed");
  expect((await later.list()).runs.map(({ id }) => id)).toEqual([NEW, OLD]);
});
