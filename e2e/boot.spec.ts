/** The page's first script: the worker starts before the page is evaluated, and the page does not depend on it. */
import type { Page } from "@playwright/test";
import { expect, test } from "./room";

const tiny = "preset=first-vae&hidden=16&batch=16&backend=wasm";

/** Holds the requests for these files back. Returns a function that releases them. */
async function holdBack(page: Page, files: string): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => { release = resolve; });
  await page.route(files, async (route) => {
    await released;
    await route.continue();
  });
  return () => release();
}

test("the worker loads its code, and scripts find the handle, while the page's code still loads; the page's head names that code, and it is fetched once", async ({ page, room, request, baseURL }) => {
  const html = await (await request.get(baseURL!)).text();
  const named = [...html.matchAll(/<link rel="(after-shell|stylesheet)"[^>]*href="\.\/(assets\/main-[^"]+)"/g)];
  expect(named.map(([, rel]) => rel).sort()).toEqual(["after-shell", "stylesheet"]);
  const asked: string[] = [];
  page.on("request", (one) => asked.push(new URL(one.url()).pathname));
  const release = await holdBack(page, "**/assets/main-*.js");
  const host = page.waitForRequest(/\/assets\/host-/);
  await page.goto(`./#${tiny}`);
  await host;
  await expect(room.train).toHaveCount(0);
  const early = page.evaluate(() => window.elboRoom.info());
  release();
  await expect(room.train).toBeEnabled();
  expect(await early).toMatchObject({ model: "vae", hyperparameters: { hidden: 16 } });
  expect(page.workers()).toHaveLength(1);
  for (const [, , file] of named) expect(asked.filter((path) => path.endsWith(file!)), file).toHaveLength(1);
});

test("the page appears even if the worker does not answer", { tag: "@exhaustive" }, async ({ page, room }) => {
  await page.route("**/assets/entry-*.js", () => undefined);
  await page.goto(`./#${tiny}`);
  await expect(room.status).toBeVisible();
});

for (const late of [false, true]) {
  test(`a worker that cannot be loaded${late ? ", which becomes known when the page is already visible," : ""} is replaced by one that can`, late ? {} : { tag: "@exhaustive" }, async ({ page, room, consoleErrors }) => {
    consoleErrors.expect(/Failed to load resource/);
    let first = true;
    await page.route("**/assets/entry-*.js", async (route) => {
      if (!first) return route.continue();
      first = false;
      if (late) await expect(room.status).toBeVisible();
      await route.fulfill({ status: 404 });
    });
    await page.goto(`./#${tiny}`);
    await expect(room.train).toBeEnabled();
    await expect(page.getByText(/restarted/i)).toHaveCount(0);
  });
}

test("a key that is pressed in the moment in which Train appears is not lost, even if the worker was ready before", async ({ page, room }) => {
  await page.addInitScript(() => {
    const pressOnce = new MutationObserver(() => {
      if (![...document.querySelectorAll("#root button:enabled")].some(({ textContent }) => textContent.trim() === "Train")) return;
      pressOnce.disconnect();
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key: " ", bubbles: true, cancelable: true }));
    });
    pressOnce.observe(document, { subtree: true, childList: true, attributes: true });
  });
  const release = await holdBack(page, "**/assets/rooms-*.js");
  await page.goto(`./#${tiny}&present=1`);
  await page.waitForFunction(() => "elboRoom" in window);
  // A call to the early handle is answered only when the page is visible, so a later call asks the page's own handle.
  const phase = () => page.evaluate(() => Promise.race([window.elboRoom.info().then((info) => info.phase), new Promise((resolve) => { setTimeout(resolve, 200, null); })]));
  await expect.poll(phase).toBe("ready");
  release();
  await expect(room.pause).toBeVisible();
});
