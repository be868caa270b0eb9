/**
 * A run with a fault: records how long no step was made, which steps were repeated, what the page said, and whether the
 * losses are those of an undisturbed run.
 */
import type { Browser, Page } from "@playwright/test";
import { expect, Room, valuesOf, type Losses } from "../room";
import { hearWorkers } from "../workerLines";

export interface Fault {
  /** Its name in the table. */
  readonly what: string;
  /** Default: WASM. */
  readonly backend?: "webgpu" | "webgl";
  /** Called before the page is opened. */
  readonly prepare?: (room: Room) => Promise<unknown>;
  /** Causes the fault, while the run trains and a state to return to is known. */
  readonly strike?: (room: Room) => Promise<unknown>;
  /** What the page says then; nothing if absent. */
  readonly says?: RegExp;
  /** What the reader does to continue the run. */
  readonly resume?: (room: Room) => Promise<unknown>;
  /** The page reacts as to another fault, so this one is only in `npm run test:all` and `npm run faults`. */
  readonly exhaustive?: true;
  /** The test's timeout in milliseconds; default five minutes. */
  readonly patience?: number;
}

/** A row of the table in docs/faults.md. */
export interface Row {
  readonly what: string;
  readonly said: string;
  /** The longest time without a new step, in milliseconds. */
  readonly stood: number;
  /** The number of steps that were reported and made again. */
  readonly again: number;
  readonly losses: string;
}

export interface ReportedSteps {
  readonly at: number;
  readonly first: number;
  readonly last: number;
}

declare global {
  interface Window {
    reportedSteps: ReportedSteps[];
    /** The step of the last state of the run that the page has received. */
    stateAt?: number;
    /** How often a lost device was replaced by one of the same backend. */
    restartedDevices: number;
    lastWorker?: Worker;
  }
}

const LINK = "model=vae&hidden=16&batch=16&seed=3&room=lab";
/** The number of that model's losses. */
const TERMS = 3;
/** The steps that a run makes after the fault. Emulated GPUs make some twenty steps per second. */
const STEPS_AFTER = { wasm: 300, webgl: 10, webgpu: 10 };

/** Returns the fragment of the run on a backend. */
export const linkOn = (backend: "wasm" | "webgl" | "webgpu") => `${LINK}&backend=${backend}`;

/** Records the worker's messages. To be called before the page is opened. */
export async function watchRun(page: Page): Promise<void> {
  await hearWorkers(page);
  await page.addInitScript((terms) => {
    window.reportedSteps = [];
    window.restartedDevices = 0;
    window.addEventListener("from-worker", ({ detail }) => {
      if (detail.kind === "losses") {
        window.reportedSteps.push({ at: performance.now(), first: detail.firstStep, last: detail.firstStep + detail.values.length / terms - 1 });
      } else if (detail.kind === "device" && detail.report.reason === "restarted") window.restartedDevices++;
      else if (detail.kind === "snapshot") window.stateAt = detail.snapshot.step;
      else if (detail.kind === "reply" && detail.value !== null && "tensors" in detail.value) window.stateAt = detail.value.step;
    });
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (this: Worker, ...[message, more]: [unknown, never]) {
      window.lastWorker = this;
      postMessage.call(this, message, more);
    };
  }, TERMS);
}

/** Returns the run's current step. */
export const stepOf = async (room: Room) => (await room.info()).step;

/** Returns the intervals without a step after `since`, in milliseconds, each with the number of steps repeated after it. */
export function gapsIn(reported: readonly ReportedSteps[], since: number) {
  return reported.slice(1).map((next, i) => ({
    at: next.at, ms: Math.round(next.at - Math.max(since, reported[i]!.at)), back: next.first - 1, again: Math.max(0, reported[i]!.last + 1 - next.first),
  })).filter((gap) => gap.at > since);
}

/** Returns the texts of the page's notices and of a failure that stopped it. */
export async function sentences({ page }: Room): Promise<string[]> {
  const texts = await page.locator("[role=status][aria-label=Notices] li p, .failure__title, .failure__text > p").allInnerTexts();
  return texts.filter((text) => text !== "");
}

/** Opens the same link in a separate context. The returned function trains to a step and gives all losses. */
export async function undisturbed(browser: Browser): Promise<(steps: number) => Promise<Losses>> {
  const room = new Room(await (await browser.newContext()).newPage());
  await room.open(linkOn("wasm"));
  return async (steps) => {
    const more = steps - await stepOf(room);
    if (more > 0) await room.trainSteps(more);
    return room.losses();
  };
}

/** Expects steps 1 to n without gaps, each with the undisturbed run's losses, to the bit. */
export function expectSame(losses: Losses, wanted: Losses): void {
  for (const [id, rows] of Object.entries(losses)) {
    const parts = rows.findIndex(([step, value], i) => step !== i + 1 || !Object.is(value, wanted[id]![i]![1]));
    expect(parts === -1 ? null : { id, row: rows[parts], wanted: wanted[id]![parts] }, "where losses part from those of the undisturbed run").toBeNull();
  }
}

/** The largest relative difference of the total after a step. */
function farthest(losses: Losses, wanted: Losses, beyond: number): number {
  const expected = valuesOf(wanted, "total");
  return Math.max(0, ...valuesOf(losses, "total").map((value, i) => (i < beyond ? 0 : Math.abs(value / expected[i]! - 1))));
}

/** Opens the run, trains it, causes the fault and trains on. Returns the table's row. */
export async function disturb(room: Room, { what, backend, prepare, strike, says, resume }: Fault, wanted: (steps: number) => Promise<Losses>): Promise<Row> {
  const { page } = room;
  await prepare?.(room);
  await watchRun(page);
  await room.open(linkOn(backend ?? "wasm"));
  await room.train.click();
  if (!resume) await page.waitForFunction(() => window.stateAt! > 20, null, { timeout: 90_000 });
  const before = await room.losses();
  let since = await page.evaluate(() => performance.now());
  await strike?.(room);
  const said = new Set<string>();
  const hear = async () => (await sentences(room)).forEach((text) => said.add(text));
  if (says) {
    await expect.poll(async () => {
      await hear();
      return [...said].join(" ");
    }, { timeout: 60_000 }).toMatch(says);
  }
  if (resume) {
    since = await page.evaluate(() => performance.now());
    await resume(room);
  }
  const at = Math.max(await stepOf(room), before["total"]!.length);
  await expect.poll(() => stepOf(room), { timeout: 150_000 }).toBeGreaterThan(at + STEPS_AFTER[backend ?? "wasm"]);
  const reported = await page.evaluate(() => window.reportedSteps);
  await room.pause.click();
  await expect(room.train).toBeEnabled({ timeout: 60_000 });
  await hear();
  if (!says) expect([...said]).toEqual([]);

  const after = gapsIn(reported, since);
  const again = after.reduce((sum, gap) => sum + gap.again, 0);
  const stood = Math.max(...after.map(({ ms }) => ms));
  const losses = await room.losses();
  const last = await stepOf(room);
  const reference = await wanted(last);
  if (!backend) {
    expectSame(losses, reference);
    return { what, said: [...said].join(" "), stood, again, losses: `equal to the bit, ${last} steps` };
  }
  const same = Math.min(before["total"]!.length, ...after.filter((gap) => gap.again > 0).map(({ back }) => back));
  const upTo = (rows: Losses) => Object.fromEntries(Object.entries(rows).map(([id, all]) => [id, all.slice(0, same)]));
  expect(Object.values(losses).map((rows) => rows.map(([step]) => step))).toEqual(Object.values(losses).map(() => Array.from({ length: last }, (_, i) => i + 1)));
  expectSame(upTo(losses), before);
  const off = farthest(losses, reference, same);
  expect(off).toBeLessThan(0.01);
  return { what, said: [...said].join(" "), stood, again, losses: `the first ${same} of ${last} untouched, the others within ${off.toExponential(0)} of WASM's` };
}
