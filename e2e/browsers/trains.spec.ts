/** Compiled steps give Chromium's losses; every request to the worker is answered once. */
import type { Losses } from "../room";
import { expect, test } from "./room";

/** The largest difference between two runs' losses, relative for losses above one nat; infinite if their steps differ. */
function difference(a: Losses, b: Losses): number {
  const valuesOf = (losses: Losses) => new Map(Object.entries(losses).flatMap(([id, rows]) =>
    rows.map(([step, value]) => [`${id} ${step}`, value] as const)));
  const [ours, theirs] = [valuesOf(a), valuesOf(b)];
  if (ours.size === 0 || ours.size !== theirs.size) return Infinity;
  return Math.max(...[...ours].map(([at, value]) => Math.abs(value - (theirs.get(at) ?? Infinity)) / Math.max(1, Math.abs(value))));
}

const hasRelaxedSimd = () => WebAssembly.validate(Uint8Array.of(
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 5, 1, 0x60, 0, 1, 0x7b, 3, 2, 1, 0,
  10, 18, 1, 16, 0, ...[0, 0, 0].flatMap(() => [0x41, 0, 0xfd, 0x0f]), 0xfd, 0x85, 0x02, 0x0b,
));

/** A link with batches of 32. */
const small = (model: string) => `model=${model}&batch=32&backend=wasm`;

test("compiles on WASM, trains 60 steps to Chromium's losses, continues, and answers every request once", async ({ room, reference }) => {
  const { backend } = await room.open("preset=first-vae");
  expect(backend).toBe("wasm");
  await expect.poll(async () => (await room.info()).engineMode).toBe("compiled");
  await expect.poll(() => room.status.text()).toMatch(/WASM[^]*compiled/);
  // Another worker asks for GPUs after some seconds.
  const ofRuns = await room.evaluate(() => window.watched.workers.flatMap(({ address, name }) => (name === "" ? [address] : [])));
  expect(ofRuns).toEqual([expect.stringMatching(/\/assets\/entry-/)]);

  await room.evaluate(async (fragment) => void (await window.elboRoom.open(fragment)), small("vae"));
  await room.trainSteps(60);
  const fused = await room.evaluate(hasRelaxedSimd);
  const [losses, expected] = [await room.losses(), await reference(small("vae"), 60)];
  if (fused) expect(losses).toEqual(expected);
  else expect(difference(losses, expected)).toBeLessThanOrEqual(1e-4);

  await room.train.click();
  await expect.poll(() => room.step()).toBeGreaterThan(80);
  await room.pause.click();
  await expect.poll(() => room.train.enabled()).toBe(true);
  expect(await room.trainSteps(10)).toBe("reached");
  await room.evaluate(async () => (await window.elboRoom.evaluate()).step);
  await room.evaluate(async () => (await window.elboRoom.reset()).step);
  expect(await room.timesAnswered()).toEqual([1]);
});

/** A GAN's two networks amplify rounding differences: Chromium's own runs with and without fused multiply-add differ by 1e-2 at step 30. */
test("cgan: without fused multiply-add, Chromium's losses to the bit", { tag: "@exhaustive" }, async ({ room, reference }) => {
  const unfused = `${small("cgan")}&fma=off`;
  await room.open(unfused);
  await room.trainSteps(30);
  const expected = await reference(unfused, 30);
  expect(await room.losses()).toEqual(expected);
  expect(expected).not.toEqual(await reference(small("cgan"), 30)); // Chromium fuses
});
