/** A step that takes minutes: the page says so and answers, the worker is not replaced, and the reader can stop it. */
import { expect, test } from "./room";

test.setTimeout(120_000);

test("a step of more than ten seconds is no dead worker: the page says so, a pause is said to wait, and the step can be stopped", { tag: "@exhaustive" }, async ({ room, page }) => {
  await room.open("preset=deep-convolutional&batch=512&backend=cpu");
  await room.train.click();
  const notices = page.getByRole("status", { name: "Notices" });
  await expect(notices).toContainText(/One step takes longer than 10\s?s here.*Steps are shorter with a smaller batch size \(512\).*another backend than CPU/, { timeout: 60_000 });
  await room.pause.click();
  await expect(room.status).toContainText("Pausing after this step");
  await expect(notices).toContainText(/longer than 30/, { timeout: 60_000 });
  expect(await room.info()).toMatchObject({ phase: "training", step: 0, failure: null, notices: [] });
  await notices.getByRole("button", { name: "Stop this computation" }).click();
  await expect(notices).toContainText("The run is paused at step 0");
  await expect(room.train).toBeEnabled({ timeout: 60_000 });
  expect(await room.info()).toMatchObject({ phase: "ready", step: 0, failure: null });
});
