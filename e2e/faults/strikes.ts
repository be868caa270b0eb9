/** What can happen to a run in mid-training, done to it. */
import type { BrowserContext, Page, Worker as PageWorker } from "@playwright/test";
import { runFirstInWorker } from "../workerLines";

/** The worker that computes the run; the one that checks its steps has none of the page's scripts. */
const computing = (page: Page): PageWorker => page.workers().find((worker) => /\/assets\/entry-/.test(worker.url()))!;

export const throwInWorker = (page: Page) => computing(page).evaluate(() => void setTimeout(() => { throw new Error("the worker broke"); }));

/** It never answers: nobody waits for that. */
export const endlessLoop = (page: Page): void => void computing(page).evaluate(() => { for (;;); }).catch(() => undefined);

export const terminateWorker = (page: Page) => page.evaluate(() => window.lastWorker!.terminate());

/** Those that are used: TensorFlow.js keeps a context, and may use it again for another run. */
const NOTE_CONTEXTS = `if (!globalThis.contexts) {
  globalThis.contexts = new Set();
  const { useProgram } = WebGL2RenderingContext.prototype;
  WebGL2RenderingContext.prototype.useProgram = function (program) {
    contexts.add(this);
    return useProgram.call(this, program);
  };
}`;

/** Before the page is opened, so that `loseContexts` finds them. */
export const noteContexts = (context: BrowserContext) => runFirstInWorker(context, NOTE_CONTEXTS);

/** Likewise, of a page that is open: those that its worker uses from now on. */
export const noteContextsNow = (page: Page) => computing(page).evaluate(NOTE_CONTEXTS);

/** Before the page is opened: one that only the compiled step has is broken. */
export const refuseShader = (context: BrowserContext) => runFirstInWorker(context, `
  const create = GPUDevice.prototype.createShaderModule;
  GPUDevice.prototype.createShaderModule = function (it) {
    return create.call(this, it.code.includes("var<uniform> places") ? { code: it.code + " broken" } : it);
  };
`);

export const loseContexts = (page: Page) => computing(page).evaluate(`contexts.forEach((one) => one.getExtension("WEBGL_lose_context")?.loseContext())`);

/** Whether one of them is not lost. */
export const hasContext = (page: Page) => computing(page).evaluate("[...contexts].some((one) => !one.isContextLost())");

/** Before the page is opened, so that `fillHeap` can tell malloc that there is no memory left: it answers 0. */
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

export const fillHeap = (page: Page) => computing(page).evaluate("heapIsFull = true");

export const crashGpuProcess = async (page: Page): Promise<void> => {
  const session = await page.context().browser()!.newBrowserCDPSession();
  await session.send("Browser.crashGpuProcess");
};

/** From now on each write of a run breaks off after its first part, as it does where the disk is full. */
export const breakWrites = (page: Page) => page.evaluate(() => {
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...given: Parameters<typeof put>) {
    const request = put.apply(this, given);
    if (this.name === "runs") request.addEventListener("success", () => this.transaction.abort());
    return request;
  };
});

/** Each second file that is kept for visits without a network. */
export const halveCache = (page: Page, name: string) => page.evaluate(async (it) => {
  const cache = await caches.open(it);
  const files = (await cache.keys()).toSorted((a, b) => (a.url < b.url ? -1 : 1));
  for (const file of files.filter((_, i) => i % 2 === 0)) await cache.delete(file);
}, name);

/** Before the page is opened: as where a reader forbids the site to keep anything. */
export const blockStorage = (page: Page) => page.addInitScript(() => {
  const refuse = () => { throw new DOMException("not here", "SecurityError"); };
  IDBFactory.prototype.open = refuse;
  for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, { get: refuse });
});

/** From now on the browser gives the site so many bytes. */
export const limitRoom = async (page: Page, quotaSize: number): Promise<void> => {
  const session = await page.context().newCDPSession(page);
  await session.send("Storage.overrideQuotaForOrigin", { origin: new URL(page.url()).origin, quotaSize });
};

/** By a day. What is measured by performance.now() goes on as it did. */
export const setClockBack = (page: Page) => page.evaluate(() => {
  const { now } = Date;
  Date.now = () => now() - 86_400_000;
});

/** Trains on, in pieces, so that the run is kept after each. */
export const trainInPieces = (page: Page) => page.evaluate(() => {
  void (async () => {
    for (;;) await window.elboRoom.train({ steps: 40 });
  })();
});

/** Hears of each write of a run: its step when it begins, and again when it is done. Before the page is opened. */
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

/** Its process ends at once: nothing of the page hears of it. */
export async function kill(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent("crash");
  session.send("Page.crash").catch(() => undefined);
  await crashed;
}

/** Behind another tab, or seen again, as far as the page is told: Playwright's pages count as visible. */
export const setHidden = (page: Page, hidden: boolean) => page.evaluate((it) => {
  Object.defineProperties(document, { hidden: { configurable: true, value: it }, visibilityState: { configurable: true, value: it ? "hidden" : "visible" } });
  document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
}, hidden);

/** So many milliseconds, as while a laptop sleeps. (Playwright's pages count as visible: Page.setWebLifecycleState does not freeze them.) */
export async function standStill(page: Page, ms: number): Promise<void> {
  const session = await page.context().browser()!.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const signal = (name: NodeJS.Signals) => processInfo.filter(({ type }) => type === "renderer").forEach(({ id }) => process.kill(id, name));
  signal("SIGSTOP");
  await new Promise((resolve) => setTimeout(resolve, ms));
  signal("SIGCONT");
}
