/** The keeper of this browser. The page starts it when its run is open and the page is idle. */
import { handAtRest } from "../../core/browser/handAtRest";
import { readText, writeText } from "../../core/browser/browserTexts";
import { serviceWorkers } from "../../core/browser/serviceWorkers";
import { sleep } from "../../core/tasks";
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

/**
 * Milliseconds between two files during training. Storing a file keeps several processes busy for some 20 ms: without rests training is half as fast on
 * two cores. While a hand moves no file is stored, since pictures under it would be late. Some 300 files are stored after a minute or two, or within seconds in a pause.
 */
const REST_MS = 200;
let isTraining = (): boolean => false;

export const keeper = createKeeper({
  scope, chosen: remembered(),
  remember: (chosen) => void writeText(CHOSEN, chosen.join(" ")),
  script: firstScript(),
  isRegistered: async () => await serviceWorkers()?.getRegistration(scope) !== undefined,
  openCache: async () => caches.open(cacheName(scope)),
  fetch: (address, init) => fetch(address, init),
  alone: async (work) => navigator.locks.request(cacheName(scope), work),
  isOnline: () => navigator.onLine,
  estimate: async () => navigator.storage.estimate(),
  async rest() {
    if (isTraining() && !document.hidden) await sleep(REST_MS);
    await handAtRest();
  },
  tidy: () => serviceWorkers()?.controller?.postMessage(TIDY),
});

let started: Promise<void> | null = null;

/** Starts storing files, once, slowly while `training` says so. */
export function startStoring(training: () => boolean): Promise<void> {
  isTraining = training;
  return started ??= start();
}

/** Stores files, and repeats it whenever the network returns. Waits for the page's service worker; a frame of another page stores nothing. */
async function start(): Promise<void> {
  const registration = window.top === window ? await serviceWorkers()?.ready : undefined;
  if (registration?.scope !== scope) return;
  addEventListener("online", () => void keeper.keep());
  await keeper.keep();
}
