/** Features that Chromium never lacks by itself: without them the page says what is missing, or works all the same. */
import { expect, test } from "./room";

test("no module workers: a sentence in place of the page", async ({ page }) => {
  await page.addInitScript(() => {
    const Plain = Worker;
    // It ignores the options, as browsers without module workers do.
    Object.assign(window, { Worker: class { constructor(address: string) { return new Plain(address); } } });
  });
  await page.goto("./");
  await expect(page.getByRole("alert")).toContainText("cannot run module workers");
});

test("an invalid language tag: the page opens all the same", { tag: "@exhaustive" }, async ({ room }) => {
  await room.page.addInitScript(() => {
    Object.defineProperty(navigator, "language", { configurable: true, value: "C" });
  });
  await room.open("model=vae&hidden=16&batch=16&backend=wasm");
  await room.trainSteps(3);
  expect((await room.info()).step).toBe(3);
});
