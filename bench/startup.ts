/**
 * Measures the time from navigation until Train can be pressed, to the first training step, and to recognisable digits in the sample grid; until Train can be
 * pressed at a second visit; and, in turns with these, what 300 steps of the engine alone take.
 */
import path from "node:path";
import type { Browser, Page } from "playwright";
import { openBenchPage } from "./benchPage";
import { contestantsFor } from "./contestants";
import { createReader } from "./digits";
import { freshPage, openRoom, resultsFolder, trainInPage, type Lab } from "./lab";
import { median, spread, type Report } from "./report";

const RUNS = 5;
/** The browser starts its own interface with each window, which takes a processor's second; a reader's browser is open. */
const SETTLED_MS = 3000;
const LINK = "preset=first-vae@2";
/** The grid is watched for this long after navigation. */
const WATCHED_MS = 16_000;
/** The number of the grid's 30 images that must be recognisable, and of their classes, so that thirty equal images do not count. */
const IMAGES_NEEDED = 10;
const CLASSES_NEEDED = 3;
/** Digits are compared with the time of so many steps of the engine alone, warm, of `vae`: like `first-vae` but for d = 20, 4 % more operations. */
const ENGINE_STEPS = 300;

interface Grid {
  /** Milliseconds since navigation. */
  readonly at: number;
  readonly step: number;
  /** 30 images of 784 bytes, 0 black … 255 white. */
  readonly images: readonly Uint8Array[];
}

/** Milliseconds since navigation. */
export interface Run {
  readonly backend: string;
  /** Train can be pressed. */
  readonly pressable: number;
  /** The same at a second visit. */
  readonly pressableAgain: number;
  readonly firstStep: number;
  readonly digits: { readonly at: number; readonly step: number } | null;
}

/** Milliseconds since the epoch. */
interface Log {
  pressable: number | null;
  firstStep: number | null;
  /** The red value of every pixel, one character each. */
  readonly grids: { readonly at: number; readonly label: string; readonly red: string }[];
}

declare global {
  interface Window {
    startupLog: Log;
    stopWatching(): void;
  }
}

/** Runs in the page before its own scripts; records when Train can be pressed, when the first step is done and what the grid shows. */
function watchPage() {
  const log: Log = { pressable: null, firstStep: null, grids: [] };
  let last = "";
  const now = () => performance.timeOrigin + performance.now();
  const timer = setInterval(() => {
    if (!("elboRoom" in window)) return;
    // Where training begins by itself, the button is Pause by then.
    if (document.querySelector(".button--main:enabled")) log.pressable ??= now();
    if (log.firstStep === null) {
      void window.elboRoom.info().then(({ step }) => { if (step > 0) log.firstStep ??= now(); });
    }
    const frame = document.querySelector('[role="img"][aria-label^="Samples from fixed random codes, step"]');
    const canvas = frame?.querySelector("canvas");
    const context = canvas?.getContext("2d");
    if (!frame || !canvas || !context) return;
    const label = frame.getAttribute("aria-label") ?? "";
    if (label === last) return;
    last = label;
    const at = now();
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    log.grids.push({ at, label, red: String.fromCharCode(...data.filter((_, i) => i % 4 === 0)) });
  }, 20);
  Object.assign(window, { startupLog: log, stopWatching: () => clearInterval(timer) });
}

const COLUMNS = 10;
const SIDE = 28;

/** Decodes a grid. In the light theme paper is white and ink has a red of 20 (src/page/ui/themeColours.ts). */
function imagesOf(red: string): Uint8Array[] {
  const width = COLUMNS * SIDE;
  const count = red.length / (SIDE * SIDE);
  return Array.from({ length: count }, (_, n) => Uint8Array.from({ length: SIDE * SIDE }, (_, i) => {
    const x = (n % COLUMNS) * SIDE + (i % SIDE);
    const y = Math.floor(n / COLUMNS) * SIDE + Math.floor(i / SIDE);
    return Math.round((255 - red.charCodeAt(y * width + x)) * (255 / 235));
  }));
}

interface Watched {
  readonly run: Omit<Run, "digits">;
  readonly grids: readonly Grid[];
}

async function watch(browser: Browser, address: string, backend: string): Promise<Watched> {
  const page = await freshPage(browser);
  await page.addInitScript(watchPage);
  const visit = async (link: string) => {
    await page.waitForTimeout(SETTLED_MS);
    const start = Date.now();
    await page.goto(`${address}#${link}&backend=${backend}`, { waitUntil: "commit" });
    return start;
  };
  const start = await visit(`${LINK}&autostart=1`);
  await page.waitForTimeout(WATCHED_MS);
  const log = await page.evaluate(() => {
    window.stopWatching();
    return window.startupLog;
  });
  const info = await page.evaluate(() => window.elboRoom.info());
  await page.goto(`${address}favicon.svg`); // leaves the page, as only another fragment would not
  const startAgain = await visit(LINK);
  await page.waitForSelector(".button--main:enabled");
  const again = await page.evaluate(() => new Promise<number>((resolve) => {
    const timer = setInterval(() => {
      const { pressable } = window.startupLog;
      if (pressable === null) return;
      clearInterval(timer);
      resolve(pressable);
    }, 10);
  }));
  await page.context().close();
  const grids = log.grids.map(({ at, label, red }) => (
    { at: at - start, step: Number(label.replace(/\D/g, "")), images: imagesOf(red) }
  ));
  const since = (at: number | null) => (at ?? Infinity) - start;
  return { run: { backend: info.backend ?? "none", pressable: since(log.pressable), pressableAgain: again - startAgain, firstStep: since(log.firstStep) }, grids };
}

/** Opens `first-vae` in fresh contexts and returns seconds. */
export async function startup(lab: Lab): Promise<Report> {
  const browser = await lab.launch();
  const bench = await openBenchPage(browser);
  const watched: readonly Watched[][] = [[], []];
  const engineMs: number[] = [];
  try {
    const engine = contestantsFor({ lab, browser, page: bench.page, backend: "wasm", workload: "vae", torch: null, threads: 1 }).find(({ name }) => name === "compiled")!;
    await engine.start();
    await engine.train(ENGINE_STEPS / 3); // warms up
    for (let n = 0; n < RUNS; n++) {
      for (const [i, requested] of ["wasm", "auto"].entries()) watched[i]!.push(await watch(browser, lab.address, requested));
      engineMs.push(ENGINE_STEPS * (await engine.train(ENGINE_STEPS)).msPerStep);
    }
    await engine.stop();
    // Digits are classified after the timing, as this keeps a core busy.
    const read = createReader();
    const seen = new Map<string, boolean>();
    const recognisable = ({ step, images }: Grid, backend: string): boolean => {
      const key = `${backend} ${step}`;
      const known = seen.get(key);
      if (known !== undefined) return known;
      const digits = images.map(read).filter((digit) => digit !== null);
      const is = digits.length >= IMAGES_NEEDED && new Set(digits).size >= CLASSES_NEEDED;
      seen.set(key, is);
      return is;
    };
    const [wasm, auto] = watched.map((runs) => runs.map(({ run: one, grids }): Run => {
      const grid = grids.find((shown) => recognisable(shown, one.backend));
      return { ...one, digits: grid ? { at: grid.at, step: grid.step } : null };
    }));
    const steps = (wasm ?? []).flatMap(({ digits }) => (digits ? [digits.step] : []));
    const earliest = steps.length > 0 ? Math.min(...steps) : null;
    const screenshot = await pictureAt(await freshPage(browser), lab.address, earliest);
    return report(wasm ?? [], auto ?? [], engineMs, screenshot);
  } finally {
    await bench.close();
    await browser.close();
  }
}

/** Takes a picture of the page at a step, in another run: the same seed on the same backend gives the same samples. */
async function pictureAt(page: Page, address: string, step: number | null): Promise<string | null> {
  if (step === null) return null;
  await openRoom(page, address, `${LINK}&backend=wasm`);
  await trainInPage(page, step);
  await page.waitForTimeout(1000);
  const file = path.join(resultsFolder, "recognisable.png");
  await page.screenshot({ path: file });
  return file;
}

function report(wasm: readonly Run[], auto: readonly Run[], engineMs: readonly number[], screenshot: string | null): Report {
  const seconds = (runs: readonly Run[], of: (run: Run) => number) => runs.map((run) => of(run) / 1000);
  const digitsAt = ({ digits }: Run) => digits?.at ?? Infinity;
  const row = (requested: string, runs: readonly Run[]) => [
    requested, [...new Set(runs.map(({ backend }) => backend))].join(", "), runs.length,
    ...[({ pressable }: Run) => pressable, ({ firstStep }: Run) => firstStep, digitsAt, ({ pressableAgain }: Run) => pressableAgain].map((of) => spread(seconds(runs, of))),
    [...new Set(runs.map(({ digits }) => digits?.step ?? "–"))].join(", "),
  ].map(String);
  return {
    tables: [{
      title: `Start-up of ${LINK}, nothing cached but at the second visit; seconds since navigation, median (least–most)`,
      columns: ["backend=", "runs on", "runs", "Train can be pressed", "first step done", "recognisable digits", "second visit: Train", "digits at step"],
      rows: [row("wasm", wasm), row("auto", auto)],
    }, {
      title: `${ENGINE_STEPS} steps of the engine alone, in turns with these visits; seconds, median (least–most)`,
      columns: ["vae, wasm", "digits of each visit ÷ that"],
      rows: [[spread(engineMs.map((ms) => ms / 1000)), spread(digitRatios(wasm, engineMs))]],
    }],
    targets: [
      { what: "Train can be pressed", value: median(seconds(wasm, ({ pressable }) => pressable)), unit: "s", expected: { atMost: 1.5 } },
      { what: "from there to the first step", value: median(seconds(wasm, ({ pressable, firstStep }) => firstStep - pressable)), unit: "s", expected: { atMost: 1 } },
      { what: `recognisable digits ÷ ${ENGINE_STEPS} steps of the engine alone`, value: median(digitRatios(wasm, engineMs)), unit: "×", expected: { atMost: 1.3 } },
      { what: "Train can be pressed at a second visit", value: median(seconds(wasm, ({ pressableAgain }) => pressableAgain)), unit: "s", expected: { atMost: 1 } },
    ],
    figures: { wasm, auto, engineMs, screenshot },
  };
}

/** Returns for each visit the time to its digits, divided by that of the engine's steps in the same turn. */
const digitRatios = (runs: readonly Run[], engineMs: readonly number[]): number[] =>
  runs.map(({ digits }, i) => (digits?.at ?? Infinity) / (engineMs[i] ?? NaN));
