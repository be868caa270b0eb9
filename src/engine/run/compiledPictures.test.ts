/** Compiled functions give the same pictures as eager ones. */
import { memory, tidy } from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../../core/testing";
import { normals } from "../../core/run/philox";
import { PIXELS } from "../../core/run/runConfig";
import { widthOf } from "../../subject/data/registry";
import { decodeImages, posteriorMeans } from "../pictures/pictures";
import type { Functions, FrozenModel } from "../step/frozenModel";
import { initialise, release } from "../step/weights";
import { greyBatch, modelCases, someCases, useBackend, type ModelCase } from "../testing";
import { CompiledFunctions } from "../trainer/functions";

beforeAll(() => useBackend("wasm"));

const ROWS = 20;
const OFF = 1e-4;

/** Repeats until it is compiled; returns the compiled and the eager result. */
async function both(frozen: FrozenModel, ask: (frozen: FrozenModel) => Promise<Float32Array | null>) {
  const compiled = new CompiledFunctions({});
  let used = false;
  const functions: Functions = {
    compute(...request) {
      const computed = compiled.compute(...request);
      used = computed !== null;
      return computed;
    },
  };
  const eager = await ask(frozen);
  const quick = await eventually(async () => {
    const numbers = await ask({ ...frozen, functions });
    expect(used).toBe(true);
    return numbers;
  });
  compiled.dispose();
  return { eager: eager!, quick: quick! };
}

function farthest(a: Float32Array, b: Float32Array): number {
  expect(a.length).toBe(b.length);
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
}

const stillOf = ({ model, h }: Omit<ModelCase, "name">): FrozenModel => {
  const specs = model.networks(h);
  return { model, h, specs, weights: tidy(() => initialise(specs, 5)) };
};

describe.each(someCases)("$name", ({ model, h }) => {
  // pixel-flow decodes by a live setting, the number of steps, which would become a constant of compiled code.
  it.skipIf(model.id === "pixel-flow")("decodes as it does eagerly", async () => {
    const frozen = stillOf({ model, h });
    const z = normals({ seed: 1, purpose: "sample", step: 0, lane: 0 }, ROWS * Number(h["latent"]));
    const classes = Uint8Array.from({ length: ROWS }, (_, i) => i % 10);
    const pixels = new Float32Array(ROWS * PIXELS).fill(0.5);
    const originals = model.given ? { pixels, indices: Array.from(classes) } : undefined;
    const { eager, quick } = await both(frozen, (one) => decodeImages(one, z, classes, originals));
    expect(farthest(eager, quick)).toBeLessThan(OFF);
    release(frozen.weights);
  }, 30_000);

  it.runIf(model.encode)("encodes as it does eagerly", async () => {
    const frozen = stillOf({ model, h });
    const { eager, quick } = await both(frozen, (one) => posteriorMeans(one, () => greyBatch(ROWS, 1, widthOf(h))));
    expect(farthest(eager, quick)).toBeLessThan(OFF * Math.max(1, ...eager.map(Math.abs)));
    release(frozen.weights);
  }, 30_000);
});

it("uses the current weights, and leaves no tensor", async () => {
  const { model, h } = modelCases.find(({ name }) => name === "vae")!;
  const frozen = stillOf({ model, h });
  const other = { ...frozen, weights: tidy(() => initialise(frozen.specs, 6)) };
  const z = new Float32Array(ROWS * 2).fill(0.5);
  const decode = (one: FrozenModel) => decodeImages(one, z, new Uint8Array(ROWS));
  const before = memory().numTensors;
  const [one, eager] = [await decode(frozen), await decode(other)];
  const { quick } = await both(frozen, async (asked) => {
    await decode(asked);
    return decode({ ...other, functions: asked.functions });
  });
  expect(farthest(quick, eager)).toBeLessThan(OFF);
  expect(farthest(quick, one)).toBeGreaterThan(10 * OFF);
  expect(memory().numTensors).toBe(before);
});
