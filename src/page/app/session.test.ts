import { describe, expect, test, vi } from "vitest";
import { millis, step } from "../../core/run/ids";
import { lossRow, snapshotAt } from "./testing/fakeWorker";
import { codeOf, memory, onVirtualClock, openPage, settled, setUp, soon } from "./testing/testPage";

onVirtualClock();

test("a run that was left before the script that keeps runs had loaded is not saved as the next one", async () => {
  let load = () => undefined as void;
  const loaded = new Promise<void>((resolve) => { load = resolve; });
  const snapshotArrived = vi.fn();
  vi.doMock("./keptRuns/keeping", () => loaded.then(() => ({ createKeeping: () => ({ snapshotArrived, left: () => undefined, dispose: () => undefined }) })));
  const page = setUp("#model=vae", false, true);
  const opens = async () => {
    await settled();
    page.worker.opened();
    await settled();
  };
  void page.session.start();
  await opens();
  page.worker.emit({ kind: "snapshot", snapshot: snapshotAt(20) });
  void page.session.openFragment("model=ae");
  await settled();
  load();
  await vi.dynamicImportSettled();
  await settled();
  expect(snapshotArrived).not.toHaveBeenCalled();
  await opens();
  page.worker.emit({ kind: "snapshot", snapshot: snapshotAt(30) });
  await settled();
  expect(snapshotArrived).toHaveBeenCalledWith(expect.objectContaining({ step: 30 }));
  vi.doUnmock("./keptRuns/keeping");
});

describe("opening", () => {
  test("an empty link opens the first preset", async () => {
    const page = setUp();
    void page.session.start();
    await settled();
    expect(page.state()).toMatchObject({ phase: "opening", run: 1, preset: { name: "first-vae", version: 2 } });
    expect(page.worker.last("open").config).toMatchObject({ model: "vae", seed: 1 });
    page.worker.opened();
    await settled();
    expect(page.state()).toMatchObject({ phase: "ready", step: 0, opened: { backend: "wasm" }, notices: [] });
    expect(page.series.columns).toEqual(["reconstruction", "kl", "total"]);
  });

  test("requests the pictures that the page shows, and the one at z", async () => {
    const { worker, state } = await openPage("#model=vae&latent=3&z=1,2,3");
    expect(worker.last("watch")).toMatchObject({
      samples: true, reconstructions: true, manifold: { plane: { u: [1, 0, 0], v: [0, 1, 0], through: [1, 2, 3] } },
      codes: { directions: { u: [1, 0, 0], v: [0, 1, 0], centre: [0, 0, 0] } }, strip: null,
    });
    expect(worker.last("position").z).toEqual([1, 2, 3]);
    expect(state().z).toEqual([1, 2, 3]);
  });

  test("codes of a GAN are not requested, and it gets the chosen class", async () => {
    const { worker } = await openPage("#model=cgan&class=7");
    expect(worker.last("watch")).toMatchObject({ reconstructions: false, codes: null, manifold: { class: 7 } });
    expect(worker.last("position")).toMatchObject({ class: 7 });
  });

  test("a damaged link opens with notices", async () => {
    const { state } = await openPage("#model=vae&beta=NaN&colour=red");
    expect(state().phase).toBe("ready");
    expect(state().notices.map(({ kind }) => kind)).toEqual(["adjusted", "unknown-key"]);
  });

  test("half a character in a link, or in a text that a script has put into the state, keeps no other experiment from opening", async () => {
    const page = await openPage("#model=vae");
    const shows = async (link: string) => {
      await vi.advanceTimersByTimeAsync(1000); // the address is written after a moment without changes
      expect(page.written.at(-1)).toBe(link);
    };
    const opens = async (fragment: string) => {
      void page.session.openFragment(fragment);
      await soon();
      page.worker.opened();
      await settled();
      expect(page.state().phase).toBe("ready");
    };
    await opens("model=vae&ask=Which \ud800 digit?&answers=one|tw\udc00o");
    await shows("model=vae&ask=Which%20%EF%BF%BD%20digit%3F&answers=one|tw%EF%BF%BDo");
    page.store.setState({ question: { text: "Half \ud800", answers: [] } });
    await shows("model=vae&ask=Half%20%EF%BF%BD");
    await opens("model=ae");
    await shows("model=ae");
  });

  test("autostart trains up to stop", async () => {
    const { worker, state } = await openPage("#preset=holes&autostart=1&stop=50");
    expect(worker.last("train")).toEqual({ until: 50 });
    worker.reply("train", { step: step(50), reason: "reached" });
    await settled();
    expect(state().phase).toBe("finished");
  });

  test("a backend that cannot start is a failure from which the reader can recover", async () => {
    const page = setUp("#backend=webgpu");
    const opening = page.session.start();
    await settled();
    page.worker.refuse("open", "backend-unavailable");
    await opening;
    expect(page.state()).toMatchObject({ phase: "failed", failure: { code: "backend-unavailable" } });
    await expect(page.session.decode([0, 0])).rejects.toMatchObject({ code: "backend-unavailable" });
    void page.session.setBackend("wasm");
    await soon();
    page.worker.opened();
    await settled();
    expect(page.state()).toMatchObject({ phase: "ready", failure: null });
  });

  test("does not remember a backend that auto chose only because it starts at once", async () => {
    const page = setUp();
    void page.session.start();
    await settled();
    page.worker.opened({ report: { wish: "auto", chosen: "wasm", reason: "at-once", trials: [] } });
    await settled();
    expect(page.state().phase).toBe("ready");
    expect(page.stored.has("elbo-room.backend.vae")).toBe(false);
  });

  test("remembers the backend that auto chose, and adds a notice when it fell back", async () => {
    const page = await openPage();
    expect(page.stored.get("elbo-room.backend.vae")).toBe("wasm@4");
    void page.session.reset();
    await settled();
    expect(page.worker.last("open")).toMatchObject({ remembered: "wasm" });
    page.worker.opened({
      report: { wish: "webgpu", chosen: "wasm", reason: "fell-back", trials: [
        { backend: "webgpu", kind: "unavailable", detail: "no adapter" }, { backend: "webgl", kind: "unavailable", detail: "no context" },
      ] },
    });
    await settled();
    expect(page.state().notices).toEqual([{ kind: "fell-back", from: "webgpu", to: "wasm", detail: "no adapter" }]);
  });
});

describe("training", () => {
  test("a page that is a file says once that it keeps no runs, when there are more steps to lose than a run needs to be kept", async () => {
    const page = setUp("#model=vae", false, false, true);
    void page.session.start();
    await settled();
    page.worker.opened();
    await settled();
    const reach = async (at: number) => {
      page.worker.emit(lossRow(at, 150, 5, 155));
      await soon();
      return page.state().keptOffer;
    };
    void page.session.train({});
    expect(await reach(100)).toBeNull();
    expect(await reach(101)).toEqual({ kind: "in-file" });
    page.store.setState({ keptOffer: null }); // the reader has closed it
    expect(await reach(200)).toBeNull();
  });

  test("losses reach the series at once and the store at most ten times a second", async () => {
    const { session, worker, series, state, store } = await openPage();
    const outcome = session.train();
    await settled();
    expect(state().phase).toBe("training");
    const drawn = vi.fn();
    store.subscribe(drawn);
    for (let i = 1; i <= 100; i++) worker.emit(lossRow(i, 150, 5, 155 + i));
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

  test("that replaces another one does not begin if the reader has paused meanwhile", async () => {
    const { session, worker, state } = await openPage();
    void session.train();
    await settled();
    const counted = session.train({ steps: 30 });
    void session.pause();
    await settled();
    for (const request of worker.requestsOf("pause")) worker.reply("pause", { step: step(7) }, request);
    worker.reply("train", { step: step(7), reason: "paused" });
    expect(await counted).toMatchObject({ reason: "paused" });
    await settled();
    expect(state().phase).toBe("paused");
    expect(worker.requestsOf("train")).toHaveLength(1);
  });

  test("to a step: a training in progress is limited, and continues if the limit is removed", async () => {
    const { session, worker, state } = await openPage();
    const limits = () => worker.requestsOf("train").map(({ params }) => params.until);
    const pauseAt = async (at: number) => {
      await settled();
      worker.reply("pause", { step: step(at) });
      worker.reply("train", { step: step(at), reason: "paused" });
      await settled();
    };
    await session.trainTo(null);
    expect(limits()).toEqual([]); // nothing trains
    void session.trainTo(step(300));
    await settled();
    expect([limits(), state().stop]).toEqual([[300], 300]);
    void session.trainTo(step(900));
    await pauseAt(20);
    expect([limits(), state()]).toMatchObject([[300, 900], { stop: 900, phase: "training" }]);
    void session.trainTo(null);
    await pauseAt(40);
    expect([limits(), state()]).toMatchObject([[300, 900, 999_999_999], { stop: null, phase: "training" }]);
    void session.trainTo(step(100));
    void session.pause(); // before it has begun
    await pauseAt(60);
    expect([limits().length, state().phase]).toEqual([3, "paused"]);
  });

  test("a number of steps counts from the current step", async () => {
    const { session, worker } = await openPage();
    void session.train({ steps: 10 });
    await settled();
    worker.reply("train", { step: step(10), reason: "reached" });
    await settled();
    void session.step();
    await settled();
    expect(worker.requestsOf("train").map(({ params }) => params)).toEqual([{ until: 10 }, { until: 11 }]);
  });

  test("a loss that is not finite ends it with the last good weights; it can be tried again", async () => {
    const { session, worker, state } = await openPage();
    const outcome = codeOf(session.train());
    await settled();
    for (const at of [5, 7]) worker.emit({ kind: "heldOut", heldOut: { step: step(at), images: 1, values: {} } });
    worker.emit({ kind: "failed", error: { code: "loss-not-finite", message: "step 7" } });
    worker.reply("train", { step: step(6), reason: "not-finite" });
    expect(await outcome).toBe("loss-not-finite");
    expect(state()).toMatchObject({ phase: "failed", failure: { code: "loss-not-finite" }, step: 6, heldOut: [{ step: 5 }] });
    await session.setHyperparameter("lr", 1e-4);
    void session.train();
    await settled();
    expect(state()).toMatchObject({ phase: "training", failure: null });
  });

  test("missing data stop it, and it continues when they have been fetched", async () => {
    const { session, worker, state } = await openPage();
    const outcome = codeOf(session.train());
    await settled();
    worker.emit({ kind: "failed", error: { code: "data-damaged", message: "shard 3" } });
    expect(state()).toMatchObject({ phase: "training", failure: { code: "data-damaged" } });
    const beat = { kind: "heartbeat", step: step(9), training: true, waitingForData: true, memory, stepMs: millis(5) } as const;
    worker.emit({ ...beat, dataFailed: false }); // another shard is late
    await settled();
    expect(state().phase).toBe("training");
    worker.emit({ ...beat, dataFailed: true });
    expect(await outcome).toBe("data-damaged");
    expect(state().phase).toBe("failed");
    worker.reply("pause", { step: step(9) });
    void session.retryData();
    await settled();
    expect(worker.requestsOf("retryData")).toHaveLength(1);
    expect(worker.requestsOf("train")).toHaveLength(2);
    expect(state()).toMatchObject({ phase: "training", failure: null });
  });
});
