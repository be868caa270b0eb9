import { memory, tensor, type Tensor } from "@tensorflow/tfjs-core";
import { beforeAll, expect, it } from "vitest";
import { normals } from "../../core/run/philox";
import { interpretGraph } from "step-compiler/ir/interpret";
import { trace } from "step-compiler/trace/trace";
import { useBackend } from "../testing";
import { adamUpdate, factors, SMALLEST_MEAN, type AdamFactors } from "./adam";

beforeAll(async () => {
  await useBackend("cpu");
});

const NAMES = ["weight", "m", "v", "gradient"] as const;
type Numbers = Readonly<Record<string, Float32Array>>;

const update = (tensors: Readonly<Record<string, Tensor>>, all: AdamFactors): Record<string, Tensor> =>
  adamUpdate({ weight: tensors["weight"]!, m: tensors["m"]!, v: tensors["v"]! }, tensors["gradient"]!, all);

/** The update as the backend in use computes it. Holds no tensor afterwards. */
function eager(numbers: Numbers, all: AdamFactors): Numbers {
  const tensors = Object.fromEntries(NAMES.map((name) => [name, tensor(numbers[name]!)]));
  const next = update(tensors, all);
  const read = Object.fromEntries(Object.entries(next).map(([name, result]) => [name, Float32Array.from(result.dataSync())]));
  for (const each of [...Object.values(tensors), ...Object.values(next)]) each.dispose();
  return read;
}

/** The graph of the update of this many elements. Its rate and the scale of v are inputs. */
const graphOf = (count: number, all: AdamFactors) => trace(
  (tensors, { rate, vScale }) => update(tensors, { ...all, rate: rate!, vScale: vScale! }),
  Object.fromEntries(NAMES.map((name) => [name, [count]])), { rate: all.rate, vScale: all.vScale },
);

const SETTINGS = { lr: 1e-2, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
const OPTIMISERS = {
  Adam: SETTINGS,
  "Adam without momentum": { ...SETTINGS, beta1: 0 },
  RMSProp: { ...SETTINGS, beta1: 0, corrected: false },
  "SGD with momentum": { ...SETTINGS, beta2: 0, epsilon: 1, corrected: false, adaptive: false },
};

it.each(Object.entries(OPTIMISERS).flatMap(([name, settings]) => (["cpu", "wasm"] as const).map((backend) => ({ name, settings, backend }))))(
  "fifty updates agree with double precision, eager on $backend and traced: $name", async ({ settings, backend }) => {
    await useBackend(backend);
    const tensors = memory().numTensors;
    const { beta1, beta2, epsilon, lr } = settings;
    const count = 165;
    const graph = graphOf(count, factors({ ...settings, t: 1 }));
    const exact = { weight: Float64Array.from(normals({ seed: 5, purpose: "sample", step: 0 }, count)), m: new Float64Array(count), v: new Float64Array(count) };
    const start = { weight: Float32Array.from(exact.weight), m: new Float32Array(count), v: new Float32Array(count) };
    let [now, traced]: readonly [Numbers, Numbers] = [start, start];
    for (let t = 1; t <= 50; t++) {
      const gradient = Float32Array.from(normals({ seed: 5, purpose: "sample", step: t }, count));
      const all = factors({ ...settings, t });
      now = eager({ ...now, gradient }, all);
      traced = interpretGraph(graph, { ...traced, gradient, rate: all.rate, vScale: all.vScale });
      gradient.forEach((g, i) => {
        exact.m[i] = beta1 * exact.m[i]! + (1 - beta1) * g;
        exact.v[i] = beta2 * exact.v[i]! + (1 - beta2) * g * g;
        const [correction, squareCorrection] = "corrected" in settings ? [1, 1] : [1 - beta1 ** t, 1 - beta2 ** t];
        exact.weight[i]! -= "adaptive" in settings ? (lr * exact.m[i]!) / (1 - beta1)
          : (lr * exact.m[i]!) / correction / (Math.sqrt(exact.v[i]! / squareCorrection) + epsilon);
      });
    }
    for (const found of [now, traced]) {
      for (const part of ["weight", "m", "v"] as const) exact[part].forEach((value, i) => expect(Math.abs(found[part]![i]! - value), part).toBeLessThan(2e-6));
    }
    expect(memory().numTensors).toBe(tensors);
  });

it.each(["cpu", "wasm"] as const)("means that shrink become 0 and never subnormal, and NaN stays: %s", async (backend) => {
  await useBackend(backend);
  const small = 1.05 * SMALLEST_MEAN; // after one update it would be subnormal
  const means = { weight: [1, 1, 1, 1, 1], m: [small, -small, 2 * small, NaN, 0], v: [1, 1.0005 * SMALLEST_MEAN, 2 * small, NaN, 0], gradient: [0, 0, 0, 0, 0] };
  const numbers = Object.fromEntries(Object.entries(means).map(([name, values]) => [name, Float32Array.from(values)]));
  const all = factors({ ...SETTINGS, t: 1000 });
  const traced = interpretGraph(graphOf(5, all), { ...numbers, rate: all.rate, vScale: all.vScale });
  for (const { weight, m, v } of [eager(numbers, all), traced]) {
    expect([...m!]).toEqual([0, 0, expect.closeTo(1.8 * small, 43), NaN, 0]);
    expect([...v!]).toEqual([expect.closeTo(0.999), 0, expect.closeTo(1.998 * small, 43), NaN, 0]);
    expect([...weight!]).toEqual([1, 1, 1, NaN, 1]);
  }
});

it("does not read what it does not need", () => {
  const graph = graphOf(12, factors({ ...SETTINGS, beta1: 0, t: 1 }));
  const inputs = graph.nodes.flatMap((node) => (node.op === "input" ? [node.name] : []));
  expect(inputs.sort()).toEqual(["gradient", "rate", "v", "vScale", "weight"]);
  expect(graph.outputs["m"]).toBe(graph.nodes.findIndex((node) => node.op === "input" && node.name === "gradient"));
});
