/**
 * From its second visit on, a service worker makes the page cross-origin isolated, which threads need, without an unrequested reload.
 * Everything else works the same, isolated or not, and if service workers are blocked.
 */
import type { BrowserContext, Page } from "@playwright/test";
import { CONTROL } from "step-compiler/wasm/threads/tickets";
import { expect, launchedWith, Room, SWIFTSHADER_WEBGPU, test, type ConsoleErrors } from "./room";
import { runFirstInWorker } from "./workerLines";

const tiny = "model=vae&hidden=16&batch=16&backend=wasm";
/** A model so large that its kernels are divided among threads. */
const cut = "model=vae&hidden=256&batch=64&backend=wasm";
const THREAD = "**/assets/thread-*.js";

/** Set by these tests' scripts in the page. */
declare global {
  interface Window {
    openedThreads: number[];
    steered: Window;
  }
}

test.use({ serviceWorkers: "allow", prefetches: true, ...launchedWith(...SWIFTSHADER_WEBGPU) });

const isIsolated = (page: Page) => page.evaluate(() => crossOriginIsolated);
const loads = (page: Page) => page.evaluate(() => performance.getEntriesByType("navigation").map((entry) => (entry as PerformanceNavigationTiming).type));

/** Waits until the page's service worker will answer the next visit. */
async function prepared(page: Page): Promise<void> {
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.state ?? "none")).toBe("activated");
}

async function again(room: Room): Promise<void> {
  await room.page.reload();
  await expect(room.train).toBeEnabled();
}

/** Reloads the page with the run at step 0: on a slow machine the page has kept it and continues it. */
async function againFromStep0(room: Room): Promise<void> {
  await again(room);
  if ((await room.info()).step > 0) await room.reset();
}

/** Opens the dialog with the text about threads and their control. */
async function openThreads(room: Room) {
  await room.status.getByRole("button").click();
  const dialog = room.page.getByRole("dialog", { name: "Compute backend" });
  return { dialog, threads: dialog.getByRole("combobox", { name: "Threads" }) };
}

/** Records the number of threads with which runs are opened. */
async function watchOpenings(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const threads: number[] = [];
    window.openedThreads = threads;
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (this: Worker, ...[message, more]: [{ command?: string; params?: { threads: number } }, never]) {
      if (message.command === "open") threads.push(message.params!.threads);
      postMessage.call(this, message, more);
    };
  });
}
const openedThreads = (page: Page) => page.evaluate(() => window.openedThreads);

/** Expects a worker's content policy to stop text that becomes a script, and other hosts. */
async function expectWorkerPolicy({ page }: Room): Promise<void> {
  const stopped = await page.workers()[0]!.evaluate(async () => {
    const directives: string[] = [];
    addEventListener("securitypolicyviolation", (event) => void directives.push((event as SecurityPolicyViolationEvent).effectiveDirective));
    // In a separate task, as code that is evaluated from outside may be exempt.
    const made = await new Promise((resolve) => {
      setTimeout(() => {
        try {
          resolve((Reflect.get(globalThis, "eval") as (text: string) => unknown)("1 + 1"));
        } catch (error) {
          resolve(error instanceof EvalError);
        }
      });
    });
    const fetched = await fetch("https://example.org/").then(() => "something", () => "nothing");
    await new Promise((resolve) => { setTimeout(resolve); });
    return { made, fetched, directives };
  });
  expect(stopped).toEqual({ made: true, fetched: "nothing", directives: ["script-src", "connect-src"] });
}

/** Expects one thread in a frame of another page, and in a window that another page of the site controls. */
async function expectOneThread({ page }: Room, consoleErrors: ConsoleErrors): Promise<void> {
  consoleErrors.expect(/404/);
  await page.goto("./course.html"); // another, empty page of the same site
  expect(await isIsolated(page)).toBe(false);
  await page.evaluate((fragment) => { document.body.innerHTML = `<iframe src="./#${fragment}"></iframe>`; }, tiny);
  const frame = (await (await page.locator("iframe").elementHandle())!.contentFrame())!;
  await frame.waitForFunction(() => "elboRoom" in window);
  expect(await frame.evaluate(async () => (await window.elboRoom.train({ steps: 3 })).step)).toBe(3);
  expect(await frame.evaluate(() => crossOriginIsolated)).toBe(false);

  const opened = page.context().waitForEvent("page");
  await page.evaluate((fragment) => { Object.assign(window, { steered: window.open(`./#${fragment}`) }); }, tiny);
  const other = new Room(await opened);
  await consoleErrors.watch(other.page);
  await expect(other.train).toBeEnabled();
  expect(await page.evaluate(async () => {
    return (await window.steered.elboRoom.train({ steps: 3 })).step;
  })).toBe(3);
  await other.page.close();
}

test("the first visit is not isolated and not reloaded, the second is isolated and trains the same; the choice is remembered and in no link; workers have a content policy; frames and opened windows are unchanged", async ({ room, context, consoleErrors }) => {
  await watchOpenings(context);
  await room.open(cut);
  const { page } = room;
  await prepared(page);
  await room.trainSteps(5);
  expect((await room.info()).engine).toMatchObject({ mode: "compiled", threads: 1 });
  expect([await isIsolated(page), await loads(page), await openedThreads(page)]).toEqual([false, ["navigate"], [1]]);
  const losses = await room.losses();
  const first = await openThreads(room);
  await expect(first.threads).toBeDisabled();
  await expect(first.dialog).toContainText(/One thread computes each step; this machine has \d+ cores\. Reload the page to use \d threads/);

  await again(room);
  expect([await isIsolated(page), await loads(page)]).toEqual([true, ["reload"]]);
  await room.reset(); // on a slow machine the page has saved the run and continues it
  await room.trainSteps(5);
  expect(await room.losses()).toEqual(losses);
  const cores = await page.evaluate(() => navigator.hardwareConcurrency);
  const { fragment, engine } = await room.info();
  expect(engine).toMatchObject({ mode: "compiled", threads: cores === 2 ? 2 : Math.min(8, Math.max(1, cores - 1)) });
  const { dialog, threads } = await openThreads(room);
  await expect(threads.getByRole("option", { selected: true })).toHaveText(`Automatic: ${cores === 2 ? 2 : Math.min(8, Math.max(1, cores - 1))}`);
  await expect(dialog).toContainText("Another choice takes effect with the next run");
  await threads.focus();
  await page.keyboard.type("3");
  await expect(threads).toHaveValue("3");
  await room.reset();
  expect((await openedThreads(page)).at(-1)).toBe(3);
  await room.trainSteps(5);
  expect((await room.info()).engine).toMatchObject({ mode: "compiled", threads: 3 });
  expect(await room.losses()).toEqual(losses);
  expect((await room.info()).fragment).toBe(fragment);

  await again(room);
  expect(await openedThreads(page)).toEqual([3]);
  await expect((await openThreads(room)).threads).toHaveValue("3");
  expect(page.url()).not.toContain("thread");
  await room.page.keyboard.press("Escape");

  consoleErrors.expect(/content policy|Content Security/);
  await expectWorkerPolicy(room);
  await expectOneThread(room, consoleErrors);
});

/** Stores the number of threads for the next visit. */
const chooseThreads = (page: Page, threads: number) => page.evaluate((it) => { localStorage.setItem("elbo-room.threads", String(it)); }, threads);

/** Trains `steps` steps on one thread, in a first visit, and returns the losses. */
async function lossesAlone(room: Room, steps: number) {
  await room.open(cut);
  await prepared(room.page);
  await room.trainSteps(steps);
  expect((await room.info()).engine).toMatchObject({ threads: 1, lostThreads: 0 });
  return room.losses();
}

test("a thread that dies during a step: the run continues with one fewer, from its last good state, and says so", { tag: "@exhaustive" }, async ({ room, context }) => {
  const { page } = room;
  const losses = await lossesAlone(room, 60);
  await chooseThreads(page, 2);
  // This thread takes a piece after some twenty steps and never returns.
  await runFirstInWorker(context, `WebAssembly.instantiate = async (module, { env: { memory } }) => ({ exports: { serve() {
    const counters = new Int32Array(memory.buffer);
    const [taken, tickets] = [${CONTROL.taken / 4}, ${CONTROL.tickets / 4}];
    for (;;) {
      const next = Atomics.load(counters, taken);
      if (next === Atomics.load(counters, tickets)) Atomics.wait(counters, tickets, next, 100);
      else if (next > 5000 && Atomics.compareExchange(counters, taken, next, next + 1) === next) return;
    }
  } } });`, THREAD);
  await againFromStep0(room);
  expect(await isIsolated(page)).toBe(true);
  await room.trainSteps(60);
  expect((await room.info()).engine).toMatchObject({ mode: "compiled", threads: 1, lostThreads: 1 });
  expect(await room.losses()).toEqual(losses);
  const sentence = "One thread could not start, or stopped. The run continues with fewer threads and the same losses.";
  await expect(page.getByRole("status", { name: "Notices" })).toContainText(sentence);
  await expect((await openThreads(room)).dialog).toContainText(`One thread computes each step; this machine has ${await page.evaluate(() => navigator.hardwareConcurrency)} cores. ${sentence}`);
});

test("threads whose script is refused: the run continues without them, and says so", { tag: "@exhaustive" }, async ({ room, context, consoleErrors }) => {
  const losses = await lossesAlone(room, 5);
  await chooseThreads(room.page, 3);
  consoleErrors.expect(/Failed to load resource/);
  await context.route(THREAD, (route) => route.abort());
  await againFromStep0(room);
  await room.trainSteps(5);
  await expect.poll(async () => (await room.info()).engine).toMatchObject({ mode: "compiled", threads: 1, lostThreads: 2 });
  expect(await room.losses()).toEqual(losses);
  await expect((await openThreads(room)).dialog).toContainText("2 threads could not start, or stopped");
});

test("64 threads requested: the run has as many as possible, and says so", { tag: "@exhaustive" }, async ({ room }) => {
  const losses = await lossesAlone(room, 5);
  await chooseThreads(room.page, 64);
  await againFromStep0(room);
  await room.trainSteps(5);
  expect((await room.info()).engine).toMatchObject({ mode: "compiled", threads: 8, lostThreads: 0 });
  expect(await room.losses()).toEqual(losses);
  const { dialog, threads } = await openThreads(room);
  await expect(threads).toHaveValue("8");
  await expect(dialog).toContainText("8 threads compute each step");
  await expect(dialog).toContainText("The link asked for 64 threads; 1 to 8 are possible.");
});

test("isolated: workers in workers, saved runs, fonts and the content policy are unchanged, also after the service worker is removed", { tag: "@exhaustive" }, async ({ room }) => {
  const { page } = room;
  await room.visit(tiny);
  await prepared(page);
  await page.reload();
  await room.open("model=vae&hidden=16&batch=16&backend=webgpu"); // a worker in its worker compares it with WASM
  expect(await isIsolated(page)).toBe(true);
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())!.unregister())).toBe(true);
  await room.trainSteps(3);
  await expect.poll(async () => (await room.info()).checked).toMatchObject({ verdict: "agreed", reference: "wasm" });
  const report = await page.evaluate(() => window.elboRoom.checkMachine({ backends: ["wasm"], models: ["vae"], kernels: false }));
  expect(report).toMatchObject({ browser: { crossOriginIsolated: true }, backends: [{ kind: "checked", facts: { features: expect.arrayContaining(["threads"]) } }] });
  await page.keyboard.press("Escape");
  const { path } = await room.save();
  await room.trainSteps(3);
  await room.load(path);
  await expect.poll(async () => (await room.info()).step).toBe(3);
  expect(await page.evaluate(async () => {
    await document.fonts.ready;
    return [...document.fonts].some(({ family, status }) => family.startsWith("KaTeX") && status === "loaded");
  })).toBe(true);
  await expect((await openThreads(room)).dialog).toContainText("Only WASM uses threads; WebGPU does not.");
});

test.describe("with service workers blocked", () => {
  test.use({ serviceWorkers: "block" });

  test("every visit has one thread, and says why", { tag: "@exhaustive" }, async ({ room, context }) => {
    await watchOpenings(context);
    for (const visit of ["first", "second"]) {
      if (visit === "first") await room.open(tiny);
      else await again(room);
      await room.trainSteps(3);
      expect([await isIsolated(room.page), await openedThreads(room.page)]).toEqual([false, [1]]);
    }
    const { dialog, threads } = await openThreads(room);
    await expect(threads).toBeDisabled();
    await expect(dialog).toContainText("This browser gives the page no memory that threads can share");
  });
});

for (const [cores, threads] of [[1, 1], [64, 8]] as const) {
  test(`a machine with ${cores} cores trains with ${threads} threads, with the same losses`, { tag: "@exhaustive" }, async ({ room }) => {
    await room.page.addInitScript((it) => Object.defineProperty(navigator, "hardwareConcurrency", { value: it }), cores);
    const losses = await lossesAlone(room, 5);
    await againFromStep0(room);
    expect(await isIsolated(room.page)).toBe(true);
    await room.trainSteps(5);
    expect((await room.info()).engine).toMatchObject({ mode: "compiled", threads, lostThreads: 0 });
    expect(await room.losses()).toEqual(losses);
  });
}
