/** The keeper of this browser. The page starts it when its run is open and it is idle. */
import { readText, writeText } from "../core/browser/browserTexts";
import { cacheName, PARTS, TIDY, type Part } from "./files";
import { createKeeper } from "./keeper";
import { firstScript } from "./version";

const CHOSEN = "elbo-room.offline";

const scope = new URL("./", document.baseURI).href;

/** Not in TypeScript's library: https://developer.mozilla.org/docs/Web/API/NetworkInformation/saveData */
const savesData = (): boolean => (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;

/** As remembered; else the page and MNIST, which training has fetched anyway. Nothing by itself where the reader saves data. */
function remembered(): readonly Part[] {
  const written = readText(CHOSEN)?.split(" ");
  return written ? PARTS.filter((part) => written.includes(part)) : savesData() ? [] : ["page", "data"];
}

export const keeper = createKeeper({
  scope, chosen: remembered(),
  remember: (chosen) => void writeText(CHOSEN, chosen.join(" ")),
  script: firstScript(),
  isRegistered: async () => await navigator.serviceWorker.getRegistration(scope) !== undefined,
  openCache: () => caches.open(cacheName(scope)),
  fetch: (address, init) => fetch(address, init),
  alone: (work) => navigator.locks.request(cacheName(scope), work),
  isOnline: () => navigator.onLine,
  estimate: () => navigator.storage.estimate(),
  tidy: () => navigator.serviceWorker.controller?.postMessage(TIDY),
});

/** Begins to keep, and does again whenever the network is back. Waits for the page's service worker; in a frame of another page there is nothing to be kept. */
export async function startKeeping(): Promise<void> {
  if (window.top !== window || !("serviceWorker" in navigator)) return;
  const registration = await navigator.serviceWorker.ready;
  if (registration.scope !== scope) return;
  addEventListener("online", () => void keeper.keep());
  await keeper.keep();
}
