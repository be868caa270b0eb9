/**
 * The page's service worker. It adds headers to the page and its workers' scripts, which WebAssembly threads need and static hosts do not set,
 * and serves the files that the page has stored (`offline/keeper.ts`); it stores none itself. It removes itself if the address is no longer
 * the page's. `app/isolation.ts` registers it. docs/decisions/0009-isolation-by-a-service-worker.md explains why it exists and why no page is
 * ever force-reloaded; docs/offline.md explains use without a network. Imports are bundled into the built file, which has a fixed name in the
 * page's folder.
 */
import { cacheName, DOUBT, LIST, outdated, pathIn, placeIn, TIDY } from "../offline/files";
import { keptList } from "../offline/list";
import { answerFile, answerPage, cachedFile, cachedPage, lacksFiles, LONG_PATIENCE, PATIENCE, sourceOf, wholeOf } from "./answers";
import { isPage, wantsHeaders, withHeaders } from "./isolate";
import { DAYS, daysWith, isLeft, signOfList, signOfPage, type Sign } from "./pageOwner";

declare const self: ServiceWorkerGlobalScope;

const { scope } = self.registration;
const openCache = () => caches.open(cacheName(scope));

// There is no `skipWaiting`: a newer service worker waits until no window of the page is open, as all versions behave alike. In Chromium 156
// a page whose service worker was replaced while it was loading waited forever.

self.addEventListener("activate", (event) => {
  // Version 1.0.0 enabled navigation preload, which browsers remember. A visit that waited for a preload without a host failed in Firefox 153, whatever the answer.
  event.waitUntil(Promise.resolve(self.registration.navigationPreload?.disable()));
  // Claiming clients lets the first visit, too, use stored files should its version leave the host. Nothing waits for it: in Firefox 153 it ends when each worker of the
  // page has handled a message. A worker may be at a long step, and until activation ends the page's requests wait. They would fail after a minute.
  self.clients.claim().catch(() => undefined);
});

const doubtEntry = new URL(DOUBT, scope).href;

/** Whether something other than the page is at its address. Null: not known since this service worker started. */
let doubted: boolean | null = null;

/** Returns whether the address is in doubt. Without a cache the answer is yes: this service worker may have been unregistered and yet serve another page's visit. */
async function inDoubt(): Promise<boolean> {
  if (doubted !== null) return doubted;
  try {
    if (!(await caches.has(cacheName(scope)))) return true;
    const found = await (await openCache()).match(doubtEntry) !== undefined;
    return doubted ??= found;
  } catch {
    return doubted ?? false; // storage is forbidden or gone
  }
}

/** Conclusions are drawn one after the other, so that the last one determines the cache. */
let pending = Promise.resolve();

/**
 * Draws the conclusion from what is at the page's address; it applies to the next request. `ours` if the kept page was opened, too. `isOpen`: whether a window
 * shows the page all the same.
 */
function applySign(page: Sign, isOpen = async () => true): Promise<void> {
  if (page === "unknown") return pending;
  doubted = page !== "ours";
  return pending = pending.then(() => conclude(page, isOpen)).catch(() => undefined);
}

async function conclude(page: Sign, isOpen: () => Promise<boolean>): Promise<void> {
  const cache = await openCache();
  if (page === "ours") return void await cache.delete(doubtEntry);
  const written = await (await cache.match(doubtEntry))?.text();
  if (written === undefined) await cache.put(doubtEntry, new Response(""));
  // Hosts that send a page for every unknown path often do so only if the request accepts HTML.
  const list = await fetch(new URL(LIST, scope), { cache: "no-store", redirect: "manual", headers: { accept: "application/json" } }).then(signOfList, () => "unknown" as const);
  if (!isLeft(page, list) || await isOpen() || !doubted) return;
  const days = daysWith(written ?? "", new Date());
  if (days.length < DAYS) return cache.put(doubtEntry, new Response(days.join(" ")));
  await caches.delete(cacheName(scope)); // first, because a browser may end an unregistered service worker at once
  await self.registration.unregister();
}

/** Returns the windows at the page's address. Others' pages there count, too, as only their address is known. */
const windowsHere = async (): Promise<readonly string[]> =>
  (await self.clients.matchAll({ includeUncontrolled: true, type: "window" })).filter(({ url }) => isPage(url, scope)).map(({ id }) => id);

/**
 * Returns whether one of the windows from before a visit is still there. The visit may be loading in place of one of them, so its window is awaited, whose id
 * may be another one than announced (Chromium 156, from an isolated page to one that is not).
 */
async function areOpen(before: readonly string[]): Promise<boolean> {
  if (before.length === 0) return false;
  const end = Date.now() + PATIENCE;
  let now = await windowsHere();
  while (now.every((id) => before.includes(id)) && Date.now() < end) {
    await new Promise((resolve) => { setTimeout(resolve, 100); });
    now = await windowsHere();
  }
  return before.some((id) => now.includes(id));
}

let askedForPage = false;

/** Checks the page's address while others' pages below its folder are visited, once in the short life of this service worker. */
async function askForPage(before: Promise<readonly string[]>): Promise<void> {
  if (askedForPage) return;
  askedForPage = true;
  await applySign(await fetch(scope, { cache: "no-cache", redirect: "manual" }).then(signOfPage, () => "unknown" as const), async () => areOpen(await before));
}

/** The cache's entries. Looking one up neither creates the cache (see `inDoubt`) nor waits until it is open. */
const entries: Pick<Cache, "match"> = { match: (address) => caches.match(address, { cacheName: cacheName(scope) }) };

/** Looks something up in the cache without creating it. Undefined if storage is forbidden. */
async function inCache<Found>(find: (cache: Cache) => Promise<Found | undefined>): Promise<Found | undefined> {
  try {
    return await caches.has(cacheName(scope)) ? await find(await openCache()) : undefined;
  } catch {
    return undefined;
  }
}

const withWanted = (response: Response, request: Request) => (wantsHeaders(request, scope) ? withHeaders(response, request.destination) : response);

async function fileFor(request: Request, source: "kept" | "host"): Promise<Response> {
  const path = pathIn(scope, request.url) ?? "";
  const find = () => cachedFile(entries, scope, path).catch(() => undefined);
  if (!(await inDoubt())) return withWanted(await answerFile(source, () => fetch(request), find), request);
  // A window of ours may still be open. Only names that contain a content hash certainly belong to its files; of others the host may have another project's.
  const found = await find();
  if (found && path.startsWith("assets/")) return withWanted(found.response, request);
  return answerFile(source, () => fetch(request), async () => found && { ...found, sound: false });
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const source = sourceOf(request, scope);
  if (source) event.respondWith(fileFor(request, source));
  if (request.mode !== "navigate") return;
  const before = windowsHere();
  if (!isPage(request.url, scope)) return event.waitUntil(askForPage(before));
  let opensKept = false;
  const cachedResponse = async () => {
    const found = await inCache((cache) => cachedPage(cache, scope));
    if (!found) return undefined;
    opensKept = true;
    event.waitUntil(applySign("ours"));
    return withWanted(found, request);
  };
  const seen = fetch(request).then(async (response) => ({ response, sign: await signOfPage(response) }));
  event.waitUntil(seen.then(({ sign }) => applySign(sign, async () => opensKept || areOpen(await before)), () => undefined)); // before the page is passed on
  const ask = async (address: string) => {
    const response = await fetch(address);
    event.waitUntil(response.clone().arrayBuffer().catch(() => undefined)); // the page finds it in the browser's cache
    return response;
  };
  const page = seen.then(async ({ response, sign }) => {
    if (sign === "unknown" && response.ok) throw new Error("The host's answer is empty.");
    if (sign !== "ours") return response;
    const whole = await wholeOf(response);
    const kept = await lacksFiles(whole.clone(), entries, scope, ask).catch(() => false) ? await cachedResponse() : undefined;
    return kept ?? withWanted(whole, request);
  });
  event.respondWith(inDoubt().then((doubt) => answerPage(page, cachedResponse, doubt ? LONG_PATIENCE : PATIENCE)));
});

/** Deletes files that only other versions need, unless one of them may still run. Called when all files of the page's version are stored, so that it is the kept one. */
async function tidy(): Promise<void> {
  if (!(await caches.has(cacheName(scope)))) return; // it was deleted with the page, and opening it would create it again
  const cache = await openCache();
  const list = await keptList(cache, scope);
  if (!list) return;
  const windows = (await self.clients.matchAll({ includeUncontrolled: true, type: "window" })).filter(({ url }) => pathIn(scope, url) !== null);
  const places = (await cache.keys()).map(({ url }) => placeIn(scope, url) ?? "");
  for (const place of outdated(places, list, windows.length)) await cache.delete(new URL(place, scope).href);
}

self.addEventListener("message", (event) => {
  if (event.data === TIDY) event.waitUntil(tidy());
});
