/** A browser that saves energy delays each timer to a second and draws every second frame: training, pictures and drags still work. */
import { expect, test } from "./room";
import { runFirstInWorker } from "./workerLines";

const DELAY_TIMERS = `for (const name of ["setTimeout", "setInterval"]) {
  const onTime = globalThis[name];
  globalThis[name] = (work, ms = 0, ...given) => onTime(work, Math.max(1000, ms), ...given);
}`;

test("with timers that are a second late the run trains, draws, follows a drag and pauses", { tag: "@exhaustive" }, async ({ room, page, context }) => {
  await runFirstInWorker(context, DELAY_TIMERS);
  await page.addInitScript(DELAY_TIMERS);
  await page.addInitScript(() => {
    const draw = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (frame) => draw(() => draw(frame));
  });
  await room.open("preset=first-vae&backend=wasm&hidden=32&batch=16");
  await room.train.click();
  const stepBeyond = (step: number) => expect.poll(async () => (await room.info()).step).toBeGreaterThan(step);
  await stepBeyond(100);

  const map = await room.map();
  const before = await room.picture();
  await page.mouse.move(map.x + 0.3 * map.width, map.y + 0.3 * map.height);
  await page.mouse.down();
  const { step } = await room.info();
  let moves = 0;
  await expect.poll(async () => {
    await page.mouse.move(map.x + (0.3 + 0.05 * (++moves % 10)) * map.width, map.y + 0.3 * map.height);
    return (await room.info()).step;
  }, { intervals: [20] }).toBeGreaterThan(step + 100);
  await page.mouse.up();
  await expect.poll(() => room.picture()).not.toBe(before);

  await room.pause.click();
  await expect(room.train).toBeEnabled();
  const { step: last } = await room.info();
  await expect(room.status).toContainText(new RegExp(`step\\s*${last.toLocaleString("en")}\\b`));
  await room.train.click();
  await stepBeyond(last);
});
