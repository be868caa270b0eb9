/** A worker, a graphics process or a shader that fails takes nothing with it: the run carries on, aloud. */
import type { Locator } from "@playwright/test";
import { expect, launchedWith, mean, SWIFTSHADER_WEBGL, SWIFTSHADER_WEBGPU, test, valuesOf, type Room } from "./room";
import { hearWorkers, hurryWorker } from "./workerLines";

// A graphics process may crash more than once here without the browser giving up on it.
const CRASHES = ["--disable-gpu-process-crash-limit", "--disable-domain-blocking-for-3d-apis"];
test.use(launchedWith(...SWIFTSHADER_WEBGPU, ...SWIFTSHADER_WEBGL, ...CRASHES));
test.setTimeout(180_000);

const tiny = "hidden=16&batch=16&seed=3";
const notices = (room: Room): Locator => room.page.getByRole("status", { name: "Notices" });
const stepOf = async (room: Room) => (await room.info()).step;

declare global {
  interface Window {
    /** Of the last snapshot that the worker has sent. */
    snapshotStep?: number;
  }
}

/** Opens the link and trains past a snapshot of some twenty steps or more. */
async function trainPastSnapshot(room: Room, fragment: string): Promise<void> {
  await hurryWorker(room.page.context());
  await hearWorkers(room.page);
  await room.page.addInitScript(() => window.addEventListener("from-worker", ({ detail }) => {
    if (detail.kind === "snapshot") window.snapshotStep = detail.snapshot.step;
  }));
  await room.open(fragment);
  await room.train.click();
  await room.page.waitForFunction(() => window.snapshotStep! > 20, null, { timeout: 90_000 });
}

test("an error that nobody caught in the worker: the run carries on from its last snapshot", async (
  { room, anotherRoom, consoleErrors },
) => {
  consoleErrors.expect(/the worker broke/);
  const fragment = `model=vae&${tiny}&backend=cpu`;
  await trainPastSnapshot(room, fragment);
  const [worker] = room.page.workers();
  await worker!.evaluate(() => void setTimeout(() => { throw new Error("the worker broke"); }));
  const before = await stepOf(room);
  await expect(notices(room)).toContainText(/carries on from step [1-9]/);
  await expect.poll(() => stepOf(room), { timeout: 60_000 }).toBeGreaterThan(before);
  await room.pause.click();
  await expect(room.train).toBeEnabled();

  const losses = await room.losses();
  const steps = losses["total"]!.map(([step]) => step);
  expect(steps).toEqual(Array.from({ length: await stepOf(room) }, (_, i) => i + 1));
  const undisturbed = await anotherRoom();
  await undisturbed.open(fragment);
  await undisturbed.trainSteps(steps.length);
  expect(await undisturbed.losses()).toEqual(losses);
});

test("a worker that is silent is replaced, and a promise to train still holds", async ({ room }) => {
  await room.open(`model=cgan&${tiny}&latent=4&backend=cpu`);
  const trained = room.trainSteps(300); // many enough not to be done when the worker ends
  await expect.poll(() => stepOf(room)).toBeGreaterThan(5);
  await room.page.workers()[0]!.evaluate(() => self.close()).catch(() => undefined);
  await expect(notices(room)).toContainText(/carries on from step/, { timeout: 60_000 });
  await trained;
  expect(await stepOf(room)).toBe(300);
  expect(valuesOf(await room.losses(), "generator").filter(Number.isFinite)).toHaveLength(300);
});

for (const backend of ["webgpu", "webgl"]) {
  test(`${backend}: the graphics process crashes in mid-run`, async ({ room, page }) => {
    await trainPastSnapshot(room, `model=vae&${tiny}&lr=0.005&backend=${backend}`);
    expect(await room.info()).toMatchObject({ backend, engineMode: backend === "webgpu" ? "compiled" : "eager" });
    const before = valuesOf(await room.losses(), "total");

    const session = await page.context().browser()!.newBrowserCDPSession();
    await session.send("Browser.crashGpuProcess");
    await expect.poll(async () => (await room.info()).backend, { timeout: 60_000 }).not.toBe(backend);
    await expect(notices(room)).toContainText(/failed here/);
    const next = await room.info();
    expect(next.backend).toMatch(backend === "webgpu" ? /^(webgl|wasm)$/ : /^wasm$/);
    await expect(room.status).toContainText(new RegExp(String(next.backend), "i"));
    // What the run says of its step may be from before.
    const then = await stepOf(room);
    await expect.poll(() => stepOf(room), { timeout: 60_000 }).toBeGreaterThan(then + 20);
    await room.pause.click();
    await expect(room.train).toBeEnabled();

    const total = valuesOf(await room.losses(), "total");
    expect(total).toHaveLength(await stepOf(room));
    expect(total.every(Number.isFinite)).toBe(true);
    expect(total.slice(0, 20)).toEqual(before.slice(0, 20)); // not made anew: another backend rounds otherwise
    expect(mean(total.slice(-5))).toBeLessThan(0.8 * mean(total.slice(0, 5)));
    const [image] = await room.decode([{ z: [0, 0] }]);
    expect(image!.every((pixel) => pixel >= 0 && pixel <= 1)).toBe(true);
  });
}
