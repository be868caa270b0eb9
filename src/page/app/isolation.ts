/**
 * Makes the page cross-origin isolated, for WebAssembly's threads, by a service worker that adds the headers for it
 * (`serviceWorker/`). They take effect when the page is loaded the next time, which is left to the reader: the page never reloads itself.
 * Without isolation the page works with one thread. The same service worker answers without a network.
 */
import { wasLoadedAgain } from "../../core/browser/navigation";
import { serviceWorkers } from "../../core/browser/serviceWorkers";
import type { Isolation } from "../state/threads";
import { scriptUrl } from "./scriptUrl";

/** Returns the page's isolation as it was loaded. */
export function isolationNow(): Isolation {
  // WebKitGTK isolates a page, and has no memory to share all the same.
  if (globalThis.crossOriginIsolated) return typeof SharedArrayBuffer === "undefined" ? "unavailable" : "isolated";
  if (window.top !== window) return "framed";
  return serviceWorkers() && import.meta.env.PROD ? "preparing" : "unavailable";
}

/** Registers the service worker if it is of use. Resolves to the isolation to report then; never rejects. */
export async function prepareIsolation(now: Isolation): Promise<Isolation> {
  if (now === "isolated" && import.meta.env.PROD) await registered(); // the host sets the headers; the service worker still caches the page's files
  if (now !== "preparing") return now;
  // The service worker has answered for this page, even after a reload, and yet the page is not isolated: this browser ignores the headers.
  if (serviceWorkers()?.controller && wasLoadedAgain()) return "unavailable";
  return await registered() ? "reload" : "unavailable";
}

/**
 * Resolves when workers can be loaded; never rejects. The browser refuses to load workers without the headers into an isolated page, and
 * the service worker may have been removed since, by hand or with all that the site had stored.
 */
export async function workersCanLoad(): Promise<void> {
  if (!globalThis.crossOriginIsolated || !answeredForPage) return;
  if (!(await serviceWorkers()?.getRegistration().catch(() => undefined))) await registered();
}

/** Whether the service worker answered for this page. Otherwise the host itself sets the headers, or there are none. */
const answeredForPage = (serviceWorkers()?.controller ?? null) !== null;

/** Registers the service worker. Resolves to false if that is refused: no https, a private window, a policy of the browser's owner, or a missing file. */
async function registered(): Promise<boolean> {
  try {
    const { serviceWorker } = navigator;
    // An extension that blocks service workers may resolve to nothing, and then `ready` never resolves.
    const registration: ServiceWorkerRegistration | undefined = await serviceWorker.register(scriptUrl(new URL("serviceWorker.js", document.baseURI).href));
    if (!registration) return false;
    await serviceWorker.ready;
    return true;
  } catch {
    return false;
  }
}
