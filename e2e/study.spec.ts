/** A study: results appear only after the guess; then the reader's own runs draw its figure, which survives a reload. */
import { expect, testOnOnePage as test } from "./room";

test("a guess, a run, and a point that stays until it is deleted", async ({ room, page }) => {
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
  await page.getByRole("radio", { name: "Lab" }).check();
  await page.getByRole("button", { name: "Continue the study" }).click();
  const remove = page.getByRole("button", { name: "Delete these points" });
  await remove.click();
  const sure = page.getByRole("button", { name: "Delete the point?" });
  await expect(sure).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(remove).toBeVisible(); // going elsewhere deletes nothing
  await expect(row).toBeVisible();
  await remove.click();
  await sure.click();
  await expect(row).toBeHidden();
});

test("a classifier trained on samples, and a model without classes", { tag: "@exhaustive" }, async ({ room, page }) => {
  await room.open("model=cvae&backend=wasm&hidden=16&batch=16&study=augmentation");
  await room.trainSteps(20);
  const { told } = await page.evaluate(() => window.elboRoom.measure("augmentation", { images: 50, samples: 20, repetitions: 2, steps: 2 }));
  expect(told).toBeNull();
  await page.getByRole("radio", { name: "Nowhere" }).check();
  await page.getByRole("button", { name: "That is my guess" }).click();
  const figure = page.getByRole("figure", { name: "Accuracy of a classifier trained with samples" });
  await expect(figure.getByRole("rowheader")).toHaveText(["100", "300", "1,000", "0"]);
  await expect(figure).toContainText("trained with the labels of all 60,000 training images");
  await room.open("model=vae&backend=wasm&hidden=16&batch=16&study=augmentation");
  await expect(page.getByText("This run cannot generate digits of a given class.")).toBeVisible();
});

test("a run that was trained before counts only if its reader says so; the table of an earlier step stays beside the next one", { tag: "@exhaustive" }, async ({ room, page }) => {
  await room.open("model=vae&backend=wasm&hidden=16&latent=2");
  await room.trainSteps(20);
  await page.getByRole("radio", { name: "Learn" }).check();
  await page.getByRole("button", { name: "Begin: Why z = μ + σε" }).click();
  await page.getByRole("radio", { name: "Thousands" }).check();
  await page.getByRole("button", { name: "That is my guess" }).click();
  const figures = page.getByRole("figure", { name: "Variance of the gradient from one draw" });
  await expect(page.getByText("The current run was trained before this study.")).toBeVisible();
  await expect(figures).toContainText("The measurement starts when a run pauses.");
  await page.getByRole("button", { name: "Count this run" }).click();
  await expect(figures.getByRole("table")).toBeVisible();
  await expect(figures).toContainText("Step 20:");
  await expect(page.getByRole("status").filter({ hasText: /^Measured: (About as many|About a hundred|Thousands)/ })).toBeVisible();
  await room.trainSteps(10);
  await expect(figures.first()).toContainText("Step 30:");
  await expect(page.getByRole("group").filter({ hasText: "Earlier measurement: VAE, step 20" }).getByRole("table")).toBeVisible();
});
