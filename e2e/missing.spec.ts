/** A model of images with missing pixels shows them filled in, and measures the result. */
import { expect, testOnOnePage as test } from "./room";

test("missing pixels are grey, with the fill-in below, and Measure compares it with the mean image", async ({ room }) => {
  await room.open("model=missing-vae&missing=0.5&hidden=16&samples=2&batch=16&backend=wasm");
  await room.trainSteps(30);
  await expect(room.page.getByRole("img", { name: /10 test images with missing pixels in grey/ })).toBeVisible();
  const { missing, ofModel, ofMean } = await room.page.evaluate(() => window.elboRoom.measure("imputation", { images: 50, k: 5 }));
  expect(missing).toBeCloseTo(0.5, 1);
  expect(ofMean.squared).toBeGreaterThan(0.05);
  expect(ofModel.squared).toBeGreaterThan(0);
  await room.page.getByRole("button", { name: "Measure", exact: true }).click();
  const entry = room.page.getByRole("dialog", { name: "Measurements" }).getByRole("listitem", { name: "Missing pixels", exact: true });
  await expect(entry.getByText(ofModel.absolute.toFixed(4))).toBeVisible();
  await expect(entry.getByText(ofMean.absolute.toFixed(4))).toBeVisible();
});
