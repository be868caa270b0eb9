/**
 * The page's service worker: adds two headers to the page and its workers' scripts, which static hosts do not set and WebAssembly
 * threads need. It keeps no file and answers for nothing else. `app/isolation.ts` registers it; why it is there, and why no page is
 * ever loaded again by force: docs/decisions/0009-isolation-by-a-service-worker.md. Imports are part of the built file, which
 * has a fixed name in the page's folder.
 */
import { wantsHeaders, withHeaders } from "./isolate";

declare const self: ServiceWorkerGlobalScope;

/** Not in TypeScript's library: https://developer.mozilla.org/docs/Web/API/InstallEvent/addRoutes */
interface Routing {
  addRoutes?(rules: readonly { readonly condition: object; readonly source: "network" }[]): Promise<void>;
}

self.addEventListener("install", (event) => {
  // A newer one takes over at once: all of them answer alike. The page that registers the first goes on without it.
  void self.skipWaiting();
  // Where the browser can be told so, all that the handler below would let pass does not wait for it: some 50 ms of a start.
  const answered = [{ requestMode: "navigate" }, { requestDestination: "worker" }];
  const routes = (event as Routing).addRoutes?.([{ condition: { not: { or: answered } }, source: "network" }]);
  event.waitUntil(routes?.catch(() => undefined) ?? Promise.resolve());
});

self.addEventListener("activate", (event) => {
  // The page is asked for while this worker still starts.
  event.waitUntil(self.registration.navigationPreload?.enable() ?? Promise.resolve());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const wanted = wantsHeaders(request, self.registration.scope);
  if (!wanted && request.mode !== "navigate") return;
  const answer = async () => {
    const response = (await event.preloadResponse as Response | undefined) ?? await fetch(request);
    return wanted ? withHeaders(response) : response;
  };
  event.respondWith(answer());
});
