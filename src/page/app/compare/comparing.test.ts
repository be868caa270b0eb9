import { describe, expect, test, vi } from "vitest";
import { eventually } from "../../../core/testing";
import { MAX_STEP, step } from "../../../core/run/ids";
import { lossRow, type FakeWorker } from "../testing/fakeWorker";
import { pack } from "../../../subject/models/packed";
import { SMALL_VAE } from "../../../torchSubset/program/smallVae";
import { createHandle } from "../handle";
import { onVirtualClock, openPage, settled, setUp, soon } from "../testing/testPage";

onVirtualClock();

const LOSSES = [1, 1, 1] as const;

/** A page with two open runs. */
async function openTwo(fragment = "#model=vae&compare=beta:4") {
  const page = setUp(fragment);
  void page.session.start();
  await settled();
  page.workers[0]!.opened();
  await settled();
  await settled();
  page.workers[1]!.opened();
  await settled();
  return { ...page, a: page.workers[0]!, b: page.workers[1]!, second: page.session.runs.others.getState()[0]! };
}

/** The worker makes steps up to its hold, and reports them. */
async function reach(worker: FakeWorker, from: number) {
  const until = worker.last("holdAt").step!;
  for (let at = from + 1; at <= until; at++) worker.emit(lossRow(at, ...LOSSES));
  await settled();
  return until;
}

async function stop(worker: FakeWorker, at: number) {
  worker.reply("train", { step: step(at), reason: "paused" });
  worker.reply("pause", { step: step(at) });
  await settled();
}

describe("a second run", () => {
  test("is opened after the first, differs in one setting, and computes on the same backend with its share of the threads", async () => {
    const { a, b, second } = await openTwo();
    const [first, other] = [a.last("open").config, b.last("open").config];
    expect(other).toEqual({ ...first, hyperparameters: { ...first.hyperparameters, beta: 4 } });
    expect(b.last("open")).toMatchObject({ remembered: "wasm", threads: 1 });
    expect(second.store.getState()).toMatchObject({ phase: "ready", config: { hyperparameters: { beta: 4 } } });
    expect(second.series.columns).toEqual(["reconstruction", "kl", "total"]);
  });

  test("that is not wanted any more before it is opened starts no worker", async () => {
    const page = setUp("#model=vae&compare=beta:4");
    void page.session.start();
    await settled();
    void page.session.compare(null);
    page.workers[0]!.opened();
    await soon();
    expect(page.workers).toHaveLength(1);
  });

  test("trains in lockstep with the first, and is at the same step when training pauses", async () => {
    const { a, b, session, second, state } = await openTwo();
    void session.train();
    await settled();
    let [at, bt] = [await reach(a, 0), 0];
    expect(at).toBe(1); // until the time of the second run's steps is known
    for (let round = 0; round < 5; round++) {
      bt = await reach(b, bt);
      expect(bt).toBe(at);
      at = await reach(a, at);
    }
    expect(state().phase).toBe("training");
    const paused = vi.fn();
    void session.pause().then(paused);
    await stop(a, at);
    expect(state()).toMatchObject({ phase: "paused", step: at });
    expect(paused).not.toHaveBeenCalled();
    await reach(b, bt);
    await stop(b, at);
    expect(second.store.getState()).toMatchObject({ phase: "paused", step: at });
    expect(paused).toHaveBeenCalled();
  });

  test("does not move the first one's changes from the steps that its worker reports, even if the worker had not received its hold", async () => {
    const { a, session, state } = await openTwo();
    void session.train();
    await settled();
    expect(await reach(a, 0)).toBe(1); // its hold
    a.step = 2;
    await session.setHyperparameter("lr", 0.01);
    await soon();
    expect(state().begun.then).toMatchObject([{ step: 2, id: "lr", value: 0.01 }]);
  });

  test("gets the first one's changes at the same steps, except of the setting that differs", async () => {
    const { a, b, session, second } = await openTwo();
    void session.train();
    await settled();
    a.step = await reach(a, 0);
    await session.setHyperparameter("lr", 0.01);
    await session.setHyperparameter("beta", 2);
    await soon();
    expect(b.requestsOf("adjust")).toHaveLength(0); // it has not reached that step
    b.step = 1;
    await reach(b, 0);
    await soon();
    expect(b.last("adjust")).toEqual({ hyperparameters: { lr: 0.01 } });
    expect(second.store.getState().begun.then).toMatchObject([{ step: 1, id: "lr", value: 0.01 }]);
    expect(second.store.getState().config.hyperparameters).toMatchObject({ beta: 4 });
  });

  test("has the first one's view", async () => {
    const { b, session, second, state } = await openTwo();
    session.moveTo([1, -1]);
    await settled();
    expect(second.store.getState()).toMatchObject({ z: [1, -1], plane: state().plane });
    expect(b.last("position").z).toEqual([1, -1]);
  });

  test("of another number of dimensions has the first one's view once, not as a move at each loss", async () => {
    const { a, b, session, second } = await openTwo("#model=vae&compare=latent:3");
    session.moveTo([1, -1]);
    await settled();
    expect(second.store.getState().z).toEqual([1, -1, 0]);
    const asked = () => [b.requestsOf("position").length, b.requestsOf("watch").length];
    await vi.advanceTimersByTimeAsync(1000);
    const before = asked();
    for (let at = 1; at <= 5; at++) {
      a.emit(lossRow(at, ...LOSSES));
      await vi.advanceTimersByTimeAsync(300);
    }
    expect(asked()).toEqual(before);
  });

  test("restarts with the first", async () => {
    const { a, b, session, second } = await openTwo();
    void session.setSeed(5);
    await soon();
    a.opened();
    await settled();
    expect(b.last("open").config).toMatchObject({ seed: 5, hyperparameters: { beta: 4 } });
    expect(second.series.length).toBe(0);
  });

  test("that fails does not hold the first one", async () => {
    const { a, b, session, second } = await openTwo();
    void session.train();
    await settled();
    await reach(a, 0);
    b.emit({ kind: "failed", error: { code: "loss-not-finite", message: "step 1" } });
    b.reply("train", { step: step(0), reason: "not-finite" });
    await settled();
    expect(second.store.getState().phase).toBe("failed");
    expect(a.last("holdAt").step).toBeNull();
  });

  test("ends on request, and the first continues", async () => {
    const { a, b, session, state } = await openTwo();
    void session.train();
    await settled();
    await reach(a, 0);
    await session.compare(null);
    expect(b.terminated).toBe(true);
    expect(a.last("holdAt").step).toBeNull();
    expect(state()).toMatchObject({ phase: "training", comparison: null, notices: [] });
  });

  test("ends with a notice if another model does not have the setting that differs", async () => {
    const { b, session, state } = await openTwo();
    void session.openModel("gan");
    await settled();
    expect(state()).toMatchObject({ comparison: null, notices: [{ kind: "comparison-ended" }] });
    expect(b.terminated).toBe(true);
  });

  test("continues after its worker was lost, and the first waits for it", async () => {
    const { a, b, session, workers, second } = await openTwo();
    void session.train();
    await settled();
    await reach(a, 0);
    b.crash();
    await settled();
    expect(workers).toHaveLength(3);
    workers[2]!.opened();
    await settled();
    expect(workers[2]!.last("train")).toEqual({ until: MAX_STEP });
    expect(workers[2]!.last("holdAt").step).toBe(1);
    expect(second.store.getState().phase).toBe("training");
  });
});

test("a script begins and ends it, and gets errors for invalid differences", async () => {
  const page = await openPage("#model=vae");
  const handle = createHandle(page);
  await expect(handle.compare({ beta: 1 })).rejects.toMatchObject({ code: "bad-setting" });
  await expect(handle.compare({ beta: 2, lr: 1 })).rejects.toMatchObject({ code: "bad-setting" });
  const compared = handle.compare({ beta: 4 });
  await settled();
  page.workers[0]!.opened();
  await settled();
  page.workers[1]!.opened();
  expect(await compared).toMatchObject({ comparison: { differs: "beta", value: 4, step: 0, phase: "ready" } });
  expect((await handle.info()).fragment).toBe("model=vae&compare=beta:4");
  expect(await handle.losses("B")).toHaveProperty("kl");
  expect(await handle.compare(null)).toMatchObject({ comparison: null });
});

test("a script compares with a program, as its text or as a link contains it, and gets the reason if it cannot be trained", async () => {
  const page = await openPage("#model=vae");
  const handle = createHandle(page);
  const wrong = SMALL_VAE.replace("nn.Linear(2,", "nn.Linear(3,");
  await expect(handle.compare({ program: wrong })).rejects.toMatchObject({ code: "bad-setting", message: expect.stringContaining("mat1 and mat2") as string });
  await expect(handle.compare({ program: "nonsense" })).rejects.toMatchObject({ code: "bad-setting" });
  await expect(handle.compare({ program: SMALL_VAE, beta: 4 })).rejects.toMatchObject({ code: "bad-setting" });
  for (const [i, program] of [SMALL_VAE, pack(SMALL_VAE)].entries()) {
    const compared = handle.compare({ program });
    await eventually(() => expect(page.store.getState().comparison).not.toBeNull());
    page.workers[0]!.opened();
    await eventually(() => expect(page.workers).toHaveLength(i + 2));
    page.workers[i + 1]!.opened();
    const { comparison, fragment } = await compared;
    expect(comparison).toMatchObject({ differs: "model", value: expect.stringMatching(/^program-/) as string, phase: "ready" });
    expect(fragment).toBe(`model=vae&compare=program:${pack(SMALL_VAE)}`);
    await handle.compare(null);
  }
});
