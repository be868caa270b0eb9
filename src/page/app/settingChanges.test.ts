import { describe, expect, test, vi } from "vitest";
import { runId, step } from "../../core/run/ids";
import { changesMade, MAX_CHANGES } from "../../core/run/liveChanges";
import { lossRow, snapshotAt } from "./testing/fakeWorker";
import { onVirtualClock, openPage, settled, setUp, soon } from "./testing/testPage";

onVirtualClock();

describe("changes", () => {
  test("of live settings go to the current run", async () => {
    const { session, worker, state } = await openPage();
    await session.setHyperparameter("beta", 4);
    expect(worker.last("adjust").hyperparameters).toEqual({ beta: 4 });
    expect(worker.requestsOf("open")).toHaveLength(1);
    expect(state().config.hyperparameters["beta"]).toBe(4);
  });

  test("of live settings are limited to the number that links and files can contain, with and without training", async () => {
    const planned = Array.from({ length: MAX_CHANGES - 3 }, (_, i) => `${i + 1}:beta=${1 + i % 2}`);
    const { session, worker, state } = await openPage(`#model=vae&then=${planned.join()}`);
    const [changes, betas] = [() => state().begun.then?.length, () => worker.requestsOf("adjust").map(({ params }) => params.hyperparameters["beta"])];
    const trained = session.train({ steps: 5000 });
    await settled();
    worker.emit(lossRow(2000, 1, 1, 2));
    worker.step = 2000;
    const full = [{ kind: "changes-full", count: MAX_CHANGES }];
    for (const beta of [4, 5, 6, 7, 8]) {
      void session.setHyperparameter("beta", beta);
      vi.advanceTimersByTime(250); // the worker has not answered when the next change comes
      worker.step++;
    }
    expect(state().notices).toEqual(full);
    expect(state().config.hyperparameters["beta"]).toBe(6);
    await settled();
    expect(betas()).toEqual([4, 5, 6]);
    expect(changes()).toBe(MAX_CHANGES);
    worker.reply("train", { step: step(5000), reason: "reached" });
    await trained;
    await session.setHyperparameter("beta", 9);
    expect([state().config.hyperparameters["beta"], changes(), state().notices]).toEqual([6, MAX_CHANGES, full]);
    void session.setHyperparameter("latent", 3); // this opens a new run
    expect(state().config.hyperparameters["latent"]).toBe(3);
  });

  test("of other settings restart the run once, and training continues", async () => {
    const { session, worker, state, series } = await openPage();
    const outcome = session.train();
    await settled();
    worker.emit(lossRow(1, 1, 2, 3));
    for (let latent = 3; latent <= 9; latent++) void session.setHyperparameter("latent", latent);
    expect(state()).toMatchObject({ phase: "opening", step: 0, z: Array.from({ length: 9 }, () => 0) });
    expect(series.length).toBe(0);
    worker.emit(lossRow(2, 1, 2, 3), runId(1)); // of the previous run
    await soon();
    expect(series.length).toBe(0);
    expect(worker.requestsOf("open").map(({ params }) => params.config.hyperparameters["latent"])).toEqual([2, 9]);
    worker.opened();
    await settled();
    expect(state().phase).toBe("training");
    expect(worker.last("watch").manifold?.plane.through).toHaveLength(9);
    worker.reply("train", { step: step(3), reason: "reached" });
    expect(await outcome).toEqual({ step: 3, reason: "reached" });
  });

  test("are checked and rounded, and unknown names are refused", async () => {
    const { session, state } = await openPage();
    await session.setHyperparameter("lr", 0.00123456);
    await session.setHyperparameter("beta", 1e9);
    expect(state().config.hyperparameters).toMatchObject({ lr: 0.001235, beta: 40 });
    await expect(session.setHyperparameter("__proto__", 1)).rejects.toMatchObject({ code: "internal" });
  });

  test("of the model keep seed and backend, and take its own defaults", async () => {
    const { session, state } = await openPage("#preset=holes&seed=9&backend=cpu");
    void session.openModel("cgan");
    expect(state()).toMatchObject({ preset: null, config: { model: "cgan", seed: 9, backend: "cpu" } });
    expect(state().config.hyperparameters).toMatchObject({ condition: "projection", latent: 64 });
    expect(state().z).toHaveLength(64);
    expect(state().z.some((value) => value !== 0)).toBe(true);
  });

  describe("during a run", () => {
    /** Returns a training run at step 300 on the page and 303 in the worker. */
    async function training(fragment: string) {
      const page = await openPage(fragment);
      void page.session.train();
      await settled();
      const at = async (last: number) => {
        page.worker.emit(lossRow(last, 1, 2, 3));
        await vi.advanceTimersByTimeAsync(100);
      };
      await at(300);
      page.worker.step = 303;
      return { ...page, worker: page.worker, at };
    }

    test("are in the link with the worker's step; a drag is one change", async () => {
      const { session, worker, state } = await training("#model=vae");
      for (const beta of [1.5, 2, 3, 4]) await session.setHyperparameter("beta", beta);
      expect(state().config.hyperparameters["beta"]).toBe(4);
      await soon();
      expect(worker.requestsOf("adjust").map(({ params }) => params.hyperparameters)).toEqual([{ beta: 4 }]);
      expect(session.fragment()).toBe("model=vae&then=303:beta=4");
      expect(changesMade(state().begun, 303)).toMatchObject([{ step: 303, id: "beta", from: 1, value: 4 }]);
    });

    test("are applied before the run pauses, and then are in the link", async () => {
      const { session, worker } = await training("#model=vae");
      await session.setHyperparameter("beta", 4);
      void session.pause();
      await settled();
      expect(worker.requests.map(({ command }) => command).filter((command) => command === "adjust" || command === "pause")).toEqual(["adjust", "pause"]);
      expect(session.fragment()).toBe("model=vae&then=303:beta=4");
    });

    test("that were made by hand become initial settings when the run restarts", async () => {
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

    test("that the link schedules happen; a change by the reader ends them", async () => {
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

  test("that are made while the run opens hold when it is open", async () => {
    const page = setUp();
    void page.session.start();
    await settled();
    await page.session.setHyperparameter("beta", 7);
    expect(page.worker.requestsOf("adjust")).toHaveLength(0);
    page.worker.opened();
    await settled();
    expect(page.worker.last("adjust").hyperparameters).toMatchObject({ beta: 7 });
  });
});
