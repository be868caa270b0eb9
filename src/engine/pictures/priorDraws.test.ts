import { dispose, tensor2d, tidy } from "@tensorflow/tfjs-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { defaultsOf, type HyperparameterValues } from "../../core/model/hyperparameters";
import type { Model } from "../../core/model/model";
import { normals } from "../../core/run/philox";
import { estimate } from "../../subject/metrics/estimate";
import { findModel } from "../../subject/models/registry";
import { tf } from "../device/tf";
import { bind, initialise, type Tensors } from "../step/weights";
import { modelCases, useBackend } from "../testing";
import { codeOfNoise, drawCodes, priorSeen, sampled } from "./priorDraws";
import type { FrozenModel } from "../step/frozenModel";

beforeAll(() => useBackend("wasm"));

const stream = { seed: 3, purpose: "sample", step: 2, lane: 9 } as const;

function stillOf(model: Model, change: HyperparameterValues): FrozenModel {
  const h = { ...defaultsOf(model.hyperparameters), ...change };
  const specs = model.networks(h);
  return { model, specs, h, weights: initialise(specs, 5) };
}

it("a code of N(0, I) is its noise, bit for bit", async () => {
  const model = findModel("vae")!;
  const frozen = stillOf(model, { latent: 3, hidden: 16 });
  expect(await drawCodes(frozen, stream, 4)).toEqual(normals(stream, 12));
  const z = [0.1, 0.2, 0.3];
  expect(await codeOfNoise(frozen, { z, choice: 0.5 })).toBe(z);
  dispose(frozen.weights as Record<string, Tensors[string]>);
});

/** Every setting with a mixture prior. */
const mixtures = modelCases.flatMap(({ name, model, h }) =>
  (model.prior.kind === "mixture" ? [[name, model, model.prior, { ...h, latent: 2, components: 5 }] as const] : []));

it("there are learned mixtures", () => expect(mixtures.length).toBeGreaterThan(0));

describe.each(mixtures)("the prior of %s", (_, model, prior, h) => {
  let frozen: FrozenModel;
  beforeAll(() => { frozen = stillOf(model, h); });
  afterAll(() => dispose(frozen.weights as Record<string, Tensors[string]>));

  const densities = (codes: Float32Array): Float32Array => tidy(() =>
    prior.logDensity(tf, bind(frozen.specs, frozen.weights, "use"), tensor2d(codes, [codes.length / 2, 2]), frozen.h).dataSync<"float32">());

  /** The side of grid squares, out to where the density is negligible. */
  const SIDE = 0.1;
  const REACH = 8;

  function grid(): Float32Array {
    const cells = Math.round((2 * REACH) / SIDE);
    return Float32Array.from({ length: 2 * cells ** 2 }, (_, i) => {
      const cell = i >> 1;
      return ((i % 2 === 0 ? cell % cells : Math.floor(cell / cells)) + 0.5) * SIDE - REACH;
    });
  }

  it("has a density that integrates to one", () => {
    const sum = densities(grid()).reduce((total, value) => total + Math.exp(value) * SIDE ** 2, 0);
    expect(sum).toBeCloseTo(1, 4);
  });

  it("is the density of its draws: their mean log density is the negative entropy", async () => {
    const entropy = -densities(grid()).reduce((total, value) => total + Math.exp(value) * value * SIDE ** 2, 0);
    const { mean, standardError } = estimate(densities(await drawCodes(frozen, stream, 20_000)));
    expect(standardError).toBeLessThan(0.02);
    expect(Math.abs(mean + entropy)).toBeLessThan(4 * standardError);
  });

  it("gives other draws from the same noise when its weights change", async () => {
    const other = stillOf(model, h);
    const moved = { ...frozen, weights: Object.fromEntries(Object.entries(other.weights).map(([name, value]) => [name, tf.add(value, 1)])) };
    const before = await drawCodes(frozen, stream, 10);
    expect(await drawCodes(frozen, stream, 10)).toEqual(before);
    expect(await drawCodes(moved, stream, 10)).not.toEqual(before);
    dispose([...Object.values(other.weights), ...Object.values(moved.weights)]);
  });
});

describe("a sampler", () => {
  const PLACES = 3, WIDTH = 4;
  const noise = normals(stream, 5 * PLACES * WIDTH);

  /** The sampler's states, [steps + 1][n × d]. */
  async function waysOf(id: string, change: HyperparameterValues) {
    const frozen = stillOf(findModel(id)!, { latent: PLACES * WIDTH, hidden: 16, ...change });
    const { prior } = frozen.model;
    if (prior.kind !== "sampler") throw new Error("no sampler");
    const ways = await sampled(prior, frozen, noise);
    const drawn = await drawCodes(frozen, stream, 5);
    expect(drawn).toEqual(ways.at(-1));
    expect(await codeOfNoise(frozen, { z: [...noise.subarray(0, PLACES * WIDTH)], choice: 0.5 })).toEqual(drawn.slice(0, PLACES * WIDTH));
    const seen = await priorSeen({ u: [1, ...Array<number>(11).fill(0)], v: [0, 1, ...Array<number>(10).fill(0)], centre: Array<number>(12).fill(0) }, frozen, 1);
    return { frozen, ways, seen };
  }

  it("of symbols draws one position after the other, each an entry of the codebook", async () => {
    const { frozen, ways, seen } = await waysOf("vq-vae", { entries: 6 });
    expect(ways).toHaveLength(PLACES + 1);
    const entries = [...frozen.weights["dictionary/codebook/entries"]!.dataSync<"float32">()];
    ways.forEach((codes, done) => codes.forEach((value, i) => {
      const drawn = Math.floor((i % (PLACES * WIDTH)) / WIDTH) < done;
      if (drawn) expect(entries).toContain(value);
      else expect(value).toBe(noise[i]);
    }));
    expect(seen).toBeNull();
    dispose(frozen.weights as Record<string, Tensors[string]>);
  });

  it("of a flow moves the whole code in the set number of steps, and gives trajectories", async () => {
    const { frozen, ways, seen } = await waysOf("latent-flow", { flowSteps: 4, flowWidth: 16 });
    expect(ways).toHaveLength(5);
    expect(ways[4]!.every((value, i) => value !== noise[i])).toBe(true);
    expect(seen?.kind === "ways" && seen.ways[0]).toHaveLength(5);
    dispose(frozen.weights as Record<string, Tensors[string]>);
  });
});
