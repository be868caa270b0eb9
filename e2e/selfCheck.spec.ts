/**
 * A run on a GPU checks itself against WASM: it says so, it costs no bit, and a GPU that computes wrong numbers is left, aloud,
 * before the reader sees any of them.
 */
import { readFileSync } from "node:fs";
import { readCheckpoint } from "../src/state/checkpoint/decode";
import { encodeCheckpoint } from "../src/state/checkpoint/encode";
import { beginToLie, destroyArena, doctorGpu, runOutOfMemory } from "./lyingGpu";
import { expect, launchedWith, SWIFTSHADER_WEBGPU, test, valuesOf, type Losses, type Room } from "./room";
import { hearWorkers } from "./workerLines";

test.use(launchedWith(...SWIFTSHADER_WEBGPU));
test.setTimeout(180_000);

const tiny = "model=vae&hidden=16&batch=16&seed=3";
/** WebGL is emulated in some browsers whatever their flags say. */
const NEXT = /^(webgl|wasm)$/;
const notices = (room: Room) => room.page.getByRole("status", { name: "Notices" });

declare global {
  interface Window {
    /** Every value of a loss that the worker has told, with its step. */
    told?: [step: number, value: number][];
  }
}

/** Writes down all losses that reach the page, also those that are withdrawn. */
async function listen(room: Room): Promise<void> {
  await hearWorkers(room.page);
  await room.page.addInitScript(() => {
    const told: [number, number][] = (window.told = []);
    window.addEventListener("from-worker", ({ detail }) => {
      if (detail.kind === "losses") detail.values.forEach((value, i) => told.push([detail.firstStep + Math.floor(i / 3), value]));
    });
  });
}
const told = (room: Room) => room.page.evaluate(() => window.told!);

/** The total's losses of undisturbed steps. */
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

test("an honest GPU: the status line says that it was checked, the dialog how well it agreed", async ({ room, page }) => {
  await room.open(`${tiny}&backend=webgpu`);
  await room.trainSteps(3);
  const { checked, backend, engineMode } = await room.info();
  expect({ backend, engineMode }).toEqual({ backend: "webgpu", engineMode: "compiled" });
  expect(checked).toMatchObject({ verdict: "agreed", reference: "wasm", step: 0 });
  await expect(room.status).toContainText("WebGPU, compiled, checked");
  await room.status.getByRole("button").click();
  await expect(page.getByRole("dialog", { name: "What computes here" }))
    .toContainText(/at step 0, against WASM: losses agree to 1 part in \d[\d,]*00, gradients to 1 in \d[\d,]*00/);
  expect((await room.info()).notices).toEqual([]);
});

test("WASM is what others are checked against: nothing is said there", { tag: "@exhaustive" }, async ({ room }) => {
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
  await doctorGpu(context, { alone: true });
  const alone = await anotherRoom();
  expect(await lossesOn(alone, "webgpu", 5)).toEqual(withCheck);
  expect((await alone.info()).checked).toMatchObject({ verdict: "agreed", reference: "webgpu" });
});

for (const alone of [false, true]) {
  test(`compiled steps that are wrong are left for eager ones${alone ? ", also where only they can tell" : ""}`, { tag: "@exhaustive" }, async (
    { room, anotherRoom, context },
  ) => {
    const wanted = await lossesOn(await anotherRoom(), "wasm", 5);
    await doctorGpu(context, { lies: "compiled", alone });
    await listen(room);
    await room.open(`${tiny}&backend=webgpu`);
    await room.trainSteps(5);
    expect(await room.info()).toMatchObject({ backend: "webgpu", engineMode: "eager", engine: { reason: "disagreed" } });
    await expect(notices(room)).toContainText(/WebGPU computes wrong numbers here.*back at step 0.*WebGPU without compiled steps/);
    const losses = await room.losses();
    expectClose(losses, wanted);
    expect((await told(room)).map(([, value]) => value)).toEqual(valuesOf(losses, "total").flatMap((_, i) =>
      Object.keys(losses).map((id) => valuesOf(losses, id)[i])));
    await expect(room.status).toContainText(alone ? /WebGPU, eager(?!, checked)/ : "WebGPU, eager, checked");
  });
}

test("a GPU that is wrong in all it does is left for the next backend", { tag: "@exhaustive" }, async ({ room, anotherRoom, context }) => {
  const wanted = await lossesOn(await anotherRoom(), "wasm", 5);
  await doctorGpu(context, { lies: "all" });
  await listen(room);
  await room.open(`${tiny}&backend=webgpu&engine=eager`);
  await room.trainSteps(5);
  expect((await room.info()).backend).toMatch(NEXT);
  await expect(notices(room)).toContainText(/WebGPU computes wrong numbers here.*back at step 0.*goes on with (WebGL|WASM)/);
  expectClose(await room.losses(), wanted);
  expect(await told(room)).toHaveLength(15);
});

test("a GPU that is wrong now and then is left for WASM: the same step gave different results", { tag: "@exhaustive" }, async ({ room, context }) => {
  await doctorGpu(context, { lies: "sometimes" });
  await listen(room);
  await room.open(`${tiny}&backend=webgpu`);
  await room.trainSteps(5);
  const trials = [{ kind: "disagreed", disagreement: { reference: "itself" } }];
  expect(await room.info()).toMatchObject({ backend: "wasm", report: { reason: "fell-back", trials } });
  await expect(notices(room)).toContainText(/WebGPU is not reliable here: the same step gave different results.*back at step 0.*goes on with WASM/);
  expect(await told(room)).toHaveLength(15);
});

test("a GPU that begins to lie is found out within an epoch; what it told is withdrawn", { tag: "@exhaustive" }, async ({ room, anotherRoom, context }) => {
  const run = "model=vae&hidden=16&batch=64&seed=3"; // 937 steps in an epoch, of which WASM makes the first 930
  const honest = await anotherRoom();
  await honest.open(`${run}&backend=wasm`);
  await honest.trainSteps(930);
  const { path } = await honest.save();
  const { config, snapshot } = await readCheckpoint(new Blob([readFileSync(path)]));
  const onGpu = Buffer.concat(encodeCheckpoint({ ...config, backend: "webgpu" }, snapshot, "a test"));

  await doctorGpu(context, {});
  await listen(room);
  await room.open(`${tiny}&backend=wasm`);
  await room.load({ name: "on-gpu.safetensors", mimeType: "application/octet-stream", buffer: onGpu });
  await expect.poll(async () => (await room.info()).step).toBe(930);
  await room.trainSteps(2);
  expect(await room.info()).toMatchObject({ backend: "webgpu", engineMode: "compiled", checked: { verdict: "agreed", step: 930 } });
  await beginToLie(room.page);
  await room.train.click();
  await expect(notices(room)).toContainText(/back at step 930.*WebGPU without compiled steps/, { timeout: 90_000 });
  await room.pause.click();
  await expect(room.train).toBeEnabled({ timeout: 60_000 }); // eager steps of an emulated GPU are waited for
  await room.trainSteps(2);
  const { backend, engineMode, step: end } = await room.info();
  expect({ backend, engineMode }).toEqual({ backend: "webgpu", engineMode: "eager" });
  const losses = await room.losses();
  expect(valuesOf(losses, "total")).toHaveLength(end - 930);
  expect((await told(room)).length).toBeGreaterThan(3 * (end - 930)); // some were told, and withdrawn

  await honest.trainSteps(end - 930);
  const wanted = await honest.losses();
  expectClose(losses, Object.fromEntries(Object.entries(wanted).map(([id, rows]) => [id, rows.slice(930)])), 1e-3);
});

for (const [what, happen] of [["refuses what it is handed", destroyArena], ["runs out of memory", runOutOfMemory]] as const) {
  test(`a GPU that ${what}: the run goes on on another backend, from weights that were checked`, { tag: "@exhaustive" }, async ({ room, anotherRoom, context }) => {
    const wanted = await lossesOn(await anotherRoom(), "wasm", 40);
    await doctorGpu(context, {});
    await room.open(`${tiny}&backend=webgpu`);
    await room.trainSteps(20);
    expect(await room.info()).toMatchObject({ backend: "webgpu", engineMode: "compiled" });
    await happen(room.page);
    await room.trainSteps(20);
    const missing = 40 - (await room.info()).step;
    if (missing > 0) await room.trainSteps(missing); // it had gone back to the weights that were checked before it was told to train
    const { backend, step } = await room.info();
    expect(backend).toMatch(NEXT);
    expect(step).toBe(40);
    await expect(notices(room)).toContainText(/WebGPU failed here. The run goes on with (WebGL|WASM)/);
    expectClose(await room.losses(), wanted);
  });
}
