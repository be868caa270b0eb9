/**
 * The page's service worker. It adds two headers to the page and its workers' scripts, which static hosts do not set and WebAssembly
 * threads need, and answers with what the page has kept (`offline/keeper.ts`) where that is wanted; it fetches and keeps nothing itself. `app/isolation.ts`
 * registers it. Why it is there, and why no page is ever loaded again by force: docs/decisions/0009-isolation-by-a-service-worker.md; how
 * the page works without a network: docs/offline.md. Imports are part of the built file, which has a fixed name in the page's folder.
 */
import { cacheName, outdated, pathIn, TIDY } from "../offline/files";
import { answerFile, answerPage, keptList, keptPage, sourceOf } from "./answers";
import { isPage, wantsHeaders, withHeaders } from "./isolate";

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

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const file = sourceOf(request, scope);
  if (!file && request.mode !== "navigate") return;
  const fromHost = async () => (await event.preloadResponse as Response | undefined) ?? await fetch(request);
  /** Storage may be forbidden, or gone. */
  const kept = (find: (cache: Cache) => Promise<Response | undefined>) => openCache().then(find).catch(() => undefined);
  const answer = () => {
    if (file) return answerFile(file, fromHost, () => kept((cache) => cache.match(request.url, { ignoreSearch: true })));
    return isPage(request.url, scope) ? answerPage(fromHost(), () => kept((cache) => keptPage(cache, scope))) : fromHost();
  };
  event.respondWith(answer().then((response) => (wantsHeaders(request, scope) ? withHeaders(response) : response)));
});

/** All that the page's version needs is kept: what only other versions need goes, unless one of them may still run. */
async function tidy(): Promise<void> {
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
