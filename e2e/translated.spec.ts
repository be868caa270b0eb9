/**
 * The page while the browser translates it: each text is moved into elements that React does not know, again after each change, and is another one from
 * then on. The page goes on, and says the same as an untranslated one.
 */
import type { Page } from "@playwright/test";
import { expect, Room, test } from "./room";
import { translator } from "./translator";

/** The visible texts as sentences, without what differs from page to page: times, memory, white space, and the case of letters. */
const textOf = (page: Page) => page.evaluate(() => {
  const linesOf = ({ innerText }: HTMLElement) => innerText.toLowerCase().split("\n").map((line) => line.trim());
  const varying = [...document.querySelectorAll<HTMLElement>(".status__cell--ms, .status__cell--memory")].flatMap(linesOf);
  return linesOf(document.body).filter((line) => !varying.includes(line) && !/ms\/step|\bmb\b|\bms\b/.test(line)).join("").replace(/\s/g, "").split(/(?<=[.:?…])/);
});

const isAlive = async ({ page }: Room) => expect(await page.getByText(/the page has stopped/i).count()).toBe(0);

type Step = readonly [name: string, go: (room: Room) => Promise<unknown>];
const button = (name: string | RegExp): Step => [`button ${String(name)}`, ({ page }) => page.getByRole("button", { name }).first().click()];
const open = (fragment: string): Step => [fragment, ({ page }) => page.evaluate((link) => window.elboRoom.open(link), fragment)];
const goToRoom = ({ page }: Room, name: string) => page.getByRole("radio", { name }).click();
const toRoom = (name: string): Step => [name, (room) => goToRoom(room, name)];
const key = (name: string): Step => [`key ${name}`, ({ page }) => page.keyboard.press(name)];
const reaches = (step: number): Step => [`step ${step}`, (room) => expect.poll(async () => (await room.info()).step).toBe(step)];
const editor = ({ page }: Room) => page.getByRole("textbox", { name: "Program, editable" });

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
  open("preset=first-gan@2&backend=wasm&room=lab"), open("model=vae&hidden=16&batch=16&backend=wasm&room=lab"),
  toRoom("Play"), toRoom("Learn"), button(/^Begin: /), ["back to the list", ({ page }) => page.goBack()],
  toRoom("Lab"), button("Code"), button("Code"),
  ["a link of another page", ({ page }) => page.evaluate(() => { location.hash = "model=vae&hidden=16&batch=16&backend=wasm&room=lab&stop=30&beta=2"; })],
  ["back", ({ page }) => page.goBack()], ["forward", ({ page }) => page.goForward()],
  key("p"), key("]"), key("]"), key("["), key("Space"), reaches(30), key("Escape"),
  button("Measure"), button(/Run: Codes/), ["measured", ({ page }) => expect(page.getByText(/at step 30, from 10,000 test images/i)).toBeVisible()], key("Escape"),
  ["an exercise", async (room) => {
    await room.openByHandle("exercise=reparameterise&backend=wasm");
    await expect(editor(room)).toBeFocused(); // with the gap selected
  }],
  ["typing", async (room) => {
    await room.page.keyboard.type("return mu + log_var.exp() * torch.randn_like(mu)");
    await expect(editor(room)).toContainText("torch.randn_like(mu)", { ignoreCase: true });
  }],
  button(/^Check$/i), ["checked", ({ page }) => expect(page.getByText(/this multiplies the noise by σ² instead of σ/i)).toBeVisible()],
  ["español", async ({ page }) => {
    await page.getByRole("button", { name: /more tools/i }).click();
    await page.getByRole("button", { name: "Español" }).click();
  }],
];

test("a translated page trains, changes its model, room, lesson and language, and says what an untranslated one says", async ({ room, browser }) => {
  const others = await browser.newContext(); // tabs of one browser share what is typed in exercises
  await others.addInitScript(() => { window.requestIdleCallback = () => 0; }); // as in `room`
  const plain = new Room(await others.newPage());
  const errors: string[] = [];
  room.page.on("pageerror", ({ message }) => errors.push(message));
  for (const one of [room, plain]) await one.open("preset=first-vae@2&hidden=16&backend=wasm&room=lab");
  await room.page.evaluate(translator("toUpperCase"));
  for (const [name, go] of WALK) {
    for (const one of [room, plain]) await go(one);
    await isAlive(room);
    await expect(async () => expect(await textOf(room.page), name).toEqual(await textOf(plain.page))).toPass({ timeout: 15_000 });
  }
  expect(await room.page.locator(".katex font, code font, kbd font").count()).toBe(0);
  expect(errors).toEqual([]);
  await others.close();
});

/** Moves what the current room displays into an element that React does not know, so that React fails when another room opens. */
const misplace = ({ page }: Room) => page.evaluate(() => {
  const main = document.querySelector("main")!, moved = document.createElement("moved-by-another");
  main.replaceWith(moved);
  moved.append(main);
});

test("if a translation breaks the page all the same, the page is shown again without translation, and the run continues", async ({ room, consoleErrors }) => {
  const { page } = room;
  await room.open("model=vae&hidden=16&batch=16&backend=wasm&room=lab");
  await page.evaluate(translator("toUpperCase"));
  await page.getByRole("button", { name: /^train$/i }).click();
  await expect.poll(async () => (await room.info()).step).toBeGreaterThan(0);
  const { step } = await room.info();
  consoleErrors.expect(/NotFoundError/);
  await misplace(room);
  await goToRoom(room, "Play");
  await expect(page.getByRole("status", { name: "Notices" })).toContainText("A translation or an extension of the browser damaged this page.");
  await expect(page.getByRole("radio", { name: "Play" })).toBeChecked();
  expect(await page.locator("#root font").count()).toBe(0);
  await expect.poll(async () => (await room.info()).step).toBeGreaterThan(step);
  await room.pause.click();
  await isAlive(room);
});

const SIGNS: readonly (readonly [browser: string, show: () => void])[] = [
  ["Chrome", () => document.documentElement.classList.add("translated-ltr")],
  ["Edge", () => document.querySelector("title")!.setAttribute("_msttexthash", "1")],
  ["another with Google’s translation", () => document.body.append(document.createElement("font"))],
];

test("a translated page that breaks a second time says that the translation is to be turned off", async ({ anotherRoom, consoleErrors }) => {
  consoleErrors.expect(/NotFoundError/);
  for (const [browser, show] of [...SIGNS, ["an extension", null] as const]) {
    const room = await anotherRoom();
    await room.open("model=vae&hidden=16&batch=16&backend=wasm&room=lab");
    if (show) await room.page.evaluate(show);
    for (const name of ["Play", "Lab"]) {
      await misplace(room);
      await goToRoom(room, name);
    }
    const alert = room.page.getByRole("alert");
    await expect(alert, browser).toContainText("Saved runs are still in this browser.");
    expect((await alert.textContent())?.includes("Turn off the browser’s translation of this page"), browser).toBe(show !== null);
  }
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
