/** Measures milliseconds per step in the page, and how often it draws each kind of picture meanwhile. */
import type { Page } from "playwright";
import { processorTime, shareSince, workerCores, workerTime } from "./otherWork";
import type { Drawn } from "./page/contestant";

/** Milliseconds of training before the measurement: when training begins, pictures have a budget of their own (`PICTURE_BUDGET`), which slows the steps of the first seconds. */
const RUN_UP_MS = 6000;
/** Milliseconds after a pause, in which the page measures, draws and saves what training had no time for. The next contestant needs the cores. */
const SETTLES_MS = 2000;

declare global {
  interface Window {
    /** How often each kind was drawn since the page was opened. */
    drawnSoFar: Record<string, number>;
  }
}

/** Counts what the page draws; to be called before it is opened. A picture counts when its buffer goes back to the worker, the chart when it is cleared. */
export const countDrawn = (page: Page): Promise<unknown> => page.addInitScript(() => {
  const counts: Record<string, number> = {};
  const count = (what: string) => { counts[what] = (counts[what] ?? 0) + 1; };
  window.drawnSoFar = counts;
  const post = Worker.prototype.postMessage as (message: unknown, ...rest: unknown[]) => void;
  Worker.prototype.postMessage = function counted(this: Worker, message: unknown, ...rest: unknown[]) {
    const { command, params } = message as { command?: string; params?: { kind: string } };
    if (command === "drawn" && params) count(params.kind);
    post.call(this, message, ...rest);
  };
  const clear = CanvasRenderingContext2D.prototype.clearRect;
  CanvasRenderingContext2D.prototype.clearRect = function counted(x, y, width, height) {
    if (this.canvas.closest(".uplot")) count("chart");
    clear.call(this, x, y, width, height);
  };
});

/**
 * Trains for the run-up and at least `steps` more, then pauses. Resolves with the milliseconds per step after the run-up, the share of the
 * cores that other programs had meanwhile, and the number of cores that the page's workers had; null where the system keeps no account.
 */
export async function paceInPage(
  page: Page, steps: number,
): Promise<{ msPerStep: number; drawn: Drawn; others: number | null; workers: number | null }> {
  await page.evaluate(async (runUp) => {
    const { elboRoom } = window;
    const begun = performance.now();
    const { step: before } = await elboRoom.info();
    void elboRoom.train();
    while (performance.now() - begun < runUp || (await elboRoom.info()).step === before) await new Promise((resolve) => setTimeout(resolve, 10));
  }, RUN_UP_MS);
  const before = processorTime();
  const workersBefore = workerTime();
  const pace = await page.evaluate(async (n) => {
    const { elboRoom, drawnSoFar } = window;
    const reached = async (right: (step: number) => boolean) => {
      for (;;) {
        const { step } = await elboRoom.info();
        if (right(step)) return { step, at: performance.now(), drawn: { ...drawnSoFar } };
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    };
    // Both ends are the moments at which the page first shows a step, so that its delay cancels out.
    const { step: ran } = await elboRoom.info();
    const from = await reached((step) => step > ran);
    const to = await reached((step) => step >= from.step + n);
    const ms = to.at - from.at;
    const drawn = Object.entries(to.drawn).map(([kind, count]) => [kind, (1000 * (count - (from.drawn[kind] ?? 0))) / ms] as const);
    return { msPerStep: ms / (to.step - from.step), drawn: Object.fromEntries(drawn) };
  }, steps);
  const others = shareSince(before);
  const workers = workerCores(workersBefore);
  await page.evaluate(() => window.elboRoom.pause());
  await page.waitForTimeout(SETTLES_MS);
  return { ...pace, others, workers };
}
