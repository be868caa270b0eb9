import { describe, expect, test, vi } from "vitest";
import { millis, step } from "../../../core/run/ids";
import { createFrames } from "../../state/frames";
import { createSeries } from "../../state/series";
import { createAppStore } from "../../state/createAppStore";
import { lossRow, snapshotAt } from "../testing/fakeWorker";
import { createSession } from "../session";
import { createBackendMemory } from "../backendMemory";
import { codeOf, memory, onVirtualClock, openPage, sessions, settled, setUp, soon } from "../testing/testPage";

onVirtualClock();

describe("a lost worker", () => {
  test("is replaced, and the run continues from the last snapshot", async () => {
    const page = await openPage();
    const outcome = page.session.train({ steps: 100 });
    await settled();
    for (let i = 1; i <= 60; i++) page.worker.emit(lossRow(i, 1, 1, i));
    page.worker.emit({ kind: "snapshot", snapshot: snapshotAt(50) });
    await page.session.setHyperparameter("beta", 2);
    const first = page.worker;
    first.crash();
    await settled();
    expect(first.terminated).toBe(true);
    expect(page.workers).toHaveLength(2);
    expect(page.worker.last("open")).toMatchObject({ snapshot: { step: 50 }, config: { then: [{ step: 50, id: "beta", value: 2 }] } });
    expect(page.state()).toMatchObject({ phase: "opening", step: 50, notices: [{ kind: "worker-restarted", step: 50 }] });
    page.worker.opened();
    await settled();
    expect(page.worker.last("train")).toEqual({ until: 100 });
    page.worker.emit(lossRow(51, 2, 2, 2));
    expect(page.series.length).toBe(51);
    page.worker.reply("train", { step: step(100), reason: "reached" });
    expect(await outcome).toEqual({ step: 100, reason: "reached" });
  });

  test("that never held the run is replaced without a notice, as nothing was lost", async () => {
    const page = setUp();
    void page.session.start();
    await settled();
    page.worker.crash();
    await settled();
    expect(page.workers).toHaveLength(2);
    page.worker.opened();
    await settled();
    expect(page.state()).toMatchObject({ phase: "ready", failure: null, notices: [] });
  });

  test("is not replaced after repeated losses, until Train tries again", async () => {
    const page = await openPage();
    const outcome = codeOf(page.session.train());
    await settled();
    for (let i = 0; i < 3; i++) {
      page.worker.crash();
      await settled();
    }
    expect(await outcome).toBe("worker-lost");
    expect(page.workers).toHaveLength(3);
    expect(page.state()).toMatchObject({ phase: "failed", failure: { code: "worker-lost" } });
    void page.session.train();
    await settled();
    expect(page.workers).toHaveLength(4);
    page.worker.opened();
    await settled();
    expect(page.state()).toMatchObject({ phase: "training", failure: null });
  });

  test("that reports its own loss is replaced, and the run continues from a later state if there is one", async () => {
    const page = await openPage();
    void page.session.train();
    await settled();
    for (let i = 1; i <= 60; i++) page.worker.emit(lossRow(i, 1, 1, i));
    page.worker.emit({ kind: "snapshot", snapshot: snapshotAt(20) });
    page.worker.emit({ kind: "failed", error: { code: "worker-lost", message: "no memory" } });
    await settled();
    expect(page.workers).toHaveLength(2);
    expect(page.worker.last("open")).toMatchObject({ snapshot: { step: 20 } });
  });

  test("is assumed if a device stalls", async () => {
    const page = await openPage();
    void page.session.train();
    await settled();
    const beat = { kind: "heartbeat", step: step(3), training: true, waitingForData: false, dataFailed: false, memory, stepMs: millis(5) } as const;
    for (let i = 0; i < 59; i++) page.worker.emit(beat);
    await settled();
    expect(page.workers).toHaveLength(1);
    page.worker.emit(beat);
    page.worker.emit(beat);
    await settled();
    expect(page.workers).toHaveLength(2);
  });

  test("because one step took too long is replaced each time: its length is no sign that another worker would be lost, too", async () => {
    const page = await openPage();
    void page.session.train();
    for (let i = 0; i < 5; i++) {
      await settled();
      page.worker.emit({ kind: "heartbeat", step: step(0), training: true, waitingForData: false, dataFailed: false, memory, stepMs: null });
      await vi.advanceTimersByTimeAsync(599_000);
      expect(page.workers).toHaveLength(i + 1);
      await vi.advanceTimersByTimeAsync(1000);
      expect(page.workers).toHaveLength(i + 2);
      page.worker.opened();
    }
    await settled();
    expect(page.state()).toMatchObject({ phase: "training", failure: null });
  });

  test("a worker that cannot be started is a failure, not an exception", async () => {
    const store = createAppStore();
    const session = createSession({
      store, series: createSeries(), frames: createFrames(), spawn: () => { throw new Error("blocked"); },
      address: { fragment: () => "", mend: () => null, withFragment: (f) => f, replace: () => undefined, push: () => undefined, mark: () => null, stamp: () => undefined, onChange: () => () => undefined },
      memory: createBackendMemory(() => { throw new Error("private"); }),
    });
    sessions.push(session);
    await session.start();
    expect(store.getState()).toMatchObject({ phase: "failed", failure: { code: "internal", message: "blocked" } });
  });
});

describe("a step that takes long", () => {
  const beat = (at: number) => ({ kind: "heartbeat", step: step(at), training: true, waitingForData: false, dataFailed: false, memory, stepMs: null } as const);
  const seconds = (count: number) => vi.advanceTimersByTimeAsync(1000 * count);

  test("is said to after 10 s, 30 s and each minute, until it ends", async () => {
    const page = await openPage();
    void page.session.train();
    await settled();
    page.worker.emit(beat(0));
    const said: unknown[] = [];
    page.store.subscribe(({ takesLong }, before) => { if (takesLong !== before.takesLong) said.push(takesLong?.seconds ?? null); });
    await seconds(60);
    page.worker.emit(beat(0)); // it is still at the same step
    await seconds(100);
    expect(page.state().takesLong).toEqual({ what: "step", seconds: 120 });
    page.worker.emit(lossRow(1, 1, 1, 1));
    await seconds(2);
    expect(said).toEqual([10, 30, 60, 120, null]);
    expect(page.workers).toHaveLength(1);
  });

  test("is not said to of a run that waits for images, or that is held", async () => {
    const page = await openPage();
    void page.session.train();
    await settled();
    for (let i = 0; i < 50; i++) {
      page.worker.emit({ ...beat(0), waitingForData: true });
      await seconds(1);
    }
    expect(page.state().takesLong).toBeNull();
  });

  test("keeps a pause waiting, which the page says at once; the run pauses after it", async () => {
    const page = await openPage();
    void page.session.train();
    await settled();
    page.worker.emit(beat(0));
    void page.session.pause();
    await seconds(1);
    expect(page.state()).toMatchObject({ phase: "training", pausing: true });
    page.worker.emit(lossRow(1, 1, 1, 1));
    page.worker.reply("train", { step: step(1), reason: "paused" });
    page.worker.reply("pause", { step: step(1) });
    await seconds(1);
    expect(page.state()).toMatchObject({ phase: "paused", pausing: false, step: 1 });
  });

  test("can be stopped: the run is paused at its last snapshot in a new worker, however often", async () => {
    const page = await openPage();
    for (let i = 1; i <= 4; i++) {
      const outcome = page.session.train();
      await settled();
      page.worker.emit(lossRow(1, 1, 1, 1));
      page.worker.emit({ kind: "snapshot", snapshot: snapshotAt(1) });
      await settled();
      page.session.stopNow();
      await settled();
      expect(page.workers).toHaveLength(i + 1);
      page.worker.opened();
      await settled();
      expect(await outcome).toMatchObject({ reason: "paused" });
      expect(page.state()).toMatchObject({ phase: "paused", step: 1, failure: null, notices: [{ kind: "step-stopped", step: 1 }] });
      expect(page.worker.requestsOf("train")).toEqual([]);
    }
  });
});

test("if two trainings are requested at once, the later one counts, and the first ends as superseded", async () => {
  const { session, worker } = await openPage();
  const [first, second] = [session.train({ steps: 5 }), session.train({ steps: 9 })];
  await settled();
  expect(await Promise.race([first, settled()])).toMatchObject({ reason: "superseded" });
  worker.reply("train", { step: step(9), reason: "reached" });
  expect(await second).toEqual({ step: 9, reason: "reached" });
});

test("a training that is paused in the moment in which its run is open never begins", async () => {
  const page = setUp();
  void page.session.start();
  const outcome = page.session.train();
  page.store.subscribe(({ phase }) => { if (phase === "training") void page.session.pause(); });
  await settled();
  page.worker.opened();
  await settled();
  expect(await outcome).toMatchObject({ reason: "paused" });
  expect(page.worker.requestsOf("train")).toEqual([]);
  expect(page.state().phase).toBe("ready");
});

test("a training that waits for the end of an earlier one does not begin in another run", async () => {
  const { session, worker, state } = await openPage();
  void session.train({ steps: 5 });
  await settled();
  const second = session.train({ steps: 9 });
  await settled();
  void session.openModel("gan");
  await settled();
  worker.opened();
  await settled();
  expect(await second).toMatchObject({ reason: "superseded" });
  expect(state().phase).toBe("ready");
  expect(worker.requestsOf("train")).toHaveLength(1);
});

test("a measurement of a run that is being left is not shown as the next one's", async () => {
  const { session, worker, state } = await openPage();
  worker.emit(lossRow(1, ...Array.from({ length: 3 * 150 }, () => 1)));
  await soon();
  const measuring = codeOf(session.measure("codes"));
  await settled();
  void session.setSeed(9);
  await settled();
  worker.reply("measure", { id: "codes", step: step(150), result: {} as never /* not read */ }); // the worker still sends the last weights
  expect(await measuring).toBe("superseded");
  expect(state().measured).toEqual([]);
});

test("requests during a change of runs are sent in their order when the new run is open", async () => {
  const { session, worker } = await openPage();
  void session.setSeed(9); // waits for further changes
  const first = session.decode([0, 1]).catch(() => undefined);
  void session.reset();
  await settled();
  worker.opened();
  void session.decode([0, 2]).catch(() => undefined);
  await settled();
  expect(worker.requestsOf("decode").map(({ params }) => params.z[1])).toEqual([1, 2]);
  worker.reply("decode", { pixels: new Float32Array(784), step: step(0) }, worker.requestsOf("decode")[0]);
  expect(await first).toBeDefined();
});
