/** A hand over the page: moves and presses of a pointing device, and the pictures that follow. */
import type { CDPSession } from "playwright";

export interface DragLog {
  /** `ms`: from the last move or press before the picture was asked for, to the end of the frame that paints it. */
  readonly pictures: { readonly ms: number; readonly z: readonly number[] }[];
  readonly longTasks: { readonly at: number; readonly ms: number }[];
  /** The times of moves, and of presses when the pointer is lifted. */
  readonly moves: number[];
  readonly presses: number[];
}

declare global {
  interface Window {
    dragLog: DragLog;
  }
}

/** Runs in the page and records its own measures (docs/scripting.md) into `window.dragLog`. */
export function startLog() {
  const log: DragLog = { pictures: [], longTasks: [], moves: [], presses: [] };
  new PerformanceObserver((list) => {
    for (const { name, startTime, duration, detail } of list.getEntriesByType("measure") as PerformanceMeasure[]) {
      if (name !== "drag-to-picture") continue;
      // A slider or a class is read when the browser calls the page, which may be later than the hand.
      const asked = Math.max(...[log.moves, log.presses].map((times) => times.findLast((at) => at <= startTime) ?? -Infinity));
      log.pictures.push({ ms: startTime + duration - (Number.isFinite(asked) ? asked : startTime), z: (detail as { z: readonly number[] }).z });
    }
  }).observe({ type: "measure" });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) log.longTasks.push({ at: startTime, ms: duration });
  }).observe({ type: "longtask" });
  addEventListener("pointermove", ({ timeStamp }) => log.moves.push(timeStamp), { capture: true });
  addEventListener("pointerup", ({ timeStamp }) => log.presses.push(timeStamp), { capture: true });
  window.dragLog = log;
}

/** Runs in the page and empties the log. */
export function emptyLog() {
  for (const list of Object.values(window.dragLog) as unknown[][]) list.length = 0;
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

/** Returns the boxes of the elements that the selector finds, in CSS pixels, in the order of the page. Throws if there is none. */
export async function boxesOf(page: Evaluates, selector: string): Promise<readonly Box[]> {
  const boxes = await page.evaluate((wanted: string) => [...document.querySelectorAll(wanted)].map((element): Box => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return { x, y, width, height };
  }), selector);
  if (boxes.length === 0) throw new Error(`the page has no ${selector}`);
  return boxes;
}

/** Returns the box of the latent map, in CSS pixels. Throws if there is none. */
export async function mapOf(page: Evaluates): Promise<Box> {
  const boxes = await boxesOf(page, '[role="group"][aria-label="Latent space"] canvas');
  return boxes.toSorted((a, b) => b.width * b.height - a.width * a.height)[0]!;
}

type PointerAction = "down" | "move" | "up";
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Sends one event of a pointing device to the browser. */
export type Pointer = (action: PointerAction, at: Place) => Promise<unknown>;

/** Returns a mouse that sends its events by the devtools protocol. */
export const mouse = (session: CDPSession): Pointer => (action, at) => session.send("Input.dispatchMouseEvent", {
  type: ({ down: "mousePressed", move: "mouseMoved", up: "mouseReleased" } as const)[action],
  ...at, button: "left", buttons: 1, clickCount: 1,
});

/** The pace of a hand. */
export interface Pace {
  readonly moves: number;
  readonly everyMs: number;
}

/** Moves along a Lissajous figure at the pace of a hand, without waiting for the page between two moves. */
export const moveAbout = (pointer: Pointer, { x, y, width, height }: Box, pace: Pace): Promise<void> => moveAlong(pointer, (share) => ({
  x: x + width * (0.5 + 0.4 * Math.sin(share * 6 * Math.PI)),
  y: y + height * (0.5 + 0.4 * Math.cos(share * 4 * Math.PI)),
}), pace);

/** Moves a slider's thumb from its middle to and fro, likewise. */
export const slide = (pointer: Pointer, { x, y, width, height }: Box, pace: Pace): Promise<void> =>
  moveAlong(pointer, (share) => ({ x: x + width * (0.5 + 0.4 * Math.sin(share * 6 * Math.PI)), y: y + height / 2 }), pace);

/** `placeOf`: the place by the share of the moves that are done. */
async function moveAlong(pointer: Pointer, placeOf: (share: number) => Place, { moves, everyMs }: Pace): Promise<void> {
  await pointer("down", placeOf(0));
  const sent: Promise<unknown>[] = [];
  await atPace(moves, everyMs, (i) => void sent.push(pointer("move", placeOf(i / moves))));
  await Promise.all(sent);
  await pointer("up", placeOf(1));
}

/** Presses one element after another, likewise. */
export async function pressEach(pointer: Pointer, boxes: readonly Box[], { moves, everyMs }: Pace): Promise<void> {
  const sent: Promise<unknown>[] = [];
  await atPace(moves, everyMs, (i) => {
    const { x, y, width, height } = boxes[i % boxes.length]!;
    const at = { x: x + width / 2, y: y + height / 2 };
    sent.push((async () => {
      await pointer("down", at);
      await pointer("up", at);
    })());
  });
  await Promise.all(sent);
}

/** Calls `act` for 1 … times, so many milliseconds apart, without drift. */
async function atPace(times: number, everyMs: number, act: (i: number) => void): Promise<void> {
  const start = performance.now();
  for (let i = 1; i <= times; i++) {
    const left = start + i * everyMs - performance.now();
    if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
    act(i);
  }
}
