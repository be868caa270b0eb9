/** The page and its worker in one process, on a virtual clock, where one call after the other fails. */
import { beforeAll, expect, it, vi } from "vitest";
import { useBackend } from "../../engine/testing";
import { readShards, type Shards } from "./shards";
import { simulate } from "./simulate";

vi.mock("../../engine/trainer/trainer", async (original) => {
  const real = await original<typeof import("../../engine/trainer/trainer")>();
  const { timedTrainers } = await import("./stepTime");
  return { ...real, createTrainer: timedTrainers(real.createTrainer) };
});

let shards: Shards;
beforeAll(async () => {
  shards = await readShards();
  await useBackend("wasm");
  // Loading takes real time, which a virtual clock does not know.
  await Promise.all([import("../keeping"), import("../runFiles"), import("../runCard"), import("../ownData"), import("../../engine/slowMotion/slowStep")]);
});


/** The steps whose losses differ by any bit. */
const differing = (losses: ReadonlyMap<number, readonly number[]>, reference: ReadonlyMap<number, readonly number[]>): number[] =>
  [...losses].filter(([step, values]) => String(values) !== String(reference.get(step))).map(([step]) => step);

/** Of so many calls one is tried. All of them: `EVERY=1`. */
const EVERY = Number(process.env["EVERY"] ?? 24);

it("whichever single call fails, the run loses no step and its losses are equal to the bit", async () => {
  const reference = await simulate(shards, {}, 1500);
  const plain = await simulate(shards);
  expect([plain.error, plain.world.uncaught, plain.outcome?.said]).toEqual([null, [], []]);
  expect(differing(plain.outcome!.losses, reference.outcome!.losses)).toEqual([]);
  for (const kind of ["texts", "database", "fetch", "worker"] as const) for (let call = 1; call <= plain.world.calls[kind]; call += EVERY) {
    const { outcome, error, world } = await simulate(shards, { fault: { kind, call, lasts: false } });
    const kept = outcome && outcome.reached && outcome.afterReload >= outcome.beforeReload && outcome.savedBytes > 0;
    expect({ struck: world.struck, error, kept, uncaught: world.uncaught, differing: outcome && differing(outcome.losses, reference.outcome!.losses) })
      .toEqual({ struck: world.struck, error: null, kept: true, uncaught: [], differing: [] });
  }
}, 600_000);
