/**
 * Measures the peak of a thread in this browser: multiplications and additions of four numbers at a time on values that
 * never leave the registers. No step can be faster than its operations divided by the peak.
 */
import { f32x4, get, hasRelaxedSimd, i32, loop, ModuleWriter, set, v128, type Code } from "step-compiler/wasm/assembler";

/** GFLOP/s, each multiplication and each addition counted as one operation. */
export interface Peak {
  readonly mulAdd: number;
  /** With fused multiply-add; null if the browser has none. */
  readonly relaxed: number | null;
}

/** Independent sums: enough to hide an operation's latency, few enough for 16 registers. */
const SUMS = 12;
const UNROLLED = 4;
const ITERATIONS = 100_000;
const LANES = 4;
/** Long enough for the browser to compile the loop with its optimising compiler. */
export const WARM_UP_MS = 300;
const MEASURE_MS = 50;

/** Computes the next sum from the last, so that no operation can be skipped or start before the one before it. */
type MultiplyAdd = (sum: Code, x: Code, y: Code) => Code;

function measured(multiplyAdd: MultiplyAdd): () => number {
  const module = new ModuleWriter();
  module.function([], (locals) => {
    const [x, y] = [locals.add("v128"), locals.add("v128")];
    const sums = Array.from({ length: SUMS }, () => locals.add("v128"));
    const at = locals.add("i32");
    const once = sums.flatMap((sum) => set(sum, multiplyAdd(get(sum), get(x), get(y))));
    return [
      ...set(x, v128.load(i32.const(0))), ...set(y, v128.load(i32.const(16))),
      ...loop(at, i32.const(0), i32.const(ITERATIONS), UNROLLED, Array.from({ length: UNROLLED }, () => once).flat()),
      ...v128.store(i32.const(32), sums.map(get).reduce((a, b) => f32x4.add(a, b))),
    ];
  }, "run");
  const memory = new WebAssembly.Memory({ initial: 1 });
  new Float32Array(memory.buffer).set([0.5, 0.5, 0.5, 0.5, 1, 1, 1, 1]);
  const instance = new WebAssembly.Instance(new WebAssembly.Module(module.bytes()), { env: { memory } });
  const run = instance.exports["run"] as () => void;
  const during = (ms: number): number => {
    const start = performance.now();
    let calls = 0;
    while (performance.now() - start < ms) {
      run();
      calls++;
    }
    return (calls * ITERATIONS * SUMS * LANES * 2) / (1e6 * (performance.now() - start));
  };
  during(WARM_UP_MS);
  return () => during(MEASURE_MS);
}

/** Compiles the loops and warms them up; each call of the result measures them. */
export function peakLoops(): () => Peak {
  // With sum + x·y a compiler could move the product out of the loop.
  const mulAdd = measured((sum, x, y) => f32x4.add(f32x4.mul(sum, x), y));
  // The processor's instruction adds to a register in place.
  const relaxed = hasRelaxedSimd() ? measured((sum, x, y) => f32x4.relaxedMadd(x, y, sum)) : null;
  return () => ({ mulAdd: mulAdd(), relaxed: relaxed && relaxed() });
}

/** Returns the higher of the two. */
export const highest = ({ mulAdd, relaxed }: Peak): number => Math.max(mulAdd, relaxed ?? 0);
