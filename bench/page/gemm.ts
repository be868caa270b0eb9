/**
 * Times the compiler's matrix products of a step of `vae`, in turns with the processor's peak. Packing is part of each
 * product.
 */
import { hasRelaxedSimd } from "step-compiler/wasm/assembler";
import { build, dense, products, type Built, type Case } from "step-compiler/wasm/testing";
import { normals } from "../../src/core/run/philox";
import { answer } from "./answer";
import { peakLoops, WARM_UP_MS, type Peak } from "./peakLoop";
import { SEED } from "./workloads";

/** GFLOP/s, each multiplication and each addition counted as one operation. */
export interface GemmRound {
  readonly peak: Peak;
  readonly products: readonly GemmResult[];
}

export interface GemmResult {
  readonly name: string;
  readonly mulAdd: number;
  /** With fused multiply-add; null if the browser has none. */
  readonly relaxed: number | null;
}

const MEASURE_MS = 100;
/** The number of elements per product that are recomputed in double precision. */
const CHECKED = 50;
const TOLERANCE = 1e-4;

/** The sizes of [m,k]·[k,n], and whether the left and the right operand are stored transposed. */
const SIZES: readonly (readonly [name: string, m: number, k: number, n: number, left: boolean, right: boolean])[] = [
  ["128×784×400, a layer forwards", 128, 784, 400, false, false],
  ["784×128×400, its weights' gradient", 784, 128, 400, true, false],
  ["400×128×784, another's", 400, 128, 784, true, false],
  ["128×784×400, that one's input's", 128, 784, 400, false, true],
];

function measured(given: Case, relaxed: boolean): () => number {
  const machine = build(given, relaxed);
  machine.left.set(normals({ seed: SEED, purpose: "sample", step: 0 }, given.left));
  machine.right.set(normals({ seed: SEED, purpose: "sample", step: 1 }, given.right));
  machine.run();
  check(given, machine);
  const during = (ms: number): number => {
    const start = performance.now();
    let calls = 0;
    for (; performance.now() - start < ms; calls++) machine.run();
    return (2 * products(given) * calls) / (1e6 * (performance.now() - start));
  };
  during(WARM_UP_MS);
  return () => during(MEASURE_MS);
}

/** Throws if an element is wrong: the speed of a wrong product means nothing. */
function check({ parts, out: size }: Case, { left, right, out }: Built): void {
  const { rows: [rows], columns: [columns], inner: [inner] } = parts[0]!;
  for (let i = 0; i < CHECKED; i++) {
    const at = Math.floor((i * (size - 1)) / (CHECKED - 1));
    const [m, n] = [Math.floor(at / rows!.out), at % rows!.out];
    let sum = 0;
    for (let k = 0; k < inner!.size; k++) {
      sum += left[m * rows!.left + k * inner!.left]! * right[n * columns!.right + k * inner!.right]!;
    }
    if (!(Math.abs(out[at]! - sum) <= TOLERANCE * inner!.size)) throw new Error(`element ${at} is ${out[at]}, not ${sum}`);
  }
}

const peak = peakLoops();
const all = SIZES.map(([name, m, k, n, left, right]) => {
  const given = dense(m, k, n, left, right);
  const relaxed = hasRelaxedSimd() ? measured(given, true) : null;
  return { name, mulAdd: measured(given, false), relaxed };
});

answer(() => Promise.resolve({
  peak: peak(),
  products: all.map(({ name, mulAdd, relaxed }) => ({ name, mulAdd: mulAdd(), relaxed: relaxed && relaxed() })),
} satisfies GemmRound));
