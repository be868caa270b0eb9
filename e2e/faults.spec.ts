/**
 * Whatever fault occurs during training, the run continues with the losses of an undisturbed run. This file has the faults that no other
 * test causes, some of them repeated only a few times; `npm run faults` runs all, and prints the table of docs/faults.md.
 * FAULTS_SEED=… repeats the moments at which pages are killed.
 */
import type { Page } from "@playwright/test";
import fc from "fast-check";
import { DIST, SUB_PATH } from "../scripts/serveDist";
import { disturb, expectSame, gapsIn, linkOn, stepOf, undisturbed, watchRun, type Fault, type Row, type ReportedSteps } from "./faults/disturbedRun";
import * as strikes from "./faults/strikes";
import { keptRuns } from "./keptRuns";
import { destroyArena, destroyDevice, hang, runOutOfMemory, tamperWithGpu } from "./lyingGpu";
import { expect, launchedWith, Room, SWIFTSHADER_WEBGL, SWIFTSHADER_WEBGPU, test, type Losses } from "./room";
import { OwnHost } from "./ownHost";
import { faults as shardFaults, spoil } from "./spoiltShards";
import { hurryWorker } from "./workerLines";

const all = process.env["FAULTS"] === "all";
const kills = Number(process.env["FAULTS_KILLS"] ?? 5);
const seed = Number(process.env["FAULTS_SEED"] ?? 1);

test.use(launchedWith(...SWIFTSHADER_WEBGPU, ...SWIFTSHADER_WEBGL, "--disable-gpu-process-crash-limit", "--disable-domain-blocking-for-3d-apis"));
test.setTimeout(300_000);

const RESTARTED = /was (lost and )?restarted/;
const withRecordedGpu: Pick<Fault, "prepare"> = { prepare: ({ page }) => tamperWithGpu(page.context(), {}) };

const DEVICES = 50;
/** Milliseconds between two lost devices: the worker's clock runs ten times as fast, and the page tolerates two losses in a minute. */
const BETWEEN = 3500;

/** Loses each device once the run has continued from a later state than before. */
async function loseDevices({ page }: Room): Promise<void> {
  for (let lost = 1; lost <= DEVICES; lost++) {
    const from = await page.evaluate(() => window.stateAt!);
    await strikes.crashGpuProcess(page);
    await page.waitForFunction((it) => window.restartedDevices === it, lost, { timeout: 90_000 });
    await page.waitForTimeout(BETWEEN);
    await page.waitForFunction((it) => window.stateAt! > it, from, { timeout: 90_000 });
  }
}

const faults: readonly Fault[] = [
  { what: "The worker throws an error", strike: ({ page }) => strikes.throwInWorker(page), says: /The run continues from step/ },
  { what: "WASM has no memory left", exhaustive: true, prepare: ({ page }) => strikes.watchHeap(page.context()), strike: ({ page }) => strikes.fillHeap(page), says: /The run continues from step/ },
];

const onceKept = (strike: (page: Page) => Promise<unknown>) => async ({ page }: Room): Promise<void> => {
  await expect.poll(() => keptRuns(page)).not.toEqual([]);
  await strike(page);
};

const shard = (name: keyof typeof shardFaults, what: string): Fault => ({
  what: `A shard is ${what}`,
  prepare: ({ page }) => spoil(page.context(), "train-03000.bin", shardFaults[name]),
  strike: (room) => expect.poll(async () => (await room.info()).phase, { timeout: 60_000 }).toBe("failed"),
  says: /did not arrive|arrived damaged/,
  resume: async ({ page }) => {
    await page.context().unroute("**/mnist/train-03000.bin");
    await page.getByRole("button", { name: "Try again" }).click();
  },
});

/** Faults that other tests have in the same or a similar form. */
const others: readonly Fault[] = [
  { what: "Nothing" },
  { what: "The worker is in an endless loop", strike: async ({ page }) => strikes.endlessLoop(page), says: /The run continues from step/ },
  { what: "The worker is terminated", strike: ({ page }) => strikes.terminateWorker(page), says: /The run continues from step/ },
  { what: "`device.destroy()`", backend: "webgpu", ...withRecordedGpu, strike: ({ page }) => destroyDevice(page), says: RESTARTED },
  { what: "`WEBGL_lose_context`", backend: "webgl", prepare: ({ page }) => strikes.noteContexts(page.context()), strike: ({ page }) => strikes.loseContexts(page), says: RESTARTED },
  { what: "The GPU process crashes, WebGPU", backend: "webgpu", strike: ({ page }) => strikes.crashGpuProcess(page), says: RESTARTED },
  { what: "The GPU process crashes, WebGL", backend: "webgl", strike: ({ page }) => strikes.crashGpuProcess(page), says: RESTARTED },
  {
    what: `The GPU process crashes ${DEVICES} times, WebGPU`, backend: "webgpu", prepare: ({ page }) => hurryWorker(page.context()), strike: loseDevices,
    says: RESTARTED, patience: 40 * 60_000,
  },
  { what: "The GPU has no memory left", backend: "webgpu", ...withRecordedGpu, strike: ({ page }) => runOutOfMemory(page), says: /WebGPU (\(.*\) )?failed here/ },
  { what: "The GPU refuses what it is handed", backend: "webgpu", ...withRecordedGpu, strike: ({ page }) => destroyArena(page), says: /WebGPU (\(.*\) )?failed here/ },
  { what: "The GPU hangs", backend: "webgpu", ...withRecordedGpu, strike: ({ page }) => hang(page), says: /WebGPU (\(.*\) )?failed here/ },
  { what: "The GPU refuses a shader of the compiled step", backend: "webgpu", prepare: ({ page }) => strikes.refuseShader(page.context()) },
  shard("truncated", "cut short"),
  shard("altered", "altered"),
  shard("a log-in page", "replaced by a log-in page"),
  { what: "The disk is full half-way through each write", strike: onceKept(strikes.breakWrites), says: /could not be saved any further/ },
  { what: "The browser's quota is used up", strike: onceKept((page) => strikes.limitRoom(page, 1000)), says: /could not be saved any further/ },
  { what: "The clock is set back by a day", strike: ({ page }) => strikes.setClockBack(page) },
  { what: "Storage is blocked", prepare: ({ page }) => strikes.blockStorage(page), says: /could not be (kept|saved) in this browser/ },
];

const tell = (row: Row) => test.info().annotations.push({ type: "fault", description: JSON.stringify(row) });

let wanted: (steps: number) => Promise<Losses>;
test.beforeAll(async ({ browser }) => { wanted = await undisturbed(browser); });

for (const fault of all ? [...others, ...faults] : faults) {
  test(fault.what, fault.exhaustive && !all ? { tag: "@exhaustive" } : {}, async ({ room, consoleErrors }) => {
    if (fault.patience) test.setTimeout(fault.patience);
    consoleErrors.expect(/CONTEXT_LOST_WEBGL|WebGL: |the worker broke|memory|Failed to load resource/);
    tell(await disturb(room, fault, wanted));
  });
}

const HALF = "Half of what is kept for visits without a network is gone; the network goes, too, and the page is loaded again without and with it";
if (all) {
  test(HALF, async ({ browser, consoleErrors }) => {
    consoleErrors.expect(/503|ERR_CONNECTION_REFUSED|ERR_INTERNET_DISCONNECTED/);
    const context = await browser.newContext({ serviceWorkers: "allow" });
    const page = await context.newPage();
    await consoleErrors.watch(page);
    const room = new Room(page);
    const host = new OwnHost();
    await host.switchOn(DIST);
    const isKept = () => expect(room.worksOffline()).toBeAttached({ timeout: 120_000 });
    await watchRun(page);
    await page.goto(`${host.address}#${linkOn("wasm")}`);
    await expect(room.train).toBeEnabled();
    await isKept();
    await room.train.click();
    await expect.poll(() => keptRuns(page)).not.toEqual([]);
    await strikes.halveCache(page, `elbo-room ${SUB_PATH}`);
    await host.switchOff();
    await context.setOffline(true);
    const since = await page.evaluate(() => performance.now());
    const at = await stepOf(room);
    await expect.poll(() => stepOf(room), { timeout: 60_000 }).toBeGreaterThan(at + 300);
    await page.evaluate(() => addEventListener("pagehide", () => sessionStorage.setItem("reported", JSON.stringify(window.reportedSteps))));
    await page.reload();
    const sentence = page.getByText("not all of the page is kept on it");
    await expect(sentence).toBeVisible();
    const said = await sentence.innerText();
    await host.switchOn(DIST);
    await context.setOffline(false);
    await page.reload();
    await expect(room.train.or(room.pause)).toBeEnabled();
    await page.waitForFunction(() => window.reportedSteps.length > 0);
    const [before, [first]] = await page.evaluate(() => [JSON.parse(sessionStorage.getItem("reported")!) as ReportedSteps[], window.reportedSteps]);
    await isKept();
    await room.pause.click();
    await expect(room.train).toBeEnabled();
    const last = await stepOf(room);
    expectSame(await room.losses(), await wanted(last));
    const stood = Math.max(...gapsIn(before, since).map(({ ms }) => ms));
    tell({ what: HALF, said, stood, again: Math.max(0, before.at(-1)!.last + 1 - first!.first), losses: `equal to the bit, ${last} steps` });
    await context.close();
    await host.switchOff();
  });
}

/** Opens the tab again at the same history entry, as a browser does after a crash. */
async function returnTo(page: Page, mark: unknown): Promise<Room> {
  await page.addInitScript((state) => { if (state !== null) history.replaceState(state, ""); }, mark);
  const room = new Room(page);
  await room.visit(linkOn("wasm"));
  await expect(room.train.or(room.pause)).toBeEnabled();
  return room;
}

test(`The page is killed at ${kills} random moments`, all ? {} : { tag: "@exhaustive" }, async ({ context, consoleErrors }) => {
  test.setTimeout(60_000 + kills * 20_000);
  const moments = fc.sample(fc.integer({ min: 0, max: 1500 }), { seed, numRuns: kills });
  let mark: unknown = null;
  let [whole, begun, midway, stood, again] = [0, 0, 0, 0, 0];
  let killedAt = 0;
  for (const moment of [...moments, null]) {
    const page = await context.newPage();
    await consoleErrors.watch(page);
    await strikes.noteWrites(page, (step, done) => {
      if (done) whole = step;
      else begun = step;
    });
    const kept = { whole, begun };
    const room = await returnTo(page, mark);
    mark ??= await page.evaluate(() => history.state as unknown);
    const { step } = await room.info();
    // A completed write is there; one in progress is there completely or not at all.
    expect([kept.whole, kept.begun]).toContain(step);
    if (step < kept.begun) midway++;
    const losses = await room.losses();
    expect(losses["total"]?.length ?? 0).toBe(step);
    if (moment === null) {
      expectSame(losses, await wanted(step));
      tell({ what: `The page is killed at ${kills} random moments (seed ${seed})`, said: "", stood, again, losses: `equal to the bit, ${step} steps; ${midway} kills in the middle of a write` });
      return;
    }
    await strikes.trainInPieces(page);
    await expect.poll(() => stepOf(room), { intervals: [20], timeout: 30_000 }).toBeGreaterThan(Math.max(step, 120)); // before this step nothing is kept
    if (killedAt > 0) stood = Math.max(stood, Math.round(performance.now() - killedAt));
    await page.waitForTimeout(moment);
    const { step: reached } = await room.info();
    killedAt = performance.now();
    await strikes.kill(page);
    again = Math.max(again, reached - whole);
    await page.close();
  }
});
