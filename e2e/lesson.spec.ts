/** A lesson by keyboard alone: the guess comes first, survives a reload, and is shown beside the run's results. */
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./room";

const press = async (page: Page, name: string | RegExp) => {
  await page.getByRole("button", { name }).focus();
  await page.keyboard.press("Enter");
};
const stage = (page: Page, name: string) => expect(page.getByRole("heading", { level: 3, name })).toBeVisible();

test("predict by arrow keys, reload, run, compare, and predict again", async ({ room, page }) => {
  test.setTimeout(120_000);
  await room.visit("room=learn&backend=wasm");
  await press(page, "Begin: The ELBO, term by term");
  await stage(page, "Predict, 1 of 8");
  await expect(page.getByRole("heading", { level: 3 })).toBeFocused(); // the focused button has disappeared
  const keep = page.getByRole("button", { name: "That is my guess" });
  await expect(keep).toBeDisabled();
  const points = page.getByRole("slider", { name: /KL to the prior at step/ });
  await expect(points).toHaveCount(7);
  await page.keyboard.press("Tab"); // from the question to the first point
  await expect(points.first()).toBeFocused();
  await page.keyboard.press("Home");
  await expect(points.first()).toHaveAttribute("aria-valuetext", "0.00 nats");
  for (let i = 1; i < 7; i++) await page.keyboard.press("Tab");
  await expect(points.last()).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  await expect(keep).toBeFocused();
  await page.keyboard.press("Enter");
  await stage(page, "Run, 2 of 8");

  await expect(page).toHaveURL(/lesson=elbo-terms/); // the address is written after a moment without changes
  await page.reload();
  await stage(page, "Run, 2 of 8");
  await expect.poll(async () => (await room.info()).phase).toBe("ready");
  await press(page, "Train to step 400");
  await expect(page.getByRole("heading", { level: 3, name: "Compare, 3 of 8" })).toBeVisible({ timeout: 90_000 });
  expect((await room.info()).step).toBe(400);
  const rows = page.getByRole("row");
  await expect(rows.nth(1).getByRole("cell").first()).toHaveText("0.00");
  await expect(rows.nth(7).getByRole("rowheader")).toHaveText("400");
  const cells = await rows.nth(7).getByRole("cell").allTextContents();
  expect(Number(cells[0])).toBeCloseTo(12.3, 1);
  const kl = (await room.losses())["kl"]!;
  expect(cells[1]).toBe(kl.at(-1)![1].toFixed(2));
  await expect(page.getByRole("region", { name: "Equation" }).locator(".equation__column", { hasText: "KL to the prior" }).locator(".equation__digits")).toHaveText(cells[1]!);
  await expect(page.getByText("The curve in the chart is smoothed.")).toBeVisible();
  await expect(page.getByRole("rowheader", { name: "KL to the prior, median of the last 50 steps" })).toBeVisible();

  await press(page, /^Next/);
  await stage(page, "Predict, 4 of 8");
  await page.getByRole("radio", { name: /^It grows/ }).focus();
  await page.keyboard.press("Space");
  await press(page, "That is my guess");
  await stage(page, "Run, 5 of 8");
  // The run continues from here and does not restart.
  await expect(page.getByRole("button", { name: "Train to step 800" })).toBeEnabled();
  await expect(page.getByText("will begin again")).toBeHidden();

  await test.step("Play leads back to the lesson and does not ask the model's question, which needs a setting", async () => {
    await page.getByRole("radio", { name: "Play" }).check();
    await expect(page.getByText("How do samples and reconstructions change")).toBeHidden();
    await press(page, "Continue the lesson");
    await stage(page, "Run, 5 of 8");
  });
  await test.step("Continue opens the run where it was left", async () => {
    await room.openByHandle("model=vae&backend=wasm&hidden=16&room=learn");
    await press(page, "Continue: The ELBO, term by term");
    await stage(page, "Run, 5 of 8");
    await expect.poll(async () => (await room.info()).step).toBe(400);
    await expect.poll(async () => (await room.info()).phase).toBe("paused");
    await expect(page.getByRole("button", { name: "Train to step 800" })).toBeEnabled();
    expect((await room.losses())["kl"]).toEqual(kl);
  });
  await test.step("Start over asks before it deletes the reader's notes", async () => {
    await press(page, /All lessons/);
    await expect(page.getByRole("listitem").filter({ hasText: "The ELBO, term by term" })).toContainText("· 5/8"); // the stage at which Continue opens it
    await press(page, "Start over: The ELBO, term by term");
    const sure = page.getByRole("button", { name: "The ELBO, term by term: Delete guesses and notes?" });
    await expect(sure).toBeFocused();
    await page.keyboard.press("Tab");
    await expect(sure).toBeHidden();
    await expect(page.getByRole("button", { name: "Continue: The ELBO, term by term" })).toBeVisible();
    await press(page, "Start over: The ELBO, term by term");
    await page.keyboard.press("Enter");
    await stage(page, "Predict, 1 of 8");
    await expect(keep).toBeDisabled();
    await expect.poll(async () => (await room.info()).step).toBe(0);
  });
});

test("a lesson that a link opens from the Lab has its chart for the guess", { tag: "@exhaustive" }, async ({ room, page }) => {
  await room.open("model=vae&backend=wasm&hidden=16");
  await room.openByHandle("preset=first-vae&backend=wasm&lesson=elbo-terms");
  await room.openByHandle("model=vae&backend=wasm&hidden=16");
  await room.openByHandle("preset=first-vae&backend=wasm&lesson=elbo-terms"); // now its script is there at once
  await expect(page.getByRole("figure", { name: "Your guess: KL to the prior" })).toBeVisible();
});

test("at 1280 × 720 the question, the task and its conditions are in view, or a button leads to the rest; no control moves while the run trains", { tag: "@exhaustive" }, async ({ room, page }) => {
  test.setTimeout(120_000);
  await page.addInitScript(() => {
    const measured = { "loss kl": 5.4, "loss reconstruction": 170 };
    const notes = { guesses: {}, words: "", read: false, repaired: null };
    localStorage.setItem("elbo-room.lessons", JSON.stringify({
      "elbo-terms": { ...notes, at: 2, outcomes: { kl: { measured, curve: [[1, 0], [400, 5]], steps: [1, 20, 60, 120, 200, 300, 400].map((step) => [step, 5]) } } },
      "posterior-collapse": { ...notes, at: 7, outcomes: {} },
    }));
  });
  const boxOf = async (locator: Locator) => (await locator.boundingBox())!;
  const ways = page.locator(".lesson > .lesson__ways");
  const inView = async (locator: Locator) => {
    const [box, end] = [await boxOf(locator), await boxOf(ways)];
    return box.y >= 50 && box.y + box.height <= end.y;
  };
  await room.open("model=vae&pool=growing&backend=wasm&seed=1&room=learn&lesson=elbo-terms");
  await stage(page, "Compare, 3 of 8");
  expect(await inView(page.locator(".lesson__text"))).toBe(true);
  const last = page.getByRole("rowheader", { name: "reconstruction, median of the last 50 steps" });
  expect(await inView(last)).toBe(false);
  const more = page.getByText("More ↓");
  await more.click();
  await expect.poll(() => inView(last)).toBe(true);
  await expect(more).toBeHidden();
  const next = await boxOf(page.getByRole("button", { name: /^Next/ }));
  await press(page, /^Next/);
  await stage(page, "Predict, 4 of 8");
  expect(await page.locator(".learn__page").evaluate((column) => column.scrollTop)).toBe(0);
  await page.getByRole("radio", { name: /^It grows/ }).check();
  await press(page, "That is my guess");
  await press(page, "‹ Back");
  expect(await boxOf(page.getByRole("button", { name: /^Next/ }))).toEqual(next);

  await room.openByHandle("model=vae&beta=30&pool=growing&seed=1&backend=wasm&room=learn&lesson=posterior-collapse");
  await stage(page, "Repair, 8 of 8");
  const conditions = page.locator(".lesson__condition");
  await expect(conditions).toHaveCount(3);
  for (const one of await conditions.all()) expect(await inView(one)).toBe(true);
  const [train, back] = [await boxOf(room.train), await boxOf(page.getByRole("button", { name: "‹ Back" }))];
  await press(page, "Set up the run");
  await expect(room.status).toContainText("per second");
  expect([await boxOf(room.pause), await boxOf(page.getByRole("button", { name: "‹ Back" }))]).toEqual([train, back]);
  await expect(conditions.locator("b")).toHaveText(["30", "0", /nats$/], { timeout: 90_000 });
  for (const one of await conditions.all()) expect(await inView(one)).toBe(true);
  expect([await boxOf(room.train), await boxOf(page.getByRole("button", { name: "‹ Back" }))]).toEqual([train, back]);
  await test.step("on a phone, the conditions, Train and β fit on one screen", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    const [first, beta] = [await boxOf(conditions.first()), await boxOf(page.getByRole("slider", { name: /KL weight/ }))];
    expect(beta.y + beta.height - first.y).toBeLessThan(844);
    await room.train.scrollIntoViewIfNeeded();
    const onPhone = await boxOf(room.train);
    expect(onPhone.y).toBeLessThan((await boxOf(page.getByRole("slider", { name: /KL weight/ }))).y);
    await expect(page.getByText("Change a setting, then press Train.")).toBeVisible();
    await room.train.click();
    await expect(page.getByText("Change a setting, then press Train.")).toBeHidden();
    expect((await boxOf(room.pause)).y).toBeCloseTo(onPhone.y, 0);
  });
});

test("lessons continue where their reader stopped: the reader's words come before the page's, and the repair says what is missing; on points, a round reads Gaussians and another run", { tag: "@exhaustive" }, async ({ room, page }) => {
  await page.addInitScript(() => localStorage.setItem("elbo-room.lessons", JSON.stringify({
    "elbo-terms": { at: 6, guesses: {}, outcomes: {}, words: "", read: false, repaired: null },
    "vae-or-gan": { at: 4, guesses: { vae: "better" }, outcomes: { gan: { measured: { modes: 8, "far samples": 0.12 }, curve: [] } }, words: "", read: false, repaired: null },
    "posterior-collapse": { at: 7, guesses: {}, outcomes: {}, words: "", read: true, repaired: 698 },
  })));
  await room.open("model=vae&backend=wasm&hidden=16&lesson=elbo-terms");
  await stage(page, "Explain, 7 of 8");
  const show = page.getByRole("button", { name: "Show our explanation" });
  await expect(show).toBeDisabled();
  await expect(page.getByText("Our explanation, term by term")).toBeHidden();
  await page.getByRole("textbox", { name: "In your own words" }).fill("The code saves more than it costs.");
  await show.press("Enter");
  await expect(page.getByText("Our explanation, term by term")).toBeFocused();
  await press(page, /^Next/);
  await stage(page, "Repair, 8 of 8");
  await expect(page.getByRole("button", { name: "Set up the run" })).toBeEnabled();
  await expect(page.getByRole("listitem").filter({ hasText: /: at most/ })).toHaveText([/at most 7\.00 nats$/, /at most 163\.0 nats$/]); // no run is measured yet
  // The setting for the repair is visible.
  await expect(page.getByRole("slider", { name: /KL weight/ })).toBeVisible();

  await room.openByHandle("model=vae&backend=wasm&hidden=16&lesson=posterior-collapse");
  await stage(page, "Repair, 8 of 8");
  await expect(page.locator(".lesson__text")).toBeVisible(); // a finished lesson has its task again, and no conditions that are met before they are measured
  await expect(page.locator(".lesson__done")).toContainText("You finished this lesson at step 698, when all conditions were met.");
  await expect(page.getByRole("status").filter({ hasText: "All conditions were met" })).toHaveCount(0);

  await room.openByHandle("model=vae&backend=wasm&hidden=16&lesson=vae-or-gan");
  await stage(page, "Run, 5 of 11");
  await press(page, "Train to step 4,000");
  await expect(page.getByRole("heading", { level: 3, name: "Compare, 6 of 11" })).toBeVisible({ timeout: 30_000 });
  const fact = (name: string) => page.getByRole("term").filter({ hasText: name }).locator("+ dd");
  await expect(fact("You said")).toHaveText("Fewer lie between the Gaussians");
  await expect(fact("The run shows")).toHaveText(/^Many more lie between them/);
  const cells = (name: string) => page.getByRole("row").filter({ hasText: name }).getByRole("cell");
  await expect(cells("Gaussians found")).toHaveText(["8", "8"]); // round 1 beside this one
  await expect(cells("samples near none")).toHaveText(["12 %", /^[23]\d\s%$/]);
  await expect(cells("KL(pdata")).toHaveText(["–", /^0\.\d+ nats$/]);
});
