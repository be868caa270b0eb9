/** Measures the delay from a move of the chart's handle to the samples and map of that step, during training and at rest. */
import type { CDPSession, Page } from "playwright";
import { mouse, type Box } from "./pointing";
import { freshPage, infoOnce, openRoom, type Lab } from "./lab";
import { median, quantile, type Report } from "./report";

/** The run's steps before the handle is moved. */
const STEPS = 600;
/** The moves pause, as a reader looks at each picture. */
const MOVES = 60;
const MOVE_EVERY_MS = 250;
/** Milliseconds within which 95 % of the pictures should appear. */
const GOOD_MS = 100;

interface Log {
  /** The times of the handle's events. */
  readonly moves: number[];
  readonly shown: { readonly start: number; readonly end: number; readonly step: number }[];
}

declare global {
  interface Window {
    rewindLog: Log;
  }
}

/** Moves the handle of `first-vae`'s chart and returns milliseconds. */
export async function rewind(lab: Lab): Promise<Report> {
  const browser = await lab.launch();
  try {
    const page = await freshPage(browser, {}, lab.threads);
    await openRoom(page, lab.address, "preset=first-vae@2&backend=wasm");
    await page.evaluate((steps) => window.elboRoom.train({ steps }), STEPS);
    await page.evaluate(startLog);
    const pointer = await page.context().newCDPSession(page);
    const rest = await turnBack(page, pointer);
    await page.evaluate(() => window.elboRoom.rewind(null));
    await page.getByRole("button", { name: "Train", exact: true }).click();
    await infoOnce(page, ({ step }) => step > STEPS + 3);
    const training = await turnBack(page, pointer);
    await page.evaluate(() => window.elboRoom.pause());
    const all = [["at rest", rest], ["training", training]] as const;
    return {
      tables: [{
        title: `${MOVES} moves of the handle on the axis of first-vae, ${MOVE_EVERY_MS} ms apart; `
          + "milliseconds from a move to the end of the frame that paints the last of samples and map",
        columns: ["", "steps turned to", "seen whole", "median", "95 %", "longest"],
        rows: all.map(([when, { turns, ms }]) => [when, String(turns), String(ms.length), median(ms), quantile(ms, 0.95), Math.max(...ms)]),
      }],
      targets: all.map(([when, { ms }]) => ({ what: `${when}: 95 % within`, unit: "ms", value: quantile(ms, 0.95), expected: { atMost: GOOD_MS } })),
      figures: { rest, training },
    };
  } finally {
    await browser.close();
  }
}

/** Runs in the page and records moves and pictures. */
function startLog() {
  const log: Log = { moves: [], shown: [] };
  new PerformanceObserver((list) => {
    for (const { startTime: start, duration, detail } of list.getEntriesByName("rewind-to-picture") as PerformanceMeasure[]) {
      log.shown.push({ start, end: start + duration, step: (detail as { step: number }).step });
    }
  }).observe({ type: "measure" });
  addEventListener("input", ({ target, timeStamp }) => {
    if (target instanceof HTMLElement && target.matches(".playhead__handle")) log.moves.push(timeStamp);
  }, { capture: true });
  window.rewindLog = log;
}

async function turnBack(page: Page, session: CDPSession) {
  const box: Box | null = await page.getByRole("slider", { name: "Displayed step" }).boundingBox();
  if (!box) throw new Error("the chart has no handle");
  const pointer = mouse(session);
  const at = (i: number) => ({ x: box.x + box.width * (0.5 + 0.42 * Math.sin(i * 2.4)), y: box.y + box.height / 2 });
  await page.evaluate(() => { window.rewindLog.moves.length = window.rewindLog.shown.length = 0; });
  await pointer("down", at(0));
  for (let i = 1; i <= MOVES; i++) {
    await page.waitForTimeout(MOVE_EVERY_MS);
    await pointer("move", at(i));
  }
  await page.waitForTimeout(1000);
  await pointer("up", at(MOVES));
  const { moves, shown } = await page.evaluate(() => window.rewindLog);
  const ms = shown.map(({ start, end }) => end - (moves.findLast((move) => move <= start) ?? start));
  return { turns: new Set(moves).size, ms };
}
