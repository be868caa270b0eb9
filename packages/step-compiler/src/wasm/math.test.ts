import { describe, expect, test } from "vitest";
import { uniforms } from "../ir/random";
import { MAP_FUNCTIONS, type MapFunction } from "../ir/graph";
import { get, hasRelaxedSimd, i32, loop, ModuleWriter, v128 } from "./assembler";
import { Block, MAP_CODE, Numbers } from "./math";

/** Computes the function of each pair of numbers with the generated code. */
function run(fn: MapFunction, a: readonly number[], b: readonly number[], relaxed: boolean): Float32Array {
  const room = Math.ceil(a.length / 4) * 4;
  const module = new ModuleWriter();
  module.function([], (locals) => {
    const at = locals.add("i32");
    const numbers = new Numbers(locals);
    const block = new Block(numbers, relaxed);
    const args = [0, 4 * room].map((offset) => block.let(v128.load(get(at), offset)));
    const store = v128.store(get(at), MAP_CODE[fn](block, args[0]!, args[1]!), 8 * room);
    return [numbers.code, loop(at, i32.const(0), i32.const(4 * room), 16, [block.statements, store])];
  }, "run");
  const memory = new WebAssembly.Memory({ initial: Math.ceil(12 * room / 65536) });
  new Float32Array(memory.buffer).set(a);
  new Float32Array(memory.buffer, 4 * room).set(b);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.bytes()), { env: { memory } });
  (exports["run"] as () => void)();
  return new Float32Array(memory.buffer, 8 * room, a.length).slice();
}

/** The exact functions, in double precision. */
const EXACT: Record<MapFunction, (a: number, b: number) => number> = {
  neg: (a) => -a, abs: Math.abs, exp: Math.exp, log: Math.log, sqrt: Math.sqrt, floor: Math.floor, rsqrt: (a) => 1 / Math.sqrt(a),
  tanh: Math.tanh, sigmoid: (a) => 1 / (1 + Math.exp(-a)),
  softplus: (a) => Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a))),
  add: (a, b) => a + b, sub: (a, b) => a - b, mul: (a, b) => a * b, div: (a, b) => a / b,
  max: Math.max, min: Math.min, step: (a, b) => (Number.isNaN(a) ? NaN : a > 0 ? 1 : b),
  greater: (a, b) => (a > b ? 1 : 0), greaterEqual: (a, b) => (a >= b ? 1 : 0), equal: (a, b) => (a === b ? 1 : 0),
  mask: (a, b) => (b === 0 ? 0 : a),
};

const SPECIAL = [0, -0, 1, -1, Infinity, -Infinity, NaN, 1e-38, -1e-38, 3e38, -3e38, 1e-45, 88.72, -86.9, 87.5, 100, -100];
const random = (step: number, from: number, to: number) =>
  [...uniforms(5, step, 4000)].map((u) => from + (to - from) * u);
/** These cover the whole range of an exponential, values near 0 and near 1, and all magnitudes of either sign. */
const ARGUMENTS = [
  ...SPECIAL.flatMap((a) => SPECIAL.map(() => a)),
  ...random(0, -100, 100), ...random(1, -1, 1), ...random(2, -0.01, 0.01), ...random(3, 0.9, 1.1),
  ...random(4, -44, 38).map((power) => 10 ** power), ...random(5, -38, 38).map((power) => -(10 ** power)),
].map(Math.fround);
const SECOND = [...SPECIAL.flatMap(() => SPECIAL), ...random(6, -2, 2), ...random(7, -1e6, 1e6)].map(Math.fround);
const seconds = ARGUMENTS.map((_, i) => SECOND[i % SECOND.length]!);

/** Smaller results may be 0. */
const SMALL = 2e-38;
const LARGEST = 3.4028234e38;

/** Returns the largest relative error and its argument; infinite if one of two results is finite and the other is not. */
function worst(fn: MapFunction, relaxed: boolean): { error: number; at: readonly number[] } {
  const results = run(fn, ARGUMENTS, seconds, relaxed);
  let [error, at] = [0, [NaN, NaN, NaN, NaN]];
  ARGUMENTS.forEach((a, i) => {
    const exact = EXACT[fn](a, seconds[i]!);
    const result = results[i]!;
    const same = Object.is(result, exact) || (Math.abs(exact) > LARGEST && result === Math.sign(exact) * Infinity) ||
      (Math.abs(exact) < SMALL && Math.abs(result) < SMALL) || result === exact;
    const here = same ? 0 : Math.abs(result - exact) / Math.abs(exact);
    if (!(here <= error)) [error, at] = [Number.isNaN(here) ? Infinity : here, [a, seconds[i]!, exact, result]];
  });
  return { error, at };
}

const names = Object.keys(MAP_FUNCTIONS) as MapFunction[];

describe.each(hasRelaxedSimd() ? [false, true] : [false])("relaxed %s", (relaxed) => {
  test.each(names)("%s", (fn) => {
    const { error, at } = worst(fn, relaxed);
    expect(error, `of ${at}`).toBeLessThan(5e-7);
  });
});

test("−0 keeps its sign where the function has it", () => {
  expect(run("tanh", [-0, 0], [0, 0], false)).toEqual(Float32Array.of(-0, 0));
});
