/** A model with few labels shows the error rate of its classifier on test images. */
import { expect, testOnOnePage as test } from "./room";

test("the test error is shown below the reconstructions and among Measure's results", async ({ room }) => {
  await room.open("model=ss-vae&labels=1&hidden=16&batch=16&headStart=0&backend=wasm");
  await room.trainSteps(5);
  const { error } = await room.page.evaluate(() => window.elboRoom.measure("test-error", { images: 100 }));
  expect(error).toBeGreaterThan(0.2);
  const text = new RegExp(`test error ${(100 * error).toFixed(1)}\\s%`);
  await expect(room.page.getByText(text)).toBeVisible();
  await room.page.getByRole("button", { name: "Measure", exact: true }).click();
  const entry = room.page.getByRole("dialog", { name: "Measurements" }).getByRole("listitem", { name: "Test error", exact: true });
  await entry.getByRole("button", { name: "Run: Test error" }).click();
  await expect(entry.getByText(/from 10,000 test images/)).toBeVisible();
});
