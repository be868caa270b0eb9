/** Runs are kept: after a reload, a closed page and in a second tab they continue unchanged; if nothing can be kept, they train all the same. */
import type { Page } from "@playwright/test";
import { blockStorage } from "./faults/strikes";
import { keptRuns } from "./keptRuns";
import { expect, test, type Room } from "./room";

test.use({ prefetches: true }); // the list of kept runs has its button once the page is idle

const LINK = "model=vae&hidden=16&batch=32&backend=wasm&seed=5&room=lab";

/** Opens a tab as the browser duplicates this one: with the state of its entry, and a copy of its storage. */
async function duplicateOf({ page }: Room, anotherRoom: () => Promise<Room>): Promise<Room> {
  const twin = await anotherRoom();
  const copied = await page.evaluate(() => ({ state: history.state as unknown, texts: { ...sessionStorage } as Record<string, string> }));
  await twin.page.addInitScript(({ state, texts }) => {
    if (sessionStorage.length > 0) return; // it is loaded again
    history.replaceState(state, "");
    for (const [name, text] of Object.entries(texts)) sessionStorage.setItem(name, text);
  }, copied);
  return twin;
}

/** The steps of the kept runs. */
const kept = async (page: Page) => (await keptRuns(page)).map(({ step }) => step);

test("after a reload during training the run continues to the same losses, to the bit; a link opens its experiment and offers its kept run; the list has it; the bare address opens the last experiment", async ({ room, anotherRoom }) => {
  const { page } = room;
  await room.open(LINK);
  await room.train.click();
  await expect.poll(async () => (await kept(page)).length).toBe(1);
  const [at] = (await kept(page)) as [number];
  await page.reload();
  await expect(room.pause).toBeVisible();
  expect((await room.info()).step).toBeGreaterThanOrEqual(at);
  await expect.poll(async () => (await room.info()).keyframes[0]).toBe(0);
  await expect.poll(async () => (await room.info()).step).toBeGreaterThan(at + 100);
  await room.pause.click();
  await expect(room.train).toBeEnabled();
  const { step } = await room.info();
  const losses = await room.losses();
  await expect.poll(() => kept(page)).toEqual([step]);

  // While this tab is open, another tab with its history entry continues with a copy of the run.
  const mark = await page.evaluate(() => history.state as unknown);
  const twin = await anotherRoom();
  await twin.page.addInitScript((state) => history.replaceState(state, ""), mark);
  await twin.open(LINK);
  expect((await twin.info()).step).toBe(step);
  await twin.trainSteps(10);
  await expect.poll(async () => (await kept(page)).toSorted((a, b) => a - b)).toEqual([step, step + 10]);
  await twin.page.close();
  await page.close();

  const linked = await anotherRoom();
  await linked.open(LINK);
  expect((await linked.info()).step).toBe(0);
  const offer = linked.page.getByRole("button", { name: "Continue from there" });
  await expect(offer).toBeVisible();
  await linked.page.keyboard.press("p"); // on a slide the offer would cover pictures
  await expect(offer).toBeHidden();
  await linked.page.keyboard.press("p");
  await expect(offer).toBeVisible();
  await linked.trainSteps(step);
  expect(await linked.losses()).toEqual(losses);
  await linked.openRuns();
  await linked.page.getByRole("button", { name: "Saved runs" }).click();
  const shelf = linked.page.getByRole("dialog", { name: "Saved runs" });
  await expect(shelf.getByRole("listitem")).toHaveCount(3);
  await shelf.getByRole("button", { name: /^Continue VAE · .*hidden units 16.* from step/ }).first().click();
  await expect.poll(async () => (await linked.info()).step).toBe(step + 10);
  await linked.page.close();

  const bare = await anotherRoom();
  await bare.visit("");
  await expect.poll(async () => (await bare.info()).step).toBe(step + 10);
  await expect.poll(async () => (await bare.info()).phase).toBe("paused");
  await bare.page.getByRole("button", { name: "Start a new run" }).click();
  await expect.poll(async () => (await bare.info()).step).toBe(0);
});

test("a reload after a study was closed continues the run, which rests; so does one after Back", async ({ room, page }) => {
  await room.open("model=beta-vae&backend=wasm&hidden=16&study=rate-distortion");
  await room.trainSteps(120);
  await expect.poll(() => kept(page)).toEqual([120]);
  await page.getByRole("button", { name: "Lessons and studies" }).click();
  await expect(page).not.toHaveURL(/study=/);
  await page.reload();
  await expect.poll(async () => (await room.info()).step).toBe(120);
  await page.goBack();
  await expect(page).toHaveURL(/study=/);
  await page.reload();
  await expect.poll(async () => (await room.info()).step).toBe(120);
});

test("a duplicated tab and its original each continue their own run when both are reloaded at once, and nothing else is saved", async ({ room, anotherRoom }) => {
  const { page } = room;
  await room.open(LINK);
  await room.trainSteps(120);
  await expect.poll(() => kept(page)).toEqual([120]);
  const twin = await duplicateOf(room, anotherRoom);
  await twin.visit(page.url().split("#")[1] ?? "");
  await expect.poll(async () => (await twin.info()).step).toBe(120);
  await twin.trainSteps(10);
  await expect.poll(async () => (await kept(page)).toSorted((a, b) => a - b)).toEqual([120, 130]);
  const runs = await keptRuns(page);
  for (let i = 0; i < 2; i++) {
    await Promise.all([twin.page.reload(), page.reload()]);
    await expect.poll(async () => [(await room.info()).step, (await twin.info()).step]).toEqual([120, 130]);
  }
  expect((await keptRuns(page)).map(({ id }) => id).toSorted()).toEqual(runs.map(({ id }) => id).toSorted());
});

test.describe("after the first visit, which was not isolated", () => {
  test.use({ serviceWorkers: "allow" });

  for (const where of ["about:blank", "favicon.svg"]) {
    test(`Back from ${where} isolates the page, and opens the run of each entry`, async ({ room, consoleErrors }) => {
      consoleErrors.expect(/404/); // for a picture, Chromium may request the site's icon
      const { page } = room;
      const info = async () => (await page.evaluate(() => "elboRoom" in window) ? await room.info() : null);
      await room.open(LINK);
      await room.trainSteps(120);
      await expect.poll(() => kept(page)).toEqual([120]);
      await page.getByRole("textbox", { name: "Seed", exact: true }).fill("6");
      await page.keyboard.press("Enter");
      await expect.poll(async () => (await room.info()).seed).toBe(6);
      await room.trainSteps(110);
      await expect.poll(async () => (await kept(page)).toSorted((a, b) => a - b)).toEqual([110, 120]);
      await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.state ?? "none")).toBe("activated");
      expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
      await page.goto(where);
      await page.goBack();
      await expect.poll(async () => (await info())?.step).toBe(110);
      expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
      await page.goBack();
      await expect.poll(async () => (await info())?.step).toBe(120);
      await page.goForward();
      await expect.poll(async () => (await info())?.step).toBe(110);
      expect((await kept(page)).length).toBe(2);
    });
  }
});

test("if nothing can be kept, the page says so once, and the run trains", { tag: "@exhaustive" }, async ({ anotherRoom }) => {
  const blocked = await anotherRoom();
  await blockStorage(blocked.page);
  await blocked.open(LINK);
  await blocked.trainSteps(120);
  await expect(blocked.page.getByText(/could not be (kept|saved) in this browser/)).toBeVisible();
  await blocked.trainSteps(1);
  expect((await blocked.info()).step).toBe(121);
});

test("if the script that keeps runs does not load, a notice says so", { tag: "@exhaustive" }, async ({ anotherRoom, consoleErrors }) => {
  consoleErrors.expect(/Failed to load resource/);
  const without = await anotherRoom();
  await without.page.route("**/assets/keeping-*.js", (route) => route.abort());
  await without.open(LINK);
  await without.trainSteps(120);
  await expect(without.page.getByText(/Autosave could not be loaded/)).toBeVisible();
});

test("a run without a name that is deleted to make room is announced; one with a name stays", { tag: "@exhaustive" }, async ({ room, anotherRoom }) => {
  const { page } = room;
  await room.open(LINK);
  await room.trainSteps(120);
  await expect.poll(() => kept(page)).toEqual([120]);
  // 22 copies of the run, the first of which is the shortest and has a name.
  await page.evaluate(() => new Promise<void>((resolve) => {
    const request = indexedDB.open("elbo-room");
    request.onsuccess = () => {
      const transaction = request.result.transaction("runs", "readwrite");
      const runs = transaction.objectStore("runs");
      const all = runs.getAll();
      all.onsuccess = () => {
        for (let i = 0; i < 22; i++) {
          const id = String(i).padStart(32, "0");
          runs.put({ ...all.result[0], id, step: 200 + i, name: i === 0 ? "For my thesis" : null }, id);
        }
      };
      transaction.oncomplete = () => {
        request.result.close();
        resolve();
      };
    };
  }));
  // The limits are checked when a run is written for the first time. Both pages' runs are open, so they stay.
  const other = await anotherRoom();
  await other.open(`${LINK}&seed=9`);
  await other.trainSteps(120);
  await expect(other.page.getByText(/^The page deleted the saved run “VAE, .*hidden units 16.*”, step 201\. Of the runs that you have not named it keeps the 20 longest/)).toBeVisible();
  expect((await kept(page)).toSorted((a, b) => a - b)).toEqual([120, 120, 200, ...Array.from({ length: 20 }, (_, i) => 202 + i)]);
});

test("a page that crashes in mid-training comes back in its room with at most the last seconds of training lost, and the picture of its last step", { tag: "@exhaustive" }, async ({ room, anotherRoom }) => {
  const { page } = room;
  await room.open(LINK);
  await room.train.click();
  await expect.poll(async () => (await kept(page)).length).toBe(1);
  // The steps of the last seconds, until the page is killed.
  const seen: { readonly at: number; readonly step: number }[] = [];
  for (let i = 0; i < 40; i++) {
    seen.push({ at: Date.now(), step: (await room.info()).step });
    await page.waitForTimeout(300);
  }
  const browser = await page.context().newCDPSession(page);
  const killed = Date.now();
  await Promise.race([browser.send("Page.crash").catch(() => undefined), new Promise((resolve) => { setTimeout(resolve, 1000); })]);
  const next = await anotherRoom();
  await next.visit("");
  await expect.poll(async () => (await next.info()).phase).toBe("paused");
  const { step, room: place } = await next.info();
  expect(place).toBe("lab");
  const safe = seen.filter(({ at }) => at < killed - 6000).at(-1)!; // a second for a busy machine
  expect(step).toBeGreaterThanOrEqual(safe.step);
  await next.openRuns();
  await next.page.getByRole("button", { name: "Saved runs" }).click();
  const picture = next.page.getByRole("dialog", { name: "Saved runs" }).getByRole("img").first();
  expect(await picture.evaluate((canvas: HTMLCanvasElement) => new Set(canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height).data).size)).toBeGreaterThan(20);
});

test("the list names what differs, and a run that was left while an earlier step was shown has the samples of its last step", { tag: "@exhaustive" }, async ({ room }) => {
  const { page } = room;
  const pictures = () => page.evaluate(() => new Promise<readonly string[]>((resolve) => {
    const request = indexedDB.open("elbo-room");
    request.onsuccess = () => {
      const all = request.result.transaction("runs").objectStore("runs").getAll();
      all.onsuccess = () => {
        request.result.close();
        resolve((all.result as { picture: Uint8Array }[]).map(({ picture }) => String(picture)));
      };
    };
  }));
  await room.open(LINK);
  await room.trainSteps(120);
  await expect.poll(() => kept(page)).toEqual([120]);
  const [last] = await pictures();
  await page.evaluate(() => window.elboRoom.rewind(0));
  await room.openByHandle(`${LINK}&beta=0.5&then=60:beta=4`);
  await room.trainSteps(121);
  await expect.poll(async () => (await kept(page)).toSorted((a, b) => a - b)).toEqual([120, 121]);
  expect(await pictures()).toContain(last);
  await room.openRuns();
  await page.getByRole("button", { name: "Saved runs" }).click();
  const names = page.getByRole("dialog", { name: "Saved runs" }).getByRole("button", { name: /^Rename/ });
  await expect(names.first()).toHaveAccessibleName(/^Rename VAE · KL weight 0.5\u00a0→\u00a04, hidden units 16, .*step 121$/);
  await expect(names.last()).toHaveAccessibleName(/^Rename VAE · KL weight 1, hidden units 16, .*step 120$/);
});
