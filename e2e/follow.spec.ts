/** Follows one image through a model: by pointer and by key, with its numbers and its link. */
import { expect, testOnOnePage as test } from "./room";

const tiny = "model=vae&hidden=16&batch=16&backend=wasm";
const numbers = (text: string) => [...text.replaceAll("−", "-").matchAll(/-?\d+(?:\.\d+)?/g)].map(Number);

test("a test image, through encoder, code and decoder; its terms among a batch; the gap of its ELBO", async ({ room, page }) => {
  await room.open(tiny);
  await room.trainSteps(20);
  const reconstructions = page.getByRole("group", { name: "Follow one of these test images" });
  await reconstructions.getByRole("button", { name: "Follow test image 0" }).focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");

  const { latentSpace } = room;
  await expect(latentSpace.getByRole("radio", { name: "Follow" })).toBeChecked();
  await expect(latentSpace.getByRole("region", { name: "encoder" }).getByRole("img")).toHaveCount(3);
  await expect(latentSpace.getByRole("region", { name: "decoder" }).getByRole("img")).toHaveCount(2);
  const row = (name: string) => latentSpace.getByRole("row", { name: new RegExp(`^${name} `) });
  const [mu, sigma, eps, z] = await Promise.all(["μ", "σ", "ε", "z"].map(async (name) => numbers(await row(name).innerText())));
  z!.forEach((value, j) => expect(Math.abs(value - mu![j]! - sigma![j]! * eps![j]!)).toBeLessThan(0.03));
  const [code] = await room.encode([3]);
  mu!.forEach((value, j) => expect(value).toBeCloseTo(code![j]!, 1));
  await latentSpace.getByRole("button", { name: "Another ε" }).click();
  await expect.poll(async () => numbers(await row("ε").innerText())).not.toEqual(eps);
  expect(numbers(await row("μ").innerText())).toEqual(mu);

  await latentSpace.getByRole("radio", { name: "Terms" }).check();
  await latentSpace.getByRole("button", { name: "KL to the prior" }).click();
  const batch = latentSpace.getByRole("group", { name: /32 test images by KL/ });
  await expect(batch.getByRole("button")).toHaveCount(32);
  const values = await batch.getByRole("button").evaluateAll((all) => all.map((one) => Number(one.getAttribute("title"))));
  expect(values).toEqual([...values].sort((a, b) => a - b));
  await expect(batch.getByRole("button", { pressed: true })).toHaveAccessibleName(/^Follow test image 3, /);
  await batch.getByRole("button", { name: /^Follow test image 20, / }).click();
  await expect(batch.getByRole("button", { pressed: true })).toHaveAccessibleName(/^Follow test image 20, /);

  await latentSpace.getByRole("radio", { name: "Posterior" }).check();
  const [evidence, elbo, gap] = numbers(await latentSpace.getByText(/^log p\(x\) = ELBO \+/).innerText());
  expect(gap).toBeGreaterThan(0);
  expect(Math.abs(elbo! + gap! - evidence!)).toBeLessThan(0.11);
  await expect.poll(() => page.url()).toContain("view=follow&follow=20&part=posterior&sort=kl&eps=1");

  // The view does not change while training continues.
  await room.trainSteps(20);
  await page.evaluate(() => window.elboRoom.rewind(0));
  await expect(latentSpace.getByText(/step 0\./)).toBeVisible();
});

test("a sample of a GAN, through generator and discriminator", { tag: "@exhaustive" }, async ({ room, page }) => {
  await room.open("model=gan&hidden=16&batch=16&backend=wasm");
  await room.trainSteps(20);
  await page.getByRole("button", { name: "Follow sample 12", exact: true }).click();
  const { latentSpace } = room;
  await expect(latentSpace.getByRole("region", { name: "generator" })).toBeVisible();
  await expect(latentSpace.getByRole("region", { name: "discriminator" })).toBeVisible();
  await expect(latentSpace.getByRole("spinbutton", { name: "Number of the sample" })).toHaveAttribute("max", "30");
  const said = latentSpace.locator(".way__verdict");
  await expect(said).toHaveText(/^D: 0\.\d\d \(logit /);
  const verdict = await said.innerText();
  await latentSpace.getByRole("radio", { name: "Discriminator" }).check();
  await expect(said).toHaveText(verdict);
  await expect(latentSpace.getByRole("img", { name: /Gradient of the output/ })).toBeVisible();
  await expect(latentSpace.getByRole("img", { name: /along the line from the real image to the generated one/ })).toBeVisible();
});

test("other kinds of models show what applies to them, and name what does not", { tag: "@exhaustive" }, async ({ room }) => {
  for (const [model, obstacle] of [["cycle-gan", "There are no terms"], ["vq-vae", "There is no posterior"], ["pixel-flow", "This model has no discriminator"]] as const) {
    if (model === "cycle-gan") await room.open(`model=${model}&hidden=16&batch=16&backend=wasm&view=follow`);
    else await room.openByHandle(`model=${model}&hidden=16&batch=16&backend=wasm&view=follow`);
    await expect(room.latentSpace.getByText(obstacle)).toBeVisible();
    await expect(room.latentSpace.getByRole("img", { name: /^Image: / }).first()).toBeVisible();
  }
});
