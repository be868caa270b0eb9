/** Compiled steps, to the losses that Chromium has; every request to the worker is answered once. */
import type { Losses } from "../room";
import { expect, test } from "./room";

test("opens, and compiles on WASM", async ({ room }) => {
  const { backend } = await room.open("preset=first-vae");
  expect(backend).toBe("wasm");
  await expect.poll(async () => (await room.info()).engineMode).toBe("compiled");
  await expect.poll(() => room.status.text()).toMatch(/WASM[^]*compiled/);
  expect(await room.evaluate(() => window.watched.workers)).toEqual([expect.stringMatching(/\/assets\/entry-/)]);
});

test("every request is answered once, and training ends", async ({ room }) => {
  await room.open("model=vae&hidden=16&batch=16&backend=wasm");
  await room.train.click();
  await expect.poll(() => room.step()).toBeGreaterThan(20);
  await room.pause.click();
  await expect.poll(() => room.train.enabled()).toBe(true);
  expect(await room.trainSteps(10)).toBe("reached");
  await room.evaluate(async () => (await window.elboRoom.evaluate()).step);
  await room.evaluate(async () => (await window.elboRoom.reset()).step);
  expect(await room.timesAnswered()).toEqual([1]);
});

/**
 * The largest difference between two runs' losses up to a step, relative where they are above one nat; infinite where their
 * steps are not the same.
 */
function difference(a: Losses, b: Losses, until: number): number {
  const valuesOf = (losses: Losses) => new Map(Object.entries(losses).flatMap(([id, rows]) =>
    rows.filter(([step]) => step <= until).map(([step, value]) => [`${id} ${step}`, value] as const)));
  const [ours, theirs] = [valuesOf(a), valuesOf(b)];
  if (ours.size === 0 || ours.size !== theirs.size) return Infinity;
  return Math.max(...[...ours].map(([at, value]) => Math.abs(value - (theirs.get(at) ?? Infinity)) / Math.max(1, Math.abs(value))));
}

const hasRelaxedSimd = () => WebAssembly.validate(Uint8Array.of(
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 5, 1, 0x60, 0, 1, 0x7b, 3, 2, 1, 0,
  10, 18, 1, 16, 0, ...[0, 0, 0].flatMap(() => [0x41, 0, 0xfd, 0x0f]), 0xfd, 0x85, 0x02, 0x0b,
));

/**
 * `alike`: steps over which another rounding changes losses by less than 1e-4. A GAN's two networks amplify it: Chromium's own
 * runs with and without fused multiply-add are 2e-6 apart at step 8, 7e-5 at step 9, 1e-2 at step 30.
 */
const RUNS = [{ model: "vae", steps: 60, alike: 60 }, { model: "cgan", steps: 30, alike: 8 }] as const;

for (const { model, steps, alike } of RUNS) {
  const fragment = `model=${model}&batch=32&backend=wasm`;

  test(`${model}: ${steps} steps to Chromium's losses`, async ({ room, reference }) => {
    await room.open(fragment);
    await room.trainSteps(steps);
    const fused = await room.evaluate(hasRelaxedSimd);
    const [losses, expected] = [await room.losses(), await reference(fragment, steps)];
    if (fused) expect(losses).toEqual(expected);
    else expect(difference(losses, expected, alike)).toBeLessThanOrEqual(1e-4);
  });

  test(`${model}: without fused multiply-add, Chromium's losses to the bit`, async ({ room, reference }) => {
    const unfused = `${fragment}&fma=off`;
    await room.open(unfused);
    await room.trainSteps(steps);
    const expected = await reference(unfused, steps);
    expect(await room.losses()).toEqual(expected);
    expect(expected).not.toEqual(await reference(fragment, steps)); // Chromium's does fuse
  });
}
