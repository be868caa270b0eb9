/**
 * This version of the page beside another one. It reports data that a newer version has stored and does not change them. If the host has
 * a newer version, the page reports parts that no longer load, and a reload loses nothing.
 */
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { DIST } from "../scripts/serveDist";
import { keptRuns } from "./keptRuns";
import { nextVersion } from "./nextVersion";
import { OwnHost } from "./ownHost";
import { expect, test, type Room, whenImported } from "./room";

test.use({ prefetches: true });

const tiny = "model=vae&data=ring&hidden=16&latent=2&batch=32&backend=wasm&room=lab";

test("a stored talk of a newer version stays unchanged until the reader replaces it", async ({ room, page }) => {
  const newer = JSON.stringify({ format: "elbo-room-talk", version: 2, title: "Next year", chapters: [] });
  const stored = () => page.evaluate(() => localStorage.getItem("elbo-room.talk"));
  await page.addInitScript((text) => localStorage.setItem("elbo-room.talk", text), newer);
  await room.open(tiny);
  await page.getByRole("button", { name: "Talk", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Talk" });
  await expect(dialog.getByText(/stored talk could not be opened: it is of version 2/)).toBeVisible();
  await dialog.getByRole("button", { name: "Add the current view" }).click();
  await dialog.getByRole("textbox", { name: "Name of the talk" }).fill("Mine");
  expect(await stored()).toBe(newer);
  await dialog.getByRole("button", { name: "Replace the stored talk with this one" }).click();
  await expect(dialog.getByText(/was not opened/)).toBeHidden();
  expect(await stored()).toContain('"title": "Mine"');
});

test("a newer version adds a table while this page is open: the page closes its connection, keeps its run there, and changes no run that it cannot read", { tag: "@exhaustive" }, async ({ room, page }) => {
  await room.open(tiny);
  await room.trainSteps(120);
  await expect.poll(async () => (await keptRuns(page)).map(({ step }) => step)).toEqual([120]);
  const id = "f".repeat(32);
  const newer = { format: 2, id, epoch: 3, step: 9000, weights: [1, 2, 3] };
  await page.evaluate(([key, run]) => new Promise<void>((resolve, reject) => {
    const request = indexedDB.open("elbo-room", 5);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("folders").put("thesis", 1);
      request.transaction!.objectStore("runs").put(run, key);
    };
    request.onerror = () => reject(new Error(String(request.error)));
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
  }), [id, newer] as const);
  await room.trainSteps(5);
  await expect.poll(async () => (await keptRuns(page)).map(({ step }) => step).toSorted((a, b) => a - b)).toEqual([125, 9000]);
  await page.reload();
  await expect(room.train).toBeEnabled();
  expect((await room.info()).step).toBe(125);
  await room.openRuns();
  await page.getByRole("button", { name: "Saved runs" }).click();
  await expect(page.getByText("1 more was saved by a newer version of this page.")).toBeVisible();
  expect(await page.evaluate((key) => new Promise((resolve) => {
    const request = indexedDB.open("elbo-room");
    request.onsuccess = () => {
      const transaction = request.result.transaction(["runs", "folders"]);
      const asked = [transaction.objectStore("runs").get(key), transaction.objectStore("folders").get(1)];
      transaction.oncomplete = () => {
        request.result.close();
        resolve([request.result.version, ...asked.map(({ result }) => result as unknown)]);
      };
    };
  }), id)).toEqual([5, newer, "thesis"]);
});

test("a tab of an earlier version blocks the database: the page says that nothing is kept meanwhile, and keeps its run when that tab is closed", { tag: "@exhaustive" }, async ({ room, page }) => {
  const earlier = await page.context().newPage();
  await earlier.goto("./files.json");
  await earlier.evaluate(() => new Promise<void>((resolve) => {
    const request = indexedDB.open("elbo-room", 3);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("own-images", { keyPath: "id" });
      for (const name of ["drawings", "runs", "run-states", "run-losses"]) request.result.createObjectStore(name);
    };
    request.onsuccess = () => resolve();
  }));
  await room.open(tiny);
  await room.trainSteps(120);
  const said = page.getByText("Until you close the other tabs, this run is not saved");
  await expect(said).toBeVisible();
  await earlier.close();
  await expect(said).toBeHidden();
  await expect.poll(async () => (await keptRuns(page)).map(({ step }) => step)).toEqual([120]);
});

const updated = (room: Room) => room.page.getByText("This page was updated on its server");

for (const instead of ["nothing", "another page"] as const) {
  test(`the host of an open page is updated and has ${instead} in the place of what it needs: the page says so, and its reload keeps a run of 50 steps`, { tag: "@exhaustive" }, async ({ room, page, consoleErrors }) => {
    consoleErrors.expect(/404|MIME type|ERR_/);
    const [host, folder] = [new OwnHost(), nextVersion()];
    try {
      await host.switchOn(DIST);
      // The prefetch fails.
      await page.route("**/assets/MeasurementList-*.js", (route) => route.abort(), { times: 1 });
      const refused = page.waitForEvent("requestfailed");
      await page.goto(`${host.address}#${tiny}`);
      await expect(room.train).toBeEnabled();
      await refused;
      await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.includes("/assets/keeping-")));
      await whenImported(page, /assets\/keeping-/);
      await expect(updated(room)).toBeHidden();
      await room.trainSteps(50);
      await host.becomes(folder);
      if (instead === "another page") {
        await page.route("**/assets/MeasurementList-*.js", (route) => route.fulfill({ contentType: "text/html", body: readFileSync(path.join(folder, "index.html")) }));
      }
      await page.getByRole("button", { name: "Measure", exact: true }).click();
      await expect(page.getByRole("dialog", { name: "Measurements" }).getByRole("alert")).toContainText("Your run is saved first.");
      await page.keyboard.press("Escape");
      await expect(updated(room)).toBeVisible();
      const losses = await room.losses();
      await page.getByRole("listitem").filter({ has: updated(room) }).getByRole("button", { name: "Reload the page" }).click();
      await page.waitForFunction(() => document.querySelector<HTMLScriptElement>("script[type=module][src]")?.src.endsWith("-next.js"));
      await expect(room.train).toBeEnabled();
      expect([(await room.info()).step, await room.losses()]).toEqual([50, losses]);
      await expect(updated(room)).toBeHidden();
    } finally {
      await host.switchOff();
      rmSync(folder, { recursive: true });
    }
  });

  test(`the host of an open page is updated and has ${instead} in the place of the worker's script: a second run does not start, the page says why, and the first one trains on`, { tag: "@exhaustive" }, async ({ room, page, consoleErrors }) => {
    consoleErrors.expect(/404|MIME type|ERR_/);
    const [host, folder] = [new OwnHost(), nextVersion()];
    try {
      await host.switchOn(DIST);
      await page.goto(`${host.address}#${tiny}`);
      await expect(room.train).toBeEnabled();
      await room.trainSteps(5);
      await host.becomes(folder);
      if (instead === "another page") {
        await page.route("**/assets/entry-*.js", (route) => route.fulfill({ contentType: "text/html", body: readFileSync(path.join(folder, "index.html")) }));
      }
      await page.evaluate(() => void window.elboRoom.checkMachine().catch(() => undefined));
      await expect(updated(room)).toBeVisible();
      await room.trainSteps(5);
      expect((await room.info()).step).toBe(10);
    } finally {
      await host.switchOff();
      rmSync(folder, { recursive: true });
    }
  });
}

test("a browser cached the page before an update, and its script is gone: a sentence in place of a blank page, and a button that reloads", async ({ page, consoleErrors }) => {
  consoleErrors.expect(/404|dynamically imported module/);
  await page.route("**/assets/main-*.js", (route) => route.fulfill({ status: 404 }));
  await page.goto("./");
  await expect(page.getByText("ELBO Room did not load completely")).toBeVisible();
  await page.unroute("**/assets/main-*.js");
  await page.getByRole("button", { name: "Reload" }).click();
  await expect(page.getByRole("button", { name: "Train", exact: true })).toBeEnabled();
});
