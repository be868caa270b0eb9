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
  await expect(page.getByRole("button", { name: "Check", exact: true })).toBeFocused();
  await expect(verdict).toContainText("The first number that differs");
  await page.reload();
  await expect(editor).toContainText("log_var.exp() * torch.randn_like(mu)"); // nothing is lost
  await page.getByRole("textbox", { name: "Program, editable" }).getByText("torch.randn_like(mu)").click();
  await page.keyboard.press("End");

  for (let i = 0; i < "log_var.exp() * torch.randn_like(mu)".length; i++) await page.keyboard.press("Backspace");
  await page.keyboard.type("torch.randn_like(mu) * torch.sqrt(log_var.exp())");
  await page.keyboard.press("Control+m");
  await press("Check");
  await expect(verdict).toContainText("Values and gradients match those of our function on three batches.");
  const conditions = exercise.getByText(/^(reconstruction|kl): at/);
  await expect(conditions).toHaveText(["reconstruction: at most 180.0", "kl: at least 3.00"]);
  await press("Train this program");
  await expect(exercise.getByText(/All conditions were met at step 400/)).toBeVisible({ timeout: 120_000 });
  await expect(conditions).toHaveText([/^reconstruction: at most 180.0/, /^kl: at least 3.00/]); // the names stay those of the program
  const { fragment } = await room.info();
  expect(fragment).toMatch(/^program=[\w-]{400,}.*&exercise=reparameterise/);
  await page.setViewportSize({ width: 1280, height: 720 });
  await expect(page.getByRole("button", { name: "Compare with ours, from step 0" })).toBeEnabled(); // the run has begun
  const buttons = await page.locator(".program__foot > .button").evaluateAll((all) => all.map((button) => button.getBoundingClientRect().toJSON() as DOMRect));
  expect(await page.evaluate(() => document.scrollingElement!.scrollHeight - innerHeight)).toBe(0); // only columns scroll
  expect(buttons.length).toBeGreaterThan(2);
  expect(Math.max(...buttons.map(({ top }) => top))).toBeLessThan(Math.min(...buttons.map(({ bottom }) => bottom))); // they are in one row

  // Slow motion is usable in the narrow column, and the editor highlights the lines of the stage.
  await room.latentSpace.locator("label", { hasText: "Slow" }).click();
  await room.latentSpace.locator("label", { hasText: "Losses" }).click();
  const lit = page.locator(".cm-line.lit");
  await expect(lit).toHaveText([/^\s*reconstruction =/, /^\s*kl =/]);
  await room.latentSpace.locator("label", { hasText: "Draw" }).click();
  await expect(lit).toHaveText([/^\s*z = reparameterise/]);
  await room.latentSpace.locator("label", { hasText: "Map" }).click();
  await expect(lit).toHaveCount(0);

  await page.reload();
  await expect(exercise.getByText(/You have finished this exercise/)).toBeVisible();
  await expect(editor).toContainText("torch.sqrt(log_var.exp())");
  await exercise.getByRole("button", { name: "All exercises" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "The reparameterised draw" })).toContainText("finished");
});

test("the copied link has what is in the editor, trained or not; it opens there, and neither reader loses a program", { tag: "@exhaustive" }, async ({ room, page }) => {
  test.slow();
  await room.visit("exercise=reparameterise&backend=wasm");
  const editor = page.getByRole("textbox", { name: "Program, editable" });
  const copied = page.getByText("Link copied. It opens the editor with your program");
  await expect(editor).toBeFocused();
  await page.keyboard.type("return mu + 2 * log_var");
  await expect(page.getByRole("status", { name: "Check of the program" })).toContainText("The program runs");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await editor.press("End");
  await page.keyboard.type(" - 3");
  await page.getByRole("button", { name: "Copy link" }).click(); // with what was typed last, which has not been checked yet
  await expect(copied).toBeVisible();
  // The notice covers none of the buttons.
  const [notice, check] = [await page.getByRole("status", { name: "Notices" }).getByRole("list").boundingBox(), await page.getByRole("button", { name: "Check", exact: true }).boundingBox()];
  expect(notice!.y + notice!.height).toBeLessThan(check!.y);
  const fragment = (await page.evaluate(() => navigator.clipboard.readText())).replace(/^.*#/, "");
  expect(fragment).toMatch(/&exercise=reparameterise&draft=[\w-]{400,}$/);
  expect((await room.info()).fragment).not.toContain("draft=");

  await editor.press("End");
  await page.keyboard.type(" - 1");
  await expect(editor).toContainText("2 * log_var - 3 - 1");
  await room.visit(fragment);
  await expect(page.getByText("Another program came with the link.")).toBeVisible();
  await expect(editor).toContainText("2 * log_var - 3 - 1");
  await page.getByRole("button", { name: "Show it" }).click();
  await expect(editor).not.toContainText("2 * log_var - 3 - 1");
  await expect(editor).toContainText("2 * log_var - 3");
  await expect(page.getByText("This program came with the link.")).toBeVisible();
  await page.getByRole("button", { name: "Show mine" }).click();
  await expect(editor).toContainText("2 * log_var - 3 - 1");
  await expect.poll(() => page.url()).not.toContain("draft=");
});

test.describe("with fingers", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("a press on the gap selects it, what is typed replaces it, and no keyboard opens before", { tag: "@exhaustive" }, async ({ room, page }) => {
    await room.visit("exercise=reparameterise&backend=wasm");
    const editor = page.getByRole("textbox", { name: "Program, editable" });
    await expect(page.getByRole("status", { name: "Check of the program" })).toContainText("Line 27: NotImplementedError");
    await expect(editor).not.toBeFocused();
    expect(await page.evaluate(() => scrollY)).toBe(0); // the task is read first
    await expect(editor.getByText("raise")).toBeAttached(); // the editor itself has scrolled to the gap
    await editor.getByText("raise").tap();
    await expect.poll(() => page.evaluate(() => document.querySelector(".program")!.shadowRoot!.querySelectorAll(".cm-selectionBackground").length + (getSelection()?.toString().length ?? 0))).toBeGreaterThan(0);
    await page.keyboard.insertText("return mu + torch.exp(0.5 * log_var) * torch.randn_like(mu)");
    await page.getByRole("button", { name: "Check", exact: true }).tap();
    await expect(page.getByText("Values and gradients match those of our function on three batches.")).toBeVisible();
    await page.getByRole("button", { name: "Train this program" }).tap();
    await expect(page.getByRole("region", { name: "Equation" })).toBeInViewport(); // what the program computes appears below the editor
  });
});

test("Back leads from an exercise to the list, and Forward to the exercise, while the run stays", { tag: "@exhaustive" }, async ({ room, page }) => {
  await room.visit("room=learn&backend=wasm");
  await room.trainSteps(3);
  const exercise = page.getByRole("region", { name: "Exercise", exact: true });
  const begin = page.getByRole("button", { name: "Begin: The negative ELBO" });
  await begin.click();
  await expect(exercise).toBeVisible();
  await page.goBack();
  await expect(begin).toBeVisible();
  await page.goForward();
  await expect(exercise).toBeVisible();
  expect((await room.info()).step).toBe(3);
});

test("hints open one by one, and our solution after the last; both survive a reload", { tag: "@exhaustive" }, async ({ room, page }) => {
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
  await expect(exercise.getByText("Values and gradients match those of our function on three batches.")).toBeVisible();
});

test("the reader's program trains beside ours from the same start; a reload opens both again, and the conditions stay those of the reader's", { tag: "@exhaustive" }, async ({ room, page }) => {
  test.slow();
  await room.visit("exercise=reparameterise&backend=wasm");
  const exercise = page.getByRole("region", { name: "Exercise", exact: true });
  const editor = page.getByRole("textbox", { name: "Program, editable" });
  const compare = page.getByRole("button", { name: "Compare with ours" });
  await expect(editor).toBeFocused();
  await page.keyboard.type("return mu + log_var.exp() * torch.randn_like(mu)");
  await expect(compare).toBeHidden();
  for (const n of [1, 2, 3]) await exercise.getByRole("button", { name: `Show hint ${n} of 3` }).click();
  await compare.click(); // a wrong function shows what is wrong with it

  await expect(page.getByRole("group", { name: "A: Your program" }).first()).toBeVisible();
  await expect(page.getByRole("group", { name: "B: Reference program" }).getByRole("img", { name: /samples/i }).first()).toBeVisible();
  await expect.poll(async () => (await room.info()).comparison?.step, { timeout: 120_000 }).toBe(400);
  await expect.poll(async () => (await room.info()).phase).toBe("finished");
  const [a, b] = [await room.losses(), await page.evaluate(() => window.elboRoom.losses("B"))];
  expect(b["kl"]![0]).toEqual(a["kl"]![0]); // the same weights and images
  expect(b["reconstruction"]!.at(-1)![1]).toBeLessThan(a["reconstruction"]!.at(-1)![1]);
  await expect(compare).toBeDisabled();
  expect(await seriousFindings(room)).toEqual([]);
  await expect.poll(() => page.url()).toContain("compare=program:");

  await page.reload();
  await expect(editor).toContainText("log_var.exp() * torch.randn_like(mu)");
  await expect.poll(async () => (await room.info()).comparison).toMatchObject({ differs: "model", phase: "ready" });
  expect((await room.info()).notices).toEqual([]);
  await page.getByRole("button", { name: "End the comparison" }).click();
  await expect(page.getByRole("group", { name: /^B: / })).toHaveCount(0);
  await expect(compare).toBeEnabled();
});

test("a curve shows how a mistake and our function differ, high enough to be read; its unit is the program's", { tag: "@exhaustive" }, async ({ room, page }) => {
  await room.visit("exercise=mixture-prior&backend=wasm");
  const exercise = page.getByRole("region", { name: "Exercise", exact: true });
  await expect(page.getByRole("textbox", { name: "Program, editable" })).toBeFocused();
  await page.keyboard.type("return torch.logsumexp(-0.5 * ((z[:, None] - means) ** 2 / torch.exp(log_vars) + log_vars + math.log(2 * math.pi)).sum(2), 1)");
  for (const n of [1, 2, 3]) await exercise.getByRole("button", { name: `Show hint ${n} of 3` }).click();
  await page.getByRole("button", { name: "Compare with ours" }).click();
  const curve = page.getByRole("img", { name: /^total, B minus A, at step \d+: 2\.\d+/ }); // log 10, which is missing
  await expect(curve).toBeVisible();
  expect((await curve.boundingBox())!.height).toBeGreaterThan(80);
  await expect(page.getByText("the program’s units, smoothed")).toBeVisible();
});

const RIGHT = "return mu + torch.exp(0.5 * log_var) * torch.randn_like(mu)";
/** The line of the program that sets `hidden`, counted from 1. */
const HIDDEN_LINE = 12;

test("two tabs change an exercise: each shows the other's program, and what both change at once remains beside it", { tag: "@exhaustive" }, async ({ room, page }) => {
  await room.visit("exercise=reparameterise&backend=wasm");
  const other = await page.context().newPage();
  await other.addInitScript(() => addEventListener("storage", (event) => { if (document.title === "asleep") event.stopImmediatePropagation(); }));
  await other.goto("./#exercise=reparameterise&backend=wasm");
  const editorOf = (of: typeof page) => of.getByRole("textbox", { name: "Program, editable" });
  const [here, there] = [editorOf(page), editorOf(other)];
  await expect(there).toBeFocused();
  await other.keyboard.type("return mu + log_var");
  await expect(here).toContainText("return mu + log_var");
  await here.locator(".cm-line", { hasText: "mu + log_var" }).click();
  await here.press("End");
  await page.keyboard.type(" * 2");
  await expect(there).toContainText("return mu + log_var * 2");
  await expect(page.getByText("changed in two tabs at once")).toBeHidden();

  await other.evaluate(() => { document.title = "asleep"; });
  await page.keyboard.type("00");
  // Chromium passes a stored value to the other tab's process a moment later; before that the other tab cannot know of it.
  await expect.poll(() => other.evaluate(() => localStorage.getItem("elbo-room.exercises"))).toContain("log_var * 200");
  await other.keyboard.type(" + 7"); // the cursor is still in its line
  await expect(there).toContainText("log_var + 7 * 2");
  await expect(here).toContainText("log_var + 7 * 2");
  for (const tab of [page, other]) await expect(tab.getByText("The program was changed in two tabs at once.")).toBeVisible();
  await page.getByRole("button", { name: "Show the other one" }).click();
  await expect(here).toContainText("log_var * 200");
  await page.reload();
  await expect(here).toContainText("log_var * 200");
  await page.getByRole("button", { name: "Show the other one" }).click();
  await expect(here).toContainText("log_var + 7 * 2");
  await page.getByRole("button", { name: "Keep this one" }).click();
  await expect(page.getByText("changed in two tabs at once")).toBeHidden();
});

test("a right check lets constants change, and no wrong function finishes the exercise; the list shows the one that was left", { tag: "@exhaustive" }, async ({ room, page }) => {
  test.slow();
  await room.visit("exercise=reparameterise&backend=wasm");
  const exercise = page.getByRole("region", { name: "Exercise", exact: true });
  const editor = page.getByRole("textbox", { name: "Program, editable" });
  const check = page.getByRole("button", { name: "Check", exact: true });
  const train = page.getByRole("button", { name: "Train this program" });
  const verdict = page.getByRole("status", { name: "Check of the program" });
  await expect(editor).toBeFocused();
  await page.keyboard.type(`${RIGHT} * 0.9`);
  await check.click();
  await expect(verdict).toContainText("a function is not right yet");
  for (const _ of " * 0.9") await editor.press("Backspace");
  await expect(verdict).toContainText("Press Check");
  await check.click();
  await expect(train).toBeVisible();
  await expect(verdict).toContainText("This program can be trained.");

  await editor.press("Control+Home");
  for (let line = 1; line < HIDDEN_LINE; line++) await editor.press("ArrowDown");
  await editor.press("End");
  await editor.press("Backspace");
  await page.keyboard.type("0");
  await expect(editor).toContainText("hidden = 250");
  await expect(train).toBeEnabled(); // the check does not depend on the constant
  await expect(exercise.getByText("The program has changed since this check.")).toBeHidden();

  await editor.getByText("torch.randn_like(mu)").click();
  await editor.press("End");
  await page.keyboard.type(" * 0.97");
  await expect(train).toBeHidden();
  await expect(exercise.getByText("The program has changed since this check.")).toBeVisible();
  await page.getByRole("button", { name: "Compare with ours" }).click();
  await expect(exercise.getByText("The conditions are met, but a function of this run is not right.")).toBeVisible({ timeout: 120_000 });
  await expect(exercise.getByText("You have finished this exercise")).toBeHidden();

  await page.setViewportSize({ width: 1280, height: 720 });
  await exercise.getByRole("button", { name: "All exercises" }).click();
  await expect(page.getByRole("button", { name: "Continue: The reparameterised draw" })).toBeFocused();
  await expect(page.getByRole("button", { name: "Continue: The reparameterised draw" })).toBeInViewport();
  expect((await room.info()).comparison).not.toBeNull();
  expect((await page.getByRole("region", { name: "Exercises" }).boundingBox())!.width).toBeGreaterThan(600);
});
