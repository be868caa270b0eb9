import { describe, expect, test, vi } from "vitest";
import { runId, step } from "../../../core/run/ids";
import { eventually } from "../../../core/testing";
import { lossRow, snapshotAt } from "../testing/fakeWorker";
import { codeOf, onVirtualClock, openPage, settled, soon } from "../testing/testPage";

onVirtualClock();

describe("a fork", () => {
  /** Returns a paused run of 150 steps, with β changed by hand after 60 and 120 steps, that displays step 90. */
  async function rewound(fragment = "#preset=first-vae&seed=3&then=140:lr=0.01") {
    const page = await openPage(fragment);
    const train = async (from: number, to: number) => {
      void page.session.train({ steps: to - from });
      await settled();
      for (let i = from + 1; i <= to; i++) page.worker.emit(lossRow(i, 1, 2, i));
      await vi.advanceTimersByTimeAsync(100);
      page.worker.reply("train", { step: step(to), reason: "reached" });
      await settled();
    };
    for (const [from, to, beta] of [[0, 60, 4], [60, 120, 8], [120, 150, null]] as const) {
      await train(from, to);
      page.worker.step = to;
      if (beta !== null) await page.session.setHyperparameter("beta", beta);
    }
    page.worker.emit({ kind: "keyframes", steps: [0, 30, 90, 150].map(step) });
    page.worker.emit({ kind: "heldOut", heldOut: { step: step(50), images: 10, values: { total: 9 } } });
    page.worker.emit({ kind: "heldOut", heldOut: { step: step(100), images: 10, values: { total: 8 } } });
    await soon();
    void page.session.rewind(90);
    await settled();
    page.worker.reply("rewind", { step: step(90) });
    await settled();
    return page;
  }
  const leftRun = async ({ worker }: Awaited<ReturnType<typeof rewound>>) => {
    worker.reply("pause", { step: step(150) });
    await settled();
    worker.reply("snapshot", snapshotAt(150));
    await settled();
  };

  test("is paused at the displayed step, with its complete state and settings; scheduled changes still happen", async () => {
    const page = await rewound();
    const { session, state, worker, series } = page;
    const before = state().run;
    void session.fork();
    await settled();
    expect(worker.last("stateAt")).toEqual({ step: 90 });
    worker.progress("stateAt", 0.4);
    expect(state()).toMatchObject({ forking: 0.4, rewound: 90 });
    worker.reply("stateAt", snapshotAt(90));
    await settled();
    await leftRun(page);
    expect(worker.last("open")).toMatchObject({ snapshot: { step: 90 }, fork: before, remembered: "wasm" });
    expect(worker.last("open").config.then).toEqual([
      { step: 60, id: "beta", value: 4, byHand: true }, { step: 140, id: "lr", value: 0.01 },
    ]);
    worker.opened();
    await settled();
    expect(state()).toMatchObject({
      phase: "paused", step: 90, rewound: null, forking: null, forkedFrom: 90, undoStep: 150, heldOut: [{ step: 50 }],
      config: { hyperparameters: { beta: 4, lr: 0.001 } }, lastLosses: { total: 90 },
    });
    expect([series.length, series.before?.losses.length]).toEqual([90, 150]);

    // Its link has its initial settings, and the change at the fork.
    await session.setHyperparameter("beta", 0);
    expect(session.fragment()).toContain("then=60:beta=4,90:beta=0,140:lr=0.01");

    void session.undo();
    await settled();
    expect(worker.last("open")).toMatchObject({ snapshot: { step: 150 }, config: { then: [{ step: 60 }, { step: 120 }, { step: 140 }] } });
    expect(series.length).toBe(150);
  });

  test("shows its progress, and recomputing a step to display it shows another one", async () => {
    const { session, state, worker } = await rewound();
    void session.rewind(88);
    await settled();
    expect(worker.last("keyframeAt")).toEqual({ step: 88 });
    worker.progress("keyframeAt", 0.4);
    expect(state()).toMatchObject({ recomputing: { step: 88, progress: 0.4 }, forking: null });
    void session.fork();
    expect(state()).toMatchObject({ recomputing: null, forking: 0 });
    expect(worker.wasCancelled("keyframeAt")).toBe(true);
    await settled();
    worker.progress("keyframeAt", 0.6);
    worker.progress("stateAt", 0.2);
    expect(state()).toMatchObject({ recomputing: null, forking: 0.2 });
  });

  test("is cancelled by another step that has to be recomputed", async () => {
    const { session, state, worker } = await rewound();
    void session.fork();
    await settled();
    void session.rewind(88);
    worker.refuse("stateAt", "superseded"); // there is one at a time
    await settled();
    expect(worker.port.cancelled).toEqual([]);
    worker.reply("keyframeAt", { step: step(88) });
    await settled();
    worker.reply("rewind", { step: step(88) });
    await settled();
    expect(state()).toMatchObject({ forking: null, recomputing: null, rewound: 88, step: 150, notices: [] });
  });

  test("does nothing if the current step is displayed", async () => {
    const { session, worker } = await openPage();
    await session.fork();
    expect(worker.requestsOf("stateAt")).toEqual([]);
  });

  test("that is cancelled, or superseded by another experiment, leaves the run unchanged", async () => {
    const { session, state, worker } = await rewound();
    void session.fork();
    await settled();
    void session.endFork();
    await settled();
    expect(worker.wasCancelled("stateAt")).toBe(true);
    expect(state()).toMatchObject({ forking: null, rewound: 90, step: 150, notices: [] });

    void session.fork();
    await settled();
    void session.openPreset("holes");
    worker.reply("stateAt", snapshotAt(90), worker.requestsOf("stateAt").at(-1));
    await settled();
    expect(worker.requestsOf("open").filter(({ params }) => params.fork !== undefined)).toEqual([]);
    expect(state()).toMatchObject({ preset: { name: "holes" }, forking: null });
  });

  test("that is cancelled by a file which cannot be read shows no progress any more", async () => {
    const { session, state, worker } = await rewound();
    void session.fork();
    await settled();
    const loading = codeOf(session.load(new Blob(["nonsense, and nothing else"])));
    vi.useRealTimers();
    expect(await loading).toBe("bad-snapshot");
    worker.reply("stateAt", snapshotAt(90));
    await eventually(() => expect(state()).toMatchObject({ forking: null, rewound: 90, step: 150, notices: [{ kind: "not-loaded" }] }));
  });

  test("that fails is reported, and leaves the run unchanged", async () => {
    const { session, state, worker } = await rewound();
    void session.fork();
    await settled();
    worker.refuse("stateAt", "internal");
    await settled();
    expect(state()).toMatchObject({ forking: null, rewound: 90, step: 150, notices: [{ kind: "not-forked", step: 90 }] });
    expect(state().run).toBe(runId(1));
  });
});
