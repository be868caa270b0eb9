/**
 * `npm run release:record` (after `npm run build`) has the built page write what it promises to read for ever, into e2e/released/VERSION/: a saved run with
 * its next losses, a run card, a talk, the browser's storage with a saved run, links with their meaning, the members of the scripting handle, and the
 * messages of a frame. It refuses if the folder exists, as what a released version wrote never changes. docs/versions.md has the list.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { chromium, type Page } from "playwright";
import { findBrowser } from "../browser";
import { serveDist, SUB_PATH } from "../serveDist";
import { eventsOfFrame, membersOfHandle } from "./surface";

const PORT = 4841;
const root = path.join(import.meta.dirname, "..", "..");
const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as { version: string };
const folder = path.join(root, "e2e/released", version);
if (existsSync(folder)) {
  console.error(`e2e/released/${version} exists. What a released version wrote never changes; delete the folder only if the version is not released yet.`);
  process.exit(1);
}

/** A small run with a change, so that its file is small and has every part. */
const RUN = "model=vae&hidden=16&batch=16&seed=5&then=2:beta=3&backend=wasm&room=lab";
/** A run on points, whose keyframes are small. */
const KEPT = "model=vae&data=ring&hidden=16&latent=2&batch=32&seed=3&backend=wasm&room=lab";
/** Links with every kind of key: docs/links.md. */
const LINKS = [
  "model=vae", "preset=first-vae@1", "preset=first-vae@1&beta=4&seed=7&z=0.3,-1.2&range=8,1,-2&highlight=4,9", "preset=deep-convolutional@1&begin=4000",
  "model=cvae&latent=20&class=7&view=traverse&rows=11&plane=components&then=300:beta=4,500:lr=0.0005", "model=gan&engine=eager&fma=off&stop=500&log=1&smoothing=0.5",
  "model=vae&compare=beta:4&lesson=elbo-terms&lang=zh-CN", "model=vae&view=between&between=3,noise2&layers=points", "model=vae&view=fill-in&image=4&hide=right-half&draw=2",
  "model=vae&view=follow&follow=here,7&part=terms&sort=kl&eps=2", "model=cvae&view=arithmetic&arithmetic=18,3,8&present=1&enlarged=latent&ask=Why%3F&answers=It%20grows|It%20falls",
  "model=vae&data=ring&hidden=16&study=rate-distortion&room=learn",
];
/** The link of an embedded page and its parts. Such a page trains only after its reader has pressed Start. */
const FRAME = { link: "preset=first-vae@1&embed=1&panels=chart,map&title=T&text=A%0AB&lock=beta&without=step&origin=https://course.example", panels: ["chart", "map"], lock: ["beta"], without: ["step"] };
const COMMANDS = [
  { command: "hello" }, { command: "start" }, { command: "info" }, { command: "pause" }, { command: "reset" }, { command: "losses" }, { command: "evaluate" },
  { command: "open", fragment: "model=vae" }, { command: "train", steps: 5 }, { command: "train" }, { command: "decode", z: [0.3, -1.2] }, { command: "decode", z: [0], k: 7 },
].map((one, id) => ({ elboRoom: 1, id, ...one }));

const write = (name: string, content: string | Uint8Array) => writeFileSync(path.join(folder, name), content);
const writeJson = (name: string, content: unknown) => write(name, `${JSON.stringify(content, null, 2)}\n`);

async function open(page: Page, address: string, fragment: string): Promise<void> {
  await page.goto("about:blank");
  await page.goto(`${address}#${fragment}`);
  await page.waitForFunction(() => "elboRoom" in window);
  await page.evaluate(() => window.elboRoom.pause()); // commands wait until the experiment is open
}

async function download(page: Page, press: () => Promise<void>): Promise<Buffer> {
  const file = page.waitForEvent("download");
  await press();
  return readFileSync(await (await file).path());
}

/** The page's texts in localStorage and all tables of IndexedDB, with typed arrays in base64. */
const storage = (page: Page) => page.evaluate(async () => {
  const packed = (value: unknown): unknown => {
    if (ArrayBuffer.isView(value)) {
      let bytes = "";
      for (const byte of new Uint8Array(value.buffer, value.byteOffset, value.byteLength)) bytes += String.fromCharCode(byte);
      return { $: value.constructor.name, base64: btoa(bytes) };
    }
    if (Array.isArray(value)) return value.map(packed);
    return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, packed(one)])) : value;
  };
  const result = <T>(request: IDBRequest<T>) => new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error(String(request.error)));
  });
  const database = await result(indexedDB.open("elbo-room"));
  const tables: Record<string, unknown> = {};
  for (const name of database.objectStoreNames) {
    const store = database.transaction(name).objectStore(name);
    const [keys, values] = await Promise.all([result(store.getAllKeys()), result(store.getAll() as IDBRequest<unknown[]>)]);
    tables[name] = { keyPath: store.keyPath, entries: keys.map((key, i) => [key, packed(values[i])]) };
  }
  const texts = Object.fromEntries(Object.keys(localStorage).filter((key) => key.startsWith("elbo-room.")).map((key) => [key, localStorage.getItem(key)]));
  return { texts, tables: { version: database.version, entries: tables } };
});

const server = await serveDist(PORT);
const browser = await chromium.launch({ executablePath: await findBrowser(), args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
try {
  mkdirSync(folder, { recursive: true });
  const address = `http://127.0.0.1:${PORT}${SUB_PATH}`;
  const page = await (await browser.newContext({ locale: "en-GB", serviceWorkers: "block" })).newPage();

  await page.addInitScript({ content: "globalThis.__name = (it) => it;" }); // tsx adds calls of it to functions that run in the page

  await open(page, address, RUN);
  await page.evaluate(() => window.elboRoom.train({ steps: 4 }));
  write("run.safetensors", await download(page, async () => {
    await page.getByRole("button", { name: "Save and load" }).click();
    await page.getByRole("button", { name: "Save run" }).click();
  }));
  writeJson("run-card.json", await page.evaluate(() => window.elboRoom.runCard()));
  await page.evaluate(() => window.elboRoom.train({ steps: 4 }));
  const losses = await page.evaluate(() => window.elboRoom.losses());
  writeJson("run.json", { link: RUN, losses: Object.fromEntries(Object.entries(losses).map(([term, all]) => [term, all.slice(4).map(([, value]) => value)])) });
  writeJson("handle.json", await membersOfHandle(page));

  await open(page, address, KEPT);
  await page.evaluate(() => window.elboRoom.train({ steps: 128 }));
  await page.getByRole("button", { name: "Talk", exact: true }).click();
  const talk = page.getByRole("dialog", { name: "Talk" });
  await talk.getByRole("button", { name: "Add the current view" }).click();
  await talk.getByRole("textbox", { name: "Name of the talk" }).fill("Lecture 1 · 第一讲");
  await talk.locator("summary").first().click();
  await talk.getByRole("textbox", { name: "Note for the speaker only" }).fill("Ask what β is for. 问：β 有什么用？");
  write("talk.json", await download(page, () => talk.getByRole("button", { name: "Save", exact: true }).click()));
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Save and load" }).click();
  await page.getByRole("button", { name: "Saved runs" }).click();
  await page.getByRole("button", { name: /^Rename .*, step 128$/ }).click();
  await page.keyboard.type("For my thesis");
  await page.keyboard.press("Enter");
  await page.getByText("For my thesis").first().waitFor();
  await open(page, address, "model=ae&hidden=16&batch=16&backend=wasm&room=lab"); // the run is written when the page is left
  write("browser.json.gz", gzipSync(JSON.stringify(await storage(page)), { level: 9 }));

  const links = [];
  for (const link of LINKS) {
    await open(page, address, link);
    const { model, preset, seed, hyperparameters, notices } = await page.evaluate(() => window.elboRoom.info());
    if (notices.length > 0) throw new Error(`${link}: ${JSON.stringify(notices)}`);
    links.push({ link, model, preset, seed, hyperparameters });
  }
  writeJson("links.json", links);
  writeJson("embedding.json", { frame: FRAME, commands: COMMANDS, events: await eventsOfFrame(page, address) });
  console.log(`Wrote e2e/released/${version}.`);
} finally {
  await browser.close();
  server.close();
}
