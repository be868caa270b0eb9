/** This version of the page on what a newer one has stored: it says so, changes none of it, and the newer one finds all of it again. */
import { keptRuns } from "./keptRuns";
import { expect, test } from "./room";

const tiny = "model=vae&data=ring&hidden=16&latent=2&batch=32&backend=wasm&room=lab";

test("a stored talk of a newer version stays as it is until the reader replaces it", async ({ room, page }) => {
  const newer = JSON.stringify({ format: "elbo-room-talk", version: 2, title: "Next year", chapters: [] });
  const stored = () => page.evaluate(() => localStorage.getItem("elbo-room.talk"));
  await room.open(tiny);
  await page.evaluate((text) => localStorage.setItem("elbo-room.talk", text), newer);
  await page.reload();
  await expect(room.train).toBeEnabled();
  await page.getByRole("button", { name: "Talk", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Talk" });
  await expect(dialog.getByText(/keeps was not opened: it is of version 2/)).toBeVisible();
  await dialog.getByRole("button", { name: "Add what the page shows" }).click();
  await dialog.getByRole("textbox", { name: "Name of the talk" }).fill("Mine");
  expect(await stored()).toBe(newer);
  await dialog.getByRole("button", { name: "Replace the stored talk with this one" }).click();
  await expect(dialog.getByText(/was not opened/)).toBeHidden();
  expect(await stored()).toContain('"title": "Mine"');
});

test("a newer version adds a table while this page is open: it lets go, keeps its run there, and touches no run that it cannot read", async ({ room, page }) => {
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
  await page.getByRole("button", { name: "Kept runs" }).click();
  await expect(page.getByText("1 more is of a newer version of this page.")).toBeVisible();
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
