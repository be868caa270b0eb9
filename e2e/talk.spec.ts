/** A clicker's keys step through a talk, without a network; the speaker's window follows and steps it, too. */
import { deflateRawSync } from "node:zlib";
import { expect, test } from "./room";

const small = "hidden=16&batch=16&backend=wasm";
const moment = (title: string, link: string, step: number | null) => ({ title, link: `${link}&${small}`, step, panel: null, zoom: false, lit: null, note: `About ${title}` });
/** A PNG of one pixel. */
const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const recording = [{ step: 0, losses: { total: 543.2 }, figures: [{ id: "losses", png: PNG }] }];
const talk = {
  format: "elbo-room-talk", version: 1, title: "A lecture",
  moments: [{ ...moment("one", "preset=first-vae@2", null), recording }, moment("two", "preset=first-vae@2", 30), moment("three", "preset=first-cgan@2", 20), moment("four", "model=ae", 10)],
};

/** Everything that the browser stores for the site and the tab, except weights and losses of runs: of these only their keys. */
async function allStored(): Promise<string> {
  const texts = [localStorage, sessionStorage].map((storage) => Object.entries(storage).sort());
  const tables: Record<string, unknown> = {};
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name!);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error!);
    });
    for (const table of database.objectStoreNames) {
      const store = database.transaction(table).objectStore(table);
      const request = table === "runs" ? store.getAll() : store.getAllKeys();
      tables[table] = await new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
    }
    database.close();
  }
  return JSON.stringify({ texts, tables }, (_, value: unknown) => (value instanceof Uint8Array ? value.length : value));
}

test.use({ prefetches: true }); // the talk's button appears once the page is idle

test("steps through its moments by clicker and speaker's window with the network off", async ({ room, context, consoleErrors }) => {
  test.setTimeout(120_000);
  consoleErrors.expect(/ERR_INTERNET_DISCONNECTED/); // the tab's icon
  const { page } = room;
  await room.open(`preset=first-vae&${small}`);
  await page.getByRole("button", { name: "Talk", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Talk" });
  const file = (name: string, content: object) => dialog.locator("input[type=file]").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(JSON.stringify(content)) });
  await file("a.talk.json", talk);
  await expect(dialog.getByRole("textbox", { name: /^Name of moment/ })).toHaveCount(4);
  await file("later.talk.json", { ...talk, version: 2 });
  await expect(dialog).toContainText("version 2");
  const opened = context.waitForEvent("page");
  await dialog.getByRole("button", { name: "Speaker view" }).click();
  const speaker = await opened;
  await dialog.getByRole("button", { name: "Begin", exact: true }).click();
  await expect(speaker.getByRole("region", { name: "Next" })).toContainText("trained", { timeout: 20_000 });
  await expect(speaker.getByRole("region", { name: "Next" })).not.toContainText("not trained", { timeout: 20_000 });
  await expect(speaker.getByRole("img", { name: "Picture of “two”" })).toBeVisible(); // it was trained ahead: the file has no pictures
  expect(speaker.workers()).toEqual([]);

  await context.setOffline(true);
  const stands = async () => {
    const { model, step } = await room.info();
    return `${model} ${step}`;
  };
  for (const [key, expected, name] of [
    ["PageDown", "vae 30", "two"], ["PageDown", "cgan 20", "three"], ["PageDown", "ae 10", "four"], ["PageDown", "ae 10", "four"], ["PageUp", "cgan 20", "three"],
  ] as const) {
    await page.keyboard.press(key);
    await expect.poll(stands).toBe(expected);
    await expect(speaker.getByRole("heading", { level: 2 }).first()).toHaveText(name);
  }
  await speaker.keyboard.press("PageUp");
  await expect.poll(stands).toBe("vae 30");
  await context.setOffline(false);
  await expect(page).toHaveURL(/present=1/); // the address is written after a moment without changes
  await page.reload();
  await expect(page.getByRole("status").filter({ hasText: "two" })).toBeAttached();
  await expect.poll(stands).toBe("vae 30");
  await page.keyboard.press(".");
  await expect(speaker.getByRole("button", { name: "Blank" })).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("Escape");
  await expect(speaker.getByRole("status")).toContainText("ended");

  await page.getByRole("button", { name: "Talk", exact: true }).click();
  await dialog.getByRole("button", { name: "Begin with the recording" }).click();
  const recorded = page.getByRole("region", { name: "Recorded: one" });
  await expect(recorded).toContainText("543.2");
  await expect(recorded).toContainText("What does the decoder draw there?");
  await expect(recorded.getByRole("img", { name: "Loss chart" })).toBeVisible();
  await page.keyboard.press("PageDown");
  await expect(recorded).toBeHidden();
  await expect.poll(stands).toBe("vae 30");
});

test("moments are added while the page stays in view, and are named by their presets with their questions", { tag: "@exhaustive" }, async ({ room }) => {
  const { page } = room;
  await room.open(`preset=first-vae&${small}`);
  await page.getByRole("button", { name: "Talk", exact: true }).click();
  await page.getByRole("dialog", { name: "Talk" }).getByRole("button", { name: "Add moments while the page is in view" }).click();
  const bar = page.getByRole("region", { name: "Moments of the talk" });
  await room.trainSteps(10);
  await expect(page.getByRole("img", { name: /samples.* step 10/i })).toBeVisible();
  await bar.getByRole("button", { name: "Add the current view" }).click();
  await page.getByRole("combobox", { name: "Preset" }).selectOption("holes");
  await bar.getByRole("button", { name: "Add the current view" }).click();
  await expect(bar.getByRole("listitem")).toHaveText(["A first VAE · step 10", "Holes in the latent space · step 936"]); // the second is untrained
  await expect(bar).toContainText("2 moments");
  await expect(bar.getByRole("listitem").last()).toBeInViewport({ ratio: 1 });
  await expect(page.locator(".latent__stage")).toBeInViewport({ ratio: 1 });
  await bar.getByRole("button", { name: "Edit the talk" }).click();
  const second = page.getByRole("dialog", { name: "Talk" }).getByRole("listitem").nth(1);
  await expect(second.getByRole("textbox", { name: "Name of moment 2" })).toHaveAttribute("placeholder", "Holes in the latent space");
  await expect(second).toContainText("Compare the samples from N(0, I) with the reconstructions.");
  await expect(page.getByRole("dialog", { name: "Talk" }).getByRole("img", { name: "Picture of “A first VAE”" })).toBeVisible();
  await expect(second.getByRole("img", { name: "Networks" })).toBeVisible(); // it is untrained
});

test("Page Down on a question trains and keeps the votes; then it opens the next moment, alone on the screen", { tag: "@exhaustive" }, async ({ room }) => {
  const { page } = room;
  await room.open(`preset=first-vae&${small}`);
  await page.getByRole("button", { name: "Talk", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Talk" });
  const asked = { ...talk, moments: [moment("asked", "preset=first-vae@2&ask=More%3F&answers=yes|no", 10), { ...moment("alone", "preset=first-vae@2", 20), panel: "chart", zoom: true }] };
  await dialog.locator("input[type=file]").setInputFiles({ name: "a.talk.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(asked)) });
  await dialog.getByRole("button", { name: "Begin", exact: true }).click();
  const stage = page.getByRole("region", { name: "Question to the audience" });
  await expect.poll(async () => (await room.info()).step).toBe(10);
  await expect(stage).toBeVisible();
  await page.keyboard.press("2");
  await page.keyboard.press("PageDown");
  await expect(stage).toBeHidden();
  await expect.poll(async () => (await room.info()).step).toBeGreaterThan(10);
  const votes = page.getByRole("list", { name: "Votes of the audience" });
  await expect(votes).toContainText("no1");
  await page.reload(); // the answer stays revealed
  await expect(votes).toContainText("no1");
  await expect.poll(async () => (await room.info()).step).toBeGreaterThan(10);
  await expect(stage).toBeHidden();
  await page.keyboard.press("q");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("PageDown"); // it closes the code of the link, too
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect.poll(async () => (await room.info()).step).toBe(20);
  const chart = page.getByRole("figure", { name: "Loss chart" });
  await expect(chart).toBeVisible();
  await expect(page.getByRole("region", { name: "Equation" })).toBeHidden();
  for (const part of await chart.locator("xpath=ancestor-or-self::*").all()) await expect(part).toHaveCSS("opacity", "1");
});

test("another experiment that is opened in the tab of a talk is shown, and the talk does not continue", { tag: "@exhaustive" }, async ({ room }) => {
  const { page } = room;
  await room.open(`preset=first-vae&${small}`);
  await page.getByRole("button", { name: "Talk", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Talk" });
  await dialog.locator("input[type=file]").setInputFiles({ name: "a.talk.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(talk)) });
  await dialog.getByRole("button", { name: "Begin", exact: true }).click();
  const place = page.getByRole("status").filter({ hasText: "one" });
  await expect(place).toBeAttached();
  await expect(page).toHaveURL(/present=1/);
  await page.goto("about:blank");
  await room.visit(`preset=first-gan&${small}&present=1`);
  await expect.poll(async () => (await room.info()).model).toBe("gan");
  await expect(page.getByRole("button", { name: "Leave lecture mode" })).toBeVisible();
  await expect(place).toHaveCount(0);
});

test("the reader's own talk stays unchanged, to the byte, whatever talk a link contains, until the reader replaces it; a frame stores nothing", { tag: "@exhaustive" }, async ({ room, consoleErrors }) => {
  test.setTimeout(180_000);
  const { page } = room;
  const bare = `room=lab&model=vae&${small}`;
  const stored = () => page.evaluate(() => localStorage.getItem("elbo-room.talk"));
  const dialog = page.getByRole("dialog", { name: "Talk" });
  const openDialog = () => page.getByRole("button", { name: "Talk", exact: true }).click();
  const follow = async (fragment: string) => {
    await page.goto("about:blank"); // a change of the fragment alone is no visit
    await room.visit(fragment);
  };
  await room.open(bare);
  await openDialog();
  await dialog.locator("input[type=file]").setInputFiles({ name: "mine.talk.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify({ ...talk, title: "Mine" })) });
  await expect(dialog.getByRole("textbox", { name: "Name of the talk" })).toHaveValue("Mine");
  const own = (await stored())!;
  expect(own).toContain(PNG);

  const parts = talk.moments.slice(1, 3).map(({ title, link, step, panel, zoom, lit, note }) => [title, link, step, panel, zoom, lit, note]);
  const theirs = deflateRawSync(JSON.stringify([1, "Theirs", ...parts])).toString("base64url"); // the format of links: src/page/features/talk/talkFile.ts
  await follow(`${bare}&talk=${theirs}`);
  await expect.poll(async () => (await room.info()).step).toBe(30);
  await page.keyboard.press("PageDown");
  await expect.poll(async () => (await room.info()).model).toBe("cgan");
  await expect(page).toHaveURL(/present=1/);
  await page.reload();
  await expect(page.getByRole("status").filter({ hasText: "three" })).toBeAttached();
  await expect.poll(async () => (await room.info()).step).toBe(20);
  await page.keyboard.press("Escape");
  await openDialog();
  await expect(dialog).toContainText("This talk came with a link and is not stored. Your own talk is unchanged.");
  await dialog.getByRole("textbox", { name: "Name of the talk" }).fill("Theirs, changed");
  expect(await stored()).toBe(own);
  await dialog.getByRole("button", { name: "Back to my talk" }).click();
  await expect(dialog.getByRole("textbox", { name: "Name of the talk" })).toHaveValue("Mine");
  expect(await stored()).toBe(own);

  consoleErrors.expect(/404/);
  await page.goto("./course.html"); // another page of the same site
  await page.evaluate(() => localStorage.setItem("elbo-room.lessons", JSON.stringify({ "elbo-terms": { at: 6, guesses: {}, outcomes: {}, words: "Mine", read: false, repaired: null } })));
  const before = await page.evaluate(allStored);
  await page.evaluate((fragment) => { document.body.innerHTML = `<iframe src="./#${fragment}" width="1280" height="700"></iframe>`; }, `${bare}&talk=${theirs}`);
  const frame = (await (await page.locator("iframe").elementHandle())!.contentFrame())!;
  await frame.waitForFunction(() => "elboRoom" in window);
  const inFrame = () => frame.evaluate(() => window.elboRoom.info());
  await expect.poll(async () => (await inFrame()).step).toBe(30);
  await page.locator("iframe").focus();
  await page.keyboard.press("PageDown");
  await expect.poll(async () => (await inFrame()).model).toBe("cgan");
  await page.keyboard.press("Escape");
  await frame.getByRole("button", { name: "Talk", exact: true }).click();
  const title = frame.getByRole("dialog", { name: "Talk" }).getByRole("textbox", { name: "Name of the talk" });
  await title.fill("Theirs, changed");
  await frame.getByRole("button", { name: "Back to my talk" }).click();
  await expect(title).toHaveValue("Mine");
  await title.fill("Mine, changed");
  await page.keyboard.press("Escape");
  await frame.getByRole("button", { name: "Save and load" }).click();
  await expect(frame.getByRole("button", { name: "Load run" })).toBeVisible();
  await expect(frame.getByRole("button", { name: "Saved runs" })).toHaveCount(0); // a frame saves none
  await page.keyboard.press("Escape");
  await frame.evaluate(async () => {
    await window.elboRoom.open("model=vae&hidden=16&batch=16&lesson=elbo-terms&theme=dark");
    await window.elboRoom.train({ steps: 120 });
  });
  const words = frame.getByRole("textbox", { name: "In your own words" });
  await expect(words).toHaveValue("Mine");
  await words.fill("Theirs");
  expect((await inFrame()).notices).toEqual([]);
  expect(await page.evaluate(allStored)).toBe(before);

  await follow(`${bare}&talk=${theirs}`);
  await expect(page.getByRole("status").filter({ hasText: "two" })).toBeAttached();
  await expect.poll(async () => (await room.info()).step).toBe(30);
  await page.keyboard.press("Escape");
  await openDialog();
  await dialog.getByRole("button", { name: "Replace my talk with this one" }).click();
  await expect.poll(stored).toContain("Theirs");
  await dialog.getByRole("button", { name: "Undo" }).click();
  await expect.poll(stored).toBe(own);
});

test("a link whose talk has no moments leaves the reader's own unchanged", { tag: "@exhaustive" }, async ({ room, page }) => {
  const own = JSON.stringify({ ...talk, title: "Mine" });
  await page.addInitScript((text) => localStorage.setItem("elbo-room.talk", text), own);
  await room.visit(`room=lab&model=vae&${small}&talk=izbUUVKKBQA`);
  await expect(page.getByRole("dialog", { name: "Talk" })).toContainText("The talk could not be opened, and yours is unchanged");
  expect(await page.evaluate(() => localStorage.getItem("elbo-room.talk"))).toBe(own);
});

test("a talk that the browser has no room for is announced, stays for the visit, and is stored once there is room", { tag: "@exhaustive" }, async ({ room, page }) => {
  await room.open(`room=lab&model=vae&${small}`);
  await page.evaluate(() => {
    for (let size = 2 ** 20, at = 0; size >= 1; at++) {
      try {
        localStorage.setItem(`others ${at}`, "x".repeat(size));
      } catch {
        size = Math.floor(size / 2);
      }
    }
  });
  await page.getByRole("button", { name: "Talk", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Talk" });
  await dialog.getByRole("button", { name: "Add the current view" }).click();
  const said = page.getByText(/The browser did not store your talk, perhaps because its storage is full or blocked\./);
  await expect(said).toBeAttached();
  expect(await page.evaluate(() => localStorage.getItem("elbo-room.talk"))).toBeNull();
  await page.evaluate(() => { for (const name of Object.keys(localStorage)) if (name.startsWith("others")) localStorage.removeItem(name); });
  await dialog.getByRole("textbox", { name: "Name of the talk" }).fill("There is room");
  await expect(said).toHaveCount(0);
  expect(await page.evaluate(() => localStorage.getItem("elbo-room.talk"))).toContain("There is room");
});

test("two tabs change the talk: each shows the other's changes, and no change is lost", { tag: "@exhaustive" }, async ({ room, context }) => {
  const { page } = room;
  const other = await context.newPage();
  const dialogOf = (of: typeof page) => of.getByRole("dialog", { name: "Talk" });
  const names = (of: typeof page) => dialogOf(of).getByRole("textbox", { name: /^Name of/ }).evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
  const bare = `room=lab&model=vae&${small}`;
  await room.open(bare);
  await page.getByRole("button", { name: "Talk", exact: true }).click();
  await dialogOf(page).locator("input[type=file]").setInputFiles({ name: "a.talk.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(talk)) });
  await expect.poll(() => names(page)).toEqual(["A lecture", "one", "two", "three", "four"]);

  await other.addInitScript(() => addEventListener("storage", (event) => { if (document.title === "asleep") event.stopImmediatePropagation(); }));
  await other.goto(`./#${bare}`);
  await other.getByRole("button", { name: "Talk", exact: true }).click();
  await expect.poll(() => names(other)).toEqual(["A lecture", "one", "two", "three", "four"]);
  await dialogOf(other).getByRole("textbox", { name: "Name of moment 2" }).fill("two, changed there");
  await expect.poll(() => names(page)).toEqual(["A lecture", "one", "two, changed there", "three", "four"]);
  await dialogOf(page).getByRole("textbox", { name: "Name of the talk" }).fill("A lecture, changed here");
  await expect.poll(() => names(other)).toEqual(["A lecture, changed here", "one", "two, changed there", "three", "four"]);

  // The other tab receives nothing for a while, like a sleeping tab.
  await other.evaluate(() => { document.title = "asleep"; });
  const deaf = await names(other);
  await dialogOf(page).getByRole("textbox", { name: "Name of moment 4" }).fill("four, changed here");
  // Chromium passes a stored value to the other tab's process a moment later; before that the other tab cannot know of it.
  await expect.poll(() => other.evaluate(() => localStorage.getItem("elbo-room.talk"))).toContain("four, changed here");
  expect(await names(other)).toEqual(deaf);
  await dialogOf(other).getByRole("textbox", { name: "Name of moment 1" }).fill("one, changed there");
  const all = ["A lecture, changed here", "one, changed there", "two, changed there", "three", "four, changed here"];
  await expect.poll(() => names(other)).toEqual(all);
  await expect.poll(() => names(page)).toEqual(all);
  const stored = () => page.evaluate(() => JSON.parse(localStorage.getItem("elbo-room.talk")!) as { title: string; moments: { title: string }[] });
  await expect.poll(async () => {
    const { title, moments } = await stored();
    return [title, ...moments.map((one) => one.title)];
  }).toEqual(all);
});
