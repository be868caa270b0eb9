import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normals } from "../ir/random";
import { MAP_FUNCTIONS, type MapFunction } from "../ir/graph";
import { interpretPlan } from "../ir/interpret";
import type { Access, Instruction, Loop, Plan, Store } from "../ir/plan";
import { call, hasRelaxedSimd, ModuleWriter } from "./assembler";
import { writeLoop } from "./loop";

/** Makes a plan with one loop over storages of these sizes, one after the other, each at a multiple of four. */
function planOf(loop: Loop, sizes: readonly number[]): Plan {
  let end = 0;
  const storages = sizes.map((size, i) => {
    const offset = end;
    end += Math.ceil(size / 4) * 4;
    return { size, offset, label: `s${i}` };
  });
  return { storages, arena: end, kernels: [loop], inputs: {}, outputs: {}, constants: [] };
}

/** Returns the arena after the loop: as interpreted, and as computed by the code written for it. */
function both(loop: Loop, sizes: readonly number[], relaxed = false): [expected: Float32Array, actual: Float32Array] {
  const plan = planOf(loop, sizes);
  const before = normals(1, 0, plan.arena);
  const interpreter = interpretPlan(plan);
  interpreter.arena.set(before);
  interpreter.run();

  const base = 64;
  const module = new ModuleWriter();
  const index = writeLoop(module, loop, (id) => base + 4 * plan.storages[id]!.offset, relaxed);
  module.function([], () => call(index), "run");
  const memory = new WebAssembly.Memory({ initial: Math.ceil((base + 4 * plan.arena + 16) / 65536) });
  const view = new Float32Array(memory.buffer, base, plan.arena);
  view.set(before);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.bytes()), { env: { memory } });
  (exports["run"] as () => void)();
  return [interpreter.arena, view];
}

/** Expects small differences, for sums of numbers of size 1 or so. */
function expectSame(loop: Loop, sizes: readonly number[]): void {
  for (const relaxed of hasRelaxedSimd() ? [false, true] : [false]) {
    const [expected, actual] = both(loop, sizes, relaxed);
    expected.forEach((e, i) => {
      const near = Object.is(e, actual[i]) || e === actual[i] || Math.abs(e - actual[i]!) <= 2e-5 * (1 + Math.abs(e));
      if (!near) expect.fail(`element ${i} of ${JSON.stringify(sizes)}: ${actual[i]} instead of ${e}`);
    });
  }
}

const product = (sizes: readonly number[]) => sizes.reduce((p, n) => p * n, 1);

/** Returns strides that give each point an element of its own; dimensions are nested in this order, the last fastest. */
function packed(dims: readonly number[], order: readonly number[]): number[] {
  const strides: number[] = dims.map(() => 0);
  [...order].reverse().reduce((stride, d) => {
    strides[d] = stride;
    return stride * dims[d]!;
  }, 1);
  return strides;
}

interface Recipe {
  readonly dims: readonly number[];
  /** The order of dimensions of the first storage, which is also written in place. */
  readonly order: readonly number[];
  readonly gap: number;
  readonly shift: number;
  /** For each further storage that is loaded, the dimensions along which it moves. */
  readonly moving: readonly (readonly boolean[])[];
  readonly fns: readonly { readonly fn: MapFunction; readonly a: number; readonly b: number }[];
  /** The dimensions that are summed, for each reduction. */
  readonly reductions: readonly { readonly over: readonly boolean[]; readonly combine: "sum" | "max" }[];
}

/** Functions whose results stay in the range of floats for any argument. */
const TAME = (Object.keys(MAP_FUNCTIONS) as MapFunction[]).filter((fn) => !["exp", "log", "sqrt", "rsqrt", "div"].includes(fn));

function loopOf({ dims, order, gap, shift, moving, fns, reductions }: Recipe): { loop: Loop; sizes: number[] } {
  const sizes: number[] = [];
  const storage = (strides: readonly number[], offset: number): Access => {
    sizes.push(1 + offset + strides.reduce((last, stride, d) => last + stride * (dims[d]! - 1), 0));
    return { storage: sizes.length - 1, offset, strides };
  };
  const inPlace = storage(packed(dims, order).map((stride) => stride * gap), shift);
  const loads = [inPlace, ...moving.map((moves) => {
    const kept = dims.flatMap((_, d) => (moves[d] ? [d] : []));
    return storage(packed(dims, kept), shift);
  })];
  const body: Instruction[] = [
    ...loads.map((from) => ({ kind: "load", from }) as const), { kind: "constant", value: 0.5 },
  ];
  for (const { fn, a, b } of fns) {
    const args = [a, b].slice(0, MAP_FUNCTIONS[fn]).map((n) => n % body.length);
    body.push({ kind: "map", fn, args }, { kind: "map", fn: "tanh", args: [body.length] });
  }
  const last = body.length - 1;
  const stores: Store[] = [
    { value: last, to: inPlace, combine: "set" },
    ...reductions.map(({ over, combine }, i): Store => {
      const kept = dims.flatMap((_, d) => (over[d] ? [] : [d]));
      return { value: Math.max(0, last - i), to: storage(packed(dims, kept), 0), combine };
    }),
  ];
  return { loop: { kind: "loop", dims, body, stores }, sizes };
}

const recipes = fc.array(fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constantFrom(1, 2, 10, 16, 23, 64, 70)), {
  minLength: 1, maxLength: 4,
}).filter((dims) => product(dims) <= 6000).chain((dims): fc.Arbitrary<Recipe> => {
  const flags = fc.array(fc.boolean(), { minLength: dims.length, maxLength: dims.length });
  return fc.record({
    dims: fc.constant(dims),
    order: fc.shuffledSubarray(dims.map((_, d) => d), { minLength: dims.length }),
    gap: fc.constantFrom(1, 1, 2, 3),
    shift: fc.nat(5),
    moving: fc.array(flags, { maxLength: 3 }),
    fns: fc.array(fc.record({ fn: fc.constantFrom(...TAME), a: fc.nat(20), b: fc.nat(20) }), { minLength: 1, maxLength: 5 }),
    reductions: fc.array(fc.record({ over: flags, combine: fc.constantFrom("sum" as const, "max" as const) }), { maxLength: 3 }),
  });
});

test("any loop computes what the plan says", () => {
  fc.assert(fc.property(recipes, (recipe) => {
    const { loop, sizes } = loopOf(recipe);
    expectSame(loop, sizes);
  }), { numRuns: 400, seed: 7 });
});

const recipe = (dims: readonly number[], over: readonly (readonly boolean[])[]): Recipe => ({
  dims, order: dims.map((_, d) => d), gap: 1, shift: 0, moving: [], fns: [{ fn: "mul", a: 0, b: 1 }],
  reductions: over.map((each) => ({ over: each, combine: "sum" })),
});

describe("long sums", () => {
  test.each([
    [[100352], [[true]]],
    [[99991], [[true]]], // a prime
    [[3136, 16], [[true, false], [false, true]]],
    [[784, 96], [[true, false], [true, true]]],
    [[50, 784], [[true, false], [false, true], [true, true]]],
    [[2, 6000], [[false, true]]],
    [[6000, 2], [[true, false]]],
  ])("%j", (dims, over) => {
    const { loop, sizes } = loopOf(recipe(dims, over));
    expectSame(loop, sizes);
  });
});

test("divergence is noticed: NaN stays NaN, in maxima too", () => {
  const from: Access = { storage: 0, offset: 0, strides: [1] };
  const loop: Loop = {
    kind: "loop", dims: [7],
    body: [
      { kind: "load", from }, { kind: "constant", value: 0 }, { kind: "constant", value: NaN },
      { kind: "map", fn: "max", args: [0, 1] }, { kind: "map", fn: "mul", args: [3, 2] },
      { kind: "map", fn: "max", args: [1, 4] },
    ],
    stores: [
      { value: 5, to: { storage: 1, offset: 0, strides: [1] }, combine: "set" },
      { value: 5, to: { storage: 2, offset: 0, strides: [0] }, combine: "max" },
    ],
  };
  const [, actual] = both(loop, [7, 7, 1]);
  expect([...actual.subarray(8, 15), actual[16]]).toEqual(Array(8).fill(NaN));
});
