/** Causes faults during training. */
import type { BrowserContext, Page, Worker as PageWorker } from "@playwright/test";
import { runFirstInWorker } from "../workerLines";

/** The worker that computes the run; the one that checks its steps has another script. */
const computing = (page: Page): PageWorker => page.workers().find((worker) => /\/assets\/entry-/.test(worker.url()))!;

/** Throws an uncaught error in the worker. */
export const throwInWorker = (page: Page) => computing(page).evaluate(() => void setTimeout(() => { throw new Error("the worker broke"); }));

/** Blocks the worker permanently. This does not wait for an answer, as none comes. */
export const endlessLoop = (page: Page): void => void computing(page).evaluate(() => { for (;;); }).catch(() => undefined);

/** Ends the worker. */
export const terminateWorker = (page: Page) => page.evaluate(() => window.lastWorker!.terminate());

/** Records the contexts in use: TensorFlow.js caches a context and may use it again for another run. */
const NOTE_CONTEXTS = `if (!globalThis.contexts) {
  globalThis.contexts = new Set();
  const { useProgram } = WebGL2RenderingContext.prototype;
  WebGL2RenderingContext.prototype.useProgram = function (program) {
    contexts.add(this);
    return useProgram.call(this, program);
  };
}`;

/** Records contexts for `loseContexts`. To be called before the page is opened. */
export const noteContexts = (context: BrowserContext) => runFirstInWorker(context, NOTE_CONTEXTS);

/** Records the contexts that the worker of an open page uses from now on. */
export const noteContextsNow = (page: Page) => computing(page).evaluate(NOTE_CONTEXTS);

/** Breaks a shader that only the compiled step has. To be called before the page is opened. */
export const refuseShader = (context: BrowserContext) => runFirstInWorker(context, `
  const create = GPUDevice.prototype.createShaderModule;
  GPUDevice.prototype.createShaderModule = function (it) {
    return create.call(this, it.code.includes("var<uniform> places") ? { code: it.code + " broken" } : it);
  };
`);

/** Loses all recorded contexts. */
export const loseContexts = (page: Page) => computing(page).evaluate(`contexts.forEach((one) => one.getExtension("WEBGL_lose_context")?.loseContext())`);

/** Returns whether a recorded context is not lost. */
export const hasContext = (page: Page) => computing(page).evaluate("[...contexts].some((one) => !one.isContextLost())");

/** Prepares `fillHeap`, after which malloc returns 0. To be called before the page is opened. */
export const watchHeap = (context: BrowserContext) => runFirstInWorker(context, `{
  globalThis.heapIsFull = false;
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const real = WebAssembly[name].bind(WebAssembly);
    WebAssembly[name] = async (...given) => {
      const made = await real(...given);
      const { malloc } = made.instance?.exports ?? {};
      if (!malloc) return made;
      const exports = { ...made.instance.exports, malloc: (bytes) => (heapIsFull ? 0 : malloc(bytes)) };
      return { module: made.module, instance: { exports } };
    };
  }
}`);

/** Makes WASM's malloc fail from now on. */
export const fillHeap = (page: Page) => computing(page).evaluate("heapIsFull = true");

/** Crashes the browser's GPU process. */
export const crashGpuProcess = async (page: Page): Promise<void> => {
  const session = await page.context().browser()!.newBrowserCDPSession();
  await session.send("Browser.crashGpuProcess");
};

/** Makes each write of a run fail after its first part from now on, as on a full disk. */
export const breakWrites = (page: Page) => page.evaluate(() => {
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...given: Parameters<typeof put>) {
    const request = put.apply(this, given);
    if (this.name === "runs") request.addEventListener("success", () => this.transaction.abort());
    return request;
  };
});

/** Deletes every second file of the offline cache. */
export const halveCache = (page: Page, name: string) => page.evaluate(async (it) => {
  const cache = await caches.open(it);
  const files = (await cache.keys()).toSorted((a, b) => (a.url < b.url ? -1 : 1));
  for (const file of files.filter((_, i) => i % 2 === 0)) await cache.delete(file);
}, name);

/** Blocks all storage, as a browser's setting can. To be called before the page is opened. */
export const blockStorage = (page: Page) => page.addInitScript(() => {
  const refuse = () => { throw new DOMException("not here", "SecurityError"); };
  IDBFactory.prototype.open = refuse;
  for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, { get: refuse });
});

/** Limits the site's storage quota, in bytes. */
export const limitRoom = async (page: Page, quotaSize: number): Promise<void> => {
  const session = await page.context().newCDPSession(page);
  await session.send("Storage.overrideQuotaForOrigin", { origin: new URL(page.url()).origin, quotaSize });
};

/** Sets Date back by a day; performance.now() is unchanged. */
export const setClockBack = (page: Page) => page.evaluate(() => {
  const { now } = Date;
  Date.now = () => now() - 86_400_000;
});

/** Trains in pieces, after each of which the run is kept. */
export const trainInPieces = (page: Page) => page.evaluate(() => {
  void (async () => {
    for (;;) await window.elboRoom.train({ steps: 40 });
  })();
});

/** Calls `hear` with the step of each write of a run, when it begins and when it is done. To be called before the page is opened. */
export async function noteWrites(page: Page, hear: (step: number, done: boolean) => void): Promise<void> {
  page.on("console", (message) => {
    const [, step, end] = /^write (\d+) (begins|done)$/.exec(message.text()) ?? [];
    if (step !== undefined) hear(Number(step), end === "done");
  });
  await page.addInitScript(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...given: Parameters<typeof put>) {
      if (this.name === "runs") {
        const { step } = given[0] as { step: number };
        console.debug(`write ${step} begins`);
        this.transaction.addEventListener("complete", () => console.debug(`write ${step} done`));
      }
      return put.apply(this, given);
    };
  });
}

/** Kills the page's process at once. */
export async function kill(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent("crash");
  session.send("Page.crash").catch(() => undefined);
  await crashed;
}

/** Makes the page believe that it is hidden or visible; Playwright's pages are always visible. */
export const setHidden = (page: Page, hidden: boolean) => page.evaluate((it) => {
  Object.defineProperties(document, { hidden: { configurable: true, value: it }, visibilityState: { configurable: true, value: it ? "hidden" : "visible" } });
  document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
}, hidden);

/** Stops the page's process for `ms` milliseconds, as when a laptop sleeps. (Playwright's pages count as visible: Page.setWebLifecycleState does not freeze them.) */
export async function freeze(page: Page, ms: number): Promise<void> {
  const session = await page.context().browser()!.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const signal = (name: NodeJS.Signals) => processInfo.filter(({ type }) => type === "renderer").forEach(({ id }) => process.kill(id, name));
  signal("SIGSTOP");
  await new Promise((resolve) => setTimeout(resolve, ms));
  signal("SIGCONT");
}
