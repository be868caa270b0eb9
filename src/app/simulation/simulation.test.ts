/**
 * The page and its worker in one process, on a virtual clock, where one call after the other fails, once or from then on. `EXHAUSTIVE=1` in the
 * environment lets each call fail, otherwise a sample of them does. A failure names its fault: `FAULT=training/database/12/once` repeats it.
 */
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { useBackend } from "../../engine/testing";
import { CHAPTERS, type Chapter } from "./session";
import { readShards, type Shards } from "./shards";
import { simulate, type Simulated } from "./simulate";
import type { CallKind, Fault } from "./world";

vi.mock("../../engine/trainer/trainer", async (original) => {
  const real = await original<typeof import("../../engine/trainer/trainer")>();
  const { timedTrainers } = await import("./stepTime");
  return { ...real, createTrainer: timedTrainers(real.createTrainer) };
});
vi.mock("../../engine/scheduling/tasks", async (original) => {
  const real = await original<typeof import("../../engine/scheduling/tasks")>();
  const { turnsInWorld } = await import("./stepTime");
  return { ...real, nextTask: turnsInWorld(real.nextTask) };
});
vi.mock("../../engine/device/backends/start", async (original) => {
  const real = await original<typeof import("../../engine/device/backends/start")>();
  const { devicesInWorld } = await import("./stepTime");
  return { ...real, startBackend: devicesInWorld(real.startBackend) };
});

// The map of codes takes half of a session's real time, and no call that the other pictures do not make, too.
vi.mock("../watch", async (original) => {
  const { watchOf, ...real } = await original<typeof import("../watch")>();
  return { ...real, watchOf: (state: Parameters<typeof watchOf>[0]) => ({ ...watchOf(state), codes: null, manifold: null }) };
});
// Each session prepares the same drawings, which takes seconds.
vi.mock("../../data/own/drawn", async (original) => {
  const { givenOfDrawings, ...real } = await original<typeof import("../../data/own/drawn")>();
  const given = new Map<string, ReturnType<typeof givenOfDrawings>>();
  return { ...real, givenOfDrawings: (...drawn: Parameters<typeof givenOfDrawings>) => {
    const key = JSON.stringify(drawn);
    if (!given.has(key)) given.set(key, givenOfDrawings(...drawn));
    return given.get(key);
  } };
});
vi.mock("../../data/own/prepare", async (original) => {
  const { prepare, ...real } = await original<typeof import("../../data/own/prepare")>();
  const prepared = new WeakMap<object, Awaited<ReturnType<typeof prepare>>>();
  return { ...real, prepare: async (...[given, wishes, onProgress]: Parameters<typeof prepare>) => {
    onProgress!(0);
    if (!prepared.has(given)) prepared.set(given, await prepare(given, wishes));
    return prepared.get(given);
  } };
});

let shards: Shards;
beforeAll(async () => {
  shards = await readShards();
  await useBackend("wasm");
  // Loading takes real time, which a virtual clock does not know.
  await Promise.all([import("../keeping"), import("../runFiles"), import("../runCard"), import("../ownData"), import("../../engine/slowMotion/slowStep")]);
}, 120_000);

/** Of so many calls of a kind one is tried. */
const EVERY = process.env["EXHAUSTIVE"] || process.env["FAULT"] ? 1 : 60;
/** Only this fault, or those whose names begin so; what came of each is printed. */
const ONLY = process.env["FAULT"] ?? "";

/** Steps in all that no session goes beyond. */
const MOST = 600;

/** What is wrong with it, in words. */
function wrongWith({ outcome, error, world }: Simulated, reference: Simulated): readonly string[] {
  if (!outcome) return [String(error)];
  const right = new Map(reference.outcome!.losses);
  const differing = outcome.losses.filter(([step, values]) => String(values) !== String(right.get(step))).map(([step]) => step);
  return [
    ...world.uncaught.map((one) => `uncaught: ${String(one)}`),
    ...(differing.length > 0 ? [`losses differ from step ${differing[0]!} on`] : []),
    ...outcome.lost.map((what) => `lost: ${what}`),
    ...(outcome.noticed.length > 0 && outcome.said.length === 0 ? [`not a word about: ${outcome.noticed.join()}`] : []),
  ];
}

/** Of so many calls, in both ways of failing, as `FAULT` names them. */
const faultsOf = (chapter: Chapter, kind: CallKind, calls: number): readonly (Fault & { readonly name: string })[] => [false, true].flatMap((lasts) => {
  const first = (lasts ? Math.floor(EVERY / 2) : 0) % calls;
  return Array.from({ length: Math.ceil((calls - first) / EVERY) }, (_, i) => first + 1 + i * EVERY)
    .map((call) => ({ kind, call, lasts, name: `${chapter}/${kind}/${call}/${lasts ? "lasts" : "once"}` }));
});

const counted: string[] = [];
afterAll(() => { if (EVERY === 1) console.log(["| chapter | call | once | for good |", "|---|---|---:|---:|", ...counted].join("\n")); });

it.each(Object.keys(CHAPTERS) as Chapter[])("%s: whichever call fails, once or for good, nothing is lost without a word", async (chapter) => {
  if (!ONLY.startsWith(chapter) && !chapter.startsWith(ONLY)) return;
  const reference = await simulate(shards, chapter, {}, MOST);
  const plain = await simulate(shards, chapter);
  expect([plain.error, plain.outcome?.said, plain.outcome?.noticed, wrongWith(plain, reference)]).toEqual([null, [], [], []]);
  const found: unknown[] = [];
  for (const kind of CHAPTERS[chapter].kinds) {
    const faults = faultsOf(chapter, kind, plain.world.calls[kind]).filter(({ name }) => name.startsWith(ONLY));
    for (const { name, ...fault } of faults) {
      const simulated = await simulate(shards, chapter, { fault });
      const { world: { struck }, outcome } = simulated;
      const wrong = struck === null ? ["no call failed"] : wrongWith(simulated, reference);
      if (wrong.length > 0) found.push({ name, struck, wrong, said: outcome?.said });
      if (process.env["FAULT"]) console.log(JSON.stringify({ name, struck, wrong, said: outcome?.said, noticed: outcome?.noticed }));
    }
    counted.push(`| ${chapter} | ${kind} | ${faults.filter(({ lasts }) => !lasts).length} | ${faults.filter(({ lasts }) => lasts).length} |`);
  }
  expect(found).toEqual([]);
  // What one world leaves behind does not reach the next.
  expect((await simulate(shards, chapter)).world.calls).toEqual(plain.world.calls);
}, 24 * 3_600_000);
