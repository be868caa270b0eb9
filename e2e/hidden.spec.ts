/** In a hidden tab a run trains on, or, if its reader has chosen so, stops and continues when it is visible again. */
import { setHidden } from "./faults/strikes";
import { keptRuns } from "./keptRuns";
import { expect, test, type Room } from "./room";

declare global {
  interface Window {
    /** The promise of a training for a number of steps. */
    counted: ReturnType<typeof window.elboRoom.train>;
  }
}

const LINK = "model=vae&hidden=16&batch=16&backend=wasm&seed=3";
const STEPS = 500;
/** The number of whole batches of 16 in the first shard's 5,000 images: the next step needs the second shard. */
const HELD_AT = 312;

const stepOf = async (room: Room) => (await room.info()).step;

/** Waits until the run stops, and returns its step. */
async function stoppedAt(room: Room): Promise<number> {
  let last = -1;
  await expect.poll(async () => {
    const before = last;
    last = await stepOf(room);
    return last - before;
  }, { intervals: [1000] }).toBe(0);
  return last;
}

/** Holds back the second shard, so that runs stop at HELD_AT. The returned function releases it and resolves when it has arrived. */
async function holdSecondShard({ page }: Room): Promise<() => Promise<void>> {
  let release = () => {};
  const released = new Promise<void>((resolve) => { release = resolve; });
  await page.route("**/mnist/train-05000.bin", async (route) => {
    await released;
    await route.continue();
  });
  return async () => {
    const arrived = page.waitForEvent("requestfinished", (request) => request.url().endsWith("/mnist/train-05000.bin"));
    release();
    await arrived;
  };
}

const trainCounted = ({ page }: Room) => page.evaluate((steps) => { window.counted = window.elboRoom.train({ steps }); }, STEPS);

/** Turns the setting on or off. */
async function suspendWhileHidden({ page, status }: Room, on = true): Promise<void> {
  await status.getByRole("button").click();
  const choice = page.getByRole("checkbox", { name: "Pause while this page is hidden" });
  await expect(choice).toBeChecked({ checked: !on });
  await choice.setChecked(on);
  await page.keyboard.press("Escape");
}

test("with the setting on, a hidden run stops, is kept, and continues to the losses of one that trains on; the setting is remembered and in no link", { tag: "@exhaustive" }, async ({ room }) => {
  const { page } = room;
  const releaseShard = await holdSecondShard(room);
  const { fragment } = await room.open(LINK);
  await suspendWhileHidden(room);
  await trainCounted(room);
  await expect.poll(() => stepOf(room)).toBe(HELD_AT);
  await setHidden(page, true);
  await releaseShard();
  expect(await stoppedAt(room)).toBe(HELD_AT);
  expect(await room.info()).toMatchObject({ phase: "training", step: HELD_AT });
  await expect.poll(async () => (await keptRuns(page)).map(({ step }) => step)).toContain(HELD_AT);
  await setHidden(page, false);
  expect(await page.evaluate(() => window.counted)).toEqual({ step: STEPS, reason: "reached" });
  const losses = await room.losses();
  expect((await room.info()).fragment).toBe(fragment);

  await expect.poll(async () => (await keptRuns(page)).map(({ step }) => step)).toContain(STEPS);
  await page.reload();
  await expect.poll(() => stepOf(room)).toBe(STEPS);
  await room.train.click();
  await expect.poll(() => stepOf(room)).toBeGreaterThan(STEPS);
  await setHidden(page, true);
  const { step } = await page.evaluate(() => window.elboRoom.pause());
  await setHidden(page, false);
  await expect(room.train).toBeEnabled();
  expect(await stoppedAt(room)).toBe(step); // a paused run stays paused

  await suspendWhileHidden(room, false);
  await room.reset();
  await trainCounted(room);
  await setHidden(page, true);
  expect(await page.evaluate(() => window.counted)).toEqual({ step: STEPS, reason: "reached" });
  expect(await room.losses()).toEqual(losses);
});

test("two compared runs stop together, and reach the same steps", { tag: "@exhaustive" }, async ({ room }) => {
  const { page } = room;
  const releaseShard = await holdSecondShard(room);
  await room.open(`${LINK}&compare=beta:4`);
  await suspendWhileHidden(room);
  await trainCounted(room);
  await expect.poll(() => stepOf(room)).toBe(HELD_AT);
  await setHidden(page, true);
  await releaseShard();
  expect(await stoppedAt(room)).toBe(HELD_AT);
  const { comparison } = await room.info();
  expect(comparison!.step).toBeLessThanOrEqual(HELD_AT);
  await setHidden(page, false);
  await page.evaluate(() => window.counted);
  expect(await room.info()).toMatchObject({ step: STEPS, comparison: { step: STEPS } });
});
