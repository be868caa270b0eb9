/** After one visit the page needs no network; cached files are compared with their hashes, and neither an update nor a failing host ends a run. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import path from "node:path";
import type { Page } from "@playwright/test";
import { DIST, SUB_PATH } from "../scripts/serveDist";
import { SHARDS } from "../src/subject/data/mnist/manifest";
import { keptRuns } from "./keptRuns";
import { nextVersion } from "./nextVersion";
import { OwnHost } from "./ownHost";
import { expect, test, type Room } from "./room";

const tiny = "room=lab&model=vae&hidden=16&batch=16&backend=wasm&seed=1";

test.use({ serviceWorkers: "allow", prefetches: true });

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

const expectCached = (room: Room) => expect(room.worksOffline()).toBeAttached();
const CACHE = `elbo-room ${SUB_PATH}`;

const DAMAGED = {
  "the page's script, imported statically, with a syntax error": { file: /\/assets\/main-[^/]+\.js$/, text: (whole: string) => `)${whole}` },
  "the worker's script": { file: /\/assets\/entry-[^/]+\.js$/, text: () => "throw new Error('damaged');" },
};
const OTHERS_DAMAGED = {
  "the first script, cut short": { file: /\/assets\/index-[^/]+\.js$/, text: (whole: string) => whole.slice(0, whole.length / 2) },
  "a script that is read and throws": { file: /\/assets\/shared-[^/]+\.js$/, text: (whole: string) => `${whole};throw new Error("damaged");` },
  "an entry chunk without its exports": { file: /\/assets\/rolldown-runtime-[^/]+\.js$/, text: () => "" },
  "the styles": { file: /\/assets\/main-[^/]+\.css$/, text: (whole: string) => `${whole}body{display:none!important}` },
  "the kernels in WebAssembly": { file: /\/assets\/tfjs-backend-wasm-simd-[^/]+\.wasm$/, text: () => "\0asm" },
};

/** With an open, cached page: expects each visit with a damaged file to fetch it from the host, train, and cache it again. Returns all files' addresses. */
async function expectRepaired(room: Room, damages: Readonly<Record<string, { readonly file: RegExp; text(whole: string): string }>>): Promise<readonly string[]> {
  const { page } = room;
  const addresses = await page.evaluate(async (cache) => (await (await caches.open(cache)).keys()).map(({ url }) => url), CACHE);
  const lengthOf = (address: string) => page.evaluate(async ([cache, it]) => (await (await (await caches.open(cache!)).match(it!))?.arrayBuffer())?.byteLength, [CACHE, address]);
  for (const [name, { file, text }] of Object.entries(damages)) {
    await test.step(name, async () => {
      const address = addresses.find((url) => file.test(url))!;
      const whole = readFileSync(path.join(DIST, address.slice(host.address.length)));
      await page.evaluate(async ([cache, it, damaged]) => {
        const type = (await (await caches.open(cache!)).match(it!))!.headers.get("content-type")!;
        await (await caches.open(cache!)).put(it!, new Response(damaged, { headers: { "content-type": type } }));
      }, [CACHE, address, text(whole.toString())]);
      await page.reload();
      await expect(room.train).toBeEnabled();
      await room.trainSteps(2);
      await expect(room.train).toBeVisible(); // damaged styles do not hide it either
      await expectCached(room);
      await expect.poll(() => lengthOf(address)).toBe(whole.length);
    });
  }
  return addresses;
}

test("after one visit, which fetched no file of data twice, the page needs no host: it trains, measures, opens later parts, isolated; damaged files are replaced", async ({ room, consoleErrors }) => {
  consoleErrors.expect(/503|ERR_CONNECTION_REFUSED|ERR_INTERNET_DISCONNECTED/);
  const { page } = room;
  await open(room);
  await room.trainSteps(5);
  const losses = await room.losses();
  await expectCached(room);
  const shards = host.asked.filter((file) => file.startsWith("mnist/"));
  expect([shards.length, new Set(shards).size]).toEqual([SHARDS.length, SHARDS.length]);
  await host.switchOff();
  await page.context().setOffline(true);
  await page.reload();
  await expect(room.train).toBeEnabled();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await room.reset(); // on a slow machine the page has kept the run and continues it
  await room.trainSteps(5);
  expect(await room.losses()).toEqual(losses);
  await expectCached(room);
  await room.openTools();
  await room.worksOffline().click();
  const dialog = page.getByRole("dialog", { name: "Without a network" });
  await expect(dialog.getByRole("status")).toHaveText(/^Works offline: all \d+ files are kept\.$/);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Measure", exact: true }).click();
  const codes = page.getByRole("listitem", { name: "Codes", exact: true });
  await codes.getByRole("button").first().click();
  await expect(codes).toContainText(/active/i);
  await page.keyboard.press("Escape");

  await page.context().setOffline(false);
  await host.switchOn(DIST);
  await test.step("cached files are damaged, one after another: a visit fetches each from the host; without the host a sentence says so", async () => {
    const addresses = await expectRepaired(room, DAMAGED);
    await page.evaluate(async ([cache, it]) => (await caches.open(cache!)).put(it!, new Response("damaged")), [CACHE, addresses.find((url) => /\/main-[^/]+\.js$/.test(url))!]);
    await host.switchOff();
    await page.reload();
    await expect(page.getByText("or a kept file is damaged")).toBeVisible();
  });
});

test("half of the cache: a sentence says what to do; with the network back, missing and altered files are fetched again", { tag: "@exhaustive" }, async ({ room, consoleErrors }) => {
  consoleErrors.expect(/503|ERR_CONNECTION_REFUSED/);
  const { page } = room;
  await open(room);
  await expectCached(room);
  const changed = await page.evaluate(async (name) => {
    const cache = await caches.open(name);
    const addresses = (await cache.keys()).map(({ url }) => url);
    const [chart, shard] = [/MeasurementList-/, /train-20000/].map((which) => addresses.find((url) => which.test(url))!);
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
  await expectCached(room);
  expect(await page.evaluate(async ([name, shard]) => (await (await (await caches.open(name!)).match(shard!))!.arrayBuffer()).byteLength, [CACHE, changed])).toBeGreaterThan(300_000);
});

test("an update during a run: the run continues with the parts of its version, and the next visit has the new one", { tag: "@exhaustive" }, async ({ room }) => {
  const { page } = room;
  await open(room);
  await expectCached(room);
  const folder = nextVersion();
  await host.becomes(folder);
  try {
    await room.trainSteps(5);
    const other = await page.context().newPage();
    await other.goto(`${host.address}#${tiny}`);
    await expect(room.worksOffline(other)).toBeAttached();
    // The old version's files are still there, as a window may run it.
    const gone = await page.evaluate(async () => {
      const { files } = await (await fetch("files.json", { cache: "no-cache" })).json() as { files: { path: string }[] };
      const first = document.querySelector<HTMLScriptElement>("script[type=module][src]")!.src;
      return { listed: files.some(({ path: file }) => first.endsWith(file)), status: (await fetch(first)).status };
    });
    expect(gone).toEqual({ listed: false, status: 200 });
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await expect(page.getByRole("button", { name: "New version" })).toBeVisible();
    await page.getByRole("button", { name: "Measure", exact: true }).click();
    await expect(page.getByRole("listitem", { name: "Codes", exact: true })).toBeVisible();
    await page.keyboard.press("Escape");
    await other.close();
    await room.train.click();
    await expect.poll(async () => (await room.info()).step).toBeGreaterThan(5);
    await expect.poll(async () => (await keptRuns(page)).length).toBe(1);
    const keptAt = (await keptRuns(page))[0]!.step;
    await page.reload();
    await expect(room.pause).toBeEnabled(); // the run continues in the new version
    await expect.poll(async () => (await room.info()).step).toBeGreaterThan(keptAt);
    await room.pause.click();
    await expectCached(room);
    expect(await page.evaluate(() => document.querySelector<HTMLScriptElement>("script[type=module][src]")!.src)).toContain("-next.js");
    await expect.poll(() => page.evaluate(async (name) => (await (await caches.open(name)).keys()).filter(({ url }) => /\/(index|entry)-/.test(url)).length, CACHE)).toBe(2);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** The number of the page's service workers, and whether its cache exists. */
const left = (page: Page, name = CACHE) => page.evaluate(async (cache) => [(await navigator.serviceWorker.getRegistrations()).length, await caches.has(cache)], name);

test("damaged styles, kernels and scripts that fail in other ways are replaced, too", { tag: "@exhaustive" }, async ({ room }) => {
  test.slow();
  await open(room);
  await expectCached(room);
  await expectRepaired(room, OTHERS_DAMAGED);
});

/** Serves another project's files, by path. `otherwise`: the answer to every other path. */
const project = (files: Readonly<Record<string, readonly [type: string, text: string]>>, otherwise: RequestListener = (_, response) => void response.writeHead(404).end("not found")): RequestListener =>
  (request, response) => {
    const found = files[new URL(request.url ?? "/", "http://localhost").pathname];
    if (found) response.writeHead(200, { "content-type": found[0] }).end(found[1]);
    else otherwise(request, response);
  };
const ICON = '<svg xmlns="http://www.w3.org/2000/svg" id="theirs"/>';
const SLIDES = ["text/html", `<!doctype html><html lang="en"><head><title>Slides</title><link rel="icon" href="data:,"></head><body><h1>Slides</h1></body></html>`] as const;
const slidesAt = (under: string) => ({ [under]: SLIDES, [`${under}favicon.svg`]: ["image/svg+xml", ICON] }) as const;
const everyPath: RequestListener = (_, response) => void response.writeHead(200, { "content-type": "text/html" }).end(SLIDES[1]);
const logIn: RequestListener = ({ url = "" }, response) => {
  if (url.startsWith("/login")) response.writeHead(200, { "content-type": "text/html" }).end(SLIDES[1]);
  else response.writeHead(302, { location: "/login" }).end();
};

/** Expects a visit to show another project unchanged: not isolated, and with its own icon. */
async function showsTheirs(page: Page, icon = true): Promise<void> {
  await expect(page.getByRole("heading", { name: "Slides" })).toBeVisible();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  if (icon) expect(await page.evaluate(async () => (await fetch("favicon.svg")).text())).toBe(ICON);
}

/** Opens the page twice, so that it is cached and its service worker answers. */
async function openKept(room: Room): Promise<void> {
  await open(room);
  await expectCached(room);
  await room.page.reload();
  await expect(room.train).toBeEnabled();
  expect(await room.page.evaluate(() => crossOriginIsolated)).toBe(true);
  await expectCached(room); // otherwise the first visit may still be caching files
}

/** Expects the visit to be counted as the first one that found another page, and puts it and another one on two earlier days. */
async function setBack(page: Page, name = CACHE): Promise<void> {
  const entry = [name, `${name.slice("elbo-room ".length)}doubt`] as const;
  const days = () => page.evaluate(async ([cache, doubt]) => (await (await caches.open(cache)).match(doubt))?.text(), entry);
  await expect.poll(days).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(await left(page, name)).toEqual([1, true]);
  await page.evaluate(async ([cache, doubt]) => (await caches.open(cache)).put(doubt, new Response("2026-01-01 2026-01-02")), entry);
}

for (const [name, files, otherwise] of [
  ["without a list of files", slidesAt(SUB_PATH)],
  ["with another file by the list's name", { ...slidesAt(SUB_PATH), [`${SUB_PATH}files.json`]: ["application/json", '{"files":["slides.pdf"]}'] as const }],
  ["that answers for every path", { [`${SUB_PATH}favicon.svg`]: ["image/svg+xml", ICON] as const }, everyPath],
] as const) {
  test(`another project, ${name}, is published at the address: it is shown unchanged, and nothing of the page is left on the third day`, { tag: "@exhaustive" }, async ({ room }) => {
    const { page } = room;
    await openKept(room);
    await host.becomes(project(files, otherwise));
    await page.goto(host.address);
    await showsTheirs(page);
    await setBack(page);
    await page.reload();
    await showsTheirs(page);
    await expect.poll(() => left(page)).toEqual([0, false]);
    await page.reload();
    await showsTheirs(page);
    expect(await left(page)).toEqual([0, false]);
  });
}

test("an open tab trains on with its files while nothing is at the address, is not removed, and opens without its host afterwards", async ({ room, consoleErrors }) => {
  consoleErrors.expect(/404|ERR_CONNECTION_REFUSED/);
  const { page } = room;
  await openKept(room);
  await host.becomes(project({}));
  const visit = await page.context().newPage();
  await visit.goto(host.address);
  await expect(visit.getByText("not found")).toBeVisible();
  await expect.poll(() => visit.evaluate(async (cache) => (await (await caches.open(cache)).match("doubt"))?.text(), CACHE)).toBe(""); // the tab is open, so no day is counted
  await page.evaluate(() => dispatchEvent(new Event("online"))); // the page then compares its cache
  const shard = await page.evaluate(async () => [(await fetch("mnist/train-07000.bin")).status, (await fetch("mnist/test-02000.bin")).status]);
  expect(shard).toEqual([200, 200]);
  await room.trainSteps(2);
  await page.getByRole("button", { name: "Measure", exact: true }).click(); // a part that is loaded late, and all shards
  const codes = page.getByRole("listitem", { name: "Codes", exact: true });
  await codes.getByRole("button").first().click();
  await expect(codes).toContainText(/active/i);
  await expect(page.getByText("did not load")).toHaveCount(0);
  expect(await left(visit)).toEqual([1, true]);
  await visit.close();
  await host.switchOff();
  await page.reload();
  await expect(room.train).toBeEnabled();
});

test("a host with half of a new version, in either order, changes nothing of the kept one: it opens without the host, and instead of a page whose scripts are missing", async ({ room, consoleErrors }) => {
  consoleErrors.expect(/404|503|ERR_CONNECTION_REFUSED|dynamically imported module/);
  const { page } = room;
  const folder = nextVersion({ sameServiceWorker: true });
  const script = () => page.evaluate(() => document.querySelector<HTMLScriptElement>("script[type=module][src]")!.src);
  const keeps = async () => {
    const menu = page.getByRole("button", { name: /^(Keeping files|Offline)…$|^New version$/, includeHidden: true });
    await expect(menu.first()).toBeAttached();
    await room.openTools();
    await menu.last().click();
    const dialog = page.getByRole("dialog", { name: "Without a network" });
    await expect(dialog.getByRole("status").first()).toContainText("The others did not arrive");
    await page.keyboard.press("Escape");
  };
  const opensFirst = async () => {
    await page.goto("about:blank");
    await page.goto(`${host.address}#${tiny}`);
    await expect(room.train).toBeEnabled();
    expect(await script()).not.toContain("-next.js");
  };
  const old = (file: string) => readFileSync(path.join(DIST, file));
  const next = (file: string) => path.join(folder, file);
  try {
    await openKept(room);
    await host.becomes(folder);
    for (const [name, copy, opensNew] of [
      ["one script that is needed later is missing", () => rmSync(next(`assets/${readdirSync(next("assets")).find((file) => /^talkKeys-.*\.js$/.test(file))!}`)), true],
      ["the page is the one before", () => writeFileSync(next("index.html"), old("index.html")), false],
    ] as const) {
      await test.step(name, async () => {
        copy();
        await host.becomes(folder);
        await page.goto("about:blank");
        await page.goto(`${host.address}#${tiny}`);
        await expect(room.train).toBeEnabled();
        expect((await script()).includes("-next.js")).toBe(opensNew);
        await keeps();
        await host.switchOff();
        await opensFirst();
      });
    }
    await test.step("the page is new, and its scripts fail or are missing", async () => {
      for (const answer of [404, 503] as const) {
        await host.becomes((request, response) => {
          const { pathname } = new URL(request.url ?? "/", "http://localhost");
          if (pathname === SUB_PATH) return void response.writeHead(200, { "content-type": "text/html" }).end(old("index.html").toString().replaceAll(/assets\/(\w+-[\w-]+)\.js/g, "assets/$1-next.js"));
          response.writeHead(answer).end();
        });
        await opensFirst();
        await room.trainSteps(2);
        await host.switchOff();
      }
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

for (const [name, answers] of Object.entries({
  "a log-in page elsewhere": logIn,
  "a log-in page in place of every file": everyPath,
  "a refusal": ((_, response) => void response.writeHead(401, { "content-type": "text/html" }).end(SLIDES[1])) as RequestListener,
})) {
  test(`${name} ends nothing: the page works without a network afterwards, and as before with its host`, { tag: "@exhaustive" }, async ({ room, consoleErrors }) => {
    consoleErrors.expect(/401|ERR_CONNECTION_REFUSED/);
    const { page } = room;
    await openKept(room);
    await host.becomes(answers);
    await page.goto(host.address);
    await showsTheirs(page, false);
    await host.switchOff();
    await page.goto("about:blank"); // a change of the fragment alone would be no visit
    await page.goto(`${host.address}#${tiny}`);
    await expect(room.train).toBeEnabled();
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    await host.switchOn(DIST);
    await openKept(room);
    expect(await left(page)).toEqual([1, true]);
  });
}

test("a failing host changes nothing: the cached page is shown", async ({ room, consoleErrors }) => {
  consoleErrors.expect(/503/);
  await openKept(room);
  await host.becomes((_, response) => void response.writeHead(503).end("down"));
  await room.page.reload();
  await expect(room.train).toBeEnabled();
  expect(await left(room.page)).toEqual([1, true]);
});

test.describe("at the root of a site", () => {
  test.beforeEach(async () => {
    await host.switchOff();
    host = new OwnHost("/");
    await host.switchOn(DIST);
  });

  test("another project's pages below are shown unchanged, and nothing of the page is left once it has been removed", { tag: "@exhaustive" }, async ({ room }) => {
    const { page } = room;
    await openKept(room);
    // The other project is beside the page, which is still there.
    const beside = slidesAt("/slides/");
    await host.becomes(project({ ...beside, "/": ["text/html", readFileSync(path.join(DIST, "index.html"), "utf8")] }));
    await page.goto(`${host.address}slides/`);
    await showsTheirs(page);
    expect(await left(page, "elbo-room /")).toEqual([1, true]);
    // The other project replaces the page.
    await host.becomes(project({ ...slidesAt("/"), ...beside }));
    await page.goto(host.address);
    await showsTheirs(page);
    await setBack(page, "elbo-room /");
    await page.reload();
    await expect.poll(() => left(page, "elbo-room /")).toEqual([0, false]);
  });

  test("its service worker ends, too, if only another project's pages below are visited", { tag: "@exhaustive" }, async ({ room }) => {
    await openKept(room);
    await room.page.evaluate(async () => (await caches.open("elbo-room /")).put("/doubt", new Response("2026-01-01 2026-01-02")));
    await host.becomes(project(slidesAt("/slides/")));
    await room.page.goto(`${host.address}slides/`);
    await showsTheirs(room.page);
    await expect.poll(() => left(room.page, "elbo-room /")).toEqual([0, false]);
  });
});
