/**
 * Checks shaders of single plans, loops and products against the interpreted plans. They run in browsers, for tests and for
 * readers.
 */
import { uniforms } from "../ir/random";
import { compileWgsl, type WgslStep } from "./compileWgsl";
import { interpretPlan } from "../ir/interpret";
import type { Plan } from "../ir/plan";
import { largestError, type Check } from "./check";
import {
  convolution, filterGradient, followingLoop, matrixProduct, PlanBuilder, productCase, randomLoop, reductionOf, type EpilogueKind,
  type PlanCase,
} from "./plans.browser";
import type { Target } from "./tile";

/** The tolerance relative to each number, or to a tenth of the largest of its array. */
export const SHADER_TOLERANCE = 1e-5;

const range = (count: number): number[] => [...Array(count).keys()];

/** Returns `count` random loops without reductions, as many with some, and some that only reduce. */
export function loops(count: number): PlanCase[] {
  return [
    ...range(count).map((seed) => randomLoop(seed, false)),
    ...range(count).map((seed) => randomLoop(seed, true)),
    reductionOf([128, 784], []), reductionOf([128, 784], [0]), reductionOf([128, 784], [1]),
    reductionOf([64, 14, 14, 8], [3]), reductionOf([10, 3, 4000], [1]), reductionOf([3, 12288], [1]),
  ];
}

const FOLLOWING: readonly EpilogueKind[] = ["nothing", "bias", "bias, product kept", "sums", "moment"];

/** Returns products of all kinds: plain sums, tiled, split, in parts. */
export function products(): PlanCase[] {
  const sizes = [
    [1, 5, 7], [33, 17, 1], [3, 40, 50], [50, 3, 40], // as plain sums
    [40, 30, 20], [32, 64, 32], [100, 70, 90], [130, 20, 9], [7, 300, 66], [10, 50, 150], [20, 9, 10],
    [64, 200, 70], [33, 16, 128], // tiled
    [128, 784, 20], [64, 1024, 32], [20, 600, 20], [16, 512, 9], [66, 515, 67], [8, 300, 8], // tiled and split
    [9, 196 * 64, 32], // a filter gradient of conv-vae: split into fewer shares than the device could take
  ] as const;
  // These are read and stored in vectors of four, in part or not at all, for each memory layout; sizes are no multiples of a
  // tile.
  const quads = [
    [72, 100, 68, [true, false]], [72, 100, 68, [false, true]], [36, 36, 67, [true, true]], [36, 35, 36, [false, false]],
    [36, 35, 36, [true, true]], [35, 36, 36, [true, false]],
  ] as const;
  const conv = { batch: 3, side: 12, from: 4, to: 8 };
  const tall = { batch: 16, side: 28, from: 1, to: 32 };
  return [
    ...sizes.map(([m, k, n], at) => {
      const [a, b] = [at % 2 === 1, at % 4 > 1];
      return productCase(`[${m},${k}]×[${k},${n}]${a ? " Aᵀ" : ""}${b ? " Bᵀ" : ""}`, matrixProduct(m, k, n, [a, b]), FOLLOWING[at % 5]!);
    }),
    ...quads.map(([m, k, n, sides], at) => productCase(`[${m},${k}]×[${k},${n}] ${sides}`, matrixProduct(m, k, n, sides), FOLLOWING[at % 5]!)),
    ...FOLLOWING.map((following) => productCase("convolution", convolution(conv), following)),
    productCase("large convolution", convolution(tall), "bias"),
    productCase("filter gradient", filterGradient(conv), "nothing"),
    productCase("tall filter gradient", filterGradient(tall), "moment"),
    inParts([20, 12, 18], "columns", "nothing"), inParts([20, 12, 18], "columns", "bias"), // one dispatch
    inParts([24, 12, 16], "rows", "bias"), // in vectors of four
    inParts([40, 24, 2], "columns", "bias"), inParts([10, 600, 8], "rows", "bias"), // plain sums; split
    inParts([20, 18, 18], "columns", "bias", 1), inParts([24, 50, 16], "rows", "nothing", 1),
  ];
}

/** The maximum number of multiplications of a drawn product: the reference is slow. */
const LARGEST_PRODUCT = 4e6;

/** Returns `count` products of random sizes, from position `first` of a fixed sequence on. */
export function drawnProducts(first: number, count: number): PlanCase[] {
  return range(count).map((at) => {
    const [a, b, c, transposed, then] = uniforms(first + at, 1, 5);
    const upTo = (most: number, drawn: number) => 1 + Math.floor(most ** drawn);
    const [m, n] = [upTo(300, a!), upTo(300, b!)];
    const k = upTo(Math.min(20_000, LARGEST_PRODUCT / m / n), c!);
    const sides = [transposed! % 0.5 < 0.25, transposed! < 0.5] as const;
    const following = FOLLOWING[Math.floor(then! * FOLLOWING.length)]!;
    return productCase(`product ${first + at}: [${m},${k}]×[${k},${n}] ${sides}`, matrixProduct(m, k, n, sides), following);
  });
}

/**
 * Computes even and odd rows or columns of a product by separate parts; the odd ones have fewer inner indices. A bias and a ReLU may
 * follow. `first`: the part that comes first, 0 (even) or 1.
 */
function inParts([m, k, n]: readonly [number, number, number], along: "rows" | "columns", following: "nothing" | "bias", first: 0 | 1 = 0): PlanCase {
  const builder = new PlanBuilder(3);
  const whole = matrixProduct(m, k, n, [false, false]);
  const part = (odd: number) => ({
    ...whole, inner: [{ size: k - 2 * odd, left: 1, right: n }],
    ...(along === "rows"
      ? { rows: [{ size: m / 2, left: 2 * k, out: 2 * n }], leftOffset: odd * k, outOffset: odd * n }
      : { columns: [{ size: n / 2, right: 2, out: 2 }], rightOffset: odd, outOffset: odd }),
  });
  const [left, right] = [builder.input(m * k), builder.input(k * n)];
  const out = following === "nothing" ? builder.output(m * n) : builder.storage(m * n, "product");
  builder.kernels.push({
    kind: "contraction", left, right, out, parts: [part(first), part(1 - first)], storesProduct: following === "nothing",
    ...(following === "nothing" ? {} : { epilogue: followingLoop(builder, m, n, following) }),
  });
  return builder.done(`[${m},${k}]×[${k},${n}] in two parts along ${along}${first === 1 ? ", the shallow one first" : ""}, then ${following}`);
}

/**
 * Compiles a plan for the duration of `use`. Memory is filled with NaN first, to find reads of memory that was never written.
 */
export async function using<T>(
  device: GPUDevice, plan: Plan, use: (step: WgslStep) => Promise<T>, target: Target = "gpu",
): Promise<T> {
  const step = await compileWgsl(plan, device, { target, poison: NaN });
  try {
    return await use(step);
  } finally {
    step.dispose();
  }
}

/** Runs two steps of a plan and compares all outputs. */
export async function checkPlan(device: GPUDevice, { name, plan, inputs }: PlanCase, target: Target): Promise<Check> {
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
