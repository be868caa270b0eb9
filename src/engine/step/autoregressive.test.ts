import { dispose, tensor2d, tidy, type Tensor } from "@tensorflow/tfjs-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { normals } from "../../core/run/philox";
import type { Tensor2D } from "../../core/model/tf";
import { tf } from "../device/tf";
import { bind, initialise } from "./weights";
import { useBackend } from "../testing";
import { autoregressive, drawSymbol, logProbabilities } from "../../subject/models/shared/autoregressive";
import { codebook } from "../../subject/models/shared/layers";

beforeAll(() => useBackend("wasm"));

const noise = (count: number, lane: number) => normals({ seed: 7, purpose: "z", step: 0, lane }, count);

describe("the network", () => {
  const sizes = { places: 4, width: 2, symbols: 3, hidden: 12 };
  const specs = { symbols: autoregressive(sizes) };
  let weights: Record<string, Tensor>;
  beforeAll(() => { weights = initialise(specs, 3); });
  afterAll(() => dispose(weights));
  /** The probabilities [places][symbols] for one row of vectors. */
  const logPs = (z: Float32Array): number[][] => tidy(() =>
    logProbabilities(tf, bind(specs, weights, "use")["symbols"]!, tensor2d(z, [1, z.length]), sizes).arraySync());

  it("gives each place probabilities that add up to one", () => {
    for (const row of logPs(noise(8, 1))) expect(row.reduce((sum, logP) => sum + Math.exp(logP), 0)).toBeCloseTo(1, 5);
  });

  it("lets each place depend on all before it, and on nothing else", () => {
    const z = noise(8, 1);
    const before = logPs(z);
    for (let place = 0; place < sizes.places; place++) {
      const moved = Float32Array.from(z, (value, i) => (Math.floor(i / sizes.width) === place ? value + 3 : value));
      const changed = logPs(moved).map((row, at) => row.some((logP, k) => logP !== before[at]![k]));
      expect(changed).toEqual([0, 1, 2, 3].map((at) => at > place));
    }
  });
});

it("a symbol is drawn as often as its probability says", () => {
  const p = [0.5, 0.2, 0, 0.3];
  const draws = 20_000;
  const counts = tidy(() => {
    const drawn = drawSymbol(tf, tensor2d(Array.from({ length: draws }, () => p)), tensor2d(noise(draws, 2), [draws, 1]));
    expect(tf.sum(drawn, 1).arraySync()).toEqual(Array<number>(draws).fill(1));
    return tf.sum(drawn, 0).arraySync() as number[];
  });
  p.forEach((share, k) => expect(Math.abs(counts[k]! / draws - share)).toBeLessThanOrEqual(4 * Math.sqrt((share * (1 - share)) / draws) + 0.0004));
});

it("extreme noise still draws a symbol", () => {
  const far = tensor2d([[-40], [-6], [6], [40]]);
  const p = tensor2d(Array.from({ length: 4 }, () => Array<number>(64).fill(1 / 64)));
  expect(tidy(() => tf.sum(drawSymbol(tf, p, far), 1).arraySync())).toEqual([1, 1, 1, 1]);
  dispose([far, p]);
});

it("codebook entries move to the mean of the vectors assigned to them; unassigned ones stay, and all stay outside of training", () => {
  const layer = codebook(3, 2, { decay: 0.5 });
  let state: Record<string, Tensor2D> = {
    entries: tensor2d([[9, 9], [-1, 0], [5, 5]]), counts: tensor2d([[0], [0], [0]]), sums: tensor2d([[0, 0], [0, 0], [0, 0]]),
  };
  const data = tensor2d([[1, 2, 1, 0, 0], [3, 4, 1, 0, 0], [-7, 6, 0, 1, 0]]);
  const call = (mode: "train" | "use", x: Tensor2D) => {
    const next: Record<string, Tensor2D> = {};
    layer.apply(tf, state, x, { mode, update: (name, value) => { next[name] = value as Tensor2D; } });
    return next;
  };
  expect(call("use", data)).toEqual({});
  expect(call("train", tensor2d([[0]]))).toEqual({});
  for (let i = 0; i < 12; i++) state = call("train", data);
  const entries = state["entries"]!.arraySync();
  [[2, 3], [-7, 6], [5, 5]].forEach((wanted, k) => wanted.forEach((value, j) => expect(entries[k]![j]).toBeCloseTo(value, 1)));
});
