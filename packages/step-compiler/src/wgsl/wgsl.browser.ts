/** Checks the shaders on a device against interpreted plans. They run in a page of a browser. */
import { FUNCTIONS } from "../ir/functions";
import { interpretPlan } from "../ir/interpret";
import { MAP_FUNCTIONS, type MapFunction } from "../ir/graph";
import { plan as planOf } from "../passes";
import type { GraphCase } from "../passes/testing";
import { PlanBuilder, reductionOf, type PlanCase } from "./plans.browser";
import { largestError, type Check } from "./check";
import { PLAN_OPTIONS } from "./planOptions";
import { checkPlan, drawnProducts, loops, products, using } from "./planChecks";
import { checkRunning } from "./running.browser";
import { gatherChecks } from "./gatherChecks";
import { finiteGraphCases } from "./testing";

/**
 * Runs all checks. `spare` is a device that is lost during them; `share` is the fraction of random plans and products that
 * runs.
 */
export async function checkWgsl(device: GPUDevice, spare: GPUDevice, share: number): Promise<Check[]> {
  const checks: Check[] = [];
  const some = (count: number) => Math.ceil(share * count);
  const chosen = products().filter((_, at) => at % Math.round(1 / share) === 0);
  for (const planCase of [...loops(some(15)), ...chosen, ...drawnProducts(0, some(8))]) checks.push(await checkPlan(device, planCase, "gpu"));
  for (const planCase of chosen) checks.push(await checkPlan(device, planCase, "emulated"));
  for (const [at, scene] of finiteGraphCases(some(40)).entries()) {
    checks.push(await checkGraphCase(device, scene, at));
  }
  for (const fn of Object.keys(MAP_FUNCTIONS) as MapFunction[]) checks.push(await checkFunction(device, fn));
  for (const fn of ["step", "greater", "greaterEqual", "equal", "mask", "max", "min", "abs", "neg", "sqrt", "floor"] as const) {
    checks.push(await checkEdges(device, fn));
  }
  for (const root of ["($1 * inverseSqrt($1))", "(1f / inverseSqrt($1))"]) {
    checks.push(await withRoot(device, root, () => checkEdges(device, "sqrt")));
  }
  checks.push(await checkNotFinite(device), await checkManyPoints(device));
  return [...checks, ...(await gatherChecks(device)), ...(await checkRunning(device, spare))];
}

/** Runs two steps of a random graph, planned as it is for this back end. */
async function checkGraphCase(device: GPUDevice, { graph, steps }: GraphCase, at: number): Promise<Check> {
  const plan = planOf(graph, PLAN_OPTIONS.gpu);
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

/** Makes a plan of one function of every element, or of an element and the one `shift` positions after it. */
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

/** Compares each number relative to its own size, computed singly and in vectors of four. */
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

/** Checks a function of every pair of zeros, infinities and NaN, computed singly and in vectors of four. */
async function checkEdges(device: GPUDevice, fn: MapFunction): Promise<Check> {
  const edges = [0, -0, 1, -1, Infinity, -Infinity, NaN, ...(fn === "sqrt" ? [2 ** -140] : [])];
  const left = edges.flatMap((x) => edges.map(() => x)), right = edges.flatMap(() => edges);
  const lost = new Set<string>();
  for (const spare of [[], [1]]) {
    const { plan, inputs } = mapPlan(fn, Float32Array.of(...left, ...spare, ...right, ...spare), left.length + spare.length);
    const actual = await using(device, plan, async (step) => {
      step.write(Object.keys(inputs)[0]!, Object.values(inputs)[0]!);
      step.run();
      return step.read(Object.keys(plan.outputs)[0]!);
    });
    left.forEach((x, i) => {
      const exact = FUNCTIONS[fn](x, right[i]!);
      // Devices may replace a subnormal number by zero before its root is taken.
      const near = Number.isFinite(exact) && Math.abs(actual[i]! - exact) < 1e-18 + 1e-5 * Math.abs(exact);
      const same = Object.is(actual[i], exact) || near;
      if (!same) lost.add(`${fn}(${x}, ${right[i]}) = ${actual[i]}`);
    });
  }
  return { name: `edges: ${[...lost].join("; ") || fn}`, maxError: lost.size };
}

/** Runs a check with sqrt($1) replaced by this formula, which a device may use: it loses 0 or infinity. */
async function withRoot(device: GPUDevice, formula: string, check: () => Promise<Check>): Promise<Check> {
  const createShaderModule = device.createShaderModule.bind(device);
  device.createShaderModule = (descriptor) => createShaderModule({
    ...descriptor,
    code: descriptor.code.replaceAll(/\bsqrt\((\w+)\)/g, formula),
  });
  try {
    const { name, maxError } = await check();
    return { name: `sqrt as ${formula}: ${name}`, maxError };
  } finally {
    device.createShaderModule = createShaderModule;
  }
}

/** Checks that NaN and infinities pass through functions, sums and maxima. */
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

/** Checks more points than there may be workgroups in one direction. */
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
