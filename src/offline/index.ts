/** The keeper of this browser. The page starts it when its run is open and the page is idle. */
import { readText, writeText } from "../core/browser/browserTexts";
import { cacheName, PARTS, TIDY, type Part } from "./files";
import { createKeeper } from "./keeper";
import { firstScript } from "./version";

const CHOSEN = "elbo-room.offline";

const scope = new URL("./", document.baseURI).href;

/** Not in TypeScript's library: https://developer.mozilla.org/docs/Web/API/NetworkInformation/saveData */
const savesData = (): boolean => (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;

/** Returns the remembered choice of parts; by default the page and MNIST, which training has fetched anyway, or none if the reader saves data. */
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

/** Starts storing files, and repeats it whenever the network returns. Waits for the page's service worker; a frame of another page stores nothing. */
export async function startStoring(): Promise<void> {
  if (window.top !== window || !("serviceWorker" in navigator)) return;
  const registration = await navigator.serviceWorker.ready;
  if (registration.scope !== scope) return;
  addEventListener("online", () => void keeper.keep());
  await keeper.keep();
}
