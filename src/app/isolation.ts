/**
 * Gets the page cross-origin isolated, for WebAssembly's threads, by a service worker that adds the headers for it
 * (`serviceWorker/`). They count from the next time that the page is loaded, which is left to the reader: nothing is loaded again by
 * force. Whatever stands in the way, the page works as it does, with one thread. The same service worker answers without a network.
 */
import type { Isolation } from "../state/threads";
import { scriptUrl } from "./scriptUrl";

/** As the page was loaded. */
export function isolationNow(): Isolation {
  // WebKitGTK isolates a page, and has no memory to share all the same.
  if (globalThis.crossOriginIsolated) return typeof SharedArrayBuffer === "undefined" ? "unavailable" : "isolated";
  if (window.top !== window) return "framed";
  return "serviceWorker" in navigator && import.meta.env.PROD ? "preparing" : "unavailable";
}

/** Registers the service worker where it is wanted. Resolves to what there is to be said then; never rejects. */
export async function prepareIsolation(now: Isolation): Promise<Isolation> {
  if (now === "isolated" && import.meta.env.PROD) await registered(); // where the host sets the headers, for the sake of the files that are kept
  if (now !== "preparing") return now;
  // It has answered for this page already, and even for one that was loaded again: this browser makes nothing of the headers.
  if (navigator.serviceWorker.controller && wasLoadedAgain()) return "unavailable";
  return await registered() ? "reload" : "unavailable";
}

/**
 * Resolves when workers can be loaded; never rejects. The browser refuses them to an isolated page without the headers, and the service
 * worker may have been taken away since, by hand or with all that the site had stored.
 */
export async function workersCanLoad(): Promise<void> {
  if (!globalThis.crossOriginIsolated || !answeredForPage) return;
  if (!(await navigator.serviceWorker.getRegistration())) await registered();
}

/** Otherwise the host itself sets the headers, or there are none. */
const answeredForPage = "serviceWorker" in navigator && navigator.serviceWorker.controller !== null;

/** False where it is refused: no https, a private window, a rule of the browser's owner, or the file is missing. */
async function registered(): Promise<boolean> {
  const { serviceWorker } = navigator;
  try {
    // What blocks service workers may answer with nothing, and then `ready` never comes.
    const registration: ServiceWorkerRegistration | undefined = await serviceWorker.register(scriptUrl(new URL("serviceWorker.js", document.baseURI).href));
    if (!registration) return false;
    await serviceWorker.ready;
    return true;
  } catch {
    return false;
  }
}

export function wasLoadedAgain(): boolean {
  const [entry] = performance.getEntriesByType("navigation");
  return entry instanceof PerformanceNavigationTiming && entry.type === "reload";
}
