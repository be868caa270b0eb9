/** If a loss is no longer finite, training stops, the last good weights are restored, and a message suggests changes. */
import { expect, testOnOnePage as test } from "./room";

test("a diverging VAE stops with a message, and its weights stay usable", async ({ room, consoleErrors }) => {
  consoleErrors.expect(/not finite|NaN|Infinity/i);
  await room.open("model=vae&latent=20&hidden=512&batch=16&lr=0.1&beta=20&backend=wasm");
  expect(await room.trainError(300)).toBe("loss-not-finite");
  await expect(room.page.getByText(/learning rate/i).filter({ visible: true }).first()).toBeVisible();
  await expect(room.pause).toBeHidden();
  const [image] = await room.decode([{ z: Array.from({ length: 20 }, () => 0) }]);
  expect(image!.every((pixel) => pixel >= 0 && pixel <= 1)).toBe(true);

  const { step: good } = await room.info();
  const goOn = room.page.getByRole("button", { name: /^Continue at learning rate/ });
  await goOn.click();
  await expect(goOn).toBeHidden();
  await expect.poll(async () => (await room.info()).step).toBeGreaterThan(good);
  expect(Number((await room.info()).hyperparameters["lr"])).toBeLessThan(0.1);

  await room.page.getByRole("button", { name: "Reset", exact: true }).click();
  await expect.poll(async () => (await room.info()).step).toBe(0);
  await expect(room.train).toBeEnabled();
});
