/** Points in the plane: the density of samples beside the data's, the discriminator beside the optimal one, and no image tools. */
import { expect, test } from "./room";

test("a GAN on eight Gaussians shows the learned density beside the data's, and no image tools", async ({ room }) => {
  const { page } = room;
  await room.open("model=gan&data=ring&batchNorm=off&dropout=0&latent=2&hidden=32&lr=0.002&backend=wasm");
  const densities = page.getByRole("figure", { name: "Densities" });
  await expect(densities.getByRole("img", { name: "True density of the data, eight Gaussians: at most 5.53" })).toBeVisible();
  await room.trainSteps(300);
  await expect(densities.locator(".density__title sub")).toHaveText(["data", "model"]); // p_data(x) as in formulas
  const model = densities.getByRole("img", { name: /Density of the model's samples, step 300/ });
  await expect(model).toHaveAccessibleName(/overlap with the data's density is \d+\s%/);
  await expect(densities.getByRole("img", { name: /^The optimal discriminator/ })).toBeVisible();
  await expect(densities.getByRole("img", { name: /The learned discriminator, step 300: from 0\.\d+ to 0\.\d+/ })).toBeVisible();

  // The reader's position is a point of the plane.
  const { pixels } = await page.evaluate(() => window.elboRoom.decode([0.5, -1]).then((all) => ({ pixels: Array.from(all) })));
  expect(pixels).toHaveLength(2);
  await expect(page.getByLabel("Decoded point")).toHaveText(/^x = \(−?\d+\.\d\d, −?\d+\.\d\d\)$/);
  await expect(page.getByRole("radiogroup", { name: "View" }).getByRole("radio")).toHaveCount(2);
  await room.latentSpace.getByRole("radio", { name: "Slow" }).check();
  await expect(room.latentSpace.getByRole("img", { name: /^Training point \d of the batch: −?\d\.\d\d, −?\d\.\d\d$/ })).toHaveCount(8);
  await room.latentSpace.getByRole("radio", { name: "Map" }).check();

  await page.getByRole("combobox", { name: "data" }).selectOption({ label: "a line" });
  await expect(densities.getByRole("img", { name: /True density of the data, a line/ })).toBeVisible();
  await expect(densities.getByRole("img", { name: /overlap with the data's density/ })).toBeVisible();
  expect((await room.info()).data, "no image has been fetched").toBeNull();
  await page.getByRole("combobox", { name: "data" }).selectOption({ label: "MNIST digits" });
  await expect(page.getByRole("img", { name: /Samples from fixed random codes/ })).toBeVisible();
  await expect.poll(async () => (await room.info()).data?.trainImages).toBeGreaterThan(0);
});
