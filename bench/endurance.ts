/**
 * Checks whether memory grows in hours of use: one cycle is repeated, at whose end the page is always in the same state.
 * At that point the memory of page, worker, storage and browser processes is measured.
 */
import { readFileSync } from "node:fs";
import type { Browser, CDPSession, Page } from "playwright";
import { keptRuns } from "../e2e/keptRuns";
import type { Backend } from "../src/core/run/runConfig";
import { megabytesText } from "../src/page/ui/numbers";
import { emptyLog, mapOf, mouse, moveAbout, startLog } from "./pointing";
import { freshPage, infoOnce, openRoom, SOFTWARE_GPU, trainInPage, type Lab } from "./lab";
import { heapOf, workerOf, type Heap } from "./memory";
import { median, quantile, round, type Report, type Target } from "./report";

export interface EnduranceOptions {
  /** Duration on each backend; default 3. */
  readonly minutes?: number | undefined;
  /** Default: WASM alone. */
  readonly backends?: readonly string[] | undefined;
}

/** The model's size by backend: an emulated GPU takes a second for what WASM computes in ten milliseconds. */
const SETTINGS: Readonly<Partial<Record<Backend, string>>> = { wasm: "hidden=128&batch=64", webgpu: "hidden=32&batch=32" };
const MOVES = 150;
const MOVE_EVERY_MS = 10;
/** Milliseconds that a measurement may take on an emulated GPU. */
const PATIENCE = 300_000;
/** The step of the run that a cycle ends with. */
const STEPS = 40;
/** The number of runs that fill the shelf of kept runs: more than it holds. */
const FILLING = 21;
/** A run of more steps than this is kept. */
const NOT_KEPT = 100;
/** Cycles before the measurement starts. */
const WARM_UP = 2;
/** The number of parts into which the time is divided. The browser still compiles in the first, so the second is the reference. */
const PARTS = 10;
const MAX_GROWTH = 5;

/** Memory at the end of a cycle, after a garbage collection. */
interface Point {
  readonly minutes: number;
  readonly page: Heap;
  readonly worker: Heap;
  /** As the page reports it: WebAssembly's memory, and the tensors in it or on the GPU. */
  readonly heapBytes: number;
  readonly tensors: number;
  readonly tensorBytes: number;
  /** Resident memory of the browser's processes, by kind; empty if there is no /proc. */
  readonly processes: Readonly<Record<string, number>>;
  readonly nodes: number;
  readonly listeners: number;
  readonly workers: number;
  readonly storage: number;
  readonly kept: { readonly runs: number; readonly bytes: number };
  /** Milliseconds from a move to its picture, while the run trained. */
  readonly drag: { readonly pictures: number; readonly median: number; readonly slowest: number };
}

interface Use {
  readonly backend: string;
  readonly points: readonly Point[];
}

/** Repeats the cycle on each backend and compares the last tenth of the time with the second. */
export async function endurance(lab: Lab, { minutes = 3, backends = ["wasm"] }: EnduranceOptions): Promise<Report> {
  const uses: Use[] = [];
  for (const backend of backends) {
    const settings = SETTINGS[backend as Backend];
    if (settings === undefined) throw new Error(`endurance is measured on ${Object.keys(SETTINGS).join(" and ")}`);
    const browser = await lab.launch(...(lab.gpu ? [] : SOFTWARE_GPU[backend] ?? []));
    try {
      uses.push({ backend, points: await useFor(minutes, browser, lab, `${settings}&backend=${backend}`, backend) });
    } finally {
      await browser.close();
    }
  }
  return { tables: uses.map(tableOf), targets: uses.flatMap(targetsOf), figures: uses };
}

async function useFor(minutes: number, browser: Browser, lab: Lab, settings: string, backend: string): Promise<Point[]> {
  const page = await freshPage(browser, {}, lab.threads);
  page.setDefaultTimeout(PATIENCE);
  const info = await openRoom(page, lab.address, `model=vae&${settings}&room=lab`);
  if (info.backend !== backend) throw new Error(`the page trains on ${info.backend}, not on ${backend}`);
  await page.evaluate(startLog);
  const pointer = mouse(await page.context().newCDPSession(page));
  await fillShelf(page, settings);
  for (let i = 0; i < WARM_UP; i++) await cycle(page, pointer, settings);
  const [start, points] = [performance.now(), [] as Point[]];
  const soFar = () => (performance.now() - start) / 60_000;
  while (soFar() < minutes) {
    const drag = await cycle(page, pointer, settings);
    const point = { minutes: soFar(), ...await held(browser, page), drag };
    points.push(point);
    console.log(`  ${backend}, ${round(point.minutes)} min, cycle ${points.length}: ${COLUMNS.map(([name, of]) => `${name} ${textOf(of(point))}`).join(", ")}`);
  }
  return points;
}

const open = (page: Page, fragment: string) => page.evaluate(async (it) => void (await window.elboRoom.open(it)), fragment);

/** Fills the shelf with runs of a cycle's sizes, so that storage has its final size from the start. On WASM, which is quick. */
async function fillShelf(page: Page, settings: string): Promise<void> {
  for (let i = 0; i < FILLING; i++) {
    await open(page, `model=${i % 2 === 0 ? "cgan" : "vae"}&${settings.replace(/backend=\w+/, "backend=wasm")}&seed=${i}&room=lab`);
    await trainInPage(page, NOT_KEPT + 1);
    await page.waitForFunction(() => localStorage.getItem("elbo-room.last-run") !== null); // the id is there once the run is being written
  }
  await open(page, `model=vae&${settings}&room=lab`);
}

/** Starts and ends with a VAE at step STEPS, in the Lab, with no dialog open. Resolves with the drag's delays. */
async function cycle(page: Page, pointer: ReturnType<typeof mouse>, settings: string): Promise<Point["drag"]> {
  const room = (name: string) => page.getByRole("radio", { name }).check();
  const train = async () => {
    const { step } = await infoOnce(page, () => true);
    await page.getByRole("button", { name: "Train", exact: true }).click();
    await infoOnce(page, (info) => info.step > step + 3);
  };
  const pause = () => page.evaluate(async () => void (await window.elboRoom.pause()));

  await train();
  await page.evaluate(emptyLog);
  await moveAbout(pointer, await mapOf(page), { moves: MOVES, everyMs: MOVE_EVERY_MS });
  await page.waitForTimeout(500);
  const ms = await page.evaluate(() => window.dragLog.pictures.map((picture) => picture.ms));
  await room("Play");
  await room("Learn");
  await room("Lab");
  await pause();

  await page.getByRole("button", { name: "Measure", exact: true }).click();
  const codes = page.getByRole("listitem", { name: "Codes", exact: true });
  await codes.getByRole("button", { name: "Run: Codes" }).click();
  await codes.getByText(/^at step/).waitFor();
  await page.keyboard.press("Escape");

  await open(page, `model=cgan&${settings}&room=lab`);
  await train();
  await page.getByRole("radiogroup", { name: "Class" }).getByRole("radio").nth(7).click({ force: true });
  await moveAbout(pointer, await mapOf(page), { moves: MOVES, everyMs: MOVE_EVERY_MS });
  await pause();
  await page.evaluate(async () => {
    const { keyframes } = await window.elboRoom.info();
    await window.elboRoom.rewind(keyframes.at(-1) ?? null);
    await window.elboRoom.rewind(null);
  });
  await page.getByRole("combobox", { name: "Model" }).selectOption("gan");
  await infoOnce(page, ({ model, phase }) => model === "gan" && phase === "ready");

  await open(page, `model=vae&${settings}&room=lab`);
  await trainInPage(page, STEPS);
  await page.mouse.move(0, 0);
  await page.waitForTimeout(2500); // until pictures are drawn, the run is kept and the worker has reported again
  return { pictures: ms.length, median: median(ms), slowest: quantile(ms, 0.95) };
}

async function held(browser: Browser, page: Page): Promise<Omit<Point, "minutes" | "drag">> {
  const session = await page.context().newCDPSession(page);
  const worker = await heapOf(await workerOf(session));
  const ofPage = await heapOf((method) => session.send(method));
  const { nodes, jsEventListeners: listeners } = await session.send("Memory.getDOMCounters");
  await session.detach();
  const { memory } = await infoOnce(page, (info) => info.memory !== null);
  const kept = await keptRuns(page);
  return {
    page: ofPage, worker, nodes, listeners,
    heapBytes: memory?.heapBytes ?? NaN, tensors: memory?.tensors ?? NaN, tensorBytes: memory?.bytes ?? NaN,
    processes: await residentBytes(await browser.newBrowserCDPSession()),
    workers: page.workers().length,
    storage: await page.evaluate(async () => (await navigator.storage.estimate()).usage ?? NaN),
    kept: { runs: kept.length, bytes: kept.reduce((sum, { bytes }) => sum + bytes, 0) },
  };
}

async function residentBytes(session: CDPSession): Promise<Point["processes"]> {
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const all: Record<string, number> = {};
  for (const { type, id } of processInfo) {
    try {
      all[type] = (all[type] ?? 0) + 1024 * Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/status`, "utf8"))?.[1]);
    } catch {
      // The process has ended, or this is not Linux.
    }
  }
  return all;
}

const sumOf = ({ usedSize, backingStorageSize }: Heap) => usedSize + backingStorageSize;
type Quantity = readonly [name: string, of: (point: Point) => number];
/** The quantities in bytes. */
const MEMORY: readonly Quantity[] = [
  ["page's objects and arrays", ({ page }) => sumOf(page)], ["worker's objects and arrays", ({ worker }) => sumOf(worker)],
  ["WASM memory", ({ heapBytes }) => heapBytes], ["page's process", ({ processes }) => processes["renderer"] ?? NaN],
  ["GPU process", ({ processes }) => processes["GPU"] ?? NaN],
  ["storage", ({ storage }) => storage], ["kept runs", ({ kept }) => kept.bytes],
];
const COLUMNS: readonly Quantity[] = [
  ...MEMORY, ["runs", ({ kept }) => kept.runs], ["tensors", ({ tensors }) => tensors], ["nodes", ({ nodes }) => nodes],
  ["listeners", ({ listeners }) => listeners], ["drag, median", ({ drag }) => drag.median], ["drag, 95 %", ({ drag }) => drag.slowest],
];
const textOf = (value: number) => (Math.abs(value) >= 1e5 ? megabytesText(value) : round(value));

/** The points of each tenth of the time; in a short use some tenths are empty. */
function partsOf({ points }: Use): readonly (readonly Point[])[] {
  const length = (points.at(-1)?.minutes ?? 0) / PARTS;
  return Array.from({ length: PARTS }, (_, part) => points.filter(({ minutes }) => Math.min(PARTS - 1, Math.floor(minutes / length)) === part));
}

function tableOf(use: Use) {
  const { backend, points } = use;
  const row = (name: string, of: readonly Point[]) => [name, String(of.length), ...COLUMNS.map(([, value]) => textOf(median(of.map(value))))];
  return {
    title: `${backend}: ${points.length} cycles in ${round(points.at(-1)?.minutes ?? 0)} minutes; medians at the ends of a tenth's cycles; MB of 1,000,000 bytes, drags in ms`,
    columns: ["until", "cycles", ...COLUMNS.map(([name]) => name)],
    rows: [row("first cycle", points.slice(0, 1)), ...partsOf(use).map((part, i) => row(`${10 * (i + 1)} %`, part)), row("last cycle", points.slice(-1))],
  };
}

function targetsOf(use: Use): Target[] {
  const parts = partsOf(use).slice(1).filter((part) => part.length > 0);
  const growth = (of: Quantity[1]) => {
    const [start, end] = [parts[0] ?? [], parts.at(-1) ?? []].map((part) => median(part.map(of)));
    return 100 * (end! / start! - 1);
  };
  return [...MEMORY, COLUMNS.at(-1)!].map(([name, of]) => ({
    what: `${use.backend}: ${name}, in the last tenth more than in the second`, unit: "%", value: growth(of), expected: { atMost: MAX_GROWTH },
  })).filter(({ value }) => Number.isFinite(value)); // a GPU has no WASM memory
}
