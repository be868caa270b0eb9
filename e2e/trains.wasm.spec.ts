/** A VAE trains on WASM, in the page, and learns digits. */
import { expect, expectFlatMemory, mean, testOnOnePage as test, valuesOf } from "./room";

test("a VAE trains on WASM and its loss falls", async ({ room }) => {
  const opened = await room.open("preset=first-vae&backend=wasm");
  expect(opened).toMatchObject({ model: "vae", backend: "wasm", step: 0 });
  await expect(room.status).toContainText(/wasm/i);

  await room.train.click();
  await expect(room.pause).toBeVisible();
  await expect.poll(async () => (await room.info()).step, { timeout: 45_000 }).toBeGreaterThan(150);
  await room.pause.click();
  await expect(room.train).toBeVisible();

  const total = valuesOf(await room.losses(), "total");
  expect(total.every(Number.isFinite)).toBe(true);
  expect(total[0]).toBeGreaterThan(500); // untrained: about 784 · log 2 = 543 nats
  expect(mean(total.slice(-20))).toBeLessThan(230);
  expect((await room.info()).backend).toBe("wasm");
});

test("the terms add up to the total, at every step", async ({ room }) => {
  await room.open("model=vae&backend=wasm&hidden=16&batch=16&beta=3");
  await room.trainSteps(20);
  const losses = await room.losses();
  const [total, reconstruction, kl] = ["total", "reconstruction", "kl"].map((id) => valuesOf(losses, id));
  expect(total).toHaveLength(20);
  total!.forEach((sum, i) => expect(sum / (reconstruction![i]! + 3 * kl![i]!)).toBeCloseTo(1, 4));
});

test("Step does one step, Reset returns to step 0", async ({ room }) => {
  await room.open("model=cgan&backend=wasm&hidden=16&batch=16&latent=4");
  await room.page.getByRole("button", { name: "Step", exact: true }).click();
  await expect.poll(async () => (await room.info()).step).toBe(1);
  await room.page.getByRole("button", { name: "Reset", exact: true }).click();
  await expect.poll(async () => (await room.info()).step).toBe(0);
  expect(valuesOf(await room.losses(), "generator")).toEqual([]);
});

test("the number of tensors does not grow on wasm", { tag: "@exhaustive" }, async ({ room }) => {
  await room.open("model=vae&latent=2&hidden=16&batch=16&backend=wasm");
  await expectFlatMemory(room);
  expect((await room.info()).backend).toBe("wasm");
});
