/** What a lesson says holds on the reader's screen: its run, the start of a guess, and the step at which conditions are met. */
import type { Page } from "@playwright/test";
import { expect, test } from "./room";

const notesAt = (page: Page, notes: object) => page.addInitScript((written) => localStorage.setItem("elbo-room.lessons", JSON.stringify({ "posterior-collapse": written })), notes);
const EMPTY = { at: 0, guesses: {}, outcomes: {}, words: "", read: false, repaired: null };

test("a lesson that its link opens has the run that its text names", async ({ room, page }) => {
  await room.visit("lesson=posterior-collapse");
  await expect(page.locator(".lesson__text")).toContainText("here with β = 40");
  await expect.poll(async () => (await room.info()).hyperparameters.beta).toBe(40);
});

test("a guess starts at the value that the reader has seen; nothing hints at the rest, and the axes say their names", async ({ room, page }) => {
  await notesAt(page, { ...EMPTY, at: 3, guesses: { dear: "less" }, outcomes: { dear: { measured: { "loss kl": 0.004 }, curve: [] } } });
  await room.visit("model=vae&beta=40&pool=growing&seed=1&backend=wasm&lesson=posterior-collapse");
  const chart = page.getByRole("figure", { name: "Your guess: KL to the prior" });
  await expect(chart).toContainText("KL to the prior, in nats");
  await expect(chart).toContainText("step 400");
  await expect(chart).toContainText("0.004 at step 400");
  await expect(chart.locator(".guess__guess")).toHaveCount(0);
  const points = page.getByRole("slider", { name: /KL to the prior at step/ });
  await expect(points).toHaveCount(6); // the first value is known
  const area = (await chart.locator(".guess__area").boundingBox())!;
  await page.mouse.move(area.x + 2, area.y + area.height * 0.5);
  await page.mouse.down();
  await page.mouse.move(area.x + area.width - 2, area.y + area.height * 0.5, { steps: 8 });
  await page.mouse.up();
  await expect(points.last()).toHaveAttribute("aria-valuetext", /^[45]\.\d+ nats$/);
  await page.getByRole("button", { name: "That is my guess" }).click();
  const kept = await page.evaluate(() => (JSON.parse(localStorage.getItem("elbo-room.lessons")!) as Record<string, { guesses: { back: number[] } }>)["posterior-collapse"]!.guesses.back);
  expect(kept[0]).toBe(0.004);
});

test("a finished repair says at which step its conditions were met, and which step the list shows", { tag: "@exhaustive" }, async ({ room, page }) => {
  test.setTimeout(120_000);
  await notesAt(page, { ...EMPTY, at: 7, read: true, repaired: 698 });
  await room.visit("model=vae&beta=30&pool=growing&seed=1&backend=wasm&lesson=posterior-collapse");
  await page.getByRole("button", { name: "Set up the run" }).click();
  const done = page.locator(".lesson__done");
  await expect(done).toContainText("You finished this lesson at step 698, when all conditions were met. The list shows step 400, where not all of them are met.", { timeout: 100_000 });
});
