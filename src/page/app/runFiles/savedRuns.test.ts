import { describe, expect, test, vi } from "vitest";
import { eventually } from "../../../core/testing";
import { readCheckpoint } from "../../state/checkpoint/decode";
import { encodeCheckpoint } from "../../state/checkpoint/encode";
import { defaultsOf } from "../../../core/model/hyperparameters";
import { stateShapes } from "../../../engine/step/trainState";
import { models } from "../../../subject/models/registry";
import { tensorsOf } from "../../state/checkpoint/format";
import { expectSameRun, fileOf, makeRun } from "../../state/checkpoint/testing";
import { lossRow } from "../testing/fakeWorker";
import { codeOf, onVirtualClock, openPage, settled } from "../testing/testPage";

onVirtualClock();

test.each(models.map((model) => [model.id, model] as const))("%s: a file has everything from which the engine continues", (_, model) => {
  const h = defaultsOf(model.hyperparameters);
  expect(Object.fromEntries(tensorsOf(model, h))).toEqual(stateShapes(model.networks(h)));
});

describe("a saved run", () => {
  const small = { hidden: 16 };

  test("has the configuration with its live settings, and the worker's snapshot", async () => {
    const { session, worker, state } = await openPage("#model=vae&hidden=16&seed=3&engine=eager&fma=off&operands=f16");
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

  test("opens at its step, paused, and the link describes it", async () => {
    const run = makeRun("cgan", { ...small, lr: 0.001 }, 40);
    const page = await openPage();
    const training = page.session.train();
    await settled();
    const loading = page.session.load(new Blob([await fileOf(run)]));
    await eventually(() => expect(page.worker.last("open").config).toEqual(run.config));
    expect(await training).toMatchObject({ reason: "superseded" });
    expectSameRun({ config: page.worker.last("open").config, snapshot: page.worker.last("open").snapshot! }, run);
    page.worker.opened();
    await loading;
    expect(page.state()).toMatchObject({ phase: "paused", step: 40, preset: null, stop: null, notices: [] });
    expect(page.session.fragment()).toBe("model=cgan&seed=7&lr=0.001&hidden=16&backend=wasm");
    void page.session.train({ steps: 10 });
    await settled();
    expect(page.worker.last("train")).toEqual({ until: 50 });
    page.worker.emit(lossRow(41, 1, 2, 3, 4));
    expect([page.series.firstStep, page.series.length]).toEqual([41, 1]);
    page.worker.crash(); // there is no later snapshot: it continues from the file's
    await settled();
    expect(page.worker.last("open").snapshot?.step).toBe(40);
    page.worker.opened();
    await settled();
    void page.session.reset();
    await settled();
    expect(page.worker.last("open").snapshot).toBeUndefined();
  });

  test("keeps the name of its preset, and what differs from it", async () => {
    const { session, worker } = await openPage("#preset=first-vae&hidden=16&beta=4");
    const saving = session.save();
    await settled();
    worker.reply("snapshot", makeRun("vae", small, 40).snapshot);
    const { file } = await saving;
    vi.useRealTimers();
    expect(await readCheckpoint(file)).toMatchObject({ preset: { name: "first-vae", version: 2 } });
    vi.useFakeTimers();
    const page = await openPage("#model=gan");
    const loading = page.session.load(file);
    await eventually(() => expect(page.worker.last("open").config.model).toBe("vae"));
    page.worker.opened();
    await loading;
    expect(page.session.fragment()).toMatch(/^preset=first-vae@2&beta=4&hidden=16/);
  });

  test("of a preset that this page does not have, or that is another model's, opens without it", async () => {
    const run = makeRun("vae", small, 40);
    for (const preset of [{ name: "first-vae", version: 99 }, { name: "nonsense", version: 1 }, { name: "first-gan", version: 1 }]) {
      const page = await openPage("#model=gan");
      const loading = page.session.load(new Blob(encodeCheckpoint(run.config, run.snapshot, "1.0.0", preset)));
      await eventually(() => expect(page.worker.last("open").config).toEqual(run.config));
      page.worker.opened();
      await loading;
      expect(page.session.fragment()).toMatch(/^model=vae&/);
    }
  });

  test("is refused with a reason if the file is invalid, and the run stays", async () => {
    const { session, worker, state } = await openPage();
    void session.train();
    await settled();
    const opened = worker.requestsOf("open").length;
    vi.useRealTimers();
    await expect(session.load(new Blob(["nonsense, and nothing else"]))).rejects.toMatchObject({ code: "bad-snapshot" });
    expect(worker.requestsOf("open")).toHaveLength(opened);
    expect(state()).toMatchObject({
      phase: "training", failure: null, notices: [{ kind: "not-loaded", reason: "not-safetensors", detail: "" }],
    });
  });

  test("if two files are chosen one after the other, the later one is opened", async () => {
    const page = await openPage();
    const [first, second] = await Promise.all([makeRun("vae", small, 1), makeRun("gan", small, 2)].map((run) => fileOf(run)));
    const loading = codeOf(page.session.load(new Blob([first!])));
    void page.session.load(new Blob([second!]));
    expect(await loading).toBe("superseded");
    await eventually(() => expect(page.worker.last("open")).toMatchObject({ config: { model: "gan" }, snapshot: { step: 2 } }));
  });

  test("is not opened if another experiment is opened while the file is read", async () => {
    const page = await openPage();
    const loading = codeOf(page.session.load(new Blob([await fileOf(makeRun("vae", small, 1))])));
    void page.session.openFragment("model=gan&hidden=16");
    expect(await loading).toBe("superseded");
    await settled();
    expect(page.worker.last("open").config.model).toBe("gan");
  });

  test("is refused if weights are not finite, and the page says so", async () => {
    const { session, worker, state } = await openPage("#model=vae&hidden=16");
    const saving = codeOf(session.save());
    await settled();
    const { snapshot } = makeRun("vae", small, 40);
    snapshot.tensors["weights/encoder/hidden/bias"]!.data[3] = NaN;
    worker.reply("snapshot", snapshot);
    expect(await saving).toBe("bad-snapshot");
    expect(state().notices).toEqual([{ kind: "not-saved", detail: null }]);
  });
});
