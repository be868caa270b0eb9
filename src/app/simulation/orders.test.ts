/**
 * Stories of a reader with one or two tabs, whose messages are delivered in orders that a seed draws. `npm run soak -- --orders 0..100000` tells
 * those of other seeds, as `ORDERS=0..100000` in the environment does.
 */
import { beforeAll, expect, it, vi } from "vitest";
import type { PictureSource } from "../../engine/pictures/pictureSource";
import type { HeldOutInputs } from "../../engine/measurements/heldOut";
import type { Still } from "../../engine/step/still";
import { tellStory } from "./orders";

vi.mock("../../engine/trainer/trainer", async (original) => ({
  ...await original<object>(), createTrainer: (await import("./stubTrainer")).createStubTrainer,
}));
vi.mock("../../engine/scheduling/tasks", async (original) => ({ ...await original<object>(), nextTask: (await import("./stubTrainer")).laterTask }));
vi.mock("../../engine/device/backends/start", () => ({ startBackend: async () => undefined, stopBackend: () => undefined, wouldBeEmulated: async () => true }));
vi.mock("../../engine/step/weights", async (original) => {
  const real = await original<typeof import("../../engine/step/weights")>();
  const { stubTensor } = await import("./stubTrainer");
  return {
    ...real, retain: (tensors: object) => tensors, release: () => undefined,
    tensorsOf: (networks: Parameters<typeof real.tensorsOf>[0], values: Readonly<Record<string, Float32Array>>) =>
      Object.fromEntries(real.parametersOf(networks).map(({ name, shape }) => [name, stubTensor(values[name]!, shape)])),
  };
});
vi.mock("../../engine/pictures/pictures", async (original) => {
  const { decodedAt, laterTask, numberOfWeights } = await import("./stubTrainer");
  return { ...await original<object>(), decodeImages: async ({ weights }: Still, z: Float32Array) => {
    const decoded = Float32Array.of(decodedAt(numberOfWeights(weights), z));
    await laterTask();
    return decoded;
  } };
});
vi.mock("../../engine/pictures/pictureJobs", () => ({ pictureJobs: (source: PictureSource, credits: { has(kind: string): boolean }) => {
  let shown: number | null = null;
  return [{
    name: "samples", every: 80, due: () => source.watch().samples && credits.has("samples") && shown !== source.still.step,
    run: async function* samples() {
      shown = source.still.step;
      source.send({ kind: "samples", step: source.still.step, count: 1, pixels: new Uint8Array(784) });
    },
  }];
} }));
vi.mock("../../engine/measurements/heldOut", async () => {
  const { numberOfWeights } = await import("./stubTrainer");
  return { measureHeldOut: async function* ({ step, weights }: HeldOutInputs) {
    yield;
    return { step, images: 1, values: { total: numberOfWeights(weights) } };
  } };
});

/** A seed takes about 0.15 s. */
const SAMPLE = process.env["EXHAUSTIVE"] ? "0..2000" : "0..60";
const [FROM = 0, TO = 60] = (process.env["ORDERS"] ?? SAMPLE).split("..").map(Number);

const MOST_FAILURES = 10;

// Loading takes real time, which a virtual clock does not know.
beforeAll(async () => {
  await Promise.all([import("../keeping"), import("../runFiles"), import("../runCard"), import("../ownData"), import("../../engine/slowMotion/slowStep")]);
  await tellStory(0);
});

it("the same seed tells the same story, to the byte", async () => {
  for (const seed of [FROM, FROM + 1, FROM + 2]) {
    const [one, two] = [await tellStory(seed), await tellStory(seed)];
    expect(two.trace.join("\n")).toBe(one.trace.join("\n"));
    expect(one.trace.length).toBeGreaterThan(100);
  }
});

it(`whatever the order of messages, a run shows its own losses, keeps its steps and stays one tab's: seeds ${FROM} to ${TO}`, async () => {
  const failures: { seed: number; actions: readonly string[]; problems: readonly string[] }[] = [];
  const begun = performance.now();
  for (let seed = FROM; seed < TO && failures.length < MOST_FAILURES; seed++) {
    const { actions, problems } = await tellStory(seed);
    if (problems.length > 0) failures.push({ seed, actions, problems });
    if (process.env["ORDERS"] && (seed + 1) % 1000 === 0) console.log(`${seed + 1 - FROM} seeds, up to ${seed + 1}: ${((performance.now() - begun) / (seed + 1 - FROM)).toFixed(1)} ms each`);
  }
  expect(failures).toEqual([]);
}, 24 * 3_600_000);
