/**
 * The commands of the soak test, and the invariants of the page after each: https://fast-check.dev/docs/advanced/model-based-testing/.
 * The model has the few facts known beforehand, such as the lowest step that the run can have and the saved file.
 */
import type { Worker as PageWorker } from "@playwright/test";
import type fc from "fast-check";
import { lossText } from "../../src/page/ui/numbers";
import { keptRuns } from "../keptRuns";
import { expect, type ConsoleErrors, type Losses, type Room } from "../room";

export interface Expected {
  /** The run's step is this one or later. */
  step: number;
  /** The step and model of the saved file. */
  saved: { readonly step: number; readonly model: string } | null;
  /** The links that were followed. */
  links: string[];
  /** How often the reader can go back. */
  entries: number;
  /** The workers' ends, performance.now(): after three in a minute the page no longer starts a new one. */
  ends: number[];
  /** Links to lessons and studies whose first guess is made. */
  guessed: string[];
}

/** Returns the model of a newly opened page. */
export const unknown = (): Expected => ({ step: 0, saved: null, links: [], entries: 0, ends: [], guessed: [] });

interface Page {
  readonly room: Room;
  readonly errors: ConsoleErrors;
}

export type Command = fc.AsyncCommand<Expected, Page>;

/** `another`: the command may change the run or return to an earlier step. */
interface Action {
  readonly another?: boolean;
  readonly can?: (expected: Readonly<Expected>) => boolean;
  readonly run: (room: Room, expected: Expected) => Promise<void>;
}

const SIZE = "hidden=16&batch=16";
/** Settings of the soak's own experiments. */
export const SMALL = `${SIZE}&backend=wasm`;
/** Settings of the soak's own experiments on an emulated GPU. */
export const SMALL_ON_GPU = `${SIZE}&backend=webgl`;
/** More tensors than any model of this size has with all panels open. */
const MAX_TENSORS = 3000;
const MAX_BYTES = 256e6;
/** The limits of kept runs, as in docs/keptRuns.md. */
const MAX_RUNS = 20;
const MAX_KEPT_BYTES = 200 * 2 ** 20;

/**
 * Returns the workers that compute runs. Others of the same script, which check a GPU's steps or the machine, have a name. A worker that is
 * ending does not answer and does not count.
 */
export async function workersOf({ page }: Room): Promise<PageWorker[]> {
  const workers = page.workers().filter((worker) => /\/assets\/entry-/.test(worker.url()));
  const silence = new Promise<null>((resolve) => setTimeout(() => resolve(null), 2000));
  const names = await Promise.all(workers.map((worker) => Promise.race([worker.evaluate(() => self.name).catch(() => null), silence])));
  return workers.filter((_, i) => names[i] === "");
}

/** Returns the sorted pairs of a fragment without the room, which is optional. */
export const said = (fragment: string) => fragment.split("&").map(decodeURIComponent).filter((pair) => !pair.startsWith("room=")).sort();

/** Returns the losses up to a step. */
export const upTo = (losses: Losses, last: number) =>
  Object.fromEntries(Object.entries(losses).map(([id, rows]) => [id, rows.filter(([step]) => step <= last)]));

/** Expects the page's invariants, which hold whenever no command is running. */
async function expectInvariants(room: Room, expected: Expected, another: boolean): Promise<void> {
  await expect.poll(async () => (await room.info()).phase, { timeout: 30_000 }).not.toBe("opening");
  const { step, failure, memory, comparison } = await room.info();
  expect(failure).toBeNull();
  if (!another) expect(step, "the run goes forward").toBeGreaterThanOrEqual(expected.step);
  expected.step = step;
  await expect.poll(async () => (await workersOf(room)).length, { message: "one worker for each run" }).toBe(comparison ? 2 : 1);
  expect(memory?.tensors ?? 0).toBeLessThan(MAX_TENSORS);
  expect(memory?.bytes ?? 0).toBeLessThan(MAX_BYTES);
  await expect.poll(() => addressMismatch(room, expected), { message: "what the address says, and what is displayed" }).toBeNull();
  await expect.poll(() => wrongNumbersOfEquation(room), { message: "numbers of the equation that are not the last losses" }).toEqual([]);
  await expect.poll(() => excessOfRuns(room), { message: "more is kept than may be" }).toBeNull();
}

/** The kept runs if they exceed the limits, as they may while a run is being written; otherwise null. */
async function excessOfRuns({ page }: Room): Promise<object | null> {
  const kept = await keptRuns(page);
  const bytes = kept.reduce((sum, one) => sum + one.bytes, 0);
  return kept.length <= MAX_RUNS && bytes <= MAX_KEPT_BYTES ? null : { runs: kept.length, bytes };
}

/** The address and the fragment if they differ; otherwise null. The address may be that of a followed link. */
async function addressMismatch(room: Room, { links }: Expected): Promise<object | null> {
  const [address, fragment] = [new URL(room.page.url()).hash.slice(1), (await room.info()).fragment];
  return links.includes(address) || said(address).join() === said(fragment).join() ? null : { address, fragment };
}

/** The equation's numbers that are not among the run's last losses. Empty during training, or if another step or a comparison is shown. */
async function wrongNumbersOfEquation(room: Room): Promise<string[]> {
  const { phase, rewound, comparison } = await room.info();
  if (phase === "training" || rewound !== null || comparison) return [];
  const losses = Object.values(await room.losses()).map((rows) => lossText(rows.at(-1)?.[1]));
  const shown = await room.page.locator(".equation__digits").allInnerTexts();
  return shown.filter((text) => !losses.includes(text));
}

/** Returns an arbitrary of commands that run an action with drawn values and then check the invariants. */
export function command<T>(name: string, arbitrary: fc.Arbitrary<T>, action: (drawn: T) => Action): fc.Arbitrary<Command> {
  return arbitrary.map((drawn) => {
    const { another = false, can = () => true, run } = action(drawn);
    return {
      check: can,
      run: async (expected, { room, errors }) => {
        await run(room, expected);
        await expectInvariants(room, expected, another);
        expect(errors.unexpected()).toEqual([]);
      },
      toString: () => `${name}(${drawn === undefined ? "" : JSON.stringify(drawn)})`,
    };
  });
}
