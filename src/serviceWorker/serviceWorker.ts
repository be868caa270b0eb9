/**
 * The page's service worker. It adds headers to the page and its workers' scripts, which WebAssembly threads need and static hosts do not set,
 * and serves the files that the page has stored (`offline/keeper.ts`); it stores none itself. It removes itself if the address is no longer
 * the page's. `app/isolation.ts` registers it. docs/decisions/0009-isolation-by-a-service-worker.md explains why it exists and why no page is
 * ever force-reloaded; docs/offline.md explains use without a network. Imports are bundled into the built file, which has a fixed name in the
 * page's folder.
 */
import { cacheName, LIST, outdated, pathIn, TIDY } from "../offline/files";
import { answerFile, answerPage, cachedFile, cachedList, cachedPage, PATIENCE, sourceOf, wholeOf } from "./answers";
import { isPage, wantsHeaders, withHeaders } from "./isolate";
import { signOfList, signOfPage, verdictOn, type Sign } from "./pageOwner";

declare const self: ServiceWorkerGlobalScope;

const { scope } = self.registration;
const openCache = () => caches.open(cacheName(scope));

// There is no `skipWaiting`: a newer service worker waits until no window of the page is open, as all versions behave alike. In Chromium 156
// a page whose service worker was replaced while it was loading waited forever.

self.addEventListener("activate", (event) => {
  // Navigation preload requests the page while this worker starts. Claiming clients lets the first visit, too, use stored files should its version leave the host.
  event.waitUntil(Promise.all([self.registration.navigationPreload?.enable(), self.clients.claim()]));
});

/** Entry of the cache: when the address came into doubt, in milliseconds since 1970. */
const DOUBT = new URL("doubt", scope).href;

/** Whether something other than the page is at its address. Null: not known since this service worker started. */
let doubted: boolean | null = null;

/** Returns whether the address is in doubt. Without a cache the answer is yes: this service worker may have been unregistered and yet serve another page's visit. */
async function inDoubt(): Promise<boolean> {
  if (doubted !== null) return doubted;
  try {
    if (!(await caches.has(cacheName(scope)))) return true;
    const found = await (await openCache()).match(DOUBT) !== undefined;
    return doubted ??= found;
  } catch {
    return doubted ?? false; // storage is forbidden or gone
  }
}

/** Conclusions are drawn one after the other, so that the last one determines the cache. */
let pending = Promise.resolve();

/** Draws the conclusion from what is at the page's address; it applies to the next request. */
function applySign(page: Sign): Promise<void> {
  if (page === "unknown") return pending;
  doubted = page !== "ours";
  return pending = pending.then(() => conclude(page)).catch(() => undefined);
}

async function conclude(page: Sign): Promise<void> {
  const cache = await openCache();
  if (page === "ours") return void await cache.delete(DOUBT);
  const written = await (await cache.match(DOUBT))?.text();
  const began = Number(written ?? Date.now());
  if (written === undefined) await cache.put(DOUBT, new Response(String(began)));
  // Hosts that send a page for every unknown path often do so only if the request accepts HTML.
  const list = await fetch(new URL(LIST, scope), { cache: "no-store", redirect: "manual", headers: { accept: "application/json" } }).then(signOfList, () => "unknown" as const);
  if (!doubted || verdictOn(page, list, Date.now() - began) !== "gone") return;
  await caches.delete(cacheName(scope)); // first, because a browser may end an unregistered service worker at once
  await self.registration.unregister();
}

let askedForPage = false;

/** Checks the page's address while others' pages below its folder are visited, once in the short life of this service worker. */
async function askForPage(): Promise<void> {
  if (askedForPage) return;
  askedForPage = true;
  await applySign(await fetch(scope, { cache: "no-cache", redirect: "manual" }).then(signOfPage, () => "unknown" as const));
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
  // A window of ours may still be open. Only names that contain a content hash certainly belong to its files.
  const found = path.startsWith("assets/") ? await find() : undefined;
  return found ? withWanted(found.response, request) : answerFile("host", () => fetch(request), find);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const source = sourceOf(request, scope);
  if (source) event.respondWith(fileFor(request, source));
  if (request.mode !== "navigate") return;
  const fromHost = (async () => (await event.preloadResponse as Response | undefined) ?? await fetch(request))();
  if (!isPage(request.url, scope)) {
    event.respondWith(fromHost);
    event.waitUntil(askForPage());
    return;
  }
  const seen = fromHost.then(async (response) => ({ response, sign: await signOfPage(response) }));
  event.waitUntil(seen.then(({ sign }) => applySign(sign), () => undefined)); // before the page is passed on
  const page = seen.then(async ({ response, sign }) => (sign === "ours" ? withWanted(await wholeOf(response), request) : response));
  const cachedResponse = async () => {
    const found = await inCache((cache) => cachedPage(cache, scope));
    return found && withWanted(found, request);
  };
  event.respondWith(inDoubt().then((doubt) => answerPage(page, cachedResponse, doubt ? null : PATIENCE)));
});

/** Deletes files that only other versions need, unless one of them may still run. Called when all files of the page's version are stored. */
async function tidy(): Promise<void> {
  if (!(await caches.has(cacheName(scope)))) return; // it was deleted with the page, and opening it would create it again
  const cache = await openCache();
  const list = await cachedList(cache, scope);
  if (!list) return;
  const windows = (await self.clients.matchAll({ includeUncontrolled: true, type: "window" })).filter(({ url }) => pathIn(scope, url) !== null);
  const paths = (await cache.keys()).map(({ url }) => pathIn(scope, url) ?? "");
  for (const path of outdated(paths, list, windows.length)) await cache.delete(new URL(path, scope).href);
}

self.addEventListener("message", (event) => {
  if (event.data === TIDY) event.waitUntil(tidy());
});
