import { describe, expect, test, vi } from "vitest";
import { runId, step } from "../../core/run/ids";
import { lossRow, snapshotAt } from "./testing/fakeWorker";
import { onVirtualClock, openPage, settled, soon } from "./testing/testPage";

onVirtualClock();

describe("undo", () => {
  /** Returns a training run of 150 steps, whose last losses arrive after another run was requested. */
  async function trained(fragment = "#preset=first-vae&seed=3") {
    const page = await openPage(fragment);
    void page.session.train();
    await settled();
    for (let i = 1; i <= 150; i++) page.worker.emit(lossRow(i, 1, 2, i));
    page.worker.emit({ kind: "heldOut", heldOut: { step: step(140), images: 10, values: { total: 9 } } });
    await vi.advanceTimersByTimeAsync(100);
    return page;
  }
  /** The worker pauses the run that is left, and sends its weights. */
  async function handOver({ worker, ...page }: Awaited<ReturnType<typeof trained>>, at = 152) {
    await settled();
    worker.emit(lossRow(151, 1, 2, 151, 1, 2, 152), runId(page.state().run - 1));
    worker.reply("pause", { step: step(at) });
    await settled();
    worker.reply("snapshot", snapshotAt(at));
    await settled();
  }

  test.each([
    ["a reset", (page: Awaited<ReturnType<typeof trained>>) => page.session.reset()],
    ["another preset", (page) => page.session.openPreset("holes")],
    ["another model", (page) => page.session.openModel("cgan")],
    ["another size", (page) => page.session.setHyperparameter("latent", 7)],
    ["another seed", (page) => page.session.setSeed(8)],
    ["another backend", (page) => page.session.setBackend("cpu")],
    ["another link", async (page) => page.follow("#model=gan&seed=5")],
  ])("brings back the training run that %s ended; only a restart keeps its curve and scale", async (name, slip) => {
    const again = ["a reset", "another size", "another seed", "another backend"].includes(name);
    const page = await trained();
    const { session, state, series } = page;
    session.moveTo([1, -1]);
    page.store.setState({ chart: { log: true, smoothing: 0, all: false }, pinned: [4], layers: { pictures: false, points: true } });
    session.showRange({ middle: [0, 0], extent: 8 });
    const { config, begun } = state();
    const together = new Set<string>();
    page.store.subscribe((now) => together.add(`${now.begun === begun ? "old" : "new"} run, step ${now.step}`));
    void slip(page);
    await handOver(page);
    expect(state()).toMatchObject({ phase: "opening", step: 0, heldOut: [], undoStep: 152 });
    expect(series.length).toBe(0);
    expect(series.before && [series.before.losses.length, series.before.begun]).toEqual(again ? [152, begun] : null);
    expect(state().chart.log).toBe(again);
    await soon();
    page.worker.opened();
    await settled();
    void session.undo();
    await settled();
    expect(page.worker.last("open")).toMatchObject({ config, snapshot: { step: 152 }, remembered: "wasm" });
    expect(state()).toMatchObject({ step: 152, z: [1, -1], preset: { name: "first-vae" }, heldOut: [{ step: 140 }], undoStep: null });
    expect(state()).toMatchObject({ pinned: [4], layers: { pictures: false }, plane: { extent: 8 }, ranged: true });
    expect([...series.values("total")]).toEqual(Array.from({ length: 152 }, (_, i) => i + 1));
    expect(state().lastLosses).toEqual({ reconstruction: 1, kl: 2, total: 152 });
    page.worker.opened();
    await settled();
    expect(state().phase).toBe("training");
    page.worker.emit(lossRow(153, 1, 2, 153));
    expect(series.length).toBe(153);
    await soon();
    expect([...together]).toEqual(["new run, step 0", "old run, step 152", "old run, step 153"]);
  });

  test("a pause while the run is being left holds for the run that is brought back", async () => {
    const page = await trained();
    void page.session.setSeed(8);
    void page.session.undo();
    void page.session.pause();
    await handOver(page);
    await soon();
    expect(page.worker.last("open").snapshot).toEqual(snapshotAt(152));
    page.worker.opened();
    await settled();
    expect(page.state()).toMatchObject({ step: 152, phase: "paused" });
  });

  test("the browser's Back brings the run back, and Forward the one after it", async () => {
    const page = await trained("#preset=first-vae&seed=3");
    page.session.moveTo([1, -1]);
    void page.session.openPreset("holes");
    await handOver(page);
    page.worker.opened();
    await settled();
    expect(page.written.at(-1)).toBe("preset=first-vae@2&seed=3&z=1,-1");
    expect(page.pushed.map(({ fragment }) => fragment)).toEqual(["preset=holes@1"]);
    const holes = page.pushed[0]!;
    page.follow("#preset=first-vae@2&seed=3&z=1,-1", holes.mark - 1);
    await settled();
    expect(page.worker.last("open")).toMatchObject({ snapshot: { step: 152 } });
    page.worker.opened();
    await settled();
    expect(page.state()).toMatchObject({ phase: "training", step: 152, z: [1, -1] });
    page.follow("#preset=holes@1", holes.mark); // it had not trained: opened from its link
    await handOver(page);
    page.worker.opened();
    await settled();
    expect(page.state()).toMatchObject({ preset: { name: "holes" }, step: 0, undoStep: 152 });
    expect(page.pushed).toHaveLength(1);
  });

  test("Back brings the run back even before its weights have arrived, and writes nothing into its entry meanwhile", async () => {
    const page = await trained("#preset=first-vae&seed=3");
    void page.session.openPreset("holes");
    await settled();
    page.follow("#preset=first-vae@2&seed=3", page.pushed[0]!.mark - 1);
    const writes = page.written.length;
    await vi.advanceTimersByTimeAsync(1000);
    expect(page.written).toHaveLength(writes);
    await handOver(page);
    expect(page.worker.last("open")).toMatchObject({ snapshot: { step: 152 } });
    page.worker.opened();
    await settled();
    expect(page.state()).toMatchObject({ phase: "training", step: 152, preset: { name: "first-vae" }, config: { seed: 3 } });
    expect(page.pushed).toHaveLength(1);
  });

  test.each([
    ["another preset", ({ session }: Awaited<ReturnType<typeof trained>>) => session.openPreset("posterior-collapse"), "posterior-collapse"],
    ["another link", ({ session }) => session.openFragment("preset=first-gan"), "first-gan"],
    ["a reset", ({ session }) => session.reset(), "holes"],
  ])("%s chosen while Back waits for the weights is what counts, and is opened once", async (_, choose, name) => {
    const page = await trained("#preset=first-vae&seed=3");
    void page.session.openPreset("holes");
    await settled();
    page.follow("#preset=first-vae@2&seed=3", page.pushed[0]!.mark - 1);
    void choose(page);
    await handOver(page);
    const { run } = page.state();
    expect(page.worker.requestsOf("open")).toHaveLength(2);
    expect(page.worker.last("open").snapshot).toBeUndefined();
    expect(page.state()).toMatchObject({ preset: { name }, undoStep: 152, run });
    // The entry to which the reader went is unchanged: the displayed run has its own entry.
    expect(page.pushed).toHaveLength(2);
    page.store.setState({ chart: { log: true, smoothing: 0, all: false } });
    await vi.advanceTimersByTimeAsync(1000);
    expect(page.state()).toMatchObject({ preset: { name }, run });
    expect(page.written.at(-1)).toContain("log=1");
    expect(page.written.at(-1)).toContain(name);
  });

  test("another preset chosen while Undo waits for the weights is what counts", async () => {
    const page = await trained("#preset=first-vae&seed=3");
    void page.session.openPreset("holes");
    void page.session.undo();
    void page.session.openPreset("first-gan");
    await handOver(page);
    expect(page.state()).toMatchObject({ preset: { name: "first-gan" }, step: 0, undoStep: 152 });
  });

  test("another history entry opens its link, not the remembered run; a drag makes no entry", async () => {
    const page = await trained();
    for (let i = 0; i < 20; i++) page.session.moveTo([i / 10, 0]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(page.pushed).toEqual([]);
    void page.session.reset();
    await handOver(page);
    page.worker.opened();
    await settled();
    expect(page.pushed).toHaveLength(1);
    page.follow("#preset=first-vae@2&seed=9", page.pushed[0]!.mark - 1);
    await settled();
    expect(page.worker.last("open").snapshot).toBeUndefined();
    expect(page.state().config.seed).toBe(9);
  });

  test("a run that was paused comes back paused; a second undo reverts the first", async () => {
    const page = await trained();
    const { session, state } = page;
    void session.pause();
    page.worker.reply("train", { step: step(150), reason: "paused" });
    page.worker.reply("pause", { step: step(150) });
    await settled();
    void session.openPreset("holes");
    await handOver(page, 150);
    page.worker.opened();
    await settled();
    void session.train();
    await settled();
    for (let i = 1; i <= 120; i++) page.worker.emit(lossRow(i, 1, 2, i));
    await vi.advanceTimersByTimeAsync(100);
    void session.undo();
    await settled();
    page.worker.reply("pause", { step: step(120) });
    await settled();
    page.worker.reply("snapshot", snapshotAt(120));
    await settled();
    page.worker.opened();
    await settled();
    expect(state()).toMatchObject({ phase: "paused", step: 150, preset: { name: "first-vae" }, undoStep: 120 });
    void session.undo();
    await handOver(page, 150);
    expect(state()).toMatchObject({ step: 120, preset: { name: "holes" } });
  });

  test("if the worker is lost while it reads the weights, its last snapshot is remembered", async () => {
    const page = await trained();
    page.worker.emit({ kind: "snapshot", snapshot: snapshotAt(130) });
    void page.session.reset();
    await settled();
    page.worker.crash();
    await settled();
    expect(page.state()).toMatchObject({ undoStep: 130, step: 0 });
    expect(page.worker.last("open").snapshot).toBeUndefined();
    page.worker.opened();
    await settled();
    void page.session.undo();
    await settled();
    expect(page.worker.last("open").snapshot?.step).toBe(130);
    expect(page.series.length).toBe(130);
  });

  test("a lesson continues with its next run without a notice; the previous run can still be brought back", async () => {
    const page = await trained("#model=vae&seed=3&lesson=blur");
    void page.session.openFragment("model=vae&seed=3&beta=0&lesson=blur");
    await handOver(page);
    expect(page.state()).toMatchObject({ step: 0, undoStep: null, lesson: "blur" });
    await soon();
    page.worker.opened();
    await settled();
    void page.session.undo();
    await settled();
    expect(page.state()).toMatchObject({ step: 152 });
  });

  test("a short run is not remembered, and does not replace one that is", async () => {
    const page = await trained();
    void page.session.reset();
    await handOver(page);
    page.worker.opened();
    await settled();
    page.worker.emit(lossRow(1, 1, 2, 3));
    void page.session.reset();
    await settled();
    page.worker.opened();
    await settled();
    void page.session.undo();
    await settled();
    expect(page.state().step).toBe(152);
  });

  test("a run that is opened meanwhile trains up to its own stop", async () => {
    const page = await trained();
    page.follow("#preset=holes&stop=50&autostart=1");
    await handOver(page);
    page.worker.opened();
    await settled();
    expect(page.worker.last("train")).toEqual({ until: 50 });
    expect(page.series.length).toBe(0);
  });
});
