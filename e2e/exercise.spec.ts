/** An exercise by keyboard only, from the gap to digits: a mistake is named, the right function passes, its program trains and meets the conditions. */
import { seriousFindings } from "./axe";
import { expect, testOnOnePage as test } from "./room";

test("a reader writes the missing function, is told the mistake, corrects it, and trains the program", async ({ room, page }) => {
  test.slow();
  await room.visit("exercise=reparameterise&backend=wasm");
  const exercise = page.getByRole("region", { name: "Exercise", exact: true });
  const editor = page.getByRole("textbox", { name: "Program, editable" });
  const verdict = exercise.getByRole("listitem").filter({ hasText: "reparameterise" });
  await expect(editor).toBeFocused(); // with the gap selected
  await expect(page.getByRole("status", { name: "Check of the program" })).toContainText("Line 27: NotImplementedError");
  await page.keyboard.type("return mu + log_var.exp() * torch.randn_like(mu)");
  await page.keyboard.press("Control+m"); // Tab leaves the editor
  const press = async (name: string) => {
    const button = page.getByRole("button", { name, exact: true });
    await expect(button).toBeEnabled();
    for (let i = 0; i < 8 && !await button.evaluate((one) => one === document.activeElement); i++) await page.keyboard.press("Tab");
    await expect(button).toBeFocused();
    await page.keyboard.press("Enter");
  };
  await press("Check");
  await expect(verdict).toContainText("This multiplies the noise by σ² instead of σ.");
  await expect(verdict).toContainText("The first number that differs");
  await page.reload();
  await expect(editor).toContainText("log_var.exp() * torch.randn_like(mu)"); // nothing is lost
  await page.getByRole("textbox", { name: "Program, editable" }).getByText("torch.randn_like(mu)").click();
  await page.keyboard.press("End");

  for (let i = 0; i < "log_var.exp() * torch.randn_like(mu)".length; i++) await page.keyboard.press("Backspace");
  await page.keyboard.type("torch.randn_like(mu) * torch.sqrt(log_var.exp())");
  await page.keyboard.press("Control+m");
  await press("Check");
  await expect(verdict).toContainText("Values and gradients equal those of our function in three batches.");
  await press("Train this program");
  await expect(exercise.getByText(/All conditions were met at step 400/)).toBeVisible({ timeout: 120_000 });
  const { fragment } = await room.info();
  expect(fragment).toMatch(/^program=[\w-]{400,}.*&exercise=reparameterise/);

  await page.reload();
  await expect(exercise.getByText(/You have finished this exercise/)).toBeVisible();
  await expect(editor).toContainText("torch.sqrt(log_var.exp())");
  await exercise.getByRole("button", { name: "All exercises" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "The reparameterised draw" })).toContainText("finished");
});

test("hints open one by one, and our solution after the last; both survive a reload", async ({ room, page }) => {
  await room.visit("exercise=reparameterise&backend=wasm");
  const exercise = page.getByRole("region", { name: "Exercise", exact: true });
  await expect(exercise.getByRole("button", { name: "Show our solution" })).toBeHidden();
  for (const n of [1, 2, 3]) await exercise.getByRole("button", { name: `Show hint ${n} of 3` }).click();
  await exercise.getByRole("button", { name: "Show our solution" }).click();
  await expect(exercise.getByText("return mu + sigma * torch.randn_like(mu)")).toBeVisible();
  expect(await seriousFindings(room)).toEqual([]);
  await page.reload();
  await expect(exercise.getByText("Hint 3.")).toBeVisible();
  await exercise.getByRole("button", { name: "Put it into the program" }).click();
  await exercise.getByRole("button", { name: "Replace your program?" }).click();
  await expect(page.getByRole("textbox", { name: "Program, editable" })).toContainText("return mu + sigma * torch.randn_like(mu)");
  await page.getByRole("button", { name: "Check", exact: true }).click();
  await expect(exercise.getByText("Values and gradients equal those of our function in three batches.")).toBeVisible();
});
