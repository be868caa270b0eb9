import { readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { changesMade } from "../core/liveChanges";
import { runId, step } from "../core/ids";
import type { EagerReason } from "../core/reports";
import { trainedStart as findTrained } from "../presets/trained";
import { drawnWith, freshFillIn } from "../state/fillIn";
import { createFrames } from "../state/frames";
import { answerOf, historyOf, newestOf } from "../state/measured";
import { createSeries } from "../state/series";
import { createAppStore } from "../state/store";
import { expectSameRun, fileOf, makeRun } from "../state/checkpoint/testing";
import { readCheckpoint } from "../state/checkpoint/decode";
import { createFakeWorker, lossRow, snapshotAt, type FakeWorker } from "./fakeWorker";
import { createSession } from "./session";
import { createBackendMemory, type Address } from "./surroundings";

const sessions: { dispose(): void }[] = [];

function setUp(fragment = "") {
  const workers: FakeWorker[] = [];
  const written: string[] = [];
  let changed = () => undefined as void;
  let mark: number | null = null;
  const pushed: { fragment: string; mark: number }[] = [];
  const address: Address & { now: string } = {
    now: fragment,
    push: (fragment, mark) => void pushed.push({ fragment, mark }),
    mark: () => mark,
    stamp: (next) => { mark = next; },
    fragment: () => address.now,
    withFragment: (next) => `http://room/#${next}`,
    replace: (next) => {
      address.now = next;
      written.push(next);
    },
    onChange: (listener) => {
      changed = listener;
      return () => undefined;
    },
  };
  const stored = new Map<string, string>();
  const storage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
  };
  const store = createAppStore();
  const series = createSeries();
  const frames = createFrames();
  const spawn = () => {
    workers.push(createFakeWorker());
    return workers.at(-1)!.port;
  };
  const session = createSession({ store, series, frames, spawn, address, memory: createBackendMemory(() => storage) });
  sessions.push(session);
  return {
    session, store, series, frames, workers, written, stored, pushed,
    get worker() { return workers.at(-1)!; },
    follow(next: string, at: number | null = null) {
      address.now = next;
      mark = at;
      changed();
    },
    state: () => store.getState(),
  };
}

const settled = () => vi.advanceTimersByTimeAsync(0);
/** The code it rejects with. */
const codeOf = (promise: Promise<unknown>) => promise.then(() => "none", ({ code }: { code: string }) => code);
const soon = () => vi.advanceTimersByTimeAsync(300);

/** A page whose run is open. */
async function openRoom(fragment = "") {
  const room = setUp(fragment);
  void room.session.start();
  await settled();
  room.worker.opened();
  await settled();
  return room;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  sessions.splice(0).forEach((session) => session.dispose());
  vi.useRealTimers();
});

const memory = { tensors: 1, bytes: 1, heapBytes: null, gpuBytes: null };

describe("opening", () => {
  test("an empty link opens the first preset", async () => {
    const room = setUp();
    void room.session.start();
    await settled();
    expect(room.state()).toMatchObject({ phase: "opening", run: 1, preset: { name: "first-vae", version: 1 } });
    expect(room.worker.last("open").config).toMatchObject({ model: "vae", seed: 1 });
    room.worker.opened();
    await settled();
    expect(room.state()).toMatchObject({ phase: "ready", step: 0, opened: { backend: "wasm" }, notices: [] });
    expect(room.series.columns).toEqual(["reconstruction", "kl", "total"]);
  });

  test("asks for the pictures the page shows, and for the one at z", async () => {
    const { worker, state } = await openRoom("#model=vae&latent=3&z=1,2,3");
    expect(worker.last("watch")).toMatchObject({
      samples: true, reconstructions: true, manifold: { plane: { u: [1, 0, 0], v: [0, 1, 0], through: [1, 2, 3] } },
      codes: { directions: { u: [1, 0, 0], v: [0, 1, 0], centre: [0, 0, 0] } }, strip: null,
    });
    expect([...worker.last("decode").z]).toEqual([1, 2, 3]);
    expect(state().z).toEqual([1, 2, 3]);
  });

  test("a GAN is not asked for codes, and gets the class picked", async () => {
    const { worker } = await openRoom("#model=cgan&class=7");
    expect(worker.last("watch")).toMatchObject({ reconstructions: false, codes: null, manifold: { class: 7 } });
    expect(worker.last("decode")).toMatchObject({ class: 7 });
  });

  test("a damaged link opens with notices", async () => {
    const { state } = await openRoom("#model=vae&beta=NaN&colour=red");
    expect(state().phase).toBe("ready");
    expect(state().notices.map(({ kind }) => kind)).toEqual(["adjusted", "unknown-key"]);
  });

  test("autostart trains up to stop", async () => {
    const { worker, state } = await openRoom("#preset=holes&autostart=1&stop=50");
    expect(worker.last("train")).toEqual({ until: 50 });
    worker.reply("train", { step: step(50), reason: "reached" });
    await settled();
    expect(state().phase).toBe("finished");
  });

  test("a backend that cannot start is a failure one can leave", async () => {
    const room = setUp("#backend=webgpu");
    const opening = room.session.start();
    await settled();
    room.worker.refuse("open", "backend-unavailable");
    await opening;
    expect(room.state()).toMatchObject({ phase: "failed", failure: { code: "backend-unavailable" } });
    await expect(room.session.decode([0, 0])).rejects.toMatchObject({ code: "backend-unavailable" });
    void room.session.setBackend("wasm");
    await soon();
    room.worker.opened();
    await settled();
    expect(room.state()).toMatchObject({ phase: "ready", failure: null });
  });

  test("does not remember what auto began on only because that starts at once", async () => {
    const room = setUp();
    void room.session.start();
    await settled();
    room.worker.opened({ report: { wish: "auto", chosen: "wasm", reason: "at-once", trials: [] } });
    await settled();
    expect(room.state().phase).toBe("ready");
    expect(room.stored.has("elbo-room.backend.vae")).toBe(false);
  });

  test("remembers what auto chose, and says aloud when it fell back", async () => {
    const room = await openRoom();
    expect(room.stored.get("elbo-room.backend.vae")).toBe("wasm@4");
    void room.session.reset();
    await settled();
    expect(room.worker.last("open")).toMatchObject({ remembered: "wasm" });
    room.worker.opened({
      report: { wish: "webgpu", chosen: "wasm", reason: "fell-back", trials: [
        { backend: "webgpu", kind: "unavailable", detail: "no adapter" }, { backend: "webgl", kind: "unavailable", detail: "no context" },
      ] },
    });
    await settled();
    expect(room.state().notices).toEqual([{ kind: "fell-back", from: "webgpu", to: "wasm", detail: "no adapter" }]);
  });
});

describe("training", () => {
  test("losses reach the series at once and the store at most ten times a second", async () => {
    const { session, worker, series, state, store } = await openRoom();
    const outcome = session.train();
    await settled();
    expect(state().phase).toBe("training");
    const drawn = vi.fn();
    store.subscribe(drawn);
    for (let i = 1; i <= 100; i++) worker.say(lossRow(i, 150, 5, 155 + i));
    expect(series.length).toBe(100);
    expect(drawn.mock.calls.length).toBeLessThanOrEqual(1);
    await vi.advanceTimersByTimeAsync(100);
    expect(state()).toMatchObject({ step: 100, msPerStep: 5, lastLosses: { reconstruction: 150, kl: 5, total: 255 } });
    void session.pause();
    worker.reply("train", { step: step(101), reason: "paused" });
    worker.reply("pause", { step: step(101) });
    expect(await outcome).toEqual({ step: 101, reason: "paused" });
    expect(state()).toMatchObject({ phase: "paused", step: 101 });
  });

  test("a number of steps counts from where the run stands", async () => {
    const { session, worker } = await openRoom();
    void session.train({ steps: 10 });
    await settled();
    worker.reply("train", { step: step(10), reason: "reached" });
    await settled();
    void session.step();
    await settled();
    expect(worker.asked("train").map(({ params }) => params)).toEqual([{ until: 10 }, { until: 11 }]);
  });

  test("a loss that is not finite ends it with the last good weights; it can be tried again", async () => {
    const { session, worker, state } = await openRoom();
    const outcome = codeOf(session.train());
    await settled();
    worker.say({ kind: "failed", error: { code: "loss-not-finite", message: "step 7" } });
    worker.reply("train", { step: step(6), reason: "not-finite" });
    expect(await outcome).toBe("loss-not-finite");
    expect(state()).toMatchObject({ phase: "failed", failure: { code: "loss-not-finite" }, step: 6 });
    await session.setHyperparameter("lr", 1e-4);
    void session.train();
    await settled();
    expect(state()).toMatchObject({ phase: "training", failure: null });
  });

  test("missing data stop it, and fetching them again carries on", async () => {
    const { session, worker, state } = await openRoom();
    const outcome = codeOf(session.train());
    await settled();
    worker.say({ kind: "failed", error: { code: "data-damaged", message: "shard 3" } });
    expect(state()).toMatchObject({ phase: "training", failure: { code: "data-damaged" } });
    worker.say({ kind: "heartbeat", step: step(9), training: true, waitingForData: true, memory });
    expect(await outcome).toBe("data-damaged");
    expect(state().phase).toBe("failed");
    worker.reply("pause", { step: step(9) });
    void session.retryData();
    await settled();
    expect(worker.asked("retryData")).toHaveLength(1);
    expect(worker.asked("train")).toHaveLength(2);
    expect(state()).toMatchObject({ phase: "training", failure: null });
  });
});

describe("measurements", () => {
  const result = { images: 20, k: 5, bound: 120, standardError: 2, negativeElbo: 125 };
  const bound = (at: number, more = {}) => ({ id: "k-sample-bound", step: step(at), result: { ...result, ...more } } as const);

  test("how far it is, then the result with its step; the newest of each kind is kept", async () => {
    const { session, worker, state } = await openRoom();
    const first = session.measure("k-sample-bound", { k: 5 });
    await settled();
    expect(worker.last("measure")).toEqual({ id: "k-sample-bound", settings: { k: 5 } });
    worker.say({ kind: "measuring", id: "k-sample-bound", progress: 0.4 });
    worker.say({ kind: "measuring", id: "codes", progress: 0.9 }); // of one that was ended
    expect(state().measuring).toEqual({ id: "k-sample-bound", progress: 0.4 });
    worker.reply("measure", bound(3));
    expect(await first).toEqual(bound(3));
    expect(state()).toMatchObject({ measuring: null, measured: [bound(3)] });

    const second = session.measure("k-sample-bound");
    await settled();
    worker.reply("measure", bound(8, { bound: 110 }));
    await second;
    expect(state().measured).toEqual([bound(8, { bound: 110 })]);
  });

  test("what is measured after each epoch is kept epoch by epoch, also by those that ask for the newest", async () => {
    const { session, worker, state } = await openRoom();
    const say = (at: number) => worker.say({ kind: "measured", measured: bound(at) });
    [10, 20].forEach(say);
    expect(state().afterEpochs).toEqual([bound(10), bound(20)]);
    expect(answerOf("k-sample-bound", state())).toEqual(bound(20));
    const asked = session.measure("k-sample-bound");
    await settled();
    worker.reply("measure", bound(25));
    await asked;
    say(30);
    expect(answerOf("k-sample-bound", state())).toEqual(bound(25));
    expect(newestOf("k-sample-bound", state())).toEqual(bound(30));
    say(15); // the worker was lost and began again
    expect(historyOf("k-sample-bound", state().afterEpochs).map((one) => one.step)).toEqual([10, 15]);
    const again = session.reset();
    worker.opened();
    await again;
    expect(state()).toMatchObject({ measured: [], afterEpochs: [] });
  });

  test("what cannot be measured is told once, and the run goes on", async () => {
    const { worker, state } = await openRoom();
    const error = { code: "judge-damaged", message: "" } as const;
    worker.say({ kind: "notMeasured", id: "class-histogram", error });
    worker.say({ kind: "notMeasured", id: "class-histogram", error });
    expect(state()).toMatchObject({
      phase: "ready", failure: null, notices: [{ kind: "not-measured", id: "class-histogram", code: "judge-damaged" }],
    });
  });

  test("is ended by hand; what was refused is told with its code", async () => {
    const { session, worker, state } = await openRoom();
    const cancelled = codeOf(session.measure("codes"));
    await settled();
    void session.endMeasure();
    await settled();
    expect(worker.asked("endMeasure")).toHaveLength(1);
    worker.refuse("measure", "superseded");
    expect(await cancelled).toBe("superseded");
    const refused = codeOf(session.measure("k-sample-bound", { k: 0 }));
    await settled();
    worker.refuse("measure", "bad-setting");
    expect(await refused).toBe("bad-setting");
    expect(state()).toMatchObject({ phase: "ready", failure: null, measuring: null, measured: [] });
  });

  test("a second one takes the place of the first, another run that of all", async () => {
    const { session, worker, state } = await openRoom();
    const first = codeOf(session.measure("codes"));
    const second = codeOf(session.measure("probe"));
    await settled();
    const [asked] = worker.asked("measure");
    worker.reply("measure", bound(1), asked);
    expect(await first).toBe("none");
    expect(state().measuring).toMatchObject({ id: "probe" });
    void session.reset();
    expect(state()).toMatchObject({ measuring: null, measured: [] });
    expect(await second).toBe("superseded");
  });
});

describe("changes", () => {
  test("live ones go to the run that is on", async () => {
    const { session, worker, state } = await openRoom();
    await session.setHyperparameter("beta", 4);
    expect(worker.last("adjust").hyperparameters).toEqual({ beta: 4 });
    expect(worker.asked("open")).toHaveLength(1);
    expect(state().config.hyperparameters["beta"]).toBe(4);
  });

  test("others start the run again, once, and training goes on", async () => {
    const { session, worker, state, series } = await openRoom();
    const outcome = session.train();
    await settled();
    worker.say(lossRow(1, 1, 2, 3));
    for (let latent = 3; latent <= 9; latent++) void session.setHyperparameter("latent", latent);
    expect(state()).toMatchObject({ phase: "opening", step: 0, z: Array.from({ length: 9 }, () => 0) });
    expect(series.length).toBe(0);
    worker.say(lossRow(2, 1, 2, 3), runId(1)); // of the run before
    await soon();
    expect(series.length).toBe(0);
    expect(worker.asked("open").map(({ params }) => params.config.hyperparameters["latent"])).toEqual([2, 9]);
    worker.opened();
    await settled();
    expect(state().phase).toBe("training");
    expect(worker.last("watch").manifold?.plane.through).toHaveLength(9);
    worker.reply("train", { step: step(3), reason: "reached" });
    expect(await outcome).toEqual({ step: 3, reason: "reached" });
  });

  test("values are checked and tidied, unknown names refused", async () => {
    const { session, state } = await openRoom();
    await session.setHyperparameter("lr", 0.00123456);
    await session.setHyperparameter("beta", 1e9);
    expect(state().config.hyperparameters).toMatchObject({ lr: 0.001235, beta: 40 });
    await expect(session.setHyperparameter("__proto__", 1)).rejects.toMatchObject({ code: "internal" });
  });

  test("another model keeps seed and backend and takes its own defaults", async () => {
    const { session, state } = await openRoom("#preset=holes&seed=9&backend=cpu");
    void session.openModel("cgan");
    expect(state()).toMatchObject({ preset: null, config: { model: "cgan", seed: 9, backend: "cpu" } });
    expect(state().config.hyperparameters).toMatchObject({ condition: "projection", latent: 64 });
    expect(state().z).toHaveLength(64);
    expect(state().z.some((value) => value !== 0)).toBe(true);
  });

  describe("in mid-run", () => {
    /** At step 300 on the page and 303 in the worker, training. */
    async function training(fragment: string) {
      const room = await openRoom(fragment);
      void room.session.train();
      await settled();
      const at = async (last: number) => {
        room.worker.say(lossRow(last, 1, 2, 3));
        await vi.advanceTimersByTimeAsync(100);
      };
      await at(300);
      room.worker.step = 303;
      return { ...room, worker: room.worker, at };
    }

    test("are in the link, with the step that the worker was at; a drag is one change", async () => {
      const { session, worker, state } = await training("#model=vae");
      for (const beta of [1.5, 2, 3, 4]) await session.setHyperparameter("beta", beta);
      expect(state().config.hyperparameters["beta"]).toBe(4);
      await soon();
      expect(worker.asked("adjust").map(({ params }) => params.hyperparameters)).toEqual([{ beta: 4 }]);
      expect(session.fragment()).toBe("model=vae&then=303:beta=4");
      expect(changesMade(state().begun, 303)).toMatchObject([{ step: 303, id: "beta", from: 1, value: 4 }]);
    });

    test("that were made by hand are settings like others when it starts over", async () => {
      const { session, state, worker } = await training("#model=vae&then=200:lr=0.0005");
      await session.setHyperparameter("beta", 4);
      await soon();
      expect(session.fragment()).toBe("model=vae&then=200:lr=0.0005,303:beta=4");
      void session.reset();
      await settled();
      worker.reply("pause", { step: step(304) });
      await settled();
      worker.reply("snapshot", snapshotAt(304));
      await settled();
      expect(session.fragment()).toBe("model=vae&beta=4&then=200:lr=0.0005");
      expect(state().config.hyperparameters).toMatchObject({ beta: 4, lr: 0.001 });
      expect(worker.last("open").config).toMatchObject({ hyperparameters: { beta: 4 }, then: [{ step: 200, id: "lr" }] });
      worker.opened();
      await settled();
      void session.undo();
      await settled();
      expect(session.fragment()).toBe("model=vae&then=200:lr=0.0005,303:beta=4");
    });

    test("that were laid down by the link happen on the page, too; a hand that takes the setting ends them", async () => {
      const { session, state, at, worker } = await training("#model=vae&then=350:beta=4,900:beta=9");
      expect(state().config.hyperparameters["beta"]).toBe(1);
      await at(360);
      expect(state().config.hyperparameters["beta"]).toBe(4);
      worker.step = 402;
      await session.setHyperparameter("beta", 2);
      await soon();
      expect(session.fragment()).toBe("model=vae&then=350:beta=4,402:beta=2");
    });
  });

  test("live changes made while it opens hold as soon as it is open", async () => {
    const room = setUp();
    void room.session.start();
    await settled();
    await room.session.setHyperparameter("beta", 7);
    expect(room.worker.asked("adjust")).toHaveLength(0);
    room.worker.opened();
    await settled();
    expect(room.worker.last("adjust").hyperparameters).toMatchObject({ beta: 7 });
  });
});

describe("undo", () => {
  /** A run of 150 steps that trains; its last losses come after another one was asked for. */
  async function trained(fragment = "#preset=first-vae&seed=3") {
    const room = await openRoom(fragment);
    void room.session.train();
    await settled();
    for (let i = 1; i <= 150; i++) room.worker.say(lossRow(i, 1, 2, i));
    room.worker.say({ kind: "heldOut", heldOut: { step: step(140), images: 10, values: { total: 9 } } });
    await vi.advanceTimersByTimeAsync(100);
    return room;
  }
  /** The worker pauses the run that is left, and hands over its weights. */
  async function handOver({ worker, ...room }: Awaited<ReturnType<typeof trained>>, at = 152) {
    await settled();
    worker.say(lossRow(151, 1, 2, 151, 1, 2, 152), runId(room.state().run - 1));
    worker.reply("pause", { step: step(at) });
    await settled();
    worker.reply("snapshot", snapshotAt(at));
    await settled();
  }

  test.each([
    ["a reset", (room: Awaited<ReturnType<typeof trained>>) => room.session.reset()],
    ["another preset", (room) => room.session.openPreset("holes")],
    ["another model", (room) => room.session.openModel("cgan")],
    ["another size", (room) => room.session.setHyperparameter("latent", 7)],
    ["another seed", (room) => room.session.setSeed(8)],
    ["another backend", (room) => room.session.setBackend("cpu")],
    ["another link", async (room) => room.follow("#model=gan&seed=5")],
  ])("brings the run back that %s ended, training; only a restart leaves its curve and scale", async (name, slip) => {
    const again = ["a reset", "another size", "another seed", "another backend"].includes(name);
    const room = await trained();
    const { session, state, series } = room;
    session.moveTo([1, -1]);
    room.store.setState({ chart: { log: true, smoothing: 0, all: false }, pinned: [4], layers: { pictures: false, points: true } });
    session.showRange({ middle: [0, 0], extent: 8 });
    const { config, begun } = state();
    const together = new Set<string>();
    room.store.subscribe((now) => together.add(`${now.begun === begun ? "old" : "new"} run, step ${now.step}`));
    void slip(room);
    await handOver(room);
    expect(state()).toMatchObject({ phase: "opening", step: 0, heldOut: [], kept: 152 });
    expect(series.length).toBe(0);
    expect(series.before?.length ?? null).toBe(again ? 152 : null);
    expect(state().chart.log).toBe(again);
    await soon();
    room.worker.opened();
    await settled();
    void session.undo();
    await settled();
    expect(room.worker.last("open")).toMatchObject({ config, snapshot: { step: 152 }, remembered: "wasm" });
    expect(state()).toMatchObject({ step: 152, z: [1, -1], preset: { name: "first-vae" }, heldOut: [{ step: 140 }], kept: null });
    expect(state()).toMatchObject({ pinned: [4], layers: { pictures: false }, plane: { extent: 8 }, ranged: true });
    expect([...series.values("total")]).toEqual(Array.from({ length: 152 }, (_, i) => i + 1));
    expect(state().lastLosses).toEqual({ reconstruction: 1, kl: 2, total: 152 });
    room.worker.opened();
    await settled();
    expect(state().phase).toBe("training");
    room.worker.say(lossRow(153, 1, 2, 153));
    expect(series.length).toBe(153);
    await soon();
    expect([...together]).toEqual(["new run, step 0", "old run, step 152", "old run, step 153"]);
  });

  test("the browser's Back brings the run back, and Forward the one after it", async () => {
    const room = await trained("#preset=first-vae&seed=3");
    room.session.moveTo([1, -1]);
    void room.session.openPreset("holes");
    await handOver(room);
    room.worker.opened();
    await settled();
    expect(room.written.at(-1)).toBe("preset=first-vae@1&seed=3&z=1,-1");
    expect(room.pushed.map(({ fragment }) => fragment)).toEqual(["preset=holes@1"]);
    const holes = room.pushed[0]!;
    room.follow("#preset=first-vae@1&seed=3&z=1,-1", holes.mark - 1);
    await settled();
    expect(room.worker.last("open")).toMatchObject({ snapshot: { step: 152 } });
    room.worker.opened();
    await settled();
    expect(room.state()).toMatchObject({ phase: "training", step: 152, z: [1, -1] });
    room.follow("#preset=holes@1", holes.mark); // it had not trained: opened from its link
    await handOver(room);
    room.worker.opened();
    await settled();
    expect(room.state()).toMatchObject({ preset: { name: "holes" }, step: 0, kept: 152 });
    expect(room.pushed).toHaveLength(1);
  });

  test("Back brings the run back also before its weights have come, and writes nothing into its entry meanwhile", async () => {
    const room = await trained("#preset=first-vae&seed=3");
    void room.session.openPreset("holes");
    await settled();
    room.follow("#preset=first-vae@1&seed=3", room.pushed[0]!.mark - 1);
    const writes = room.written.length;
    await vi.advanceTimersByTimeAsync(1000);
    expect(room.written).toHaveLength(writes);
    await handOver(room);
    expect(room.worker.last("open")).toMatchObject({ snapshot: { step: 152 } });
    room.worker.opened();
    await settled();
    expect(room.state()).toMatchObject({ phase: "training", step: 152, preset: { name: "first-vae" }, config: { seed: 3 } });
    expect(room.pushed).toHaveLength(1);
  });

  test("another entry of the history opens its link, not the run that is kept; a drag makes no entry", async () => {
    const room = await trained();
    for (let i = 0; i < 20; i++) room.session.moveTo([i / 10, 0]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(room.pushed).toEqual([]);
    void room.session.reset();
    await handOver(room);
    room.worker.opened();
    await settled();
    expect(room.pushed).toHaveLength(1);
    room.follow("#preset=first-vae@1&seed=9", room.pushed[0]!.mark - 1);
    await settled();
    expect(room.worker.last("open").snapshot).toBeUndefined();
    expect(room.state().config.seed).toBe(9);
  });

  test("a run that was paused comes back paused; a second time takes the first one back", async () => {
    const room = await trained();
    const { session, state } = room;
    void session.pause();
    room.worker.reply("train", { step: step(150), reason: "paused" });
    room.worker.reply("pause", { step: step(150) });
    await settled();
    void session.openPreset("holes");
    await handOver(room, 150);
    room.worker.opened();
    await settled();
    void session.train();
    await settled();
    for (let i = 1; i <= 120; i++) room.worker.say(lossRow(i, 1, 2, i));
    await vi.advanceTimersByTimeAsync(100);
    void session.undo();
    await settled();
    room.worker.reply("pause", { step: step(120) });
    await settled();
    room.worker.reply("snapshot", snapshotAt(120));
    await settled();
    room.worker.opened();
    await settled();
    expect(state()).toMatchObject({ phase: "paused", step: 150, preset: { name: "first-vae" }, kept: 120 });
    void session.undo();
    await handOver(room, 150);
    expect(state()).toMatchObject({ step: 120, preset: { name: "holes" } });
  });

  test("a worker that dies when asked for the weights: those it gave last are kept", async () => {
    const room = await trained();
    room.worker.say({ kind: "snapshot", snapshot: snapshotAt(130) });
    void room.session.reset();
    await settled();
    room.worker.crash();
    await settled();
    expect(room.state()).toMatchObject({ kept: 130, step: 0 });
    expect(room.worker.last("open").snapshot).toBeUndefined();
    room.worker.opened();
    await settled();
    void room.session.undo();
    await settled();
    expect(room.worker.last("open").snapshot?.step).toBe(130);
    expect(room.series.length).toBe(130);
  });

  test("a short run is not kept, and does not take the place of one that is", async () => {
    const room = await trained();
    void room.session.reset();
    await handOver(room);
    room.worker.opened();
    await settled();
    room.worker.say(lossRow(1, 1, 2, 3));
    void room.session.reset();
    await settled();
    room.worker.opened();
    await settled();
    void room.session.undo();
    await settled();
    expect(room.state().step).toBe(152);
  });

  test("what is opened meanwhile trains up to its own stop", async () => {
    const room = await trained();
    room.follow("#preset=holes&stop=50&autostart=1");
    await handOver(room);
    room.worker.opened();
    await settled();
    expect(room.worker.last("train")).toEqual({ until: 50 });
    expect(room.series.length).toBe(0);
  });
});

describe("latent space", () => {
  test("a thousand positions: one picture under way, the last one shown", async () => {
    const { session, worker, frames, state } = await openRoom();
    const picture = (value: number) => ({ pixels: new Float32Array(784).fill(value), step: step(0) });
    worker.reply("decode", picture(0));
    await settled();
    for (let i = 1; i <= 1000; i++) session.moveTo([i / 1000, -1]);
    expect(state().z).toEqual([1, -1]);
    await settled();
    expect(worker.asked("decode")).toHaveLength(2);
    worker.reply("decode", picture(0.1));
    await settled();
    expect(worker.asked("decode")).toHaveLength(3);
    expect(worker.last("decode")).toMatchObject({ z: Float32Array.of(1, -1), dragging: true });
    worker.reply("decode", picture(0.5));
    await settled();
    expect(frames.latest("decoded")?.pixels[0]).toBe(0.5);
  });

  test("follows training: each new sample grid asks for the picture again, and buffers go back", async () => {
    const { worker, frames } = await openRoom();
    worker.reply("decode", { pixels: new Float32Array(784), step: step(0) });
    await settled();
    const pixels = new Uint8Array(784).fill(9);
    worker.say({ kind: "frame", frame: { kind: "samples", step: step(1), count: 1, pixels } });
    await settled();
    expect(worker.asked("decode")).toHaveLength(2);
    expect(worker.last("drawn").buffer).toBe(pixels.buffer);
    expect(frames.latest("samples")?.pixels).not.toBe(pixels);
  });

  test("new noise is a function of seed and press, and the class stays", async () => {
    const [one, other] = [await openRoom("#model=cgan&class=4"), await openRoom("#model=cgan&class=4")];
    one.session.newNoise();
    other.session.newNoise();
    expect(one.state().z).toEqual(other.state().z);
    one.session.newNoise();
    expect(one.state().z).not.toEqual(other.state().z);
    expect(one.state().class).toBe(4);
  });

  describe("planes", () => {
    const twenty = "#preset=twenty-dimensions";
    const unit = (axis: number, length = 1) => Array.from({ length: 20 }, (_, i) => (i === axis ? length : 0));

    test("of other dimensions pass through z", async () => {
      const { session, worker, state } = await openRoom("#model=vae&latent=3&z=1,2,3");
      session.showDimensions([2, 1]);
      await soon();
      expect(worker.last("watch").manifold?.plane).toMatchObject({ u: [0, 0, 1], v: [0, 1, 0], through: [1, 2, 3] });
      expect(state().basis).toEqual({ kind: "dimensions", axes: [2, 1] });
    });

    const strongest = (at: number) => ({ step: step(at), directions: [unit(4), unit(7)], shares: [0.4, 0.1], changes: unit(4) });
    const codes = (at: number, size: number, u: readonly number[], v: readonly number[]): ReturnType<typeof lossRow> => ({
      kind: "frame",
      frame: {
        kind: "codes", step: step(at), directions: { u, v, centre: u.map(() => 0) }, labels: new Uint8Array(4),
        points: Float32Array.of(size, 0, -size, 0, 0, size, 0, -size),
      },
    });

    test("in more than two dimensions is the one in which pictures change most, found again as training goes on", async () => {
      const { worker, state } = await openRoom(twenty);
      expect(state().basis).toEqual({ kind: "strongest", found: null });
      expect(worker.asked("influence")).toHaveLength(1);
      worker.reply("influence", strongest(0));
      await soon();
      expect(state()).toMatchObject({ basis: { kind: "strongest", found: { step: 0 } }, plane: { u: unit(4), v: unit(7), extent: 3 } });
      expect(worker.last("watch").manifold?.plane.u).toEqual(unit(4));
      worker.say(lossRow(30, 1, 1, 1)); // at rest, any step is reason enough after step 0
      await soon();
      expect(worker.asked("influence")).toHaveLength(2);
      // The same directions, turned round: the map does not turn over.
      worker.reply("influence", { ...strongest(30), directions: [unit(4, -1), unit(7)] });
      await soon();
      expect(state().plane.u).toEqual(unit(4));
      worker.say(lossRow(31, 1, 1, 1));
      await soon();
      expect(worker.asked("influence")).toHaveLength(2);
    });

    test("do not move while a hand is on the map", async () => {
      const { session, worker } = await openRoom(twenty);
      worker.reply("influence", strongest(0));
      await soon();
      session.holdMap(true);
      worker.say(lossRow(100, 1, 1, 1));
      await vi.advanceTimersByTimeAsync(5000);
      expect(worker.asked("influence")).toHaveLength(1);
      session.holdMap(false);
      await vi.advanceTimersByTimeAsync(5000);
      expect(worker.asked("influence")).toHaveLength(2);
    });

    test("are as wide as their codes, until somebody sets their range", async () => {
      const { session, worker, state } = await openRoom("#preset=holes");
      worker.say(codes(60, 9, [1, 0], [0, 1]));
      expect(state().plane).toMatchObject({ middle: [0, 0], extent: 10 });
      session.showRange({ middle: [1, 2], extent: 4 });
      await vi.advanceTimersByTimeAsync(5000);
      worker.say(codes(500, 20, [1, 0], [0, 1]));
      expect(state()).toMatchObject({ plane: { middle: [1, 2], extent: 4 }, ranged: true });
      expect(session.fragment()).toBe("preset=holes@1&range=4,1,2");
    });

    test("come from the link, with their range and the classes that stand out", async () => {
      const link = "preset=twenty-dimensions@1&axes=3,7&range=6,1,0&highlight=4,9";
      const { session, worker, state } = await openRoom(`#${link}`);
      expect(state()).toMatchObject({ basis: { kind: "dimensions", axes: [2, 6] }, plane: { middle: [1, 0], extent: 6 }, pinned: [4, 9] });
      expect(worker.last("watch").manifold?.plane).toMatchObject({ u: unit(2), v: unit(6), middle: [1, 0], extent: 6 });
      expect(session.fragment()).toBe(link);
      void session.openPreset("first-vae");
      await settled();
      expect(session.fragment()).toBe("preset=first-vae@1");
    });

    test("of the principal components come when the worker has found them, and stay until asked again", async () => {
      const { session, worker, state } = await openRoom(twenty);
      const asked = session.showComponents();
      await settled();
      expect(state().basis).toEqual({ kind: "components", found: null });
      const found = { images: 5000, mean: unit(0, 2), directions: [unit(4), unit(7)], variances: [4, 1], shares: [0.4, 0.1] };
      worker.reply("components", { step: step(30), ...found });
      await asked;
      expect(state().basis).toEqual({ kind: "components", found: { step: 30, shares: [0.4, 0.1], images: 5000 } });
      expect(state().plane).toEqual({ u: unit(4), v: unit(7), centre: unit(0, 2), through: unit(-1), middle: [0, 0], extent: 6 });
      await soon();
      expect(worker.last("watch").codes?.directions.u).toEqual(unit(4));
      worker.say(lossRow(31, 1, 1, 1));
      await soon();
      expect(worker.asked("components")).toHaveLength(1);
    });

    test("through three go through the codes found, and z goes to their middle", async () => {
      const { session, worker, state } = await openRoom(twenty);
      const asked = session.showThree([{ kind: "image", index: 5 }, { kind: "held", z: unit(3, 3) }, { kind: "image", index: 9 }]);
      await settled();
      expect(worker.last("encode")).toEqual({ images: [5, 9] });
      worker.reply("encode", { codes: Float32Array.from([...unit(3, 0), ...unit(8, 3)]), step: step(7) });
      await asked;
      const { basis, plane, z } = state();
      expect(basis).toMatchObject({ kind: "three", found: { step: 7, trouble: null } });
      expect(plane.u).toEqual(unit(3));
      expect(plane.v).toEqual(unit(8));
      expect(z).toEqual(plane.through);
      expect(z[3]).toBe(1);
    });

    test("say when there is none, and leave the map alone", async () => {
      const { session, worker, state } = await openRoom(twenty);
      const before = state().plane;
      const asked = session.showThree([{ kind: "image", index: 5 }, { kind: "image", index: 5 }, { kind: "held", z: unit(1) }]);
      await settled();
      worker.reply("encode", { codes: Float32Array.from([...unit(2), ...unit(2)]), step: step(0) });
      await asked;
      expect(state().basis).toMatchObject({ kind: "three", found: { trouble: "equal" } });
      expect(state().plane).toBe(before);
    });

    test("that come too late are not shown; one that fails gives way to two dimensions", async () => {
      const { session, worker, state } = await openRoom(twenty);
      const late = session.showComponents();
      await settled();
      session.showDimensions([3, 4]);
      const found = { images: 5000, mean: unit(0), directions: [unit(4), unit(7)], variances: [4, 1], shares: [0.4, 0.1] };
      worker.reply("components", { step: step(0), ...found });
      await late;
      expect(state().basis).toEqual({ kind: "dimensions", axes: [3, 4] });
      const refused = codeOf(session.showComponents());
      await settled();
      worker.refuse("components", "no-encoder");
      expect(await refused).toBe("no-encoder");
      expect(state().basis.kind).toBe("dimensions");
    });

    test("of a latent space of another size are forgotten", async () => {
      const { session, state } = await openRoom(twenty);
      void session.showThree();
      void session.setHyperparameter("latent", 5);
      expect(state()).toMatchObject({ basis: { kind: "strongest", found: null }, plane: { u: [1, 0, 0, 0, 0] } });
    });
  });

  describe("instruments", () => {
    test("the link says which one, and only its pictures are asked for", async () => {
      const { session, worker, store } = await openRoom("#model=vae&latent=12&view=traverse");
      expect(worker.last("watch")).toMatchObject({ manifold: null, codes: null, strip: { name: "traverse", images: [] } });
      expect(worker.last("watch").strip?.rows).toHaveLength(10);
      session.look({ traverse: { first: 10 } });
      await soon();
      expect(worker.last("watch").strip?.rows).toMatchObject([{ dimension: 10 }, { dimension: 11 }]);
      store.setState({ instrument: "between" });
      await soon();
      expect(worker.last("watch").strip).toMatchObject({ name: "between", rows: [{ along: "line" }, { along: "sphere" }], images: [3, 7] });
      expect(session.link()).toContain("view=between");
    });

    test("a traversal follows z, the others do not depend on it", async () => {
      const { session, worker, store } = await openRoom("#model=vae&view=traverse");
      session.moveTo([1, 2]);
      await soon();
      expect(worker.last("watch").strip?.rows[0]).toMatchObject({ at: [1, 2] });
      store.setState({ instrument: "arithmetic" });
      await soon();
      const before = worker.asked("watch").length;
      session.moveTo([2, 1]);
      await soon();
      expect(worker.asked("watch")).toHaveLength(before);
    });

    test("a GAN goes from noise to noise, and has no arithmetic", async () => {
      const { session, worker, state, store } = await openRoom("#model=gan&view=between");
      const { from, to } = state().looking.between;
      expect([from.kind, to.kind]).toEqual(["noise", "noise"]);
      expect(from).not.toEqual(to);
      const [one, other] = [session.anotherNoise(), session.anotherNoise()];
      expect(one).not.toEqual(other);
      store.setState({ instrument: "arithmetic" });
      await soon();
      expect(worker.last("watch")).toMatchObject({ strip: null });
      expect(worker.last("watch").manifold).not.toBeNull();
      expect(session.link()).not.toContain("view=");
    });
  });

  test("moving within the plane keeps the map; moving across it asks for another", async () => {
    const { session, worker } = await openRoom("#model=vae&latent=3");
    const before = worker.asked("watch").length;
    session.moveTo([1, 1, 0]);
    await soon();
    expect(worker.asked("watch")).toHaveLength(before);
    session.moveTo([1, 1, 1]);
    await soon();
    expect(worker.last("watch").manifold?.plane.through).toEqual([1, 1, 1]);
  });
});

describe("a lost worker", () => {
  test("carries on from the last snapshot", async () => {
    const room = await openRoom();
    const outcome = room.session.train({ steps: 100 });
    await settled();
    for (let i = 1; i <= 60; i++) room.worker.say(lossRow(i, 1, 1, i));
    room.worker.say({ kind: "snapshot", snapshot: snapshotAt(50) });
    await room.session.setHyperparameter("beta", 2);
    const first = room.worker;
    first.crash();
    await settled();
    expect(first.terminated).toBe(true);
    expect(room.workers).toHaveLength(2);
    expect(room.worker.last("open")).toMatchObject({ snapshot: { step: 50 }, config: { then: [{ step: 50, id: "beta", value: 2 }] } });
    expect(room.state()).toMatchObject({ phase: "opening", step: 50, notices: [{ kind: "worker-restarted", step: 50 }] });
    room.worker.opened();
    await settled();
    expect(room.worker.last("train")).toEqual({ until: 100 });
    room.worker.say(lossRow(51, 2, 2, 2));
    expect(room.series.length).toBe(51);
    room.worker.reply("train", { step: step(100), reason: "reached" });
    expect(await outcome).toEqual({ step: 100, reason: "reached" });
  });

  test("gives up when it happens again and again, and Train tries once more", async () => {
    const room = await openRoom();
    const outcome = codeOf(room.session.train());
    await settled();
    for (let i = 0; i < 3; i++) {
      room.worker.crash();
      await settled();
    }
    expect(await outcome).toBe("worker-lost");
    expect(room.workers).toHaveLength(3);
    expect(room.state()).toMatchObject({ phase: "failed", failure: { code: "worker-lost" } });
    void room.session.train();
    await settled();
    expect(room.workers).toHaveLength(4);
    room.worker.opened();
    await settled();
    expect(room.state()).toMatchObject({ phase: "training", failure: null });
  });

  test("a device that stalls is one, too", async () => {
    const room = await openRoom();
    void room.session.train();
    await settled();
    const beat = { kind: "heartbeat", step: step(3), training: true, waitingForData: false, memory } as const;
    for (let i = 0; i < 59; i++) room.worker.say(beat);
    await settled();
    expect(room.workers).toHaveLength(1);
    room.worker.say(beat);
    room.worker.say(beat);
    await settled();
    expect(room.workers).toHaveLength(2);
  });

  test("a worker that cannot be started is a failure, not an exception", async () => {
    const store = createAppStore();
    const session = createSession({
      store, series: createSeries(), frames: createFrames(), spawn: () => { throw new Error("blocked"); },
      address: { fragment: () => "", withFragment: (f) => f, replace: () => undefined, push: () => undefined, mark: () => null, stamp: () => undefined, onChange: () => () => undefined },
      memory: createBackendMemory(() => { throw new Error("private"); }),
    });
    sessions.push(session);
    await session.start();
    expect(store.getState()).toMatchObject({ phase: "failed", failure: { code: "internal", message: "blocked" } });
  });
});

test("a compiled step that broke off is told aloud, other eager steps are not", async () => {
  const { worker, state } = await openRoom();
  const eager = (reason: EagerReason) => worker.say({ kind: "engine", report: { mode: "eager", reason, detail: "" } });
  eager("no-simd");
  expect(state()).toMatchObject({ opened: { engine: { reason: "no-simd" } }, notices: [] });
  eager("step-failed");
  expect(state()).toMatchObject({ opened: { engine: { reason: "step-failed" } }, notices: [{ kind: "step-failed" }] });
});

describe("a run that is checked", () => {
  const disagreement = { losses: 0.001, gradients: 0.3, reference: "wasm", backTo: step(2) } as const;

  test("says so; another engine has yet to be", async () => {
    const { worker, state } = await openRoom();
    const agreed = { verdict: "agreed", step: step(0), reference: "wasm", losses: 1e-6, gradients: 1e-5 } as const;
    worker.say({ kind: "checked", report: agreed });
    expect(state().checked).toEqual(agreed);
    worker.say({ kind: "engine", report: { mode: "eager", reason: "step-failed", detail: "" } });
    expect(state().checked).toBeNull();
  });

  test("goes back: what was told of later steps is withdrawn", async () => {
    const { worker, state, series } = await openRoom();
    worker.say(lossRow(1, 1, 2, 3, 4, 5, 6, 7, 8, 9));
    const heldOut = (at: number) => ({ step: step(at), images: 1, values: {} });
    worker.say({ kind: "heldOut", heldOut: heldOut(2) });
    worker.say({ kind: "heldOut", heldOut: heldOut(3) });
    worker.say({ kind: "wentBack", step: step(2) });
    expect(series.length).toBe(2);
    expect(state()).toMatchObject({ step: 2, lastLosses: { reconstruction: 4, kl: 5, total: 6 }, heldOut: [heldOut(2)] });
    worker.say({ kind: "wentBack", step: step(0) });
    expect(series.length).toBe(0);
    expect(state()).toMatchObject({ step: 0, lastLosses: {}, heldOut: [] });
  });

  test("tells aloud which numbers were wrong, and what it goes on with", async () => {
    const { worker, state } = await openRoom();
    worker.say({ kind: "checked", report: { verdict: "disagreed", ...disagreement } });
    worker.say({ kind: "engine", report: { mode: "eager", reason: "disagreed", detail: "" } });
    const found = { kind: "disagreed", reference: "wasm", off: 0.3, step: 2 };
    expect(state().notices).toEqual([{ ...found, backend: "wasm", to: "eager" }]);
    worker.say({ kind: "device", report: {
      wish: "webgpu", chosen: "webgl", reason: "fell-back", trials: [{ backend: "webgpu", kind: "disagreed", disagreement }],
    } });
    expect(state().notices.at(-1)).toEqual({ ...found, backend: "webgpu", to: "webgl" });
    expect(state().checked).toBeNull();
  });

  test("by a backend that computes wrong numbers: it is not the one remembered", async () => {
    const { worker, session } = await openRoom();
    worker.say({ kind: "device", report: {
      wish: "auto", chosen: "wasm", reason: "fell-back", trials: [{ backend: "webgpu", kind: "disagreed", disagreement }],
    } });
    void session.reset();
    await settled();
    expect(worker.last("open")).toMatchObject({ remembered: "wasm" });
  });
});

describe("a saved run", () => {
  const small = { hidden: 16 };

  test("is the configuration with its live settings, and the worker's snapshot", async () => {
    const { session, worker, state } = await openRoom("#model=vae&hidden=16&seed=3&engine=eager&fma=off");
    await session.setHyperparameter("beta", 2);
    const saving = session.save();
    await settled();
    const { snapshot } = makeRun("vae", small, 40);
    worker.reply("snapshot", snapshot);
    const { name, file } = await saving;
    expect(name).toBe("elbo-room-vae-step40.safetensors");
    vi.useRealTimers();
    expectSameRun(await readCheckpoint(file), { config: state().config, snapshot });
    expect(state().config).toMatchObject({ seed: 3, hyperparameters: { beta: 2 } });
  });

  test("opens at its step, paused, and the link says what it is", async () => {
    const run = makeRun("cgan", { ...small, lr: 0.001 }, 40);
    const room = await openRoom();
    const training = room.session.train();
    await settled();
    const loading = room.session.load(new Blob([await fileOf(run)]));
    await vi.waitFor(() => expect(room.worker.last("open").config).toEqual(run.config));
    expect(await training).toMatchObject({ reason: "superseded" });
    expectSameRun({ config: room.worker.last("open").config, snapshot: room.worker.last("open").snapshot! }, run);
    room.worker.opened();
    await loading;
    expect(room.state()).toMatchObject({ phase: "paused", step: 40, preset: null, stop: null, notices: [] });
    expect(room.session.fragment()).toBe("model=cgan&seed=7&lr=0.001&hidden=16&backend=wasm");
    void room.session.train({ steps: 10 });
    await settled();
    expect(room.worker.last("train")).toEqual({ until: 50 });
    room.worker.say(lossRow(41, 1, 2, 3, 4));
    expect([room.series.firstStep, room.series.length]).toEqual([41, 1]);
    room.worker.crash(); // nothing was kept since: it carries on where the file left off
    await settled();
    expect(room.worker.last("open").snapshot?.step).toBe(40);
    room.worker.opened();
    await settled();
    void room.session.reset();
    await settled();
    expect(room.worker.last("open").snapshot).toBeUndefined();
  });

  test("a file that is none leaves the run alone and says why", async () => {
    const { session, worker, state } = await openRoom();
    void session.train();
    await settled();
    const opened = worker.asked("open").length;
    vi.useRealTimers();
    await expect(session.load(new Blob(["nonsense, and nothing else"]))).rejects.toMatchObject({ code: "bad-snapshot" });
    expect(worker.asked("open")).toHaveLength(opened);
    expect(state()).toMatchObject({
      phase: "training", failure: null, notices: [{ kind: "not-loaded", reason: "not-safetensors", detail: "" }],
    });
  });

  test("of two files chosen in a row the later one is opened", async () => {
    const room = await openRoom();
    const [first, second] = await Promise.all([makeRun("vae", small, 1), makeRun("gan", small, 2)].map(fileOf));
    const loading = codeOf(room.session.load(new Blob([first!])));
    void room.session.load(new Blob([second!]));
    expect(await loading).toBe("superseded");
    await vi.waitFor(() => expect(room.worker.last("open")).toMatchObject({ config: { model: "gan" }, snapshot: { step: 2 } }));
  });

  test("weights that are no numbers are not saved, and the page says so", async () => {
    const { session, worker, state } = await openRoom("#model=vae&hidden=16");
    const saving = codeOf(session.save());
    await settled();
    const { snapshot } = makeRun("vae", small, 40);
    snapshot.tensors["weights/encoder/hidden/bias"]!.data[3] = NaN;
    worker.reply("snapshot", snapshot);
    expect(await saving).toBe("bad-snapshot");
    expect(state().notices).toEqual([{ kind: "not-saved" }]);
  });
});

describe("the link", () => {
  test("is written when a change has settled, not while it goes on", async () => {
    const { session, written } = await openRoom("#preset=first-vae");
    await vi.advanceTimersByTimeAsync(1000);
    expect(written).toEqual([]);
    for (let i = 0; i < 50; i++) {
      session.moveTo([i / 100, 0]);
      await vi.advanceTimersByTimeAsync(16);
    }
    expect(written).toEqual([]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(written).toEqual(["preset=first-vae@1&z=0.49,0"]);
    expect(session.link()).toBe("http://room/#preset=first-vae@1&z=0.49,0");
  });

  test("says the language once it was chosen, and keeps autostart", async () => {
    const { session, store, state } = await openRoom("#preset=first-vae&autostart=1");
    expect(session.fragment()).toBe("preset=first-vae@1&autostart=1");
    store.setState({ language: "zh-CN" });
    expect(session.fragment()).toBe("preset=first-vae@1&autostart=1&lang=zh-CN");
    void session.openPreset("holes");
    expect(session.fragment()).toBe("preset=holes@1&lang=zh-CN");
    expect(state().language).toBe("zh-CN");
  });

  test("says what was picked and how the losses are shown; another preset begins with what it shows by itself", async () => {
    const { session, store, state, written } = await openRoom("#model=vae");
    session.look({ between: { from: { kind: "image", index: 4 }, to: session.anotherNoise() } });
    store.setState({ layers: { pictures: false, points: true }, chart: { log: true, smoothing: 0.5, all: false } });
    await vi.advanceTimersByTimeAsync(1000);
    expect(written.at(-1)).toBe("model=vae&layers=points&between=4,noise4&log=1&smoothing=0.5");
    void session.openPreset("holes");
    expect(session.fragment()).toBe("preset=holes@1");
    expect(state().layers).toEqual({ pictures: true, points: true });
  });

  test("says the theme only where its link did, and then the one on show", async () => {
    const { session, store, state, follow } = await openRoom("#preset=first-vae");
    store.setState({ theme: "dark" });
    expect(session.fragment()).toBe("preset=first-vae@1");
    follow("#preset=first-vae&theme=light");
    expect(state().theme).toBe("light");
    expect(session.fragment()).toBe("preset=first-vae@1&theme=light");
    store.setState({ theme: "dark" });
    expect(session.fragment()).toBe("preset=first-vae@1&theme=dark");
    store.setState({ theme: "system" });
    expect(session.fragment()).toBe("preset=first-vae@1");
  });

  test("a drawing is put aside, not lost, by a link without one", async () => {
    const { store, state, follow } = await openRoom("#model=vae&view=fill-in");
    const drawing = drawnWith([[{ x: 0.4, y: 0.2 }, { x: 0.4, y: 0.8 }]]);
    store.setState({ fillIn: { ...freshFillIn, ...drawing, source: "drawing", draw: 3 } });
    follow("#model=vae&view=fill-in&image=5");
    expect(state().fillIn).toMatchObject({ source: "test", image: 5, draw: 0, ...drawing });
  });

  test("another preset is computed as was wished before", async () => {
    const { session } = await openRoom("#preset=first-vae&seed=4&beta=2&backend=wasm&engine=eager&fma=off");
    void session.openPreset("holes");
    expect(session.fragment()).toBe("preset=holes@1&backend=wasm&engine=eager&fma=off");
  });

  test("another fragment in the address opens another experiment", async () => {
    const room = await openRoom();
    room.follow("#model=cgan&seed=3&lang=zh-CN&present=1");
    await settled();
    expect(room.state()).toMatchObject({ config: { model: "cgan", seed: 3 }, language: "zh-CN", present: true, phase: "opening" });
    expect(room.worker.last("open").config.model).toBe("cgan");
  });
});

describe("a trained start", () => {
  const START = findTrained({ name: "deep-convolutional", version: 1 })!;
  const file = () => readFileSync(path.join("public", START.file));
  /** What the server has for the page. */
  const serve = (answer: () => Response | Promise<Response>) => {
    const asked = vi.fn<(file: string, options?: RequestInit) => Promise<Response>>(async () => answer());
    vi.stubGlobal("fetch", asked);
    return asked;
  };
  const served = () => serve(() => new Response(file()));
  afterEach(() => vi.unstubAllGlobals());
  /** Reading and hashing are not timers. */
  const until = async (test: () => boolean) => {
    vi.useRealTimers();
    await vi.waitUntil(test, { timeout: 5000, interval: 5 });
    vi.useFakeTimers();
    await settled();
  };
  const at = (worker: FakeWorker) => worker.last("open").snapshot?.step;

  test("is loaded when it is asked for, and the run goes on from there, with its losses", async () => {
    const asked = served();
    const { session, state, worker, series } = await openRoom("#preset=deep-convolutional@1");
    expect(asked).not.toHaveBeenCalled();
    void session.begin();
    expect(state().beginning).toBe(true);
    await until(() => at(worker) === START.step);
    worker.opened();
    await settled();
    expect(asked).toHaveBeenCalledTimes(1);
    expect(state()).toMatchObject({ step: START.step, phase: "paused", beginning: false, begun: { begin: START.step } });
    expect(session.fragment()).toBe(`preset=deep-convolutional@1&begin=${START.step}`);
    expect([series.firstStep, series.length]).toEqual([1, START.step]);
    expect(series.values("generator").every(Number.isFinite)).toBe(true);
    worker.say(lossRow(START.step + 1, 1, 1, 2, 1));
    expect(series.length).toBe(START.step + 1);
  });

  test("a reset goes to step 0, and the link forgets it", async () => {
    served();
    const { session, state, worker } = await openRoom(`#preset=deep-convolutional@1&begin=${START.step}`);
    await until(() => at(worker) === START.step);
    worker.opened();
    await settled();
    void session.reset();
    await settled();
    expect(at(worker)).toBeUndefined();
    expect(state().begun.begin).toBeUndefined();
    expect(session.fragment()).toBe("preset=deep-convolutional@1");
  });

  test.each(["openPreset", "openModel", "setSeed"] as const)("nothing of it is left after %s", async (way) => {
    served();
    const { session, state, worker } = await openRoom(`#preset=deep-convolutional@1&begin=${START.step}`);
    await until(() => at(worker) === START.step);
    worker.opened();
    await settled();
    void { openPreset: () => session.openPreset("first-gan"), openModel: () => session.openModel("dcgan"), setSeed: () => session.setSeed(5) }[way]();
    await soon();
    expect(state().begun.begin).toBeUndefined();
    expect(at(worker)).toBeUndefined();
  });

  test("a live setting that is changed then is changed at that step", async () => {
    served();
    const { session, worker } = await openRoom(`#preset=deep-convolutional@1&begin=${START.step}`);
    await until(() => at(worker) === START.step);
    worker.opened();
    await settled();
    void session.setHyperparameter("lr", 0.0001);
    await settled();
    expect(session.fragment()).toBe(`preset=deep-convolutional@1&begin=${START.step}&then=${START.step}:lr=0.0001`);
  });

  test("autostart trains from there", async () => {
    served();
    const { worker } = await openRoom(`#preset=deep-convolutional@1&begin=${START.step}&autostart=1`);
    await until(() => at(worker) === START.step);
    worker.opened();
    await settled();
    expect(worker.asked("train")).toHaveLength(1);
  });

  /** A page whose link begins with the trained start, and the way to let its file come. */
  async function openBefore() {
    let come: (response: Response) => void = () => undefined;
    const asked = serve(() => new Promise<Response>((resolve) => { come = resolve; }));
    const room = await openRoom(`#preset=deep-convolutional@1&begin=${START.step}`);
    await until(() => asked.mock.calls.length > 0);
    return { ...room, come: (response = new Response(file())) => come(response) };
  }

  test("what is asked to train meanwhile waits for it, and trains from there", async () => {
    const { session, worker, come } = await openBefore();
    const trained = session.train({ steps: 20 });
    await settled();
    expect(worker.asked("train")).toHaveLength(0);
    come();
    await until(() => at(worker) === START.step);
    worker.opened();
    await settled();
    expect(worker.last("train")).toEqual({ until: START.step + 20 });
    worker.reply("train", { step: step(START.step + 20), reason: "reached" });
    expect(await trained).toEqual({ step: START.step + 20, reason: "reached" });
  });

  test("what is asked to train meanwhile says why it does not come; asked again, it trains without", async () => {
    const { session, state, worker, come } = await openBefore();
    const code = codeOf(session.train());
    come(new Response("", { status: 404 }));
    await until(() => state().notices.length > 0);
    expect(await code).toBe("data-unreachable");
    expect(worker.asked("train")).toHaveLength(0);
    void session.train();
    await settled();
    expect(worker.asked("train")).toHaveLength(1);
  });

  test("what is asked to train meanwhile, and paused, does not train", async () => {
    const { session, worker, come } = await openBefore();
    const training = session.train();
    void session.pause();
    come();
    await until(() => at(worker) === START.step);
    worker.opened();
    expect(await training).toMatchObject({ reason: "paused" });
    expect(worker.asked("train")).toHaveLength(0);
  });

  test("what is asked to train meanwhile does not train another experiment", async () => {
    const { session, worker, come } = await openBefore();
    const training = session.train();
    void session.openPreset("first-gan");
    await settled();
    worker.opened();
    come();
    expect(await training).toMatchObject({ reason: "superseded" });
    expect(worker.asked("train")).toHaveLength(0);
  });

  test("of a link that came meanwhile is the one that counts", async () => {
    served();
    const { session, state, worker } = await openRoom("#preset=deep-convolutional@1");
    void session.begin();
    void session.openFragment(`preset=deep-convolutional@1&begin=${START.step}`);
    worker.opened();
    await until(() => at(worker) === START.step);
    worker.opened();
    await settled();
    expect(state()).toMatchObject({ step: START.step, beginning: false });
  });

  test.each([
    ["offline", () => Promise.reject(new TypeError("Failed to fetch")), "data-unreachable"],
    ["not there", () => new Response("", { status: 404 }), "data-unreachable"],
    ["damaged", () => new Response(file().fill(0, 5000, 5001)), "data-damaged"],
  ] as const)("%s: a notice says so, and the run stays as it is", async (_, answer, code) => {
    serve(answer);
    const { session, state, worker } = await openRoom("#preset=deep-convolutional@1");
    const { run, begun } = state();
    void session.begin();
    await until(() => state().notices.length > 0);
    expect(state()).toMatchObject({ run, begun, step: 0, phase: "ready", failure: null, beginning: false, notices: [{ kind: "not-begun", step: START.step, code }] });
    expect(at(worker)).toBeUndefined();
  });

  test("damaged in the browser's cache, it is asked for anew", async () => {
    const asked = serve(() => new Response(asked.mock.calls.length === 1 ? file().fill(0, 5000, 5001) : file()));
    const { session, worker } = await openRoom("#preset=deep-convolutional@1");
    void session.begin();
    await until(() => at(worker) === START.step);
    expect(asked.mock.calls.map(([, options]) => options?.cache)).toEqual(["default", "reload"]);
  });

  test("does not come in the way of another experiment that was opened meanwhile", async () => {
    const asked = served();
    const { session, state, worker } = await openRoom("#preset=deep-convolutional@1");
    const begins = session.begin();
    void session.openPreset("first-gan");
    vi.useRealTimers();
    await begins;
    vi.useFakeTimers();
    expect(asked).toHaveBeenCalledTimes(1);
    expect(state().preset?.name).toBe("first-gan");
    expect(at(worker)).toBeUndefined();
  });

  test.each(["#preset=first-vae@1", "#preset=deep-convolutional@1&lr=0.001", "#preset=deep-convolutional@1&seed=2", "#model=dcgan"])(
    "%s has none", async (link) => {
      const asked = served();
      const { session, worker } = await openRoom(link);
      await session.begin();
      expect(asked).not.toHaveBeenCalled();
      expect(at(worker)).toBeUndefined();
    },
  );
});
