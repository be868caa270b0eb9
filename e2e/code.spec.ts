/** The objective as code: its lines are linked with their term in the equation and their curve. */
import { readFileSync } from "node:fs";
import { expect, test, testOnOnePage } from "./room";

const tiny = "model=vae&hidden=16&batch=16&backend=wasm&beta=3&seed=7";

testOnOnePage("a term's lines of the PyTorch program light up with its formula and its curve, and the other way round", async ({ room, page }) => {
  await room.open(tiny);
  await room.trainSteps(5);
  await page.getByRole("button", { name: "Code", exact: true }).click();
  const code = page.getByRole("region", { name: "Code of the objective" });
  const lines = code.locator("[data-columns=kl]"), lit = /code__term--lit/;
  await expect(lines).toContainText("kl = 0.5 * (mu**2 + log_var.exp() - log_var - 1).sum(1).mean()");
  await expect(lines).not.toHaveClass(lit);

  const term = page.getByRole("region", { name: "Equation" }).getByRole("button", { name: /KL to the prior$/ });
  await term.focus();
  await expect(lines).toHaveClass(lit);
  await expect(lines).toBeInViewport();
  await term.blur();
  await expect(lines).not.toHaveClass(lit);

  const column = page.locator(".equation__column").filter({ hasText: "KL to the prior" });
  await code.getByRole("button", { name: "Lines of KL to the prior" }).focus();
  await expect(column).toHaveClass(/equation__column--lit/);
  await expect(page.getByRole("figure", { name: "Loss chart" }).getByRole("button", { name: /KL to the prior/ })).toHaveClass(/loss-chart__entry--lit/);

  // Arrow keys scroll the code; they do not move z.
  const { z } = await room.info();
  const text = code.locator(".code__text");
  await text.focus();
  const scrolled = await text.evaluate((box) => (box.scrollTop = 0));
  await page.keyboard.press("ArrowDown");
  await expect.poll(() => text.evaluate((box) => box.scrollTop)).toBeGreaterThan(scrolled);
  expect((await room.info()).z).toEqual(z);

  await code.getByRole("radio", { name: "This page" }).check();
  await expect(code).toContainText("export const gaussianKl");
  await page.keyboard.press("Escape");
  await expect(code).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Code", exact: true })).toBeFocused();
});

test("the program that is downloaded has the run's settings in it", async ({ room, page, consoleErrors }) => {
  consoleErrors.expect(/Failed to load resource/);
  await page.route(/\/continued-/, (route) => route.abort());
  await room.open(tiny);
  await page.getByRole("button", { name: "Code", exact: true }).click();
  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download .py" }).click();
  const file = await coming;
  expect(file.suggestedFilename()).toBe("vae.py");
  const text = readFileSync(await file.path(), "utf8");
  for (const line of ["beta = 3.0", "hidden = 16", "batch_size = 16", "torch.manual_seed(7)"]) expect(text.split("\n")).toContain(line);

  await page.getByText("Continue this run in PyTorch").click();
  await page.getByRole("button", { name: "Download the program" }).click();
  await expect(page.getByText("The program could not be loaded.")).toBeVisible();
  await page.unroute(/\/continued-/);
  const program = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download the program" }).click();
  const continuing = await program;
  expect(continuing.suggestedFilename()).toBe("vae-continue.py");
  expect(readFileSync(await continuing.path(), "utf8")).toContain("for step in range(run.step, run.step + arguments.steps):");
  await expect(page.getByText("The program could not be loaded.")).toHaveCount(0);
  const run = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download the run" }).click();
  expect((await run).suggestedFilename()).toBe("elbo-room-vae-step0.safetensors");
});
