/**
 * A run on a GPU checks itself against WASM and says so, without changing any number. If the GPU computes wrong numbers, the run
 * changes the backend, with a notice, before the reader sees any of them.
 */
import { readFileSync } from "node:fs";
import { readCheckpoint } from "../src/page/state/checkpoint/decode";
import { encodeCheckpoint } from "../src/page/state/checkpoint/encode";
import { beginToLie, destroyArena, hang, runOutOfMemory, tamperWithGpu } from "./lyingGpu";
import { expect, launchedWith, SWIFTSHADER_WEBGPU, test, valuesOf, type Losses, type Room } from "./room";
import { hearWorkers } from "./workerLines";

test.use(launchedWith(...SWIFTSHADER_WEBGPU));
test.setTimeout(180_000);

const tiny = "model=vae&hidden=16&batch=16&seed=3";
/** The next backend: some browsers emulate WebGL despite their flags. */
const NEXT = /^(webgl|wasm)$/;
const notices = (room: Room) => room.page.getByRole("status", { name: "Notices" });

declare global {
  interface Window {
    /** Every value of a loss that the worker has reported, with its step. */
    reported?: [step: number, value: number][];
  }
}

/** Records all losses that reach the page, also those that are withdrawn. */
async function listen(room: Room): Promise<void> {
  await hearWorkers(room.page);
  await room.page.addInitScript(() => {
    const reported: [number, number][] = (window.reported = []);
    window.addEventListener("from-worker", ({ detail }) => {
      if (detail.kind === "losses") detail.values.forEach((value, i) => reported.push([detail.firstStep + Math.floor(i / 3), value]));
    });
  });
}
const reported = (room: Room) => room.page.evaluate(() => window.reported!);

/** The losses of an undisturbed run on a backend. */
async function lossesOn(room: Room, backend: string, steps: number): Promise<Losses> {
  await room.open(`${tiny}&backend=${backend}`);
  await room.trainSteps(steps);
  expect((await room.info()).backend).toBe(backend.split("&")[0]);
  return room.losses();
}

function expectClose(losses: Losses, wanted: Losses, tolerance = 1e-4): void {
  for (const id of Object.keys(wanted)) {
    const expected = valuesOf(wanted, id);
    expect(valuesOf(losses, id)).toHaveLength(expected.length);
    valuesOf(losses, id).forEach((value, i) => expect(Math.abs(value / expected[i]! - 1), `${id}, step ${i + 1}`).toBeLessThan(tolerance));
  }
}

test("a correct GPU: the status line says that it was checked, and the dialog how well it agreed", { tag: "@exhaustive" }, async ({ room, page }) => {
  await room.open(`${tiny}&backend=webgpu`);
  await room.trainSteps(3);
  const { checked, backend, engineMode } = await room.info();
  expect({ backend, engineMode }).toEqual({ backend: "webgpu", engineMode: "compiled" });
  expect(checked).toMatchObject({ verdict: "agreed", reference: "wasm", step: 0 });
  await expect(room.status).toContainText("WebGPU, compiled, checked");
  await room.status.getByRole("button").click();
  await expect(page.getByRole("dialog", { name: "Compute backend" }))
    .toContainText(/at step 0, against WASM: losses agree to 1 part in \d[\d,]*00, gradients to 1 in \d[\d,]*00/);
  expect((await room.info()).notices).toEqual([]);
});

test("WASM, the reference, has no message about a check", { tag: "@exhaustive" }, async ({ room }) => {
  await room.open(`${tiny}&backend=wasm`);
  await room.trainSteps(3);
  await expect(room.status).toContainText("WASM, compiled");
  await expect(room.status).not.toContainText("checked");
  expect((await room.info()).checked).toBeNull();
});

test("without a second worker compiled steps are checked against eager ones; the run's numbers are the same", { tag: "@exhaustive" }, async (
  { room, anotherRoom, context },
) => {
  const withCheck = await lossesOn(room, "webgpu", 5);
  await tamperWithGpu(context, { alone: true });
  const alone = await anotherRoom();
  expect(await lossesOn(alone, "webgpu", 5)).toEqual(withCheck);
  expect((await alone.info()).checked).toMatchObject({ verdict: "agreed", reference: "webgpu" });
});

for (const alone of [false, true]) {
  test(`wrong compiled steps are replaced by ${alone ? "eager ones, without a second worker for comparison" : "those of WASM, which are faster than eager ones on an emulated GPU"}`, { tag: "@exhaustive" }, async (
    { room, anotherRoom, context },
  ) => {
    const wanted = await lossesOn(await anotherRoom(), "wasm", 5);
    await tamperWithGpu(context, { lies: "compiled", alone });
    await listen(room);
    await room.open(`${tiny}&backend=webgpu`);
    await room.trainSteps(5);
    expect(await room.info()).toMatchObject(alone ? { backend: "webgpu", engineMode: "eager", engine: { reason: "disagreed" } } : { backend: "wasm", engineMode: "compiled" });
    await expect(notices(room)).toContainText(alone ? /WebGPU \(.*\) gave wrong results here.*last checked step, 0,.*WebGPU without compiled steps/
      : /WebGPU \(.*\) gave wrong results here.*last checked step, 0,.*continues with WASM/);
    const losses = await room.losses();
    expectClose(losses, wanted);
    expect((await reported(room)).map(([, value]) => value)).toEqual(valuesOf(losses, "total").flatMap((_, i) =>
      Object.keys(losses).map((id) => valuesOf(losses, id)[i])));
    await expect(room.status).toContainText(alone ? /WebGPU, eager(?!, checked)/ : "WASM, compiled");
  });
}

test("a GPU whose results are all wrong is replaced by the next backend", { tag: "@exhaustive" }, async ({ room, anotherRoom, context }) => {
  const wanted = await lossesOn(await anotherRoom(), "wasm", 5);
  await tamperWithGpu(context, { lies: "all" });
  await listen(room);
  await room.open(`${tiny}&backend=webgpu&engine=eager`);
  await room.trainSteps(5);
  expect((await room.info()).backend).toMatch(NEXT);
  await expect(notices(room)).toContainText(/WebGPU \(.*\) gave wrong results here.*last checked step, 0,.*continues with (WebGL|WASM)/);
  expectClose(await room.losses(), wanted);
  expect(await reported(room)).toHaveLength(15);
});

test("a GPU with occasional wrong results is replaced by WASM: the same step gave different results", { tag: "@exhaustive" }, async ({ room, context }) => {
  await tamperWithGpu(context, { lies: "sometimes" });
  await listen(room);
  await room.open(`${tiny}&backend=webgpu`);
  await room.trainSteps(5);
  const trials = [{ kind: "disagreed", disagreement: { reference: "itself" } }];
  expect(await room.info()).toMatchObject({ backend: "wasm", report: { reason: "fell-back", trials } });
  await expect(notices(room)).toContainText(/WebGPU \(.*\) is not reliable here: the same step gave different results.*last checked step, 0,.*continues with WASM/);
  expect(await reported(room)).toHaveLength(15);
});

test("a GPU that starts to give wrong results is detected within an epoch; its losses are withdrawn", { tag: "@exhaustive" }, async ({ room, anotherRoom, context }) => {
  const run = "model=vae&hidden=16&batch=64&seed=3"; // an epoch has 937 steps, of which WASM makes the first 930
  const honest = await anotherRoom();
  await honest.open(`${run}&backend=wasm`);
  await honest.trainSteps(930);
  const { path } = await honest.save();
  const { config, snapshot } = await readCheckpoint(new Blob([readFileSync(path)]));
  const onGpu = Buffer.concat(encodeCheckpoint({ ...config, backend: "webgpu" }, snapshot, "a test"));

  await tamperWithGpu(context, {});
  await listen(room);
  await room.open(`${tiny}&backend=wasm`);
  await room.load({ name: "on-gpu.safetensors", mimeType: "application/octet-stream", buffer: onGpu });
  await expect.poll(async () => (await room.info()).step).toBe(930);
  await room.trainSteps(2);
  expect(await room.info()).toMatchObject({ backend: "webgpu", engineMode: "compiled", checked: { verdict: "agreed", step: 930 } });
  await beginToLie(room.page);
  await room.train.click();
  await expect(notices(room)).toContainText(/last checked step, 930,.*continues with WASM/, { timeout: 90_000 });
  await room.pause.click();
  await expect(room.train).toBeEnabled({ timeout: 60_000 }); // eager steps on an emulated GPU take long
  await room.trainSteps(2);
  const { backend, engineMode, step: end } = await room.info();
  expect({ backend, engineMode }).toEqual({ backend: "wasm", engineMode: "compiled" });
  const losses = await room.losses();
  expect(valuesOf(losses, "total")).toHaveLength(end - 930);
  expect((await reported(room)).length).toBeGreaterThan(3 * (end - 930)); // some were reported, and withdrawn

  await honest.trainSteps(end - 930);
  const wanted = await honest.losses();
  expectClose(losses, Object.fromEntries(Object.entries(wanted).map(([id, rows]) => [id, rows.slice(930)])), 1e-3);
});

for (const [what, happen] of [["refuses what it is handed", destroyArena], ["runs out of memory", runOutOfMemory], ["hangs", hang]] as const) {
  test(`a GPU that ${what}: the run continues on another backend, from checked weights`, { tag: "@exhaustive" }, async ({ room, anotherRoom, context }) => {
    const wanted = await lossesOn(await anotherRoom(), "wasm", 40);
    await tamperWithGpu(context, {});
    await room.open(`${tiny}&backend=webgpu`);
    await room.trainSteps(20);
    expect(await room.info()).toMatchObject({ backend: "webgpu", engineMode: "compiled" });
    await happen(room.page);
    await room.trainSteps(20);
    const missing = 40 - (await room.info()).step;
    if (missing > 0) await room.trainSteps(missing); // it had returned to the checked weights before the training was requested
    const { backend, step } = await room.info();
    expect(backend).toMatch(NEXT);
    expect(step).toBe(40);
    await expect(notices(room)).toContainText(/WebGPU \(.*\) failed here. The run continues with (WebGL|WASM)/);
    expectClose(await room.losses(), wanted);
  });
}

test("a GPU that claims features that it lacks: the run does not use them", { tag: "@exhaustive" }, async ({ room, context }) => {
  await tamperWithGpu(context, { lacks: "features" });
  await room.open(`${tiny}&backend=webgpu`);
  await room.trainSteps(3);
  expect(await room.info()).toMatchObject({ backend: "webgpu", engineMode: "compiled", checked: { verdict: "agreed" }, notices: [] });
});

for (const lacks of ["limits", "shaders"] as const) {
  test(`a GPU that claims ${lacks} that it lacks: the run takes another backend and says so`, { tag: "@exhaustive" }, async ({ room, anotherRoom, context }) => {
    const wanted = await lossesOn(await anotherRoom(), "wasm", 5);
    await tamperWithGpu(context, { lacks });
    await listen(room);
    await room.open(`${tiny}&backend=webgpu`);
    await room.trainSteps(5);
    expect((await room.info()).backend).toMatch(NEXT);
    await expect(notices(room)).toContainText(/WebGPU \(.*\) failed here. The run continues with (WebGL|WASM)/);
    expectClose(await room.losses(), wanted);
    expect(await reported(room)).toHaveLength(15);
  });
}
