/**
 * One browser call fails in each of several sessions of a reader in a real browser. The calls are a seeded sample; src/page/app/testing/simulation makes each of them fail.
 * `CALLS_SEED=…` draws other calls, `CALLS=…` says how many, and `CALL=database/12/once` repeats one.
 */
import fc from "fast-check";
import { CALL_KINDS, countedCalls, failCall, healCalls, type CallKind, type FailingCall } from "./faults/failingCalls";
import { sentences } from "./faults/disturbedRun";
import { keptRuns } from "./keptRuns";
import { expect, Room, test, type Losses } from "./room";

const LINK = "model=vae&hidden=16&batch=16&seed=5&backend=wasm&room=lab";
const seed = Number(process.env["CALLS_SEED"] ?? 1);
const sample = Number(process.env["CALLS"] ?? 100);
const ONLY = process.env["CALL"];

/** Sentences that say that the browser does not keep a run, or that a run continues from an earlier step. */
const WARNINGS = /a reload (begins at|goes back to) step|keeps nothing more of this run|not (saved|kept)|could not be (kept|saved)|does not let the page keep|(?:carries on|continues) from step|was lost/;

interface Outcome {
  readonly losses: Losses;
  readonly said: readonly string[];
  /** The failures that the reader noticed, which the page must explain. */
  readonly noticed: readonly string[];
  /** The steps made before the reload, and those that are there after it. */
  readonly steps: readonly [before: number, after: number];
  readonly trainsOn: boolean;
}

/** Opens, trains, reloads the page, trains on and saves; then the fault ends, and the page is reloaded once more. The reader is patient, as in src/page/app/testing/simulation. */
async function session(room: Room): Promise<Outcome> {
  const { page } = room;
  const said = new Set<string>();
  const noticed = new Set<string>();
  const listen = async () => { for (const one of await sentences(room)) said.add(one); };
  // The page itself waits at most 30 s, for a worker that opens a run.
  const settled = () => expect.poll(async () => (await room.info()).phase, { timeout: 90_000 }).toMatch(/^(ready|paused|finished|failed)$/);
  const step = async () => (await room.info()).step;
  const trainTo = async (goal: number) => {
    for (let attempt = 0; attempt < 4 && await step() < goal; attempt++) {
      if (attempt > 0) noticed.add("training stopped");
      if (attempt > 1) await load();
      await room.trainError(goal - await step());
      await listen();
    }
  };
  const load = async () => {
    await listen();
    await page.reload();
    await page.waitForFunction(() => "elboRoom" in window);
    await settled();
    await listen();
  };
  /** Waits until the paused run is saved up to a step, which takes some seconds, or the page says that it is not. Another page looks, as this one's calls are counted. */
  const saved = async (upTo: number) => {
    const other = await page.context().newPage();
    await other.goto("./licences.txt");
    await expect.poll(async () => (await keptRuns(other)).some((kept) => kept.step === upTo) || (await sentences(room)).length > 0, { timeout: 20_000 }).toBe(true).catch(() => undefined);
    await other.close();
  };
  await room.visit(LINK);
  await settled();
  await trainTo(120);
  await page.evaluate(() => window.elboRoom.pause());
  const before = await step();
  await saved(before);
  await load();
  if (await step() < before) noticed.add("steps gone");
  await trainTo(150);
  const size = await page.evaluate(() => window.elboRoom.save().then((file) => file.size, () => 0));
  if (size === 0) noticed.add("not saved");
  const losses = await room.losses();
  const last = await step();
  await saved(last);
  await listen();
  await healCalls(page);
  const answer = [...said];
  await load();
  const after = await step();
  await room.trainError(10);
  return { losses: merged(losses, await room.losses()), said: answer, noticed: [...noticed], steps: [last, after], trainsOn: await step() === after + 10 };
}

const merged = (...all: readonly Losses[]): Losses => Object.fromEntries(
  Object.keys(all[0]!).map((id) => [id, all.flatMap((losses) => losses[id] ?? [])]),
);

/** The problems of a session as sentences. `right`: the losses of an undisturbed run. */
function wrongWith(outcome: Outcome | string, right: Losses): readonly string[] {
  if (typeof outcome === "string") return [outcome];
  const { losses, said, noticed, steps: [before, after], trainsOn } = outcome;
  const differing = Object.entries(losses).flatMap(([id, all]) => {
    const values = new Map(right[id]);
    return all.filter(([step, value]) => values.get(step) !== value).map(([step]) => `${id} differs at step ${step}`);
  });
  return [
    ...differing.slice(0, 1),
    ...(after < before && !said.some((one) => WARNINGS.test(one)) ? [`lost: steps ${after + 1} to ${before}`] : []),
    ...(noticed.length > 0 && said.length === 0 ? [`not a word about: ${noticed.join()}`] : []),
    ...(trainsOn ? [] : ["does not train on"]),
  ];
}

const named = ({ kind, call, lasts }: FailingCall) => `${kind}/${call}/${lasts ? "lasts" : "once"}`;

/** The named fault, or the sample: calls of each kind among those of a session without failures. */
function drawn(calls: Readonly<Record<CallKind, number>>): readonly FailingCall[] {
  if (ONLY) {
    const [kind, call, how] = ONLY.split("/") as [CallKind, string, string];
    return [{ kind, call: Number(call), lasts: how === "lasts" }];
  }
  const one = fc.constantFrom(...CALL_KINDS).chain((kind) => fc.record({ kind: fc.constant(kind), call: fc.integer({ min: 1, max: calls[kind] }), lasts: fc.boolean() }));
  return fc.sample(fc.noShrink(one), { seed, numRuns: sample });
}

test("whichever call fails, once or permanently, the losses are the same to the bit, and no loss of steps is silent", { tag: "@exhaustive" }, async ({ browser }) => {
  test.setTimeout(60_000 + 60_000 * sample);
  const attempt = async (failing: FailingCall | null) => {
    const context = await browser.newContext({ baseURL: test.info().project.use.baseURL! });
    const page = await context.newPage();
    const uncaught: string[] = [];
    page.on("pageerror", (error) => void uncaught.push(`uncaught: ${error.stack ?? error.message}`));
    await failCall(page, failing);
    const room = new Room(page);
    const outcome = await session(room).catch((error: unknown) => String(error));
    const counted = await countedCalls(page);
    await context.close();
    return { outcome, counted, uncaught };
  };
  const context = await browser.newContext({ baseURL: test.info().project.use.baseURL! });
  const plain = new Room(await context.newPage());
  await plain.open(LINK);
  await plain.trainSteps(200);
  const right = await plain.losses();
  await context.close();

  const { outcome, counted: { calls }, uncaught: nothing } = await attempt(null);
  expect([nothing, outcome, wrongWith(outcome, right)]).toEqual([[], expect.objectContaining({ said: [], noticed: [], steps: [150, 150] }), []]);
  const found: unknown[] = [];
  let struckOnes = 0;
  const faults = drawn(calls);
  for (const failing of faults) {
    const from = performance.now();
    const { outcome: its, counted: { struck }, uncaught } = await attempt(failing);
    const wrong = [...uncaught, ...wrongWith(its, right)];
    if (struck !== null) struckOnes++;
    if (ONLY || sample > 20) console.log(JSON.stringify({ name: named(failing), seconds: Math.round((performance.now() - from) / 1000), struck, wrong, its: typeof its === "string" ? null : [its.said, its.noticed] }));
    if (wrong.length > 0) found.push({ name: named(failing), struck, wrong });
  }
  expect(found).toEqual([]);
  expect(struckOnes).toBeGreaterThanOrEqual(faults.length / 2); // a faster page may make fewer calls
});
