/**
 * The page while the browser translates it: each text is moved into elements that React does not know, again after each change, and is another one from
 * then on. The page goes on, and says the same as an untranslated one.
 */
import type { Page } from "@playwright/test";
import { expect, test, type Room } from "./room";
import { translator } from "./translator";

/** The visible texts as sentences, without what differs from page to page: times, memory, white space, and the case of letters. */
const textOf = (page: Page) => page.evaluate(() => document.body.innerText.toLowerCase().split("\n").filter((line) => !/ms\/step|^[\d.,–]+$|\bmb\b|\bms\b/.test(line.trim()))
  .join("").replace(/\s/g, "").split(/(?<=[.:?…])/));

const isAlive = async ({ page }: Room) => expect(await page.getByText(/the page has stopped/i).count()).toBe(0);

type Step = readonly [name: string, go: (room: Room) => Promise<unknown>];
const button = (name: string | RegExp): Step => [`button ${String(name)}`, ({ page }) => page.getByRole("button", { name }).first().click()];
const open = (fragment: string): Step => [fragment, ({ page }) => page.evaluate((link) => window.elboRoom.open(link), fragment)];
const toRoom = (name: string): Step => [name, ({ page }) => page.getByRole("radio", { name }).click()];
const key = (name: string): Step => [`key ${name}`, ({ page }) => page.keyboard.press(name)];

/** Deterministic steps: both pages are in the same state after each. */
const WALK: readonly Step[] = [
  ["train", (room) => room.trainSteps(20)],
  ["train again", (room) => room.trainSteps(20)],
  ["β", async ({ page }) => {
    const beta = page.getByRole("textbox", { name: /KL weight/i });
    await beta.fill("4");
    await beta.press("Enter");
  }],
  button("Reset"),
  open("preset=first-gan@1&backend=wasm&room=lab"), open("model=vae&hidden=16&batch=16&backend=wasm&room=lab"),
  toRoom("Play"), toRoom("Learn"), button(/^Begin: /), ["back to the list", ({ page }) => page.goBack()],
  toRoom("Lab"), button("Code"), button("Code"), key("p"), key("Escape"),
  ["español", async ({ page }) => {
    await page.getByRole("button", { name: /more tools/i }).click();
    await page.getByRole("button", { name: "Español" }).click();
  }],
];

test("a translated page trains, changes its model, room, lesson and language, and says what an untranslated one says", async ({ room, anotherRoom }) => {
  const plain = await anotherRoom();
  const errors: string[] = [];
  room.page.on("pageerror", ({ message }) => errors.push(message));
  for (const one of [room, plain]) await one.open("preset=first-vae@1&hidden=16&backend=wasm&room=lab");
  await room.page.evaluate(translator("toUpperCase"));
  for (const [name, go] of WALK) {
    for (const one of [room, plain]) await go(one);
    await isAlive(room);
    await expect(async () => expect(await textOf(room.page), name).toEqual(await textOf(plain.page))).toPass({ timeout: 15_000 });
  }
  expect(await room.page.locator(".katex font, code font, kbd font").count()).toBe(0);
  expect(errors).toEqual([]);
});

test("pressing Train and Pause does not end a translated page", async ({ room }) => {
  const { page } = room;
  await room.open("model=vae&hidden=16&batch=16&backend=wasm&room=lab");
  await page.evaluate(translator("toUpperCase"));
  for (let i = 0; i < 3; i++) {
    await page.getByRole("button", { name: /^train$/i }).click();
    await expect(page.getByRole("button", { name: /^pause$/i })).toBeVisible();
    await page.getByRole("button", { name: /^pause$/i }).click();
    await expect(page.getByRole("button", { name: /^train$/i })).toBeEnabled();
    await isAlive(room);
  }
  expect((await room.info()).step).toBeGreaterThan(0);
});
