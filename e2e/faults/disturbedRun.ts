/**
 * A run that something happens to: for how long no step was made, which steps were made again, what the page said, and whether the
 * losses are those of a run to which nothing happened.
 */
import type { Browser, Page } from "@playwright/test";
import { expect, Room, valuesOf, type Losses } from "../room";
import { hearWorkers } from "../workerLines";

export interface Fault {
  /** As the table names it. */
  readonly what: string;
  /** Without it, the run computes on WASM. */
  readonly backend?: "webgpu" | "webgl";
  /** Before the page is opened. */
  readonly prepare?: (room: Room) => Promise<unknown>;
  /** While it trains, and a state to go back to is known. */
  readonly strike?: (room: Room) => Promise<unknown>;
  /** What the page says then; it says nothing where absent. */
  readonly says?: RegExp;
  /** What its reader does then, as the run stands. */
  readonly mend?: (room: Room) => Promise<unknown>;
  /** The page does the same after another fault, so that this one is for `npm run test:all` and `npm run faults`. */
  readonly exhaustive?: true;
  /** Milliseconds for all of it; five minutes where absent. */
  readonly patience?: number;
}

/** Of the table in docs/faults.md. */
export interface Row {
  readonly what: string;
  readonly said: string;
  /** The longest time without a new step, in milliseconds. */
  readonly stood: number;
  /** Steps that were told and made again. */
  readonly again: number;
  readonly losses: string;
}

export interface Told {
  readonly at: number;
  readonly first: number;
  readonly last: number;
}

declare global {
  interface Window {
    toldLosses: Told[];
    /** The step of the last state of the run that the page has been sent. */
    stateAt?: number;
    /** How often a lost device was followed by another one of the same backend. */
    startedAnew: number;
    lastWorker?: Worker;
  }
}

const LINK = "model=vae&hidden=16&batch=16&seed=3&room=lab";
/** Of that model, in one row of losses. */
const TERMS = 3;
/** Emulated GPUs make some twenty steps in a second. */
const GOES_ON = { wasm: 300, webgl: 10, webgpu: 10 };

export const linkOn = (backend: "wasm" | "webgl" | "webgpu") => `${LINK}&backend=${backend}`;

/** Notes what the worker tells. Before the page is opened. */
export async function watchRun(page: Page): Promise<void> {
  await hearWorkers(page);
  await page.addInitScript((terms) => {
    window.toldLosses = [];
    window.startedAnew = 0;
    window.addEventListener("from-worker", ({ detail }) => {
      if (detail.kind === "losses") {
        window.toldLosses.push({ at: performance.now(), first: detail.firstStep, last: detail.firstStep + detail.values.length / terms - 1 });
      } else if (detail.kind === "device" && detail.report.reason === "started-anew") window.startedAnew++;
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

export const stepOf = async (room: Room) => (await room.info()).step;

/** Each time that passes without a step from `since` on, in milliseconds, and the steps that are made again after it. */
export function gapsIn(told: readonly Told[], since: number) {
  return told.slice(1).map((next, i) => ({
    at: next.at, ms: Math.round(next.at - Math.max(since, told[i]!.at)), back: next.first - 1, again: Math.max(0, told[i]!.last + 1 - next.first),
  })).filter((gap) => gap.at > since);
}

/** The page's notices, and the failure that stopped it. */
export async function sentences({ page }: Room): Promise<string[]> {
  const texts = await page.locator("[role=status][aria-label=Notices] li p, .failure__title, .failure__text > p").allInnerTexts();
  return texts.filter((text) => text !== "");
}

/** The same link in a browser of its own, trained as far as it is asked for. */
export async function undisturbed(browser: Browser): Promise<(steps: number) => Promise<Losses>> {
  const room = new Room(await (await browser.newContext()).newPage());
  await room.open(linkOn("wasm"));
  return async (steps) => {
    const more = steps - await stepOf(room);
    if (more > 0) await room.trainSteps(more);
    return room.losses();
  };
}

/** Steps 1 to n, none missing, each with the undisturbed run's losses, to the bit. */
export function expectSame(losses: Losses, wanted: Losses): void {
  for (const [id, rows] of Object.entries(losses)) {
    const parts = rows.findIndex(([step, value], i) => step !== i + 1 || !Object.is(value, wanted[id]![i]![1]));
    expect(parts === -1 ? null : { id, row: rows[parts], wanted: wanted[id]![parts] }, "where losses part from those of the undisturbed run").toBeNull();
  }
}

/** Relative, of the sum of the terms, beyond this step. */
function farthest(losses: Losses, wanted: Losses, beyond: number): number {
  const expected = valuesOf(wanted, "total");
  return Math.max(0, ...valuesOf(losses, "total").map((value, i) => (i < beyond ? 0 : Math.abs(value / expected[i]! - 1))));
}

/** Opens the run, trains it, lets the fault happen and trains on. */
export async function disturb(room: Room, { what, backend, prepare, strike, says, mend }: Fault, wanted: (steps: number) => Promise<Losses>): Promise<Row> {
  const { page } = room;
  await prepare?.(room);
  await watchRun(page);
  await room.open(linkOn(backend ?? "wasm"));
  await room.train.click();
  if (!mend) await page.waitForFunction(() => window.stateAt! > 20, null, { timeout: 90_000 });
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
  if (mend) {
    since = await page.evaluate(() => performance.now());
    await mend(room);
  }
  const at = Math.max(await stepOf(room), before["total"]!.length);
  await expect.poll(() => stepOf(room), { timeout: 150_000 }).toBeGreaterThan(at + GOES_ON[backend ?? "wasm"]);
  const told = await page.evaluate(() => window.toldLosses);
  await room.pause.click();
  await expect(room.train).toBeEnabled({ timeout: 60_000 });
  await hear();
  if (!says) expect([...said]).toEqual([]);

  const after = gapsIn(told, since);
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
