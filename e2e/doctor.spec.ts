/** The doctor notices a failure mode in the losses, asks the reader, measures, and offers fixes in a fork. */
import { expect, testOnOnePage as test } from "./room";

test("posterior collapse is noticed; the reader is asked first, then sees numbers, then forks with another value", async ({ room, page }) => {
  await room.open("model=vae&beta=40&hidden=64&batch=32&backend=wasm");
  await room.trainSteps(300);
  await page.getByRole("button", { name: "Something may be wrong" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Is something wrong with this run?" });
  const question = dialog.getByText("The KL is nearly 0, and has been for many steps.", { exact: false });
  await expect(question).toBeVisible();
  await expect(dialog.getByRole("heading", { name: "posterior collapse" })).toHaveCount(0);

  await dialog.getByRole("button", { name: "Examine this run" }).press("Enter");
  await expect(dialog.getByRole("button", { name: "Examine it again" })).toBeEnabled();
  await dialog.getByRole("button", { name: "It still distinguishes images, only by smaller numbers" }).press("Enter");
  await expect(dialog.getByRole("heading", { name: "posterior collapse" })).toBeFocused();
  await expect(dialog.getByText("active units", { exact: false }).first()).toBeVisible();

  await dialog.getByRole("button", { name: "Fork from this step: KL weight: 1" }).press("Enter");
  await expect(dialog).toBeHidden();
  await expect.poll(async () => (await room.info()).phase).toBe("training");
  const { changes } = await room.info();
  expect(changes.at(-1)).toMatchObject({ id: "beta", value: 1 });
  await page.locator("#doctor-button").click();
  await expect(dialog.getByRole("button", { name: "Examine this run" })).toBeVisible(); // the fork has not been examined
});

test("a run that is too short says from when it can be judged and trains to there; a changed setting is the first suspect", async ({ room, page }) => {
  await room.open("preset=first-vae@2&hidden=64&batch=32&beta=40&backend=wasm&room=lab");
  await room.trainSteps(20);
  await page.locator("#doctor-button").click();
  const dialog = page.getByRole("dialog", { name: "Is something wrong with this run?" });
  await expect(dialog.getByText("This run can be judged from step 200 on.")).toBeVisible();
  await dialog.getByRole("button", { name: "Train to step 200" }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(async () => (await room.info()).step).toBe(200);

  await page.locator("#doctor-button").click();
  await dialog.getByRole("button", { name: "Examine this run" }).click();
  await expect(dialog.getByRole("button", { name: "Compare from step 0: batch size: 128" })).toBeVisible();
  await dialog.getByRole("button", { name: "Change back and fork: KL weight: 1" }).click();
  await expect.poll(async () => (await room.info()).changes.at(-1)).toMatchObject({ id: "beta", value: 1 });
});

test("a diverged run is named, offers the way back first, and nothing is ruled out by a value off the scale", async ({ room, page }) => {
  await room.open("preset=first-cgan@2&lr=0.02&discriminatorRate=20&batch=16&backend=wasm&room=lab");
  await room.trainSteps(100);
  await page.locator("#doctor-button").click();
  const dialog = page.getByRole("dialog", { name: "Is something wrong with this run?" });
  await expect(dialog.getByText("The losses are far larger than at the first step", { exact: false })).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Change back and fork: learning rate: 0.0005" })).toBeVisible();
  await dialog.getByRole("button", { name: "The steps are too large, so each makes the loss larger" }).click();
  await expect(dialog.getByRole("heading", { name: "diverging" })).toBeFocused();
  await expect(dialog.getByText(/\d{4,}\s*%/)).toHaveCount(0);
});
