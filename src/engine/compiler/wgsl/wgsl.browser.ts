/** Checks of the shaders on a device, against plans read literally. Run by a page in a browser. */
import { compileWgsl, type WgslStep } from ".";
import { CannotCompile } from "../cannotCompile";
import { FUNCTIONS, interpretPlan } from "../interpret";
import { MAP_FUNCTIONS, type MapFunction } from "../graph";
import type { Plan } from "../plan";
import { plan as planOf } from "../planner";
import type { Scene } from "../testing";
import {
  convolution, filterGradient, matrixProduct, PlanBuilder, productCase, randomLoop, reductionOf, type Following,
  type PlanCase,
} from "./plans.browser";
import { finiteScenes } from "./testing";
import type { Target } from "./tile";

export interface Check {
  readonly name: string;
  /** Relative to the number, or to a tenth of the largest one of its array. */
  readonly maxError: number;
}

export async function checkWgsl(device: GPUDevice): Promise<Check[]> {
  const checks: Check[] = [];
  for (const planCase of [...loops(), ...products()]) checks.push(await checkPlan(device, planCase, "gpu"));
  for (const planCase of products()) checks.push(await checkPlan(device, planCase, "emulated"));
  for (const [at, scene] of finiteScenes(60).entries()) {
    checks.push(await checkScene(device, scene, at));
  }
  for (const fn of Object.keys(MAP_FUNCTIONS) as MapFunction[]) checks.push(await checkFunction(device, fn));
  checks.push(await checkNotFinite(device), await checkSteps(device, 1), await checkSteps(device, 3));
  checks.push(await checkCopies(device), await checkTooLarge(device), await checkDisposed(device));
  return checks;
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

/** Even and odd columns of a product from parts of their own. */
function twoParts(): PlanCase {
  const builder = new PlanBuilder(3);
  const [m, k, n] = [20, 12, 18];
  const part = (odd: number) => ({
    ...matrixProduct(m, k, n, [false, false]), columns: [{ size: n / 2, right: 2, out: 2 }], rightOffset: odd, outOffset: odd,
  });
  const [left, right, out] = [builder.input(m * k), builder.input(k * n), builder.output(m * n)];
  builder.kernels.push({ kind: "contraction", left, right, out, parts: [part(0), part(1)], kept: true });
  return builder.done("a product in two parts");
}

/** NaN where there should be none, or none where there should be, is infinitely far off. */
function largestError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Infinity;
  let scale = 0;
  for (let i = 0; i < expected.length; i++) scale = Math.max(scale, Math.abs(expected[i]!));
  let error = 0;
  for (let i = 0; i < expected.length; i++) {
    if (Object.is(actual[i], expected[i])) continue;
    const off = Math.abs(actual[i]! - expected[i]!) / Math.max(Math.abs(expected[i]!), scale / 10, Number.MIN_VALUE);
    error = Number.isNaN(off) ? Infinity : Math.max(error, off);
  }
  return error;
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

/** state' = state + x·rate; the loss is the sum of the new state. */
function accumulating(size: number): Plan {
  const access = (storage: number, stride: number) => ({ storage, offset: 0, strides: [stride] });
  return {
    storages: [
      { size, offset: 0, label: "state" }, { size, offset: 8, label: "x" }, { size: 1, offset: 16, label: "rate" },
      { size: 1, offset: 20, label: "loss" }, { size: 2, offset: 24, label: "constant" },
    ],
    arena: 28,
    kernels: [{
      kind: "loop", dims: [size],
      body: [
        { kind: "load", from: access(0, 1) }, { kind: "load", from: access(1, 1) }, { kind: "load", from: access(2, 0) },
        { kind: "map", fn: "mul", args: [1, 2] }, { kind: "map", fn: "add", args: [0, 3] },
        { kind: "load", from: { storage: 4, offset: 1, strides: [0] } }, { kind: "map", fn: "mul", args: [4, 5] },
      ],
      stores: [
        { value: 4, combine: "set", to: access(0, 1) }, { value: 6, combine: "sum", to: access(3, 0) },
      ],
    }],
    inputs: { state: 0, x: 1, rate: 2 }, outputs: { state: 0, loss: 3 },
    constants: [{ storage: 4, data: Float32Array.of(5, 10) }],
  };
}

const compileAccumulating = (device: GPUDevice, stepsPerSubmit: number) =>
  compileWgsl(accumulating(6), device, { stepsPerSubmit });

/** Losses of steps that are handed over one by one or together, with inputs that change and inputs that stay. */
async function checkSteps(device: GPUDevice, stepsPerSubmit: number): Promise<Check> {
  const step = await compileAccumulating(device, stepsPerSubmit);
  const losses: Promise<Float32Array>[] = [];
  const expected: number[] = [];
  let value = 1;
  step.write("state", new Float32Array(6).fill(1));
  step.write("rate", 2);
  for (let i = 0; i < 8; i++) {
    const x = 1 + Math.floor(i / 2);
    if (i % 2 === 0) step.write("x", new Float32Array(6).fill(x));
    if (i === 5) step.write("rate", 3);
    step.run();
    losses.push(step.read("loss"));
    value += x * (i < 5 ? 2 : 3);
    expected.push(60 * value);
  }
  const state = await step.read("state");
  const actual = (await Promise.all(losses)).map((one) => one[0]!);
  step.dispose();
  const maxError = Math.max(largestError(actual, expected), largestError(state, new Float32Array(6).fill(value)));
  return { name: `steps, ${stepsPerSubmit} at a time`, maxError };
}

async function checkCopies(device: GPUDevice): Promise<Check> {
  const step = await compileAccumulating(device, 4);
  const buffer = device.createBuffer({ size: 24, usage: GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST });
  step.write("state", Float32Array.of(1, 2, 3, 4, 5, 6));
  step.write("x", new Float32Array(6).fill(1));
  step.write("rate", 1);
  step.run();
  step.copyOut("state", buffer);
  step.write("state", new Float32Array(6));
  step.copyIn("state", buffer);
  step.run();
  const state = await step.read("state");
  step.dispose();
  buffer.destroy();
  return { name: "copies", maxError: largestError(state, [3, 4, 5, 6, 7, 8]) };
}

async function checkTooLarge(device: GPUDevice): Promise<Check> {
  const arena = device.limits.maxStorageBufferBindingSize / 4 + 4;
  const why = await compileWgsl({ ...accumulating(6), arena }, device).catch((error: unknown) => error);
  return { name: `too large: ${String(why)}`, maxError: why instanceof CannotCompile ? 0 : Infinity };
}

/** Losses that can come no more are refused, not waited for. */
async function checkDisposed(device: GPUDevice): Promise<Check> {
  const step = await compileAccumulating(device, 4);
  const reason = async (use: () => Promise<unknown>) => use().then(() => "nothing", (error: unknown) => String(error));
  step.write("state", new Float32Array(6));
  step.write("x", new Float32Array(6));
  const early = await reason(async () => step.write("noise", 1));
  step.write("rate", 1);
  step.run();
  const pending = step.read("loss");
  step.dispose();
  const reasons = [early, await reason(() => pending), await reason(async () => step.run())];
  const right = ["Error: The step has no input noise", "Error: The step was disposed", "Error: The step was disposed"];
  return { name: `disposed: ${reasons}`, maxError: reasons.join() === right.join() ? 0 : Infinity };
}
