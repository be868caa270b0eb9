/** What Chromium never lacks by itself: the page says what is missing, or does without. */
import { expect, test } from "./room";

test("no module workers: a sentence in place of the page", async ({ page }) => {
  await page.addInitScript(() => {
    const Plain = Worker;
    // It does not look at the options, as browsers did before there were modules in workers.
    Object.assign(window, { Worker: class { constructor(address: string) { return new Plain(address); } } });
  });
  await page.goto("./");
  await expect(page.getByRole("alert")).toContainText("cannot run module workers");
});

test("a language that is no tag: the page opens all the same", async ({ room }) => {
  await room.page.addInitScript(() => {
    Object.defineProperty(navigator, "language", { configurable: true, value: "C" });
  });
  await room.open("model=vae&hidden=16&batch=16&backend=wasm");
  await room.trainSteps(3);
  expect((await room.info()).step).toBe(3);
});
