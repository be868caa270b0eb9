/** After one visit the page needs no network; what is kept is compared with its hash, and an update ends no run. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { writeFileList } from "../scripts/fileList";
import { DIST, SUB_PATH } from "../scripts/serveDist";
import { OwnHost } from "./ownHost";
import { expect, test, type Room } from "./room";

const tiny = "room=lab&model=vae&hidden=16&batch=16&backend=wasm&seed=1";

test.use({ serviceWorkers: "allow" });

let host: OwnHost;
test.beforeEach(async () => {
  host = new OwnHost();
  await host.switchOn(DIST);
});
test.afterEach(() => host.switchOff());

async function open(room: Room): Promise<void> {
  await room.page.goto(`${host.address}#${tiny}`);
  await expect(room.train).toBeEnabled();
}

const kept = (room: Room) => expect(room.page.getByRole("button", { name: "Works offline" })).toBeVisible({ timeout: 30_000 });
const CACHE = `elbo-room ${SUB_PATH}`;

test("after one visit, which fetched no file of data twice, the page needs no host: it trains, measures, opens what comes later, isolated", async ({ room, consoleErrors }) => {
  consoleErrors.expect(/ERR_CONNECTION_REFUSED|ERR_INTERNET_DISCONNECTED/);
  const { page } = room;
  await open(room);
  await room.trainSteps(5);
  const losses = await room.losses();
  await kept(room);
  const shards = host.asked.filter((file) => file.startsWith("mnist/"));
  expect([shards.length, new Set(shards).size]).toEqual([14, 14]);
  await host.switchOff();
  await page.context().setOffline(true);
  await page.reload();
  await expect(room.train).toBeEnabled();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await room.trainSteps(5);
  expect(await room.losses()).toEqual(losses);
  await kept(room);
  await page.getByRole("button", { name: "Works offline" }).click();
  const dialog = page.getByRole("dialog", { name: "Without a network" });
  await expect(dialog.getByRole("status")).toHaveText(/^Works offline: all \d+ files are kept\.$/);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Measure", exact: true }).click();
  const codes = page.getByRole("listitem", { name: "Codes", exact: true });
  await codes.getByRole("button").first().click();
  await expect(codes).toContainText(/active/i);
});

test("half of what was kept: a sentence says what to do; with the network back, what is missing or altered comes anew", async ({ room, consoleErrors }) => {
  consoleErrors.expect(/503|ERR_CONNECTION_REFUSED/);
  const { page } = room;
  await open(room);
  await kept(room);
  const changed = await page.evaluate(async (name) => {
    const cache = await caches.open(name);
    const addresses = (await cache.keys()).map(({ url }) => url);
    const [chart, shard] = [/MeasurementList-/, /train-07/].map((which) => addresses.find((url) => which.test(url))!);
    await cache.delete(chart!);
    await cache.put(shard!, new Response("<!doctype html><title>Log in</title>", { headers: { "content-type": "text/html" } }));
    return shard!;
  }, CACHE);
  await host.switchOff();
  await page.reload();
  await expect(page.getByText("not all of the page is kept on it")).toBeVisible();
  await expect(page.getByText("本设备没有网络")).toBeVisible();
  await host.switchOn(DIST);
  await page.reload();
  await expect(room.train).toBeEnabled();
  await kept(room);
  expect(await page.evaluate(async ([name, shard]) => (await (await (await caches.open(name!)).match(shard!))!.arrayBuffer()).byteLength, [CACHE, changed])).toBeGreaterThan(800_000);
});

/** Another build of the same page: each of its scripts has another name, in all that names it. */
function nextVersion(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "elbo-room-"));
  cpSync(DIST, folder, { recursive: true });
  const assets = path.join(folder, "assets");
  const scripts = readdirSync(assets).filter((name) => name.endsWith(".js"));
  for (const file of [path.join(folder, "index.html"), ...scripts.map((name) => path.join(assets, name))]) {
    writeFileSync(file, scripts.reduce((text, name) => text.replaceAll(name, nextName(name)), readFileSync(file, "utf8")));
  }
  for (const name of scripts) renameSync(path.join(assets, name), path.join(assets, nextName(name)));
  writeFileList(folder);
  return folder;
}
const nextName = (script: string) => script.replace(/\.js$/, "-next.js");

test("an update while a run trains: the run goes on, with the parts of its version, and the next visit is of the new one", async ({ room }) => {
  const { page } = room;
  await open(room);
  await kept(room);
  const folder = nextVersion();
  await host.switchOff();
  await host.switchOn(folder);
  try {
    await room.train.click();
    const other = await page.context().newPage();
    await other.goto(`${host.address}#${tiny}`);
    await expect(other.getByRole("button", { name: "Works offline" })).toBeVisible({ timeout: 30_000 });
    // What only the old version has is still there, as a window may run it.
    const gone = await page.evaluate(async () => {
      const { files } = await (await fetch("files.json", { cache: "no-cache" })).json() as { files: { path: string }[] };
      const first = document.querySelector<HTMLScriptElement>("script[type=module][src]")!.src;
      return { listed: files.some(({ path: file }) => first.endsWith(file)), status: (await fetch(first)).status };
    });
    expect(gone).toEqual({ listed: false, status: 200 });
    const { step } = await room.info();
    await expect.poll(async () => (await room.info()).step).toBeGreaterThan(step);
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await expect(page.getByRole("button", { name: "New version" })).toBeVisible({ timeout: 30_000 });
    await page.getByRole("button", { name: "Measure", exact: true }).click();
    await expect(page.getByRole("listitem", { name: "Codes", exact: true })).toBeVisible();
    await other.close();
    await page.reload();
    await expect(room.pause).toBeEnabled(); // the run goes on, in the new version
    await kept(room);
    expect(await page.evaluate(() => document.querySelector<HTMLScriptElement>("script[type=module][src]")!.src)).toContain("-next.js");
    await expect.poll(() => page.evaluate(async (name) => (await (await caches.open(name)).keys()).filter(({ url }) => /\/(index|entry)-/.test(url)).length, CACHE)).toBe(2);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
