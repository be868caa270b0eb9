import { readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { step } from "../../core/run/ids";
import { trainedStart as findTrained } from "../../subject/presets/trained";
import { lossRow, type FakeWorker } from "./testing/fakeWorker";
import { codeOf, onVirtualClock, openPage, settled, soon } from "./testing/testPage";

onVirtualClock();

describe("a trained start", () => {
  const START = findTrained({ name: "deep-convolutional", version: 1 })!;
  const file = () => readFileSync(path.join("public", START.file));
  /** The server's answer. */
  const serve = (answer: () => Response | Promise<Response>) => {
    const asked = vi.fn<(file: string, options?: RequestInit) => Promise<Response>>(async () => answer());
    vi.stubGlobal("fetch", asked);
    return asked;
  };
  const served = () => serve(() => new Response(file()));
  afterEach(() => vi.unstubAllGlobals());
  /** Resolves when reading and hashing have ended, which the virtual clock does not count. */
  const until = async (test: () => boolean) => {
    vi.useRealTimers();
    await vi.waitUntil(test, { timeout: 5000, interval: 5 });
    vi.useFakeTimers();
    await settled();
  };
  const at = (worker: FakeWorker) => worker.last("open").snapshot?.step;

  test("is loaded on request, and the run continues from it, with its losses", async () => {
    const asked = served();
    const { session, state, worker, series } = await openPage("#preset=deep-convolutional@1");
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
    worker.emit(lossRow(START.step + 1, 1, 1, 2, 1));
    expect(series.length).toBe(START.step + 1);
  });

  test("is not in the link after a reset to step 0", async () => {
    served();
    const { session, state, worker } = await openPage(`#preset=deep-convolutional@1&begin=${START.step}`);
    await until(() => at(worker) === START.step);
    worker.opened();
    await settled();
    void session.reset();
    await settled();
    expect(at(worker)).toBeUndefined();
    expect(state().begun.begin).toBeUndefined();
    expect(session.fragment()).toBe("preset=deep-convolutional@1");
  });

  test.each(["openPreset", "openModel", "setSeed"] as const)("is not used any more after %s", async (way) => {
    served();
    const { session, state, worker } = await openPage(`#preset=deep-convolutional@1&begin=${START.step}`);
    await until(() => at(worker) === START.step);
    worker.opened();
    await settled();
    void { openPreset: () => session.openPreset("first-gan"), openModel: () => session.openModel("dcgan"), setSeed: () => session.setSeed(5) }[way]();
    await soon();
    expect(state().begun.begin).toBeUndefined();
    expect(at(worker)).toBeUndefined();
  });

  test("has the step of a live setting that is changed then", async () => {
    served();
    const { session, worker } = await openPage(`#preset=deep-convolutional@1&begin=${START.step}`);
    await until(() => at(worker) === START.step);
    worker.opened();
    await settled();
    void session.setHyperparameter("lr", 0.0001);
    await settled();
    expect(session.fragment()).toBe(`preset=deep-convolutional@1&begin=${START.step}&then=${START.step}:lr=0.0001`);
  });

  test("is where autostart begins", async () => {
    served();
    const { worker } = await openPage(`#preset=deep-convolutional@1&begin=${START.step}&autostart=1`);
    await until(() => at(worker) === START.step);
    worker.opened();
    await settled();
    expect(worker.requestsOf("train")).toHaveLength(1);
  });

  /** Returns a page whose link begins with the trained start, and the function that delivers its file. */
  async function openBefore() {
    let come: (response: Response) => void = () => undefined;
    const asked = serve(() => new Promise<Response>((resolve) => { come = resolve; }));
    const page = await openPage(`#preset=deep-convolutional@1&begin=${START.step}`);
    await until(() => asked.mock.calls.length > 0);
    return { ...page, come: (response = new Response(file())) => come(response) };
  }

  test("a training that is requested meanwhile waits for it, and begins there", async () => {
    const { session, worker, come } = await openBefore();
    const trained = session.train({ steps: 20 });
    await settled();
    expect(worker.requestsOf("train")).toHaveLength(0);
    come();
    await until(() => at(worker) === START.step);
    worker.opened();
    await settled();
    expect(worker.last("train")).toEqual({ until: START.step + 20 });
    worker.reply("train", { step: step(START.step + 20), reason: "reached" });
    expect(await trained).toEqual({ step: START.step + 20, reason: "reached" });
  });

  test("a training that is requested meanwhile is superseded if it cannot be loaded; the next one begins without it", async () => {
    const { session, state, worker, come } = await openBefore();
    const code = codeOf(session.train());
    come(new Response("", { status: 404 }));
    await until(() => state().notices.length > 0);
    expect(await code).toBe("data-unreachable");
    expect(worker.requestsOf("train")).toHaveLength(0);
    void session.train();
    await settled();
    expect(worker.requestsOf("train")).toHaveLength(1);
  });

  test("a training that is requested and paused meanwhile does not begin", async () => {
    const { session, worker, come } = await openBefore();
    const training = session.train();
    void session.pause();
    come();
    await until(() => at(worker) === START.step);
    worker.opened();
    expect(await training).toMatchObject({ reason: "paused" });
    expect(worker.requestsOf("train")).toHaveLength(0);
  });

  test("a training that is requested meanwhile does not train another experiment", async () => {
    const { session, worker, come } = await openBefore();
    const training = session.train();
    void session.openPreset("first-gan");
    await settled();
    worker.opened();
    come();
    expect(await training).toMatchObject({ reason: "superseded" });
    expect(worker.requestsOf("train")).toHaveLength(0);
  });

  test("of a link that was opened meanwhile is the one that counts", async () => {
    served();
    const { session, state, worker } = await openPage("#preset=deep-convolutional@1");
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
  ] as const)("%s: a notice says so, and the run is unchanged", async (_, answer, code) => {
    serve(answer);
    const { session, state, worker } = await openPage("#preset=deep-convolutional@1");
    const { run, begun } = state();
    void session.begin();
    await until(() => state().notices.length > 0);
    expect(state()).toMatchObject({ run, begun, step: 0, phase: "ready", failure: null, beginning: false, notices: [{ kind: "not-begun", step: START.step, code }] });
    expect(at(worker)).toBeUndefined();
  });

  test("is fetched again if the browser's cache has a damaged copy", async () => {
    const asked = serve(() => new Response(asked.mock.calls.length === 1 ? file().fill(0, 5000, 5001) : file()));
    const { session, worker } = await openPage("#preset=deep-convolutional@1");
    void session.begin();
    await until(() => at(worker) === START.step);
    expect(asked.mock.calls.map(([, options]) => options?.cache)).toEqual(["default", "reload"]);
  });

  test("does not replace another experiment that was opened meanwhile", async () => {
    const asked = served();
    const { session, state, worker } = await openPage("#preset=deep-convolutional@1");
    const begins = session.begin();
    void session.openPreset("first-gan");
    vi.useRealTimers();
    await begins;
    vi.useFakeTimers();
    expect(asked).toHaveBeenCalledTimes(1);
    expect(state().preset?.name).toBe("first-gan");
    expect(at(worker)).toBeUndefined();
  });

  test.each(["#preset=first-vae@2", "#preset=deep-convolutional@1&lr=0.001", "#preset=deep-convolutional@1&seed=2", "#model=dcgan"])(
    "%s has none", async (link) => {
      const asked = served();
      const { session, worker } = await openPage(link);
      await session.begin();
      expect(asked).not.toHaveBeenCalled();
      expect(at(worker)).toBeUndefined();
    },
  );
});
