/** Measures a drag over the latent map while the page trains: the delay from a move to its picture, and long tasks. */
import type { CDPSession } from "playwright";
import { startFirefox } from "../e2e/browsers/firefox";
import { findFirefox } from "../scripts/browsers/others";
import { freshPage, openRoom, SOFTWARE_GPU, type Lab } from "./lab";
import { quantile, median, round, type Report } from "./report";

const MOVES = 300;
const MOVE_EVERY_MS = 10;
/** Training goes on for this long; the drag happens in the middle. */
const TRAINED_MS = 20_000;
const BEFORE_MS = 8_000;
/** The measurement begins after this many steps, when compilation is over. */
const FIRST_STEPS = 20;
/** Milliseconds within which 95 % of the pictures should appear. On a GPU that is emulated two steps may take longer. */
const GOOD_MS = { wasm: 50, webgpu: 50, cpu: 80 } as const;
type DragBackend = keyof typeof GOOD_MS;
/** The experiment by backend; an emulated GPU gets a small one. */
const EXPERIMENTS: Readonly<Record<DragBackend, string>> = {
  wasm: "preset=first-vae@1&backend=wasm", cpu: "preset=first-vae@1&backend=cpu", webgpu: "model=vae&hidden=32&batch=32&backend=webgpu",
};
const CASES: readonly (readonly [browser: "Chromium" | "Firefox", backend: DragBackend])[] = [
  ["Chromium", "wasm"], ["Chromium", "webgpu"], ["Chromium", "cpu"], ["Firefox", "wasm"], ["Firefox", "webgpu"],
];
const FIREFOX_WEBGPU = { "dom.webgpu.enabled": true, "gfx.webgpu.ignore-blocklist": true };

export interface DragLog {
  readonly pictures: { readonly ms: number; readonly z: readonly number[] }[];
  readonly longTasks: { readonly at: number; readonly ms: number }[];
  readonly pointerMoves: number[];
}

export interface Dragged extends DragLog {
  readonly what: string;
  readonly goodMs: number;
  readonly msPerStep: number;
  readonly steps: number;
  readonly lastShown: boolean;
}

/** A page in Chromium or in Firefox, over which the mouse is dragged. */
interface Surface extends Evaluates {
  open(fragment: string): Promise<unknown>;
  readonly pointer: Pointer;
}

/** Drags over the map of a small VAE in each browser and on each backend and returns delays and long tasks in milliseconds. */
export async function drag(lab: Lab, { backends = ["wasm", "webgpu", "cpu"] }: { readonly backends?: readonly string[] | undefined }): Promise<Report> {
  const dragged: Dragged[] = [];
  const missing: string[] = [];
  for (const [browser, backend] of CASES) {
    if (!backends.includes(backend) || (lab.threads > 1 && (backend !== "wasm" || browser !== "Chromium"))) continue;
    const what = `${browser}, ${backend}`;
    try {
      const { surface, quit } = await (browser === "Chromium" ? inChromium(lab, backend) : inFirefox(lab));
      try {
        dragged.push({ what, ...(await dragOn(surface, backend)) });
      } finally {
        await quit();
      }
    } catch (error) {
      missing.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return {
    tables: [
      {
        title: `${MOVES} moves in ${(MOVES * MOVE_EVERY_MS) / 1000} s over the latent map while a small VAE trains; `
          + "milliseconds from a move to the end of the frame that paints its picture",
        columns: ["browser, backend", "ms/step", "moves seen", "pictures", "median", "95 %", "longest", "in good time", "last shown"],
        rows: dragged.map(({ what, goodMs, msPerStep, pointerMoves, pictures, lastShown }) => {
          const ms = pictures.map((picture) => picture.ms);
          return [
            what, round(msPerStep), String(pointerMoves.length), String(ms.length), median(ms), quantile(ms, 0.95), Math.max(...ms),
            `${round(100 * shareWithin(ms, goodMs))} % ≤ ${round(goodMs)} ms`, lastShown ? "yes" : "no",
          ];
        }),
      },
      {
        title: `The page's own thread during ${TRAINED_MS / 1000} s of that training; Firefox does not report long tasks`,
        columns: ["browser, backend", "steps trained", "tasks over 50 ms", "longest"],
        rows: dragged.map(({ what, steps, longTasks }) => [
          what, String(steps), String(longTasks.length), Math.max(0, ...longTasks.map(({ ms }) => ms)),
        ]),
      },
      ...(missing.length > 0 ? [{ title: "Not measured", columns: ["browser, backend: reason"], rows: missing.map((line) => [line]) }] : []),
    ],
    targets: dragged.flatMap(({ what, goodMs, pictures, lastShown, longTasks }) => [
      {
        what: `${what}: pictures within ${round(goodMs)} ms`, unit: "%",
        value: 100 * shareWithin(pictures.map(({ ms }) => ms), goodMs), expected: { atLeast: 95 },
      },
      { what: `${what}: last position shown`, unit: "of 1", value: lastShown ? 1 : 0, expected: { atLeast: 1 } },
      { what: `${what}: tasks over 50 ms`, unit: "", value: longTasks.length, expected: { atMost: 0 } },
    ]),
    figures: dragged,
  };
}

const shareWithin = (ms: readonly number[], most: number) => ms.filter((one) => one <= most).length / ms.length;

async function inChromium(lab: Lab, backend: DragBackend): Promise<{ surface: Surface; quit: () => Promise<void> }> {
  const browser = await lab.launch(...(lab.gpu ? [] : SOFTWARE_GPU[backend] ?? []));
  const page = await freshPage(browser, {}, lab.threads);
  return {
    surface: {
      evaluate: (fn, arg) => page.evaluate(fn as never, arg as never),
      open: (fragment) => openRoom(page, lab.address, fragment),
      pointer: mouse(await page.context().newCDPSession(page)),
    },
    quit: () => browser.close(),
  };
}

async function inFirefox(lab: Lab): Promise<{ surface: Surface; quit: () => Promise<void> }> {
  const driver = await startFirefox(findFirefox(), FIREFOX_WEBGPU);
  const tab = await driver.open({ width: 1280, height: 720 });
  return {
    surface: {
      evaluate: (fn, arg) => tab.evaluate(fn as never, ...(arg === undefined ? [] : [arg as never])),
      async open(fragment) {
        await tab.go(`${lab.address}#${fragment}`);
        for (;;) {
          const { backend, phase, failure } = await tab.evaluate(async () => {
            const info = await window.elboRoom?.info();
            return { backend: info?.backend ?? null, phase: info?.phase ?? "opening", failure: info?.failure?.message ?? null };
          });
          if (failure !== null) throw new Error(failure);
          if (backend !== null && phase !== "opening") return;
        }
      },
      async pointer(action, { x, y }) {
        await tab.moveMouse(x, y);
        if (action === "down") await tab.mouseDown();
        if (action === "up") await tab.mouseUp();
      },
    },
    quit: () => driver.quit(),
  };
}

async function dragOn(surface: Surface, backend: DragBackend): Promise<Omit<Dragged, "what">> {
  await surface.open(EXPERIMENTS[backend]);
  await surface.evaluate(startLog);
  const stepAtStart = await surface.evaluate(async (steps: number) => {
    await window.elboRoom.train({ steps });
    const { step } = await window.elboRoom.info();
    void window.elboRoom.train();
    return step;
  }, FIRST_STEPS);
  const until = performance.now() + TRAINED_MS;
  await wait(BEFORE_MS);
  const msPerStep = await surface.evaluate(async () => (await window.elboRoom.info()).msPerStep ?? NaN);
  await moveAbout(surface.pointer, await mapOf(surface), { moves: MOVES, everyMs: MOVE_EVERY_MS });
  await wait(until - performance.now());
  const log = await surface.evaluate(() => window.dragLog);
  const { step, z, used } = await surface.evaluate(async () => {
    await window.elboRoom.pause();
    const info = await window.elboRoom.info();
    return { step: info.step, z: [...info.z], used: info.backend };
  });
  if (used !== backend) throw new Error(`the page trained on ${used}`);
  const lastZ = log.pictures.at(-1)?.z ?? [];
  const lastShown = lastZ.join() === z.join() && (await eventuallyShows(surface, z));
  return { goodMs: Math.max(GOOD_MS[backend], backend === "webgpu" ? 2 * msPerStep : 0), msPerStep, ...log, steps: step - stepAtStart, lastShown };
}

declare global {
  interface Window {
    dragLog: DragLog;
  }
}

/** Runs in the page and records its own measures (docs/scripting.md) into `window.dragLog`. */
export function startLog() {
  const log: DragLog = { pictures: [], longTasks: [], pointerMoves: [] };
  new PerformanceObserver((list) => {
    for (const { name, duration, detail } of list.getEntriesByType("measure") as PerformanceMeasure[]) {
      if (name === "drag-to-picture") log.pictures.push({ ms: duration, z: (detail as { z: readonly number[] }).z });
    }
  }).observe({ type: "measure" });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) log.longTasks.push({ at: startTime, ms: duration });
  }).observe({ type: "longtask" });
  addEventListener("pointermove", ({ timeStamp }) => log.pointerMoves.push(timeStamp), { capture: true });
  window.dragLog = log;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A page in which functions can be run. */
export interface Evaluates {
  evaluate<R, A = undefined>(fn: (arg: A) => R | Promise<R>, arg?: A): Promise<R>;
}

/** Returns the box of the latent map, in CSS pixels. Throws if there is none. */
export async function mapOf(page: Evaluates): Promise<Box> {
  const boxes = await page.evaluate(() => [...document.querySelectorAll('[role="group"][aria-label="Latent space"] canvas')].map((canvas): Box => {
    const { x, y, width, height } = canvas.getBoundingClientRect();
    return { x, y, width, height };
  }));
  const [largest] = boxes.sort((a, b) => b.width * b.height - a.width * a.height);
  if (!largest) throw new Error("the latent space has no map");
  return largest;
}

type PointerAction = "down" | "move" | "up";

/** Sends one event of a pointing device to the browser. */
export type Pointer = (action: PointerAction, at: { readonly x: number; readonly y: number }) => Promise<unknown>;

/** Returns a mouse that sends its events by the devtools protocol. */
export const mouse = (session: CDPSession): Pointer => (action, at) => session.send("Input.dispatchMouseEvent", {
  type: ({ down: "mousePressed", move: "mouseMoved", up: "mouseReleased" } as const)[action],
  ...at, button: "left", buttons: 1, clickCount: 1,
});

/** Moves along a Lissajous figure at the pace of a hand, without waiting for the page between two moves. */
export async function moveAbout(
  pointer: Pointer, { x, y, width, height }: Box, { moves, everyMs }: { readonly moves: number; readonly everyMs: number },
): Promise<void> {
  const place = (i: number) => ({
    x: x + width * (0.5 + 0.4 * Math.sin((i / moves) * 6 * Math.PI)),
    y: y + height * (0.5 + 0.4 * Math.cos((i / moves) * 4 * Math.PI)),
  });
  await pointer("down", place(0));
  const start = performance.now();
  const sent: Promise<unknown>[] = [];
  for (let i = 1; i <= moves; i++) {
    const wait = start + i * everyMs - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    sent.push(pointer("move", place(i)));
  }
  await Promise.all(sent);
  await pointer("up", place(moves));
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Returns whether the page shows the image decoded at z within seconds. */
async function eventuallyShows(page: Evaluates, z: readonly number[]): Promise<boolean> {
  for (let tries = 0; tries < 10; tries++) {
    if (await canvasShows(page, z)) return true;
    await wait(500);
  }
  return false;
}

/** Returns whether the page shows the image decoded at z now: their pixels correlate, while colours depend on the theme. */
async function canvasShows(page: Evaluates, z: readonly number[]): Promise<boolean> {
  return page.evaluate(async (at: readonly number[]) => {
    const canvas = document.querySelector<HTMLCanvasElement>('[role="img"][aria-label="Decoded image"] canvas')!;
    const expected = Array.from(await window.elboRoom.decode(at));
    const { data } = canvas.getContext("2d")!.getImageData(0, 0, 28, 28);
    const shown = expected.map((_, i) => 255 - data[4 * i]!);
    const centred = (values: number[]) => {
      const middle = values.reduce((a, b) => a + b, 0) / values.length;
      return values.map((value) => value - middle);
    };
    const [a, b] = [centred(expected), centred(shown)];
    const dot = (p: number[], q: number[]) => p.reduce((sum, value, i) => sum + value * q[i]!, 0);
    return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b)) > 0.999;
  }, z);
}
