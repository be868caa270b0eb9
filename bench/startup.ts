/** Measures the time from navigation to the first training step, and to recognisable digits in the sample grid. */
import path from "node:path";
import type { Browser, Page } from "playwright";
import { createReader } from "./digits";
import { freshPage, openRoom, resultsFolder, trainInPage, type Lab } from "./lab";
import { median, spread, type Report } from "./report";

const RUNS = 5;
/** The browser starts its own interface with each window, which takes a processor's second; a reader's browser is open. */
const SETTLED_MS = 3000;
const LINK = "preset=first-vae@1";
/** The grid is watched for this long after navigation. */
const WATCHED_MS = 16_000;
/** The number of the grid's 30 images that must be recognisable, and of their classes, so that thirty equal images do not count. */
const IMAGES_NEEDED = 10;
const CLASSES_NEEDED = 3;

interface Grid {
  /** Milliseconds since navigation. */
  readonly at: number;
  readonly step: number;
  /** 30 images of 784 bytes, 0 black … 255 white. */
  readonly images: readonly Uint8Array[];
}

export interface Run {
  readonly backend: string;
  readonly firstStep: number;
  readonly digits: { readonly at: number; readonly step: number } | null;
}

interface Log {
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

/** Runs in the page before its own scripts; records when the first step is done and what the grid shows. */
function watchPage() {
  const log: Log = { firstStep: null, grids: [] };
  let last = "";
  const timer = setInterval(() => {
    if (!("elboRoom" in window)) return;
    if (log.firstStep === null) {
      void window.elboRoom.info().then(({ step }) => { if (step > 0) log.firstStep ??= performance.now(); });
    }
    const frame = document.querySelector('[role="img"][aria-label^="Samples from fixed random codes, step"]');
    const canvas = frame?.querySelector("canvas");
    const context = canvas?.getContext("2d");
    if (!frame || !canvas || !context) return;
    const label = frame.getAttribute("aria-label") ?? "";
    if (label === last) return;
    last = label;
    const at = performance.now();
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    log.grids.push({ at, label, red: String.fromCharCode(...data.filter((_, i) => i % 4 === 0)) });
  }, 20);
  Object.assign(window, { startupLog: log, stopWatching: () => clearInterval(timer) });
}

const COLUMNS = 10;
const SIDE = 28;

/** Decodes a grid. In the light theme paper is white and ink has a red of 20 (src/ui/themeColours.ts). */
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
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  await page.addInitScript(watchPage);
  await page.waitForTimeout(SETTLED_MS);
  await page.goto(`${address}#${LINK}&backend=${backend}&autostart=1`, { waitUntil: "commit" });
  await page.waitForTimeout(WATCHED_MS);
  const log = await page.evaluate(() => {
    window.stopWatching();
    return window.startupLog;
  });
  const info = await page.evaluate(() => window.elboRoom.info());
  await page.context().close();
  const grids = log.grids.map(({ at, label, red }) => (
    { at, step: Number(label.replace(/\D/g, "")), images: imagesOf(red) }
  ));
  return { run: { backend: info.backend ?? "none", firstStep: log.firstStep ?? Infinity }, grids };
}

/** Opens `first-vae` in fresh contexts and returns seconds. */
export async function startup(lab: Lab): Promise<Report> {
  const browser = await lab.launch();
  const watched: Watched[][] = [];
  try {
    for (const requested of ["wasm", "auto"]) {
      const runs: Watched[] = [];
      for (let n = 0; n < RUNS; n++) runs.push(await watch(browser, lab.address, requested));
      watched.push(runs);
    }
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
    return report(wasm ?? [], auto ?? [], screenshot);
  } finally {
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

function report(wasm: readonly Run[], auto: readonly Run[], screenshot: string | null): Report {
  const firstSteps = (runs: readonly Run[]) => runs.map(({ firstStep }) => firstStep / 1000);
  const digitTimes = (runs: readonly Run[]) => runs.map(({ digits }) => (digits?.at ?? Infinity) / 1000);
  const row = (requested: string, runs: readonly Run[]) => [
    requested, [...new Set(runs.map(({ backend }) => backend))].join(", "), runs.length,
    spread(firstSteps(runs)), spread(digitTimes(runs)),
    [...new Set(runs.map(({ digits }) => digits?.step ?? "–"))].join(", "),
  ].map(String);
  return {
    tables: [{
      title: `Start-up of ${LINK}, nothing cached; seconds since navigation, median (least–most)`,
      columns: ["backend=", "runs on", "runs", "first step done", "recognisable digits", "at step"],
      rows: [row("wasm", wasm), row("auto", auto)],
    }],
    targets: [
      { what: "first training step", value: median(firstSteps(wasm)), unit: "s", expected: { atMost: 3 } },
      { what: "recognisable digits", value: median(digitTimes(wasm)), unit: "s", expected: { atMost: 15 } },
    ],
    figures: { wasm, auto, screenshot },
  };
}
