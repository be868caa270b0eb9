/**
 * Checks that costs do not grow faster than they must: with the number of own images, the length of a run, the number of saved runs, and the
 * number of steps per second. Where only the amount grows, times and memory should stay level, or grow in proportion where all of it is read.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, Page } from "playwright";
import { writeIdx } from "../src/subject/data/own/idx";
import { megabytesText } from "../src/page/ui/numbers";
import { freshPage, infoOnce, openRoom, trainInPage, type Lab } from "./lab";
import { heapOf, workerOf, type Heap } from "./memory";
import { mean, round, type Cell, type Report, type Table } from "./report";

const SMALL = "model=vae&hidden=16&batch=16&backend=wasm&room=lab";
const IMAGES = [10_000, 33_000, 100_000];
/** Steps of a run that trains for an hour, for three hours and for ten: 83 a second. */
const LENGTHS = [300_000, 1_000_000, 3_000_000];
const RUNS = [20, 67, 200];
/** The size of a stored piece of losses, and the losses of `vae`. */
const PIECE_STEPS = 4096;
const COLUMNS = 3;
/** A held-out measurement and one after each epoch for this many steps. */
const EPOCH = 469;
const WATCHED_MS = 10_000;

interface Watched {
  readonly stepsPerSecond: number;
  /** The longest task on the page's thread, and the time of all tasks over 50 ms. */
  readonly longestMs: number;
  readonly longMs: number;
  readonly messagesPerSecond: number;
  readonly storageCallsPerSecond: number;
  readonly page: Heap;
  readonly worker: Heap;
}

declare global {
  interface Window {
    growth: { tasks: number[]; messages: number; storage: number };
  }
}

/** Counts long tasks, messages of workers and calls of storage from the start of the page. */
async function countedPage(browser: Browser, lab: Lab): Promise<Page> {
  const page = await freshPage(browser, {}, lab.threads);
  await page.addInitScript(() => {
    const growth = window.growth = { tasks: [] as number[], messages: 0, storage: 0 };
    new PerformanceObserver((list) => growth.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ entryTypes: ["longtask"] });
    const { Worker: Plain } = window;
    window.Worker = class extends Plain {
      constructor(...given: ConstructorParameters<typeof Worker>) {
        super(...given);
        this.addEventListener("message", () => { growth.messages++; });
      }
    };
    for (const name of ["get", "getAll", "getAllKeys", "getKey", "put", "delete"] as const) {
      const call = IDBObjectStore.prototype[name] as (this: IDBObjectStore, ...given: unknown[]) => IDBRequest;
      Object.assign(IDBObjectStore.prototype, { [name](this: IDBObjectStore, ...given: unknown[]) {
        growth.storage++;
        return call.apply(this, given);
      } });
    }
  });
  return page;
}

/** Trains through the page for some seconds. */
async function watch(page: Page): Promise<Watched> {
  const session = await page.context().newCDPSession(page);
  const worker = await workerOf(session);
  const { step: before } = await page.evaluate(() => window.elboRoom.info());
  await page.getByRole("button", { name: "Train", exact: true }).click();
  await infoOnce(page, ({ step }) => step > before + 50);
  const start = await page.evaluate(async () => {
    window.growth.tasks.length = window.growth.messages = window.growth.storage = 0;
    return { at: performance.now(), step: (await window.elboRoom.info()).step };
  });
  await page.waitForTimeout(WATCHED_MS);
  const found = await page.evaluate(async () => ({ at: performance.now(), step: (await window.elboRoom.info()).step, ...window.growth }));
  const pages = await heapOf((method) => session.send(method));
  const workers = await heapOf(worker);
  await page.evaluate(() => window.elboRoom.pause());
  const seconds = (found.at - start.at) / 1000;
  return {
    stepsPerSecond: (found.step - start.step) / seconds, messagesPerSecond: found.messages / seconds, storageCallsPerSecond: found.storage / seconds,
    longestMs: Math.max(0, ...found.tasks), longMs: found.tasks.reduce((sum, ms) => sum + ms, 0), page: pages, worker: workers,
  };
}
const WATCHED_COLUMNS = ["steps/s", "messages/s", "storage calls/s", "longest task, ms", "long tasks, ms", "page, MB", "worker, MB"];
const watchedCells = ({ stepsPerSecond, messagesPerSecond, storageCallsPerSecond, longestMs, longMs, page, worker }: Watched) => [
  stepsPerSecond, messagesPerSecond, storageCallsPerSecond, longestMs, longMs, ...[page, worker].map(({ usedSize, backingStorageSize }) => megabytesText(usedSize + backingStorageSize)),
];

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};
const reload = (page: Page, step: number) => timed(async () => {
  await page.reload({ waitUntil: "commit" });
  await page.waitForFunction(() => "elboRoom" in window);
  await infoOnce(page, (info) => info.step === step && info.phase !== "opening");
});

/** Own images: choosing them, a restart and a reload with them. */
async function ownImages(browser: Browser, lab: Lab): Promise<Table> {
  const rows: Cell[][] = [];
  for (const count of IMAGES) {
    const page = await countedPage(browser, lab);
    await openRoom(page, lab.address, SMALL);
    const pixels = Uint8Array.from({ length: count * 784 }, (_, i) => ((i * 7919) ^ (i >> 5)) & 255);
    const folder = mkdtempSync(path.join(tmpdir(), "growth-"));
    const files = [["train-images-idx3-ubyte", writeIdx([count, 28, 28], pixels)], ["train-labels-idx1-ubyte", writeIdx([count], Uint8Array.from({ length: count }, (_, i) => i % 10))]] as const;
    files.forEach(([name, bytes]) => writeFileSync(path.join(folder, name), bytes));
    await page.getByRole("button", { name: "Own data…" }).press("Enter");
    const dialog = page.getByRole("dialog", { name: "Own data" });
    await page.evaluate(() => { window.growth.tasks.length = 0; });
    const prepared = await timed(async () => {
      await dialog.locator("input[type=file]").first().setInputFiles(files.map(([name]) => path.join(folder, name)));
      await dialog.getByRole("button", { name: "Use these images" }).waitFor({ timeout: 300_000 });
    });
    const used = await timed(async () => {
      await dialog.getByRole("button", { name: "Use these images" }).click();
      await infoOnce(page, ({ phase, fragment }) => fragment.includes("own=") && phase !== "opening");
    });
    const longest = await page.evaluate(() => Math.max(0, ...window.growth.tasks));
    await trainInPage(page, 200);
    const restarted = await timed(() => page.evaluate(() => window.elboRoom.reset()));
    const watched = await watch(page);
    const { step } = await page.evaluate(() => window.elboRoom.info());
    await page.waitForTimeout(2000); // until the run is written
    rows.push([String(count), prepared, used, longest, restarted, await reload(page, step), ...watchedCells(watched)]);
    console.log(`  ${count} images: ${round(prepared)} ms to prepare, ${round(restarted)} ms to restart`);
    await page.context().close();
    rmSync(folder, { recursive: true });
  }
  return {
    title: "Own images (the page uses 70,000 at most): ms to prepare, to open, longest task meanwhile, restart and reload; then 10 s of training",
    columns: ["images", "prepared", "opened", "longest task", "restart", "reload", ...WATCHED_COLUMNS], rows,
  };
}

/** Makes the saved run in this browser as long as a run of `length` steps: its losses, results and step. */
const lengthen = (page: Page, length: number) => page.evaluate(async ([length, piece, columns, epoch]) => {
  const database = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open("elbo-room");
    request.onsuccess = () => resolve(request.result);
  });
  const transaction = database.transaction(["runs", "run-states", "run-losses", "run-keyframes"], "readwrite");
  const found = <T>(request: IDBRequest<T>) => new Promise<T>((resolve) => { request.onsuccess = () => resolve(request.result); });
  const [runs, states, losses] = ["runs", "run-states", "run-losses"].map((name) => transaction.objectStore(name));
  const [head] = await found(runs!.getAll() as IDBRequest<{ id: string; step: number; bytes: number }[]>);
  const { id } = head!;
  interface State { snapshot: { step: number }; firstStep: number; told: { heldOut: { step: number }[] } }
  const state = await found(states!.get(id) as IDBRequest<State>);
  const values: Record<string, number> = { total: 150, reconstruction: 130, kl: 20 };
  state.snapshot.step = length!;
  state.firstStep = 1;
  state.told.heldOut = Array.from({ length: Math.min(1000, Math.floor(length! / epoch!)) }, (_, i, all = Math.floor(length! / epoch!)) =>
    ({ step: Math.round(((i + 1) * all) / Math.min(1000, all)) * epoch!, images: 1000, values }));
  states!.put(state, id);
  runs!.put({ ...head, step: length, bytes: head!.bytes + 4 * columns! * length! }, id);
  transaction.objectStore("run-keyframes").clear();
  losses!.clear();
  for (let from = 0, at = 0; from < length!; from += piece!, at++) {
    const rows = Math.min(piece!, length! - from);
    losses!.put(Array.from({ length: columns! }, (_, c) => Float32Array.from({ length: rows }, (_, i) => 50 * (c + 1) + Math.sin(from + i) + 4e5 / (from + i + 1e3))), [id, at]);
  }
  await new Promise((resolve) => { transaction.oncomplete = resolve; });
  database.close();
}, [length, PIECE_STEPS, COLUMNS, EPOCH] as const);

/** Runs of hours: a reload, training with redraws and writes, a rewind and a file. */
async function longRuns(browser: Browser, lab: Lab): Promise<Table> {
  const rows: Cell[][] = [];
  for (const length of LENGTHS) {
    const page = await countedPage(browser, lab);
    await openRoom(page, lab.address, SMALL);
    await trainInPage(page, 200);
    await page.waitForFunction(() => localStorage.getItem("elbo-room.last-run") !== null);
    await page.waitForTimeout(3000); // until the run is written
    await lengthen(page, length);
    const reloaded = await reload(page, length);
    const watched = await watch(page);
    const rewound = await timed(() => page.evaluate((to) => window.elboRoom.rewind(to), length + 1));
    await page.evaluate(() => window.elboRoom.rewind(null));
    const saved = await timed(() => page.evaluate(async () => void (await window.elboRoom.save())));
    rows.push([String(length), reloaded, rewound, saved, ...watchedCells(watched)]);
    console.log(`  ${length} steps: ${round(reloaded)} ms to reload, longest task while it trains ${round(watched.longestMs)} ms`);
    await page.context().close();
  }
  return {
    title: "A run that this browser has saved, of one hour, three and ten: ms to reload, to rewind and to write the file; then 10 s of training",
    columns: ["steps", "reload", "rewind", "file", ...WATCHED_COLUMNS], rows,
  };
}

/** Copies the only saved run under other ids and names. */
const multiply = (page: Page, count: number) => page.evaluate(async (count) => {
  const database = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open("elbo-room");
    request.onsuccess = () => resolve(request.result);
  });
  const transaction = database.transaction(["runs", "run-states", "run-losses"], "readwrite");
  const found = <T>(request: IDBRequest<T>) => new Promise<T>((resolve) => { request.onsuccess = () => resolve(request.result); });
  const [runs, states, losses] = ["runs", "run-states", "run-losses"].map((name) => transaction.objectStore(name));
  const [head] = await found(runs!.getAll() as IDBRequest<{ id: string }[]>);
  const [state, [piece]] = [await found(states!.get(head!.id)), await found(losses!.getAll() as IDBRequest<unknown[]>)];
  for (let i = 1; i < count; i++) {
    const id = i.toString(16).padStart(32, "0");
    runs!.put({ ...head, id, name: i % 20 === 0 ? null : `run ${i}` }, id);
    states!.put(state, id);
    losses!.put(piece, [id, 0]);
  }
  await new Promise((resolve) => { transaction.oncomplete = resolve; });
  database.close();
}, count);

/** Many saved runs: the dialog that lists them, and writes of the current run. */
async function savedRuns(browser: Browser, lab: Lab): Promise<Table> {
  const rows: Cell[][] = [];
  for (const count of RUNS) {
    const page = await countedPage(browser, lab);
    await openRoom(page, lab.address, SMALL);
    await trainInPage(page, 200);
    await page.waitForTimeout(3000); // until the run is written
    await multiply(page, count);
    const { step } = await page.evaluate(() => window.elboRoom.info());
    const reloaded = await reload(page, step);
    await page.getByRole("button", { name: "Save and load" }).click();
    const list = page.getByRole("button", { name: "Saved runs", exact: true });
    await list.waitFor(); // it comes once the page is idle
    const before = await page.evaluate(() => {
      window.growth.tasks.length = 0;
      return window.growth.storage;
    });
    const opened = await timed(async () => {
      await list.click();
      await page.waitForFunction((least) => document.querySelectorAll("#kept-runs-dialog li").length >= least, count);
    });
    const { calls, longest } = await page.evaluate((then) => ({ calls: window.growth.storage - then, longest: Math.max(0, ...window.growth.tasks) }), before);
    await page.keyboard.press("Escape");
    const watched = await watch(page);
    rows.push([String(count), reloaded, opened, String(calls), longest, ...watchedCells(watched)]);
    console.log(`  ${count} saved runs: ${round(opened)} ms until they are listed`);
    await page.context().close();
  }
  return {
    title: "Saved runs: ms to reload, and from a click to their list, with storage calls and the longest task; then 10 s of training",
    columns: ["runs", "reload", "list", "calls", "longest task", ...WATCHED_COLUMNS], rows,
  };
}

/** The smallest models on points, which make the most steps per second. */
async function points(browser: Browser, lab: Lab): Promise<Table> {
  const rows: Cell[][] = [];
  for (const [model, batch] of [["vae", 512], ["vae", 64], ["vae", 8]] as const) {
    const page = await countedPage(browser, lab);
    await openRoom(page, lab.address, `model=${model}&data=ring&latent=2&hidden=8&batch=${batch}&backend=wasm&room=lab`);
    const watched = [await watch(page), await watch(page)];
    watched.forEach((one, i) => rows.push([`${model}, batch ${batch}, ${i === 0 ? "first" : "second"} time`, ...watchedCells(one)]));
    console.log(`  ${model}, batch ${batch}: ${round(mean(watched.map(({ stepsPerSecond }) => stepsPerSecond)))} steps/s`);
    await page.context().close();
  }
  return { title: "Points: 10 s of training, twice", columns: ["", ...WATCHED_COLUMNS], rows };
}

const PARTS = { longRuns, savedRuns, points, ownImages } as const;

/** Measures all of it, or the `parts` of it. */
export async function growth(lab: Lab, { parts = Object.keys(PARTS) }: { readonly parts?: readonly string[] | undefined }): Promise<Report> {
  const browser = await lab.launch();
  const tables: Table[] = [];
  try {
    for (const [name, part] of Object.entries(PARTS)) if (parts.includes(name)) tables.push(await part(browser, lab));
  } finally {
    await browser.close();
  }
  return { tables, targets: [], figures: tables };
}
