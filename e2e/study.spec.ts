/** A study: nothing is seen before the guess; then the reader's own runs draw its figure, which outlasts a reload. */
import { expect, test } from "./room";

test("a guess, a run, and a point that stays until it is forgotten", async ({ room, page }) => {
  await room.open("model=beta-vae&backend=wasm&hidden=16&study=rate-distortion");
  const figure = page.getByRole("figure", { name: "Rate and distortion of your runs" });
  await expect(figure).toBeHidden();
  await page.getByRole("radio", { name: /^It falls/ }).check();
  await page.getByRole("button", { name: "That is my guess" }).click();
  await expect(figure).toBeVisible();
  await room.trainSteps(20);
  const row = figure.getByRole("row", { name: /^4 / });
  await expect(row).toContainText("20");
  const [, , , rate, distortion, sum] = (await row.getByRole("cell").allTextContents()).map((text) => Number(text.replace(",", "")));
  expect(rate! + distortion!).toBeCloseTo(sum!, 0);

  await expect(page).toHaveURL(/study=rate-distortion/);
  await page.reload();
  await expect(row).toBeVisible();
  await expect(page.getByText("You said: It falls", { exact: false })).toBeVisible();
  await page.getByRole("button", { name: "Forget these points" }).click();
  await expect(row).toBeHidden();
});
