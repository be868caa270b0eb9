import { expect, test } from "vitest";
import { call, f32, f32x4, get, i32, i32x4, loop, ModuleWriter, set, v128, when, type Code, type Locals } from "./assembler";

/** Runs a function `run` over a memory that starts with these numbers; returns its first `count` numbers afterwards. */
function run(write: (module: ModuleWriter) => void, numbers: readonly number[], count: number): number[] {
  const module = new ModuleWriter();
  write(module);
  const memory = new WebAssembly.Memory({ initial: 1 });
  new Float32Array(memory.buffer).set(numbers);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.bytes()), { env: { memory } });
  (exports["run"] as () => void)();
  return [...new Float32Array(memory.buffer, 0, count)];
}

const zero = i32.const(0);
const once = (write: (locals: Locals) => Code) => (module: ModuleWriter) =>
  void module.function([], write, "run");

test("a loop over vectors, with offsets in addresses", () => {
  const doubled = once((locals) => {
    const at = locals.add("i32");
    return loop(at, zero, i32.const(32), 16, v128.store(get(at), f32x4.add(v128.load(get(at)), v128.load(get(at))), 32));
  });
  expect(run(doubled, [1, 2, 3, 4, 5, 6, 7, 8], 16).slice(8)).toEqual([2, 4, 6, 8, 10, 12, 14, 16]);
});

test("functions call each other", () => {
  const calls = (module: ModuleWriter) => {
    const add = module.function(["i32", "f32"], () => f32.store(get(0), f32.add(f32.load(get(0)), get(1))));
    module.function([], () => [...call(add, i32.const(4), f32.const(0.5)), ...call(add, i32.const(0), f32.const(2))], "run");
  };
  expect(run(calls, [1, 1, 1], 3)).toEqual([3, 1.5, 1]);
});

test("lanes: splat, shuffle, one lane stored, comparisons", () => {
  const lanes = once((locals) => {
    const x = locals.add("v128");
    return [
      ...set(x, v128.load(zero)),
      ...v128.store(i32.const(16), v128.shuffle(get(x), v128.loadSplat(zero, 8), [3, 0, 4, 1])),
      ...v128.storeLane(i32.const(32), get(x), 2),
      ...v128.store(i32.const(48), v128.select(f32x4.const(1), f32x4.const(-1), f32x4.gt(get(x), f32x4.const(2)))),
      ...v128.store(i32.const(64), i32x4.toFloats(i32x4.add(i32x4.fromFloats(get(x)), i32x4.const(10)))),
    ];
  });
  const out = run(lanes, [1, 2, 3, 4], 20);
  expect(out.slice(4)).toEqual([4, 1, 3, 2, 3, 0, 0, 0, -1, -1, 1, 1, 11, 12, 13, 14]);
});

test("a condition", () => {
  const choose = once(() => [
    ...when(i32.ltU(i32.const(1), i32.const(2)), f32.store(zero, f32.const(7))),
    ...when(i32.eqz(i32.const(1)), f32.store(i32.const(4), f32.const(7))),
  ]);
  expect(run(choose, [0, 0], 2)).toEqual([7, 0]);
});
