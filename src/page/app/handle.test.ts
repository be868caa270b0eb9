import { expect, test } from "vitest";
import { version } from "../../../package.json";
import { eventually } from "../../core/testing";
import { step } from "../../core/run/ids";
import type { Measured, ResultOf } from "../../subject/measurements/registry";
import { createFrames } from "../state/frames";
import { createSeries } from "../state/series";
import { fileOf, makeRun } from "../state/checkpoint/testing";
import { createAppStore } from "../state/createAppStore";
import { createFakeWorker, lossRow } from "./testing/fakeWorker";
import { createHandle } from "./handle";
import { createSession } from "./session";
import { createBackendMemory } from "./backendMemory";

const codes: ResultOf<"codes"> = {
  images: 2000, klPerDimension: null, variances: [0, 0], activeUnits: 0, rateBits: null, distortionNats: null, sigma: null, sorting: null, codebook: null,
};
const histogram: ResultOf<"class-histogram"> = {
  samples: 1000, counts: [], entropy: 0, covered: 1, variety: 0, clear: 0, verdict: { kind: "unclear", missing: [], over: [] },
};

async function setUp() {
  const worker = createFakeWorker();
  const store = createAppStore();
  const series = createSeries();
  const address = { fragment: () => "", mend: () => null, withFragment: (next: string) => `#${next}`, replace: () => undefined, push: () => undefined, mark: () => null, stamp: () => undefined, onChange: () => () => undefined };
  const memory = createBackendMemory(() => { throw new Error("forbidden"); });
  const session = createSession({ store, series, frames: createFrames(), spawn: () => worker.port, address, memory });
  const handle = createHandle({ store, series, session });
  const opened = handle.open("model=vae&batch=100&seed=5");
  await eventually(() => worker.opened());
  return { worker, handle, info: await opened, session };
}

test("info returns the state of the run as plain data", async () => {
  const { info, session } = await setUp();
  expect(info).toMatchObject({
    version: expect.stringMatching(/^\d+\.\d+\.\d+/), model: "vae", preset: null, seed: 5, backend: "wasm", backendWish: "auto",
    engineWish: "auto", engineMode: "eager", engine: { reason: "no-compiler" }, phase: "ready", step: 0, epoch: 0, columns: ["reconstruction", "kl", "total"], notices: [],
    fragment: "model=vae&seed=5&batch=100", failure: null,
  });
  expect(structuredClone(info)).toEqual(info);
  session.dispose();
});

test("train, losses and decode return plain data", async () => {
  const { worker, handle, session } = await setUp();
  const trained = handle.train({ steps: 2 });
  await eventually(() => expect(worker.requestsOf("train")).toHaveLength(1));
  worker.emit(lossRow(1, 200, 0, 200, 190, 1, 191));
  worker.reply("train", { step: step(2), reason: "reached" });
  expect(await trained).toEqual({ step: 2, reason: "reached" });
  expect(await handle.losses()).toEqual({ reconstruction: [[1, 200], [2, 190]], kl: [[1, 0], [2, 1]], total: [[1, 200], [2, 191]] });
  expect(await handle.info()).toMatchObject({ step: 2, images: 200, epoch: 2 / 600 });

  const decoded = handle.decode([0.5, -1], 3);
  await eventually(() => expect(worker.requestsOf("decode")).toHaveLength(1));
  worker.reply("decode", { pixels: new Float32Array(784).fill(0.25), step: step(2) });
  expect(await decoded).toEqual(new Float32Array(784).fill(0.25));
  session.dispose();
});

test("encode returns the codes of images, by their number or their pixels", async () => {
  const { worker, handle, session } = await setUp();
  const byNumber = handle.encode(7);
  await eventually(() => expect(worker.last("encode")).toEqual({ images: [7] }));
  worker.reply("encode", { codes: Float32Array.of(1, 2), step: step(0) });
  expect(await byNumber).toEqual(Float32Array.of(1, 2));
  const pixels = Array.from({ length: 784 }, () => 0.5);
  const byPixels = handle.encode(pixels, 4);
  await eventually(() => expect(worker.last("encode")).toEqual({ pixels: Float32Array.from(pixels), class: 4 }));
  worker.reply("encode", { codes: Float32Array.of(3, 4), step: step(0) });
  expect(await byPixels).toEqual(Float32Array.of(3, 4));
  await expect(handle.encode(7, 10)).rejects.toMatchObject({ code: "bad-setting" });
  session.dispose();
});

test("a run is saved as a Blob, and loaded from one or from its bytes", async () => {
  const { worker, handle, session } = await setUp();
  await expect(handle.load(new Uint8Array(100))).rejects.toMatchObject({ name: "ElboError", code: "bad-snapshot" });
  const run = makeRun("vae", { hidden: 16 }, 40);
  const opened = handle.load(await fileOf(run));
  await eventually(() => expect(worker.last("open").snapshot?.step).toBe(40));
  worker.opened();
  expect(await opened).toMatchObject({ step: 40, phase: "paused", seed: 7, hyperparameters: run.config.hyperparameters });
  const saved = handle.save();
  await eventually(() => expect(worker.requestsOf("snapshot")).toHaveLength(1));
  worker.reply("snapshot", run.snapshot);
  expect(new Uint8Array(await (await saved).arrayBuffer())).toEqual(await fileOf(run, version));
  session.dispose();
});

test("measure returns numbers and their step", async () => {
  const { worker, handle, session } = await setUp();
  const measured = handle.measure("k-sample-bound", { k: 2 });
  await eventually(() => expect(worker.last("measure")).toEqual({ id: "k-sample-bound", settings: { k: 2 } }));
  const result = { images: 500, k: 2, bound: 120, standardError: 2, negativeElbo: 125 };
  worker.reply("measure", { id: "k-sample-bound", step: step(9), result });
  expect(await measured).toEqual({ step: 9, ...result });
  session.dispose();
});

test("examine makes the measurements that the rules need, and returns its findings", async () => {
  const { worker, handle, session } = await setUp();
  worker.emit(lossRow(1, ...Array.from({ length: 200 }, () => [200, 0.01, 200]).flat()));
  await eventually(async () => expect((await handle.info()).step).toBe(200)); // numbers are written ten times a second
  const examined = handle.examine();
  for (const [id, result] of [["class-histogram", histogram], ["codes", codes], ["reconstructions", { images: 1000, sharpness: 0, sharpnessOfImages: 1, sameClass: 0.1 }]] as const) {
    await eventually(() => expect(worker.last("measure")).toMatchObject({ id })); // until the doctor's script has been loaded
    worker.reply("measure", { id, step: step(200), result } as Measured);
  }
  const { step: at, examinations } = await examined;
  expect(at).toBe(200);
  expect(examinations.filter(({ verdict }) => verdict.kind !== "well")).toMatchObject([
    { id: "few-classes", verdict: { kind: "unknown", why: "unclear", evidence: [{ what: "clear samples", measured: 0 }] } },
    { id: "posterior-collapse", verdict: { kind: "ill", evidence: [{ what: "KL term" }, { what: "active units", measured: 0 }] } },
    { id: "holes", verdict: { kind: "unknown", why: "unclear", evidence: [{ what: "reconstructions of the same class", measured: 0.1 }] } },
  ]);
  session.dispose();
});

test.each<[code: string, call: (handle: Record<string, (...given: readonly unknown[]) => Promise<unknown>>) => Promise<unknown> | undefined, advice: string]>([
  ["bad-setting", ({ open }) => open?.(5), "open: write the link as text"],
  ["bad-setting", ({ open }) => open?.({ model: "x" }), "open: write the link as text"],
  ["unknown-preset", ({ open }) => open?.("preset=nonsense&beta=4"), "no preset nonsense. The presets are "],
  ["unknown-preset", ({ open }) => open?.("#preset=first-vae@99"), "The newest version is first-vae@2."],
  ["unknown-preset", ({ open }) => open?.("preset=first-vae@x"), "no preset first-vae@x"],
  ["unknown-model", ({ open }) => open?.("model=x"), "no model x. Among its models are "],
  ["bad-setting", ({ train }) => train?.(500), "write the options as an object, such as { steps: … }"],
  ["bad-setting", ({ train }) => train?.(null), "write the options as an object"],
  ["bad-setting", ({ train }) => train?.({ step: 5 }), "no option is named step. The options are steps."],
  ["bad-setting", ({ losses }) => losses?.("C"), '"A" or "B"'],
  ["bad-setting", ({ compare }) => compare?.(), "name one setting"],
  ["bad-setting", ({ compare }) => compare?.({ nonsense: 4 }), "name one setting"],
  ["bad-setting", ({ encode }) => encode?.(), "the number of a test image"],
  ["bad-setting", ({ encode }) => encode?.(1, "3"), "from 0 to 9"],
  ["bad-latent", ({ decode }) => decode?.(), "one for each latent dimension"],
  ["bad-setting", ({ measure }) => measure?.("codes", 5), "write the settings as an object"],
  ["bad-setting", ({ complete }) => complete?.(), "lists of 784 numbers"],
  ["bad-setting", ({ complete }) => complete?.(new Float32Array(784), { sampels: 3 }), "no option is named sampels"],
  ["bad-setting", ({ load }) => load?.(5), "the file must be a Blob"],
  ["bad-setting", ({ checkMachine }) => checkMachine?.({ backend: ["wasm"] }), "no option is named backend"],
  ["bad-setting", ({ checkMachine }) => checkMachine?.({ backends: "wasm" }), "write backends and models as lists"],
])("an argument of the wrong kind is refused with %s before anything happens, and the message says what to write: %s", async (code, call, advice) => {
  const { worker, handle, session } = await setUp();
  const opened = worker.requestsOf("open").length;
  await expect(call({ ...handle } as never)).rejects.toMatchObject({ name: "ElboError", code, message: expect.stringContaining(advice) });
  expect(worker.requestsOf("open")).toHaveLength(opened);
  expect(await handle.info()).toMatchObject({ seed: 5, notices: [] });
  session.dispose();
});

test("failures are Errors with a code", async () => {
  const { worker, handle, session } = await setUp();
  await expect(handle.decode([1, 2, 3])).rejects.toMatchObject({ code: "bad-latent" });
  await expect(handle.decode([1, NaN])).rejects.toMatchObject({ code: "bad-latent" });
  await expect(handle.decode([1, 2], 10)).rejects.toBeInstanceOf(Error);
  await expect(handle.train({ steps: -1 })).rejects.toMatchObject({ code: "bad-setting" });
  const measured = handle.evaluate();
  await eventually(() => expect(worker.requestsOf("evaluate")).toHaveLength(1));
  worker.refuse("evaluate", "no-such-measurement");
  await expect(measured).rejects.toMatchObject({ name: "ElboError", code: "no-such-measurement" });
  session.dispose();
});
