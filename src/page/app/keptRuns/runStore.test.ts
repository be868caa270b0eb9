import "fake-indexeddb/auto";
import { openDB } from "idb";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { MAX_STEP, step } from "../../../core/run/ids";
import { lossColumns } from "../../../core/model/model";
import { modelFor } from "../../../subject/models/programs";
import { makeDescribedModels } from "../../../subject/models/testing";
import { SMALL_VAE } from "../../../torchSubset/program/smallVae";
import { makeRun } from "../../state/checkpoint/testing";
import { expectSameRun } from "../../state/checkpoint/testing";
import { closeDatabase, database } from "../../state/database";
import { evictPast, evictRun, forgetRun, listRuns, readPast, readRun, renameRun, evictionToFree, evictableRuns, aboveLimits, writeRun, type WholeRun } from "./runStore";
import { emptyDatabase } from "../testing/emptyDatabase";

const ID = "0123456789abcdef".repeat(2);
const SMALL = { data: "ring", hidden: 16, latent: 2 };

/** Returns a run at this step; its losses are the step's number, a tenth and a hundredth of it. */
function runAt(at: number, more: Partial<WholeRun["head"]> = {}): WholeRun {
  const { config, snapshot } = makeRun("vae", SMALL, at);
  const column = (c: number) => Float32Array.from({ length: at }, (_, i) => (i + 1) / 10 ** c);
  const columns = ["reconstruction", "kl", "total"];
  return {
    head: { id: ID, fragment: "model=vae&hidden=16", mark: 7, model: "vae", step: at, keptAt: 1000 + at, training: true, picture: new Uint8Array(784), ...more },
    begun: config, forkedFrom: null, snapshot,
    record: {
      losses: { columns, length: at, firstStep: step(1), values: (id) => column(columns.indexOf(id)) }, backend: "wasm",
      measurements: { heldOut: [{ step: step(3), images: 10, values: { total: 9 } }], measured: [], afterEpochs: [] },
    },
  };
}

const put = async (name: "runs" | "run-states" | "run-losses" | "run-keyframes" | "run-starts", value: unknown, key: string | [string, number]) => (await database()).put(name, value, key as string);
const valuesOf = (run: WholeRun | null) => run!.record.losses!.columns.map((column) => [...run!.record.losses!.values(column)]);

beforeEach(emptyDatabase);
afterEach(() => vi.restoreAllMocks());

describe("kept runs", () => {
  test("are read bit for bit as they were written, with every loss", async () => {
    await writeRun(runAt(40), 0, "relaxed");
    const read = await readRun(ID);
    expectSameRun({ config: read!.begun, snapshot: read!.snapshot }, { config: runAt(40).begun, snapshot: runAt(40).snapshot });
    expect(valuesOf(read)).toEqual(valuesOf(runAt(40)));
    expect(read).toMatchObject({ head: runAt(40).head, forkedFrom: null, record: { measurements: runAt(40).record.measurements, backend: "wasm" } });
  });

  test("of programs keep all settings and measurements, whatever the constants and terms are called", async () => {
    const program = SMALL_VAE.replaceAll("beta", "prototype").replaceAll(/\bkl\b/g, "constructor");
    makeDescribedModels();
    const model = (await modelFor({ model: "", program }))!;
    const { config, snapshot } = makeRun(model.id, {}, 40);
    const values = Object.fromEntries(lossColumns(model).map(({ id }, i) => [id, i]));
    const { record, ...run } = runAt(40, { model: model.id });
    const measurements = { ...record.measurements, heldOut: [{ step: step(3), images: 10, values }] };
    const begun = { ...config, program };
    await writeRun({ ...run, begun, snapshot, record: { ...record, losses: null, measurements } }, 0, "relaxed");
    const read = await readRun(ID);
    expect(read).toMatchObject({ begun, record: { measurements } });
    expect(Object.keys(read!.record.measurements.heldOut[0]!.values)).toHaveLength(3);
  });

  test("that could not be read again do not replace the earlier version", async () => {
    await writeRun(runAt(40), 0, "relaxed");
    const { begun, ...run } = runAt(60);
    const beyond = { ...run, begun, snapshot: { ...run.snapshot, step: step(MAX_STEP + 1) } };
    const unreadable = (change: object) => ({ ...run, begun: { ...begun, then: [{ step: step(5), id: "lr", value: 0.002, ...change }] } });
    for (const bad of [beyond, unreadable({ step: 0 }), unreadable({ id: "colour" }), unreadable({ value: NaN })]) {
      await expect(writeRun(bad, 40, "relaxed")).rejects.toMatchObject({ code: "bad-snapshot" });
    }
    expect(await readRun(ID)).toMatchObject({ head: runAt(40).head, snapshot: { step: 40 } });
    expect(valuesOf(await readRun(ID))).toEqual(valuesOf(runAt(40)));
  });

  test("of another version of the page get later settings, and lose measurements that this one does not have", async () => {
    const { begun, ...whole } = runAt(40);
    const { pixels: _, ...hyperparameters } = begun.hyperparameters;
    const then = [{ step: step(5), id: "lr", value: 0.002, byHand: true as const }, { step: step(7), id: "lr", value: 0.003 }]; // the second is scheduled
    const told = {
      heldOut: [whole.record.measurements.heldOut[0]!, { step: 4 }], measured: [{ id: "of-next-year", step: 3, result: {} }, { id: "codes", step: 3, result: { images: 20 } }], afterEpochs: [],
    };
    await writeRun({ ...whole, begun: { ...begun, hyperparameters, then }, record: { ...whole.record, measurements: told as never /* of a newer version */ } }, 0, "relaxed");
    const read = (await readRun(ID))!;
    expect(read.begun).toEqual({ ...begun, then });
    expect(read.record.measurements).toEqual({ heldOut: told.heldOut.slice(0, 1), measured: told.measured.slice(1), afterEpochs: [] });
  });

  test("that are damaged neither delete others nor prevent later ones, and are refused with their code", async () => {
    const OTHER = "f".repeat(32);
    await writeRun(runAt(30, { id: OTHER }), 0, "relaxed");
    await writeRun(runAt(40), 0, "relaxed");
    const head = await (await database()).get("runs", ID) as object;
    for (const damage of [{ bytes: Number.MAX_SAFE_INTEGER }, { bytes: NaN, pastBytes: 1e308 }]) {
      await put("runs", { ...head, ...damage }, ID);
      const { runs } = await listRuns();
      expect([runs.length, aboveLimits(runs)]).toEqual([2, { pasts: [], runs: [] }]);
    }
    for (const keptAt of [Number.MAX_SAFE_INTEGER, 8.64e15 + 1, NaN, null, -1, "yesterday"]) {
      await put("runs", { ...head, keptAt }, ID);
      expect((await listRuns()).runs.map((run) => [run.id, run.keptAt])).toEqual([[OTHER, 1030], [ID, 0]]);
      expect((await readRun(ID))!.snapshot.step).toBe(40);
    }
    await put("runs", head, ID);
    for (const begun of [{}, { model: null }, { model: "vae" }]) {
      await put("run-states", { ...await (await database()).get("run-states", ID) as object, begun }, ID);
      await expect(readRun(ID)).rejects.toMatchObject({ code: "bad-snapshot" });
    }
  });

  test("keep fields that a newer version has added, whatever this one writes", async () => {
    await writeRun(runAt(40), 0, "relaxed");
    const head = () => database().then((tables) => tables.get("runs", ID));
    await put("runs", { ...await head() as object, folder: "thesis" }, ID);
    await renameRun(ID, "For my thesis");
    expect(await head()).toMatchObject({ folder: "thesis", name: "For my thesis" });
    await renameRun(ID, null);
    await evictPast(ID);
    await writeRun(runAt(60), 40, "relaxed");
    expect(await head()).toMatchObject({ folder: "thesis", name: null, step: 60 });
  });

  test("of a newer format are counted, and neither read, renamed, overwritten nor evicted", async () => {
    await writeRun(runAt(40), 0, "relaxed");
    const tables = await database();
    const newer = { ...await tables.get("runs", ID) as object, format: 2, step: { epoch: 3 }, name: null };
    const state = await tables.get("run-states", ID);
    await put("runs", newer, ID);
    expect(await listRuns()).toEqual({ runs: [], newer: 1 });
    await expect(readRun(ID)).rejects.toMatchObject({ code: "bad-snapshot" });
    await expect(renameRun(ID, "Mine")).rejects.toMatchObject({ code: "bad-snapshot" });
    await expect(evictPast(ID)).rejects.toMatchObject({ code: "bad-snapshot" });
    await expect(writeRun(runAt(60), 40, "relaxed")).rejects.toMatchObject({ code: "bad-snapshot" });
    expect(await evictRun(ID)).toBe(false);
    expect([await tables.get("runs", ID), await tables.get("run-states", ID)]).toEqual([newer, state]);
  });

  test("are updated: unchanged pieces of losses are not written again, and undone losses are removed", async () => {
    await writeRun(runAt(9000), 0, "relaxed");
    const put = vi.spyOn(IDBObjectStore.prototype, "put");
    await writeRun(runAt(9500), 9000, "relaxed");
    expect(put.mock.calls.map(([, key]) => key)).toEqual([ID, ID, [ID, 2]]);
    expect(valuesOf(await readRun(ID))).toEqual(valuesOf(runAt(9500)));
    await writeRun(runAt(4000), 4000, "relaxed");
    expect(valuesOf(await readRun(ID))).toEqual(valuesOf(runAt(4000)));
  });

  test.each([0, 1, 2, 3])("stay complete if a write ends after %i of its four parts", async (parts) => {
    await writeRun(runAt(40), 0, "relaxed");
    const real = IDBObjectStore.prototype.put;
    let made = 0;
    for (const name of ["put", "delete"] as const) {
      const as = name === "put" ? real : IDBObjectStore.prototype.delete;
      vi.spyOn(IDBObjectStore.prototype, name).mockImplementation(function (this: IDBObjectStore, ...of: unknown[]) {
        if (made++ === parts) throw new DOMException("full", "QuotaExceededError");
        return (as as (...of: unknown[]) => IDBRequest<IDBValidKey>).apply(this, of) as never; // whichever of the two it is
      });
    }
    await expect(writeRun(runAt(60), 40, "relaxed")).rejects.toThrow("full");
    vi.restoreAllMocks();
    const read = await readRun(ID);
    expect([read!.head.step, read!.snapshot.step, read!.record.losses!.length]).toEqual([40, 40, 40]);
  });

  test("stay complete if the page is closed in the middle of a write, whichever row it has reached", async () => {
    await writeRun(runAt(40), 0, "relaxed");
    const { put } = IDBObjectStore.prototype;
    let rows = 0, last = Infinity;
    vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (this: IDBObjectStore, ...of: Parameters<typeof put>) {
      const request = put.apply(this, of);
      if (++rows === last) request.addEventListener("success", () => this.transaction.abort());
      return request;
    });
    const past = { steps: [step(60)], start: runAt(60).snapshot, keyframes: [{ step: step(60), halves: new Uint16Array(1) }] };
    const write = () => writeRun(runAt(60), 40, "relaxed", past);
    for (last = 1; last <= 5; last++) { // head, state, losses, a keyframe, the start
      rows = 0;
      await expect(write()).rejects.toThrow();
      expect(rows).toBe(last);
      expect((await readRun(ID))!.snapshot.step).toBe(40);
      expect(await (await database()).getAllKeys("run-keyframes")).toEqual([]);
    }
    last = Infinity;
    await write();
    expect((await readRun(ID))!.snapshot.step).toBe(60);
  });

  test("are written row by row: the next one is begun when the last is stored", async () => {
    const { put } = IDBObjectStore.prototype;
    let pending = 0, most = 0;
    vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (this: IDBObjectStore, ...of: Parameters<typeof put>) {
      most = Math.max(most, ++pending);
      const request = put.apply(this, of);
      request.addEventListener("success", () => { pending--; });
      return request;
    });
    await writeRun(runAt(9000), 0, "relaxed");
    expect([most, pending]).toEqual([1, 0]);
  });

  test("are refused if they have foreign tensors, settings out of range, or numbers that are not finite", async () => {
    const good = runAt(40);
    const state = async () => (await (await database()).get("run-states", ID)) as Record<string, unknown>;
    const spoilt = [
      (whole: Record<string, unknown>) => ({ ...whole, snapshot: { step: 40, tensors: {} } }),
      (whole: Record<string, unknown>) => ({ ...whole, begun: { ...good.begun, hyperparameters: { ...good.begun.hyperparameters, hidden: 1e9 } } }),
      (whole: Record<string, unknown>) => ({ ...whole, begun: { ...good.begun, model: "constructor" } }),
      (whole: Record<string, unknown>) => ({ ...whole, snapshot: { ...good.snapshot, tensors: Object.fromEntries(Object.entries(good.snapshot.tensors).map(([name, { shape, data }]) => [name, { shape, data: data.map(() => NaN) }])) } }),
      () => "nonsense",
    ];
    for (const spoil of spoilt) {
      await writeRun(good, 0, "relaxed");
      await put("run-states", spoil(await state()), ID);
      await expect(readRun(ID)).rejects.toMatchObject({ code: "bad-snapshot" });
    }
  });

  test("are read without a curve if losses are missing", async () => {
    await writeRun(runAt(9000), 0, "relaxed");
    await (await database()).delete("run-losses", [ID, 1]);
    expect((await readRun(ID))!.record.losses).toBeNull();
  });

  test("are listed with the newest first; invalid entries are left out, those of a newer version are counted and stay", async () => {
    const other = "f".repeat(32);
    await writeRun(runAt(40), 0, "relaxed");
    await writeRun(runAt(30, { id: other, keptAt: 5000 }), 0, "strict");
    await put("runs", { format: 1, id: "../x" }, "x");
    await put("runs", { format: 2, id: "later" }, "later");
    const { runs, newer } = await listRuns();
    expect(runs.map(({ id, step }) => [id, step])).toEqual([[other, 30], [ID, 40]]);
    expect(newer).toBe(1);
    await forgetRun(other);
    expect((await listRuns()).runs.map(({ id }) => id)).toEqual([ID]);
    expect(await readRun(other)).toBeNull();
    expect(await (await database()).getAllKeys("run-losses")).toEqual([[ID, 0]]);
  });

  test("are written and read if a newer version of the page has added tables", async () => {
    await closeDatabase();
    (await openDB("elbo-room", 99, { upgrade: (tables) => void tables.createObjectStore("later") })).close();
    await writeRun(runAt(40), 0, "relaxed");
    expect((await readRun(ID))!.head.step).toBe(40);
  });

  test("keep their name through later writes; runs of earlier versions have none", async () => {
    const names = async () => (await listRuns()).runs.map(({ name }) => name);
    await writeRun(runAt(40), 0, "relaxed");
    const { name: _, pastBytes: __, ...old } = (await (await database()).get("runs", ID)) as Record<string, unknown>;
    await put("runs", old, ID);
    expect(await names()).toEqual([null]);
    await renameRun(ID, "β = 4, 第二次\ud800");
    await writeRun(runAt(60), 40, "relaxed");
    expect([await names(), (await readRun(ID))!.head.step]).toEqual([["β = 4, 第二次\ufffd"], 60]);
    await put("runs", { ...old, name: "x".repeat(61) }, ID);
    expect(await names()).toEqual([null]);
    await expect(renameRun("f".repeat(32), "gone")).rejects.toMatchObject({ code: "bad-snapshot" });
  });

  describe("that may be deleted", () => {
    const MB = 2 ** 20;
    const runs = (n: number, bytes: number, pastBytes = 0) => Array.from({ length: n }, (_, i) => ({ ...runAt(1).head, id: String(i), step: 100 * (i + 1), name: null, bytes, pastBytes }));
    const idsOf = (way: ReturnType<typeof evictionToFree>) => way && [way.pasts, way.runs].map((all) => all.map(({ id }) => id));

    test("have no name and are open in no tab; the shortest come first", () => {
      const kept = runs(4, MB).reverse().map((run) => ({ ...run, name: run.id === "0" ? "Mine" : null }));
      expect(evictableRuns(kept, new Set(["2"])).map(({ id }) => id)).toEqual(["1", "3"]);
    });

    test("are at most 20 with 200 MB, for which earlier steps are deleted first; the longest run always stays", () => {
      expect(idsOf(aboveLimits(runs(22, 1)))).toEqual([[], ["0", "1"]]);
      expect(idsOf(aboveLimits(runs(5, 60 * MB)))).toEqual([[], ["0", "1"]]);
      expect(idsOf(aboveLimits(runs(5, 60 * MB, 30 * MB)))).toEqual([["0", "1", "2", "3"], []]);
      expect(idsOf(aboveLimits(runs(5, 60 * MB, 10 * MB)))).toEqual([["1", "2", "3", "4"], ["0"]]);
      expect(idsOf(aboveLimits(runs(1, 2 ** 30)))).toEqual([[], []]);
      expect(idsOf(aboveLimits([]))).toEqual([[], []]);
    });

    test("are deleted for a run that is no shorter, or not at all", () => {
      expect(idsOf(evictionToFree(25 * MB, 300, runs(4, 10 * MB)))).toEqual([[], ["0", "1", "2"]]);
      expect(idsOf(evictionToFree(35 * MB, 300, runs(4, 10 * MB)))).toBeNull();
      expect(idsOf(evictionToFree(3 * MB, 50, runs(4, 10 * MB, MB)))).toEqual([["0", "1", "2"], []]);
      // Earlier steps are counted once: 8 MB of them, then 6 MB for each of two runs.
      expect(idsOf(evictionToFree(15 * MB, 300, runs(2, 10 * MB, 4 * MB)))).toEqual([[], ["0", "1"]]);
    });
  });

  test("with a name are not evicted, nor are their earlier steps", async () => {
    await writeRun(runAt(40), 0, "relaxed", { steps: [step(40)], start: runAt(40).snapshot, keyframes: [] });
    await renameRun(ID, "Mine");
    const [before] = (await listRuns()).runs;
    await evictPast(ID);
    expect(await evictRun(ID)).toBe(false);
    expect((await listRuns()).runs).toEqual([before]);
    await renameRun(ID, null);
    expect([await evictRun(ID), await evictRun(ID), (await listRuns()).runs]).toEqual([true, false, []]);
    await expect(evictPast(ID)).resolves.toBeUndefined(); // another tab has deleted it
  });

  test("with a name that only a newer version can read are not evicted, and keep it", async () => {
    await writeRun(runAt(40), 0, "relaxed");
    const written = (await (await database()).get("runs", ID)) as object;
    await put("runs", { ...written, name: "x".repeat(61) }, ID);
    await writeRun(runAt(60), 40, "relaxed");
    expect(await evictRun(ID)).toBe(false);
    expect(await (await database()).get("runs", ID)).toMatchObject({ step: 60, name: "x".repeat(61) });
  });
});

describe("the past of a kept run", () => {
  const { begun, snapshot } = runAt(40);
  const parameters = Object.entries(snapshot.tensors).reduce((sum, [name, { data }]) => sum + (name.startsWith("weights/") ? data.length : 0), 0);
  const keyframe = (at: number) => ({ step: step(at), halves: new Uint16Array(parameters).fill(at) });
  const steps = (...all: number[]) => all.map((at) => step(at));
  const past = (upTo = 40) => readPast(ID, begun, step(upTo));
  /** Returns the keyframes, each with one of its numbers, which are all equal. */
  const told = async () => (await past()).keyframes.map(({ step: at, wished, halves }) => [at, halves[parameters - 1], ...(wished ? ["wished"] : [])]);
  const bytes = async () => (await listRuns()).runs.map((one) => [one.bytes - one.pastBytes, one.pastBytes]);

  test("is read as it was written: new keyframes are added, dropped ones are removed, and its bytes are counted", async () => {
    await writeRun(runAt(40), 0, "relaxed");
    const [[alone]] = (await bytes()) as [[number, number]];
    const { snapshot: start } = runAt(5);
    await writeRun(runAt(40), 40, "relaxed", { steps: steps(10, 20, 30), start, keyframes: [keyframe(10), { ...keyframe(20), wished: true }] });
    expect(await told()).toEqual([[10, 10], [20, 20, "wished"]]);
    expectSameRun({ config: begun, snapshot: (await past()).start! }, { config: begun, snapshot: start });
    const state = Object.values(start.tensors).reduce((sum, { data }) => sum + data.byteLength, 0);
    expect(await bytes()).toEqual([[alone, 2 * 2 * parameters + state]]);

    const put = vi.spyOn(IDBObjectStore.prototype, "put");
    await writeRun(runAt(40), 40, "relaxed", { steps: steps(20, 30), keyframes: [keyframe(30)] });
    expect(put.mock.calls.map(([, key]) => key)).toContainEqual([ID, 30]);
    expect(put.mock.calls.map(([, key]) => key)).not.toContainEqual([ID, 20]);
    expect((await past(25)).keyframes.map((one) => one.step)).toEqual([20]);
    await writeRun(runAt(40), 40, "relaxed");
    expect([(await past()).start?.step, await told()]).toEqual([5, [[20, 20, "wished"], [30, 30]]]);
    expect(await bytes()).toEqual([[alone, 2 * 2 * parameters + state]]);
    await writeRun(runAt(40), 40, "relaxed", { steps: steps(20), start: null, keyframes: [] });
    expect([(await past()).start, await told()]).toEqual([null, [[20, 20, "wished"]]]);

    await evictPast(ID);
    expect(await past()).toEqual({ start: null, keyframes: [] });
    expect([await bytes(), (await readRun(ID))!.snapshot.step]).toEqual([[[alone, 0]], 40]);
  });

  test("is deleted with its run, and stays unchanged if a write fails", async () => {
    await writeRun(runAt(40), 0, "relaxed", { steps: steps(10), start: snapshot, keyframes: [keyframe(10)] });
    const real = IDBObjectStore.prototype.put;
    vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (this: IDBObjectStore, ...of: Parameters<typeof real>) {
      if (this.name === "run-keyframes") throw new DOMException("full", "QuotaExceededError");
      return real.apply(this, of);
    });
    await expect(writeRun(runAt(60), 40, "relaxed", { steps: steps(50), start: null, keyframes: [keyframe(50)] })).rejects.toThrow("full");
    vi.restoreAllMocks();
    expect([(await readRun(ID))!.snapshot.step, (await past()).start?.step, await told()]).toEqual([40, 40, [[10, 10]]]);
    await forgetRun(ID);
    expect(await past()).toEqual({ start: null, keyframes: [] });
  });

  test("is checked like a file: damaged keyframes are left out, and all if the initial state is damaged", async () => {
    await writeRun(runAt(40), 0, "relaxed", { steps: steps(10, 20, 30, 35, 38), start: snapshot, keyframes: [10, 20, 30, 35, 38].map(keyframe) });
    await put("run-keyframes", { halves: new Uint16Array(3) }, [ID, 10]);
    await put("run-keyframes", { halves: new Uint16Array(parameters).fill(0x7c00) }, [ID, 20]);
    await put("run-keyframes", "nonsense", [ID, 30]);
    await put("run-keyframes", { ...keyframe(12), wished: "no" }, [ID, 35]);
    await put("run-keyframes", { halves: keyframe(1).halves }, [ID, 0.5]);
    expect(await told()).toEqual([[38, 38]]);
    await put("run-starts", { ...snapshot, tensors: {} }, ID);
    await expect(past()).rejects.toMatchObject({ code: "bad-snapshot" });
  });
});

test("tables of earlier versions of the page are upgraded with their contents", async () => {
  await closeDatabase();
  await new Promise((resolve) => { indexedDB.deleteDatabase("elbo-room").onsuccess = resolve; });
  const before = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open("elbo-room", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("own-images", { keyPath: "id" });
    request.onsuccess = () => resolve(request.result);
  });
  before.transaction("own-images", "readwrite").objectStore("own-images").put({ id: "bars" });
  before.close();
  const tables = await database();
  expect([...tables.objectStoreNames]).toEqual(["drawings", "own-images", "run-keyframes", "run-losses", "run-starts", "run-states", "runs"]);
  expect(await tables.getAllKeys("own-images")).toEqual(["bars"]);
});
