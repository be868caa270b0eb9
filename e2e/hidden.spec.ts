/** Behind another tab a run trains on, or, where its reader wishes so, stands still and goes on when it is seen again. */
import { setHidden } from "./faults/strikes";
import { keptRuns } from "./keptRuns";
import { expect, test, type Room } from "./room";

declare global {
  interface Window {
    /** A training for a number of steps. */
    counted: ReturnType<typeof window.elboRoom.train>;
  }
}

const LINK = "model=vae&hidden=16&batch=16&backend=wasm&seed=3";
const STEPS = 1000;

const stepOf = async (room: Room) => (await room.info()).step;

/** Waits until no step is told any more, and returns the last one. */
async function standingAt(room: Room): Promise<number> {
  let last = -1;
  await expect.poll(async () => {
    const before = last;
    last = await stepOf(room);
    return last - before;
  }, { intervals: [1000] }).toBe(0);
  return last;
}

const trainCounted = ({ page }: Room) => page.evaluate((steps) => { window.counted = window.elboRoom.train({ steps }); }, STEPS);

async function suspendWhileHidden(room: Room): Promise<void> {
  await room.status.getByRole("button").click();
  await room.page.getByRole("checkbox", { name: "Pause while this page is hidden" }).check();
  await room.page.keyboard.press("Escape");
}

test("hidden, a run trains on; where that is chosen it stands still, is kept, and goes on to the same losses; the choice is remembered, and in no link", async ({ room }) => {
  const { page } = room;
  const { fragment } = await room.open(LINK);
  await trainCounted(room);
  await setHidden(page, true);
  expect(await page.evaluate(() => window.counted)).toEqual({ step: STEPS, reason: "reached" });
  await setHidden(page, false);
  const losses = await room.losses();

  await room.reset();
  await suspendWhileHidden(room);
  await trainCounted(room);
  await expect.poll(() => stepOf(room)).toBeGreaterThan(0);
  await setHidden(page, true);
  const stood = await standingAt(room);
  expect(stood).toBeLessThan(STEPS);
  expect(await room.info()).toMatchObject({ phase: "training", step: stood });
  await expect.poll(async () => (await keptRuns(page)).map(({ step }) => step)).toContain(stood);
  await setHidden(page, false);
  expect(await page.evaluate(() => window.counted)).toEqual({ step: STEPS, reason: "reached" });
  expect(await room.losses()).toEqual(losses);
  expect((await room.info()).fragment).toBe(fragment);

  await page.reload();
  await expect.poll(() => stepOf(room)).toBe(STEPS);
  await room.train.click();
  await expect.poll(() => stepOf(room)).toBeGreaterThan(STEPS);
  await setHidden(page, true);
  const { step } = await page.evaluate(() => window.elboRoom.pause());
  await setHidden(page, false);
  await expect(room.train).toBeEnabled();
  expect(await standingAt(room)).toBe(step); // what was paused stays so
});

test("two runs that are compared stand still together, and come to the same steps", async ({ room }) => {
  const { page } = room;
  await room.open(`${LINK}&compare=beta:4`);
  await suspendWhileHidden(room);
  await trainCounted(room);
  await expect.poll(() => stepOf(room)).toBeGreaterThan(0);
  await setHidden(page, true);
  const stood = await standingAt(room);
  expect(stood).toBeLessThan(STEPS);
  const { comparison } = await room.info();
  expect(comparison!.step).toBeLessThanOrEqual(stood);
  await setHidden(page, false);
  await page.evaluate(() => window.counted);
  expect(await room.info()).toMatchObject({ step: STEPS, comparison: { step: STEPS } });
});
