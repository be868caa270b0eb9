import { tensor, type Tensor } from "@tensorflow/tfjs-core";
import { beforeAll, expect, it } from "vitest";
import { normals } from "../../../core/run/philox";
import { interpretGraph } from "step-compiler/ir/interpret";
import { trace } from "step-compiler/trace/trace";
import { useBackend } from "../../testing";
import { adamUpdate, factors, SMALLEST_MEAN, type AdamFactors } from "./adam";
import { ADAM_MEANING } from "./adam.trace";

beforeAll(async () => {
  await useBackend("cpu");
});

const shapes = { weight: [3, 4], m: [3, 4], v: [3, 4], gradient: [3, 4] };
const values = Object.fromEntries(Object.keys(shapes).map((name, step) => {
  const drawn = Float32Array.from(normals({ seed: 5, purpose: "sample", step }, 12));
  return [name, name === "v" ? drawn.map(Math.abs) : drawn];
}));

const update = (tensors: Record<string, Tensor>, all: AdamFactors): Record<string, Tensor> => ({
  ...adamUpdate({ weight: tensors["weight"]!, m: tensors["m"]!, v: tensors["v"]! }, tensors["gradient"]!, all),
});

const SETTINGS = { lr: 1e-2, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

const CASES = {
  "adam": SETTINGS,
  "adam without momentum": { ...SETTINGS, beta1: 0 },
  "rmsProp": { ...SETTINGS, beta1: 0, corrected: false },
};

for (const [name, settings] of Object.entries(CASES)) {
  it(`is the kernel, at any step: ${name}`, async () => {
    const first = factors({ ...settings, t: 1 });
    const graph = trace(
      (tensors, { rate, vScale }) => update(tensors, { ...first, rate: rate!, vScale: vScale! }),
      shapes, { rate: first.rate, vScale: first.vScale }, { kernels: ADAM_MEANING },
    );
    for (const t of [1, 2, 1000]) {
      const { rate, vScale } = factors({ ...settings, t });
      const tensors = Object.fromEntries(Object.entries(shapes).map(([key, shape]) => [key, tensor(values[key]!, shape)]));
      const eager = update(tensors, factors({ ...settings, t }));
      const traced = interpretGraph(graph, { ...values, rate, vScale });
      for (const [key, result] of Object.entries(eager)) {
        const expected = await result.data<"float32">();
        expected.forEach((value, i) => expect(traced[key]![i]).toBeCloseTo(value, 5));
      }
      for (const each of [...Object.values(tensors), ...Object.values(eager)]) each.dispose();
    }
  });
}

it.each(["cpu", "wasm"] as const)("means that shrink become 0 and never subnormal, and NaN stays: %s", async (backend) => {
  await useBackend(backend);
  const small = 1.05 * SMALLEST_MEAN; // after one update it would be subnormal
  const means = { weight: [1, 1, 1, 1, 1], m: [small, -small, 2 * small, NaN, 0], v: [1, 1.0005 * SMALLEST_MEAN, 2 * small, NaN, 0], gradient: [0, 0, 0, 0, 0] };
  const all = factors({ ...SETTINGS, t: 1000 });
  const { m, v, weight } = update(Object.fromEntries(Object.entries(means).map(([key, numbers]) => [key, tensor(numbers)])), all);
  const graph = trace((tensors) => update(tensors, all), Object.fromEntries(Object.keys(means).map((key) => [key, [5]])), {}, { kernels: ADAM_MEANING });
  const traced = interpretGraph(graph, Object.fromEntries(Object.entries(means).map(([key, numbers]) => [key, Float32Array.from(numbers)])));
  for (const { m: nextM, v: nextV } of [traced, { m: await m!.data<"float32">(), v: await v!.data<"float32">() }]) {
    expect([...nextM!]).toEqual([0, 0, expect.closeTo(1.8 * small, 43), NaN, 0]);
    expect([...nextV!]).toEqual([expect.closeTo(0.999), 0, expect.closeTo(1.998 * small, 43), NaN, 0]);
  }
  expect([...await weight!.data<"float32">()]).toEqual([1, 1, 1, NaN, 1]);
});

it("does not read what it does not need", () => {
  const graph = trace(
    (tensors, { rate }) => update(tensors, { ...factors({ ...SETTINGS, beta1: 0, t: 1 }), rate: rate! }),
    shapes, { rate: 1 }, { kernels: ADAM_MEANING },
  );
  const inputs = graph.nodes.flatMap((node) => (node.op === "input" ? [node.name] : []));
  expect(inputs.sort()).toEqual(["gradient", "rate", "v", "weight"]);
  expect(graph.outputs["m"]).toBe(graph.nodes.findIndex((node) => node.op === "input" && node.name === "gradient"));
});
