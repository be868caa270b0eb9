/**
 * The page's service worker. It adds headers to the page and its workers' scripts, which static hosts do not set and WebAssembly
 * threads need, and answers with what the page has kept (`offline/keeper.ts`) where that is wanted; it keeps nothing itself. It removes itself where the
 * address is not the page's any more. `app/isolation.ts` registers it. Why it is there, and why no page is ever loaded again by force:
 * docs/decisions/0009-isolation-by-a-service-worker.md; how the page works without a network: docs/offline.md. Imports are part of the built file, which has
 * a fixed name in the page's folder.
 */
import { cacheName, LIST, outdated, pathIn, TIDY } from "../offline/files";
import { answerFile, answerPage, keptFile, keptList, keptPage, PATIENCE, sourceOf, wholeOf } from "./answers";
import { isPage, wantsHeaders, withHeaders } from "./isolate";
import { signOfList, signOfPage, verdictOn, type Sign } from "./whose";

declare const self: ServiceWorkerGlobalScope;

const { scope } = self.registration;
const openCache = () => caches.open(cacheName(scope));

self.addEventListener("install", () => {
  // A newer one takes over at once: all of them answer alike.
  void self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  // The page is asked for while this worker still starts. The first visit, too, has kept files from then on, should its version leave the host.
  event.waitUntil(Promise.all([self.registration.navigationPreload?.enable(), self.clients.claim()]));
});

/** In the cache: when the address came into doubt, in milliseconds since 1970. */
const DOUBT = new URL("doubt", scope).href;

/** Whether something else than the page answers at its address. Null: not known since this service worker started. */
let doubted: boolean | null = null;

/** Without a cache there is no doubt to be read, and none of the page's visits: another page may still be answered by this service worker, after it was unregistered. */
async function inDoubt(): Promise<boolean> {
  if (doubted !== null) return doubted;
  try {
    if (!(await caches.has(cacheName(scope)))) return true;
    const found = await (await openCache()).match(DOUBT) !== undefined;
    return doubted ??= found;
  } catch {
    return doubted ?? false; // storage is forbidden, or gone
  }
}

/** One after the other, so that the last of them has the last word in the cache. */
let weighing = Promise.resolve();

/** Draws the conclusion from what stands at the page's address. What is asked for next is answered by it. */
function weigh(page: Sign): Promise<void> {
  if (page === "unknown") return weighing;
  doubted = page !== "ours";
  return weighing = weighing.then(() => conclude(page)).catch(() => undefined);
}

async function conclude(page: Sign): Promise<void> {
  const cache = await openCache();
  if (page === "ours") return void await cache.delete(DOUBT);
  const written = await (await cache.match(DOUBT))?.text();
  const began = Number(written ?? Date.now());
  if (written === undefined) await cache.put(DOUBT, new Response(String(began)));
  // Hosts that answer with a page for every unknown path often do so only for those who take a page.
  const list = await fetch(new URL(LIST, scope), { cache: "no-store", redirect: "manual", headers: { accept: "application/json" } }).then(signOfList, () => "unknown" as const);
  if (!doubted || verdictOn(page, list, Date.now() - began) !== "gone") return;
  await caches.delete(cacheName(scope)); // first, as a browser may end an unregistered service worker at once
  await self.registration.unregister();
}

let askedForPage = false;

/** While others' pages below the page's folder are visited: once in the life of this service worker, which is short. */
async function askForPage(): Promise<void> {
  if (askedForPage) return;
  askedForPage = true;
  await weigh(await fetch(scope, { cache: "no-cache", redirect: "manual" }).then(signOfPage, () => "unknown" as const));
}

/** A cache that is not there must not be made: see `inDoubt`. Storage may be forbidden, too. */
async function kept<Found>(find: (cache: Cache) => Promise<Found | undefined>): Promise<Found | undefined> {
  try {
    return await caches.has(cacheName(scope)) ? await find(await openCache()) : undefined;
  } catch {
    return undefined;
  }
}

const withWanted = (response: Response, request: Request) => (wantsHeaders(request, scope) ? withHeaders(response, request.destination) : response);

async function fileFor(request: Request, source: "kept" | "host"): Promise<Response> {
  const path = pathIn(scope, request.url) ?? "";
  const find = () => kept((cache) => keptFile(cache, scope, path));
  if (!(await inDoubt())) return withWanted(await answerFile(source, () => fetch(request), find), request);
  // A window of ours may still be open. Only names with a hash of their content are surely those of its files.
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
  event.waitUntil(seen.then(({ sign }) => weigh(sign), () => undefined)); // before the page is handed on
  const page = seen.then(async ({ response, sign }) => (sign === "ours" ? withWanted(await wholeOf(response), request) : response));
  const keptOne = async () => {
    const found = await kept((cache) => keptPage(cache, scope));
    return found && withWanted(found, request);
  };
  event.respondWith(inDoubt().then((doubt) => answerPage(page, keptOne, doubt ? null : PATIENCE)));
});

/** All that the page's version needs is kept: what only other versions need goes, unless one of them may still run. */
async function tidy(): Promise<void> {
  if (!(await caches.has(cacheName(scope)))) return; // it was removed with the page, and opening it would make it again
  const cache = await openCache();
  const list = await keptList(cache, scope);
  if (!list) return;
  const windows = (await self.clients.matchAll({ includeUncontrolled: true, type: "window" })).filter(({ url }) => pathIn(scope, url) !== null);
  const paths = (await cache.keys()).map(({ url }) => pathIn(scope, url) ?? "");
  for (const path of outdated(paths, list, windows.length)) await cache.delete(new URL(path, scope).href);
}

self.addEventListener("message", (event) => {
  if (event.data === TIDY) event.waitUntil(tidy());
});
