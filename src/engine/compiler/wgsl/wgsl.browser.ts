/** Checks of the shaders on a device, against plans read literally. Run by a page in a browser. */
import { compileWgsl, type WgslStep } from ".";
import { FUNCTIONS, interpretPlan } from "../interpret";
import { MAP_FUNCTIONS, type MapFunction } from "../graph";
import type { Plan } from "../plan";
import { plan as planOf } from "../planner";
import type { Scene } from "../testing";
import {
  convolution, filterGradient, matrixProduct, PlanBuilder, productCase, randomLoop, reductionOf, type Following,
  type PlanCase,
} from "./plans.browser";
import { largestError, type Check } from "./check";
import { checkRunning } from "./running.browser";
import { finiteScenes } from "./testing";
import type { Target } from "./tile";

/** `spare`: a device that is lost on the way. */
export async function checkWgsl(device: GPUDevice, spare: GPUDevice): Promise<Check[]> {
  const checks: Check[] = [];
  for (const planCase of [...loops(), ...products()]) checks.push(await checkPlan(device, planCase, "gpu"));
  for (const planCase of products()) checks.push(await checkPlan(device, planCase, "emulated"));
  for (const [at, scene] of finiteScenes(60).entries()) {
    checks.push(await checkScene(device, scene, at));
  }
  for (const fn of Object.keys(MAP_FUNCTIONS) as MapFunction[]) checks.push(await checkFunction(device, fn));
  checks.push(await checkNotFinite(device), await checkManyPoints(device));
  return [...checks, ...(await checkRunning(device, spare))];
}

const range = (count: number): number[] => [...Array(count).keys()];

function loops(): PlanCase[] {
  return [
    ...range(30).map((seed) => randomLoop(seed, false)),
    ...range(30).map((seed) => randomLoop(seed, true)),
    reductionOf([128, 784], []), reductionOf([128, 784], [0]), reductionOf([128, 784], [1]),
    reductionOf([64, 14, 14, 8], [3]), reductionOf([10, 3, 4000], [1]), reductionOf([3, 12288], [1]),
  ];
}

function products(): PlanCase[] {
  const all: readonly Following[] = ["nothing", "bias", "bias, product kept", "sums", "moment"];
  const sizes = [
    [1, 5, 7], [33, 17, 1], [3, 40, 50], [50, 3, 40], // as plain sums
    [40, 30, 20], [32, 64, 32], [100, 70, 90], [130, 20, 9], [7, 300, 66], [10, 50, 150], [20, 9, 10],
    [64, 200, 70], [33, 16, 128], // tiled
    [128, 784, 20], [64, 1024, 32], [20, 600, 20], [16, 512, 9], [66, 515, 67], [8, 300, 8], // tiled and split
  ] as const;
  const conv = { batch: 3, side: 12, from: 4, to: 8 };
  const tall = { batch: 16, side: 28, from: 1, to: 32 };
  return [
    ...sizes.map(([m, k, n], at) => {
      const [a, b] = [at % 2 === 1, at % 4 > 1];
      return productCase(`[${m},${k}]×[${k},${n}]${a ? " Aᵀ" : ""}${b ? " Bᵀ" : ""}`, matrixProduct(m, k, n, [a, b]), all[at % 5]!);
    }),
    ...all.map((following) => productCase("convolution", convolution(conv), following)),
    productCase("large convolution", convolution(tall), "bias"),
    productCase("filter gradient", filterGradient(conv), "nothing"),
    productCase("tall filter gradient", filterGradient(tall), "moment"),
    twoParts(),
  ];
}

/** Even and odd columns of a product from parts of their own, the odd ones over fewer inner indices. */
function twoParts(): PlanCase {
  const builder = new PlanBuilder(3);
  const [m, k, n] = [20, 12, 18];
  const part = (odd: number) => ({
    ...matrixProduct(m, k, n, [false, false]), columns: [{ size: n / 2, right: 2, out: 2 }],
    inner: [{ size: k - 2 * odd, left: 1, right: n }], rightOffset: odd, outOffset: odd,
  });
  const [left, right, out] = [builder.input(m * k), builder.input(k * n), builder.output(m * n)];
  builder.kernels.push({ kind: "contraction", left, right, out, parts: [part(0), part(1)], kept: true });
  return builder.done("a product in two parts");
}

async function using<T>(
  device: GPUDevice, plan: Plan, use: (step: WgslStep) => Promise<T>, target: Target = "gpu",
): Promise<T> {
  const step = await compileWgsl(plan, device, { target });
  try {
    return await use(step);
  } finally {
    step.dispose();
  }
}

/** Two steps of a plan, all outputs. */
async function checkPlan(device: GPUDevice, { name, plan, inputs }: PlanCase, target: Target): Promise<Check> {
  const expected = interpretPlan(plan);
  const maxError = await using(device, plan, async (step) => {
    for (const [input, data] of Object.entries(inputs)) {
      expected.write(input, data);
      step.write(input, data);
    }
    for (let i = 0; i < 2; i++) {
      expected.run();
      step.run();
    }
    const outputs = Object.keys(plan.outputs);
    const errors = await Promise.all(outputs.map(async (output) => largestError(await step.read(output), expected.read(output))));
    return Math.max(...errors);
  }, target);
  return { name: `${name}, ${target}`, maxError };
}

/** A random graph, planned as it is for this back end; two steps. */
async function checkScene(device: GPUDevice, { graph, steps }: Scene, at: number): Promise<Check> {
  const plan = planOf(graph, { epilogues: true, singleReduction: true });
  const expected = interpretPlan(plan);
  let maxError = 0;
  await using(device, plan, async (step) => {
    for (const inputs of steps) {
      for (const [name, value] of Object.entries(inputs)) {
        expected.write(name, value);
        step.write(name, value);
      }
      expected.run();
      step.run();
      for (const name of Object.keys(plan.outputs)) {
        maxError = Math.max(maxError, largestError(await step.read(name), expected.read(name)));
      }
    }
  });
  return { name: `random graph ${at}`, maxError };
}

/** Of one function of every element, or of an element and the one `shift` places after it. */
function mapPlan(fn: MapFunction, data: Float32Array, shift: number): PlanCase {
  const builder = new PlanBuilder(0);
  const size = data.length - shift;
  const storage = builder.input(data.length, data);
  builder.kernels.push({
    kind: "loop", dims: [size],
    body: [
      { kind: "load", from: { storage, offset: 0, strides: [1] } },
      { kind: "load", from: { storage, offset: shift, strides: [1] } },
      { kind: "map", fn, args: MAP_FUNCTIONS[fn] === 1 ? [0] : [0, 1] },
    ],
    stores: [{ value: 2, combine: "set", to: { storage: builder.output(size), offset: 0, strides: [1] } }],
  });
  return builder.done(fn);
}

/** Each number held to its own size, as one number at a time and in fours. */
async function checkFunction(device: GPUDevice, fn: MapFunction): Promise<Check> {
  const positive = fn === "log" || fn === "sqrt" || fn === "rsqrt";
  const curve = Float32Array.from({ length: 2000 }, (_, i) => (positive ? 0 : -50) + (i + 0.5) / 20);
  const data = fn === "exp" ? curve : Float32Array.of(...curve, ...(positive ? [1e-30, 1e30] : [-1e4, 1e4, -1e30, 1e30, 0, 0]));
  let maxError = 0;
  for (const shift of [3, 4]) {
    const { plan, inputs } = mapPlan(fn, data, shift);
    const [[input, values], [output]] = [Object.entries(inputs)[0]!, Object.keys(plan.outputs)];
    const actual = await using(device, plan, async (step) => {
      step.write(input, values);
      step.run();
      return step.read(output!);
    });
    actual.forEach((value, i) => {
      const exact = FUNCTIONS[fn](data[i]!, data[i + shift]!);
      // Below the smallest normal number, devices may round to zero.
      const off = Math.abs(exact) < 1.2e-38 ? Math.abs(value) : largestError([value], [Math.fround(exact)]);
      maxError = Math.max(maxError, off);
    });
  }
  return { name: `function ${fn}`, maxError };
}

/** NaN and infinities come through functions, sums and maxima. */
async function checkNotFinite(device: GPUDevice): Promise<Check> {
  const lost: string[] = [];
  for (const fn of ["exp", "log", "sqrt", "rsqrt", "tanh", "sigmoid", "softplus", "max", "min", "step", "div"] as const) {
    for (const shift of [3, 4]) {
      const { plan, inputs } = mapPlan(fn, Float32Array.of(NaN, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11).subarray(0, 8 + shift), shift);
      await using(device, plan, async (step) => {
        step.write(Object.keys(inputs)[0]!, Object.values(inputs)[0]!);
        step.run();
        const [first, ...others] = await step.read(Object.keys(plan.outputs)[0]!);
        if (!Number.isNaN(first) || others.some(Number.isNaN)) lost.push(fn);
      });
    }
  }
  const { plan, inputs } = reductionOf([3, 40], [0]);
  const data = Float32Array.from({ length: 120 }, (_, i) => (i < 40 ? -Infinity : i === 50 ? NaN : i));
  const results = await using(device, plan, async (step) => {
    step.write(Object.keys(inputs)[0]!, data);
    step.run();
    return Promise.all(Object.keys(plan.outputs).slice(1).map((name) => step.read(name)));
  });
  for (const result of results) if (!Number.isNaN(result[1]) || Number.isNaN(result[0]) || Number.isNaN(result[2])) lost.push("a reduction");
  const { plan: logarithm } = mapPlan("log", new Float32Array(11), 3);
  const ofNegative = await using(device, logarithm, async (step) => {
    step.write(Object.keys(logarithm.inputs)[0]!, new Float32Array(11).fill(-1));
    step.run();
    return step.read(Object.keys(logarithm.outputs)[0]!);
  });
  if (!ofNegative.every(Number.isNaN)) lost.push("the logarithm of a negative number");
  if (results[1]?.[0] !== -Infinity) lost.push("a maximum");
  return { name: `NaN is lost in: ${lost}`, maxError: lost.length };
}

/** More points than workgroups in one direction can have. */
async function checkManyPoints(device: GPUDevice): Promise<Check> {
  const data = Float32Array.from({ length: 65535 * 64 + 66 }, (_, i) => i % 1000);
  const { plan, inputs } = mapPlan("neg", data, 1);
  const actual = await using(device, plan, async (step) => {
    step.write(Object.keys(inputs)[0]!, data);
    step.run();
    return step.read(Object.keys(plan.outputs)[0]!);
  });
  return { name: "many points", maxError: largestError(actual, data.subarray(0, -1).map((x) => -x)) };
}
