/** Measures a drag over the latent map while the page trains: the delay from a move to its picture, and long tasks. */
import type { CDPSession, Page } from "playwright";
import { freshPage, infoOnce, openRoom, type Lab } from "./lab";
import { quantile, median, round, type Report } from "./report";

const MOVES = 300;
const MOVE_EVERY_MS = 10;
/** Training goes on for this long; the drag happens in the middle. */
const TRAINED_MS = 20_000;
const BEFORE_MS = 8_000;
/** Milliseconds within which 95 % of the pictures should appear, by backend. */
const GOOD_MS = { wasm: 50, cpu: 80 } as const;
const BACKENDS = ["wasm", "cpu"] as const;

export interface DragLog {
  readonly pictures: { readonly ms: number; readonly z: readonly number[] }[];
  readonly longTasks: { readonly at: number; readonly ms: number }[];
  readonly pointerMoves: number[];
}

interface Dragged extends DragLog {
  readonly backend: (typeof BACKENDS)[number];
  readonly steps: number;
  readonly lastShown: boolean;
}

/** Drags over the map of `first-vae` on each backend and returns delays and long tasks in milliseconds. */
export async function drag(lab: Lab): Promise<Report> {
  const dragged: Dragged[] = [];
  for (const backend of BACKENDS) {
    if (lab.threads > 1 && backend !== "wasm") continue;
    const browser = await lab.launch();
    try {
      dragged.push(await dragOn(await freshPage(browser, {}, lab.threads), lab.address, backend));
    } finally {
      await browser.close();
    }
  }
  return {
    tables: [
      {
        title: `${MOVES} moves in ${(MOVES * MOVE_EVERY_MS) / 1000} s over the latent map while first-vae trains; `
          + "milliseconds from a move to the end of the frame that paints its picture",
        columns: ["backend", "moves seen", "pictures", "median", "95 %", "longest", "in good time", "last shown"],
        rows: dragged.map(({ backend, pointerMoves, pictures, lastShown }) => {
          const ms = pictures.map((picture) => picture.ms);
          return [
            backend, String(pointerMoves.length), String(ms.length), median(ms), quantile(ms, 0.95), Math.max(...ms),
            `${round(100 * shareWithin(ms, GOOD_MS[backend]))} % ≤ ${GOOD_MS[backend]} ms`, lastShown ? "yes" : "no",
          ];
        }),
      },
      {
        title: `The page's own thread during ${TRAINED_MS / 1000} s of that training`,
        columns: ["backend", "steps trained", "tasks over 50 ms", "longest"],
        rows: dragged.map(({ backend, steps, longTasks }) => [
          backend, String(steps), String(longTasks.length), Math.max(0, ...longTasks.map(({ ms }) => ms)),
        ]),
      },
    ],
    targets: dragged.flatMap(({ backend, pictures, lastShown, longTasks }) => [
      {
        what: `${backend}: pictures within ${GOOD_MS[backend]} ms`, unit: "%",
        value: 100 * shareWithin(pictures.map(({ ms }) => ms), GOOD_MS[backend]), expected: { atLeast: 95 },
      },
      { what: `${backend}: last position shown`, unit: "of 1", value: lastShown ? 1 : 0, expected: { atLeast: 1 } },
      { what: `${backend}: tasks over 50 ms`, unit: "", value: longTasks.length, expected: { atMost: 0 } },
    ]),
    figures: dragged,
  };
}

const shareWithin = (ms: readonly number[], most: number) => ms.filter((one) => one <= most).length / ms.length;

async function dragOn(page: Page, address: string, backend: Dragged["backend"]): Promise<Dragged> {
  await openRoom(page, address, `preset=first-vae@1&backend=${backend}`);
  await page.getByRole("button", { name: "Train", exact: true }).click();
  const { step: stepAtStart } = await infoOnce(page, ({ step }) => step > 3);
  await page.evaluate(startLog);
  const until = performance.now() + TRAINED_MS;
  await page.waitForTimeout(BEFORE_MS);
  const pointer = mouse(await page.context().newCDPSession(page));
  await moveAbout(pointer, await mapOf(page), { moves: MOVES, everyMs: MOVE_EVERY_MS });
  await page.waitForTimeout(Math.max(0, until - performance.now()));
  const log = await page.evaluate(() => window.dragLog);
  await page.evaluate(() => window.elboRoom.pause());
  const { step, z } = await page.evaluate(() => window.elboRoom.info());
  const lastZ = log.pictures.at(-1)?.z ?? [];
  const lastShown = lastZ.join() === z.join() && (await canvasShows(page, z));
  return { backend, ...log, steps: step - stepAtStart, lastShown };
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

/** Returns the box of the latent map, in CSS pixels. Throws if there is none. */
export async function mapOf(page: Page): Promise<Box> {
  const canvases = await page.getByRole("group", { name: "Latent space" }).locator("canvas").all();
  const boxes = (await Promise.all(canvases.map((canvas) => canvas.boundingBox()))).filter((box) => box !== null);
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

/** Returns whether the page shows the image decoded at z: their pixels correlate, while colours depend on the theme. */
async function canvasShows(page: Page, z: readonly number[]): Promise<boolean> {
  await page.waitForTimeout(500);
  return page.getByRole("img", { name: "Decoded image" }).locator("canvas").evaluate(async (canvas, at) => {
    const expected = Array.from(await window.elboRoom.decode(at));
    const { data } = (canvas as HTMLCanvasElement).getContext("2d")!.getImageData(0, 0, 28, 28);
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
