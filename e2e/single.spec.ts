/** The whole page as one file (`npm run build -- --single`): opened as a file, without host and network, it works like the served page. */
import { pathToFileURL } from "node:url";
import { buildSingle, SINGLE_FILE } from "../scripts/single/buildSingle";
import { expect, test } from "./room";

test.setTimeout(120_000);
test.beforeAll(() => buildSingle());

test("opened by file:// it trains on WASM, compiled, to the losses of the served page, measures, and starts from a pretrained checkpoint", { tag: "@exhaustive" }, async (
  { room, anotherRoom, page, context },
) => {
  const link = "model=vae&hidden=16&batch=16&seed=3&backend=wasm";
  const hosted = await anotherRoom();
  await hosted.open(link);
  await hosted.trainSteps(20);
  const losses = await hosted.losses();
  await hosted.page.close(); // it may still fetch training data, which fails offline

  await context.setOffline(true);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url().slice(0, 200)));
  await page.goto(`${pathToFileURL(SINGLE_FILE).href}#${link}`);
  await page.waitForFunction(() => "elboRoom" in window);
  await expect(room.train).toBeEnabled();
  await room.trainSteps(20);
  const { backend, engineMode, notices } = await room.info();
  expect({ backend, engineMode, notices }).toEqual({ backend: "wasm", engineMode: "compiled", notices: [] });
  expect(await room.losses()).toEqual(losses);
  expect((await page.evaluate(() => window.elboRoom.measure("codes", { images: 100 }))).step).toBe(20);

  await room.openByHandle("preset=deep-convolutional@1&begin=4000&backend=wasm");
  await expect.poll(async () => (await room.info()).step, { timeout: 60_000 }).toBe(4000);
  expect(asked.filter((url) => !/^(file|blob|data):/.test(url))).toEqual([]);
});

test.describe("once the page is idle", () => {
  test.use({ prefetches: true }); // the talk's button appears then

  test("the page says that a reload begins at step 0, and offers no list of saved runs", { tag: "@exhaustive" }, async ({ room, page }) => {
    await page.goto(`${pathToFileURL(SINGLE_FILE).href}#model=vae&hidden=16&batch=16&backend=wasm&room=lab`);
    await expect(room.train).toBeEnabled();
    const notice = page.getByText(/^This page was opened as a file and saves no runs.*a reload begins at step 0/);
    await room.trainSteps(20);
    await expect(page.getByRole("button", { name: "Talk", exact: true })).toBeVisible();
    await expect(notice).toHaveCount(0);
    await room.trainSteps(120);
    await expect(notice).toBeVisible();
    await page.getByRole("button", { name: "Save and load" }).click();
    await expect(page.getByRole("button", { name: "Save run" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Saved runs" })).toHaveCount(0);
  });

  test("no worksheet, code or talk's link names the reader's folders", { tag: "@exhaustive" }, async ({ page }) => {
    const file = pathToFileURL(SINGLE_FILE).href;
    await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined })); // the link is then shown, to be copied by hand
    await page.goto(`${file}#model=vae&hidden=16&backend=wasm&lesson=elbo-terms`);
    const sheet = page.locator(".worksheet__link");
    await expect(sheet).toContainText("#");
    await expect(sheet).not.toContainText("file:");
    await page.goto("about:blank");
    await page.goto(`${file}#model=vae&hidden=16&backend=wasm&present=1`);
    await expect(page.getByRole("button", { name: "Train", exact: true })).toBeEnabled();
    await page.keyboard.press("q");
    await expect(page.locator("#link-code-dialog").getByRole("alert")).toContainText("opened as a file");
    await expect(page.locator("#link-code-dialog").getByRole("img")).toHaveCount(0);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Talk", exact: true }).click();
    const talk = page.getByRole("dialog", { name: "Talk" });
    await talk.getByRole("button", { name: "Add the current view" }).click();
    await talk.getByRole("button", { name: "Copy link" }).click();
    await expect(talk.getByRole("textbox", { name: "Link", exact: true }).last()).toHaveValue(/^#model=vae&hidden=16&.*&talk=/);
  });
});
