/** If a worker, the graphics process or a shader fails, the run continues, with a notice. */
import type { Locator } from "@playwright/test";
import { expect, launchedWith, mean, SWIFTSHADER_WEBGL, SWIFTSHADER_WEBGPU, test, valuesOf, type Room } from "./room";
import { crashGpuProcess, endlessLoop } from "./faults/strikes";
import { hearWorkers, hurryWorker } from "./workerLines";

// With these flags the browser restarts the graphics process after more than one crash.
const CRASHES = ["--disable-gpu-process-crash-limit", "--disable-domain-blocking-for-3d-apis"];
test.use(launchedWith(...SWIFTSHADER_WEBGPU, ...SWIFTSHADER_WEBGL, ...CRASHES));
test.setTimeout(180_000);

const tiny = "hidden=16&batch=16&seed=3";
const notices = (room: Room): Locator => room.page.getByRole("status", { name: "Notices" });
const stepOf = async (room: Room) => (await room.info()).step;

declare global {
  interface Window {
    /** The step of the last snapshot that the worker has sent. */
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

test("a silent worker is replaced, and the promise of a training is still fulfilled", { tag: "@exhaustive" }, async ({ room, page }) => {
  await page.clock.install(); // lets the test advance the page's clock
  await room.open(`model=cgan&${tiny}&latent=4&backend=cpu`);
  const trained = room.trainSteps(300); // enough steps that they are not done when the worker hangs
  await expect.poll(() => stepOf(room)).toBeGreaterThan(5);
  endlessLoop(page);
  await page.clock.runFor(10_000);
  await expect(notices(room)).toContainText(/The run continues from step/, { timeout: 60_000 });
  await trained;
  expect(await stepOf(room)).toBe(300);
  expect(valuesOf(await room.losses(), "generator").filter(Number.isFinite)).toHaveLength(300);
});

for (const backend of ["webgpu", "webgl"]) {
  test(`${backend}: the graphics process crashes during a run`, { tag: "@exhaustive" }, async ({ room, page }) => {
    await trainPastSnapshot(room, `model=vae&${tiny}&lr=0.005&backend=${backend}`);
    const how = { backend, engineMode: backend === "webgpu" ? "compiled" : "eager" };
    expect(await room.info()).toMatchObject(how);
    const before = valuesOf(await room.losses(), "total");

    await crashGpuProcess(page);
    await expect(notices(room)).toContainText(/was restarted\. The run continues from step \d+/, { timeout: 60_000 });
    const then = await stepOf(room);
    await expect.poll(() => stepOf(room), { timeout: 60_000 }).toBeGreaterThan(then + 20);
    expect(await room.info()).toMatchObject(how);
    await room.pause.click();
    await expect(room.train).toBeEnabled();

    const total = valuesOf(await room.losses(), "total");
    expect(total).toHaveLength(await stepOf(room));
    expect(total.every(Number.isFinite)).toBe(true);
    expect(total.slice(0, 20)).toEqual(before.slice(0, 20));
    expect(mean(total.slice(-5))).toBeLessThan(0.8 * mean(total.slice(0, 5)));
    const [image] = await room.decode([{ z: [0, 0] }]);
    expect(image!.every((pixel) => pixel >= 0 && pixel <= 1)).toBe(true);
  });
}
