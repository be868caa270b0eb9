/** One training step in slow motion: the step that follows has the shown losses. */
import { expect, testOnOnePage as test, type Room } from "./room";

const number = (text: string) => Number(text.replaceAll("−", "-").replaceAll(",", ""));

/** The losses that the stage "Losses" shows, in order. */
async function shownLosses(room: Room, stage: string): Promise<readonly number[]> {
  await room.latentSpace.getByRole("radio", { name: stage, exact: true }).check();
  return (await room.latentSpace.locator(".terms__here").allInnerTexts()).map(number);
}

/** The last step's losses of these curves. */
async function made(room: Room, ids: readonly string[]): Promise<readonly number[]> {
  const losses = await room.losses();
  return ids.map((id) => losses[id]!.at(-1)![1]);
}

const near = (found: readonly number[], wanted: readonly number[]) => {
  expect(found).toHaveLength(wanted.length);
  found.forEach((value, i) => expect(Math.abs(value - wanted[i]!)).toBeLessThan(0.006 * Math.max(1, Math.abs(wanted[i]!))));
};

test("a VAE's step by keyboard: batch, code, terms, gradient and update; the step then has these losses", async ({ room, page }) => {
  await room.open("model=vae&hidden=16&batch=16&backend=wasm&view=slow");
  await room.trainSteps(3);
  const { latentSpace } = room;
  await expect(latentSpace.getByRole("heading", { name: "Preview of step 4" })).toBeVisible();
  await expect(latentSpace.getByRole("img", { name: /^Training image/ })).toHaveCount(8);
  const batch = latentSpace.getByRole("radio", { name: "Batch" });
  await batch.focus();
  await page.keyboard.press("ArrowRight");
  await expect(latentSpace.getByRole("radio", { name: "Encode" })).toBeChecked();
  await expect(latentSpace.getByRole("region", { name: "encoder" }).getByRole("img")).toHaveCount(3);
  await expect(page.locator(".diagram__box--lit").first()).toBeVisible();
  await expect(page.locator(".equation__symbol--lit .visually-hidden")).toHaveText(["phi", "q of z given x"]);
  const losses = await shownLosses(room, "Losses");
  await expect(page.locator(".equation__column--lit")).toHaveCount(3);
  await latentSpace.getByRole("radio", { name: "Backpropagate" }).check();
  await expect(latentSpace.getByRole("img", { name: /root mean square of the gradient/ })).toHaveCount(5);
  await latentSpace.getByRole("button", { name: "Train this step" }).click();
  await expect(latentSpace.getByRole("heading", { name: "Preview of step 5" })).toBeVisible();
  await expect(batch).toBeChecked();
  near(losses, await made(room, ["reconstruction", "kl", "total"]));
  await latentSpace.getByRole("radio", { name: "Map" }).check();
  await expect(page.locator(".diagram__box--lit, .equation__column--lit, .equation__symbol--lit")).toHaveCount(0);
});

test("a GAN's step, one network after the other, and the result of each alone", async ({ room }) => {
  await room.open("model=gan&hidden=16&batch=16&backend=wasm&view=slow");
  await room.trainSteps(3);
  const { latentSpace } = room;
  await expect(latentSpace.getByRole("heading", { name: "Preview of step 4" })).toBeVisible();
  const discriminator = await shownLosses(room, "Losses, discriminator");
  const generator = await shownLosses(room, "Losses, generator");
  await latentSpace.getByRole("radio", { name: "After" }).check();
  await expect(latentSpace.getByRole("columnheader")).toHaveText(["term", "before", "only discriminator", "only generator", "all"]);
  await latentSpace.getByRole("button", { name: "Train this step" }).click();
  await expect(latentSpace.getByRole("heading", { name: "Preview of step 5" })).toBeVisible();
  const columns = Object.keys(await room.losses());
  near([...discriminator, ...generator], await made(room, columns));
});
