/**
 * Checks of the kernels on the backend in use, against double precision: matrix products, sums, and every operation of `Tf`
 * with its gradient. Run by the unit tests on cpu and wasm, in a browser on all four, and by readers on
 * their machines.
 */
import {
  conv2d, engine, exp, getBackend, grad, grads, matMul, mean, memory, mul, softplus, sub, sum, tanh, tensor, tensor4d, tidy, zeros,
} from "@tensorflow/tfjs-core";
import type { KernelFamily } from "../../../core/browser/machine";
import { normals } from "../../../core/run/philox";
import type { Backend } from "../../../core/run/runConfig";
import type { Tensor, Tensor2D, Tensor4D } from "../../../core/model/tf";
import { tf } from "../tf";
import { FILTER, IMAGE, OP_CASES, type OpCase } from "./opCases";

export interface Check {
  readonly name: string;
  /** Relative to the element, or to a tenth of the largest element of its tensor. For leaks: the number of tensors. */
  readonly maxError: number;
}

const PRODUCTS = [[1, 3, 5, 7], [1, 64, 96, 80], [1, 48, 20, 300], [1, 50, 38, 62], [3, 30, 40, 50], [1, 36, 2052, 20]] as const;
const convolves = ({ inputs }: OpCase) => inputs[0] === IMAGE || inputs[1] === FILTER;

/** The checks of each family, except for the compiler's shaders, which need a device instead of a backend. */
export const kernelChecks: Readonly<Record<Exclude<KernelFamily, "shaders">, () => Promise<Check[]>>> = {
  operations: () => each(OP_CASES.filter((one) => !convolves(one)), checkOp),
  convolutions: async () => [...(await each(OP_CASES.filter(convolves), checkOp)), await checkFilterGradient()],
  products: () => each(PRODUCTS, checkMatMul),
  sums: checkSums,
  functions: checkCurves,
};

/** Runs all checks. `backend` must be active, with its kernels registered; otherwise it rejects. */
export async function checkKernels(backend: Backend): Promise<Check[]> {
  if (getBackend() !== backend) throw new Error(`the backend in use is ${getBackend()}, not ${backend}`);
  const before = { tensors: memory().numTensors, data: engine().backend.numDataIds() };
  return [
    ...(await each(Object.values(kernelChecks), (check) => check())),
    { name: "tensors left over", maxError: memory().numTensors - before.tensors },
    { name: "buffers left over", maxError: engine().backend.numDataIds() - before.data },
  ];
}

/** Runs the checks sequentially. */
async function each<T>(cases: readonly T[], check: (one: T) => Promise<Check[]>): Promise<Check[]> {
  const checks: Check[] = [];
  for (const one of cases) checks.push(...(await check(one)));
  return checks;
}

const random = (step: number, size: number) => normals({ seed: 1, purpose: "sample", step }, size);

function largestError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Infinity;
  let scale = 0;
  for (let i = 0; i < expected.length; i++) scale = Math.max(scale, Math.abs(expected[i]!));
  let error = 0;
  for (let i = 0; i < expected.length; i++) {
    const off = Math.abs(actual[i]! - expected[i]!) / Math.max(Math.abs(expected[i]!), scale / 10, Number.MIN_VALUE);
    error = Number.isNaN(off) ? Infinity : Math.max(error, off);
  }
  return error;
}

async function checkMatMul([batch, m, k, n]: (typeof PRODUCTS)[number]): Promise<Check[]> {
  const checks: Check[] = [];
  const stack = batch === 1 ? [] : [batch];
  const left = random(2, batch * m * k);
  const right = random(3, batch * k * n);
  const expected = new Float64Array(batch * m * n);
  for (const [transposeA, transposeB] of [[false, false], [true, false], [false, true], [true, true]] as const) {
    for (let s = 0; s < batch; s++) {
      const a = (i: number, j: number) => left[s * m * k + (transposeA ? j * m + i : i * k + j)]!;
      const b = (i: number, j: number) => right[s * k * n + (transposeB ? j * k + i : i * n + j)]!;
      for (let i = 0; i < m; i++) {
        for (let j = 0; j < n; j++) {
          let dot = 0;
          for (let inner = 0; inner < k; inner++) dot += a(i, inner) * b(inner, j);
          expected[(s * m + i) * n + j] = dot;
        }
      }
    }
    const product = tidy(() => matMul(
      tensor(left, [...stack, ...(transposeA ? [k, m] : [m, k])]),
      tensor(right, [...stack, ...(transposeB ? [n, k] : [k, n])]),
      transposeA, transposeB,
    ));
    const name = `matMul ${batch}×[${m},${k},${n}]${transposeA ? " Aᵀ" : ""}${transposeB ? " Bᵀ" : ""}`;
    checks.push({ name, maxError: largestError(await product.data(), expected) });
    product.dispose();
  }
  return checks;
}

/**
 * Checks functions of one variable, with errors relative to each result. Arguments of softplus stay above −4, those of tanh above
 * 0.1: below, the formulas of the GPU backends lose digits.
 */
async function checkCurves(): Promise<Check[]> {
  const exactSoftplus = (x: number) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  const curves = [
    { name: "softplus", op: softplus, from: -4, exact: exactSoftplus },
    { name: "tanh", op: tanh, from: 0.1, exact: Math.tanh },
  ];
  return Promise.all(curves.map(async ({ name, op, from, exact }) => {
    const values = Array.from({ length: 840 }, (_, i) => from + i / 10);
    const result = tidy(() => op(tensor(values, [28, 30])));
    const actual = await result.data();
    result.dispose();
    const errors = [...values.keys()].map((i) => largestError([actual[i]!], [exact(Math.fround(values[i]!))]));
    return { name, maxError: Math.max(...errors) };
  }));
}

async function checkSums(): Promise<Check[]> {
  const checks: Check[] = [];
  for (const [rows, columns] of [[37, 50], [50, 37], [1, 9], [30, 1]] as const) {
    const logarithms = random(5, rows * columns);
    const values = logarithms.map(Math.exp);
    for (const axis of [0, 1]) {
      const expected = new Float64Array(axis === 0 ? columns : rows);
      values.forEach((value, i) => (expected[axis === 0 ? i % columns : Math.floor(i / columns)]! += value));
      const [total, average] = tidy(() => {
        // On WebGL the padding of a texture becomes exp(0) = 1.
        const x = exp(tensor(logarithms, [rows, columns]));
        return [sum(x, axis), mean(x, axis, true)] as const;
      });
      const name = `over axis ${axis} of [${rows},${columns}]`;
      checks.push({ name: `sum ${name}`, maxError: largestError(await total.data(), expected) });
      const means = expected.map((value) => value / (axis === 0 ? rows : columns));
      const right = average.shape[axis] === 1 && average.rank === 2;
      const maxError = right ? largestError(await average.data(), means) : Infinity;
      checks.push({ name: `mean ${name}`, maxError });
      total.dispose();
      average.dispose();
    }
    const expected = values.reduce((all, value) => all + value, 0);
    for (const shape of [[rows, columns], [rows * columns]]) {
      const total = tidy(() => sum(exp(tensor(logarithms, shape))));
      checks.push({ name: `sum of [${shape}]`, maxError: largestError(await total.data(), [expected]) });
      total.dispose();
    }
  }
  // The padding of a texture becomes exp(0 + 128), which overflows; it must not be part of the sum. tfjs computes fewer than
  // 128 elements on the CPU.
  const [rows, columns] = [33, 37];
  const eighths = random(6, rows * columns).map((value) => Math.round(8 * value) / 8); // so that ± 128 is exact
  for (const axis of [0, 1]) {
    const total = tidy(() => sum(exp(sub(tensor(eighths.map((value) => value - 128), [rows, columns]), -128)), axis));
    const expected = new Float64Array(axis === 0 ? columns : rows);
    eighths.forEach((value, i) => (expected[axis === 0 ? i % columns : Math.floor(i / columns)]! += Math.exp(value)));
    checks.push({ name: `sum over axis ${axis} beside what is infinite`, maxError: largestError(await total.data(), expected) });
    total.dispose();
  }
  return checks;
}

/** Checks a batch so large that WebGL cannot stack its rows in a texture and uses another layout. */
async function checkFilterGradient(): Promise<Check> {
  const [batch, side, channels, filters] = [40, 28, 3, 2];
  const half = side / 2;
  const [images, weights] = [random(6, batch * side * side * channels), random(7, batch * half * half * filters)];
  const expected = new Float64Array(9 * channels * filters);
  for (let place = 0; place < batch * half * half; place++) {
    const [image, p, q] = [Math.floor(place / (half * half)), Math.floor(place / half) % half, place % half];
    for (let at = 0; at < expected.length; at++) {
      const [o, c, tap] = [at % filters, Math.floor(at / filters) % channels, Math.floor(at / (filters * channels))];
      const [row, column] = [2 * p + Math.floor(tap / 3), 2 * q + (tap % 3)];
      if (row >= side || column >= side) continue;
      const x = images[((image * side + row) * side + column) * channels + c]!;
      expected[at]! += x * weights[place * filters + o]!;
    }
  }
  const gradient = tidy(() => {
    const x = tensor4d(images, [batch, side, side, channels]);
    const dy = tensor4d(weights, [batch, half, half, filters]);
    return grad((filter) => sum(mul(conv2d(x, filter as Tensor4D, 2, "same"), dy)))(zeros([3, 3, channels, filters]));
  });
  const check = { name: "filter gradient of many images", maxError: largestError(await gradient.data(), expected) };
  gradient.dispose();
  return check;
}

async function checkOp({ op, inputs, apply, expected, differentiated = expected }: OpCase): Promise<Check[]> {
  const size = expected(...inputs).length;
  const weights = random(4, size);
  const loss = (...at: (readonly (readonly number[])[])[]) =>
    differentiated(...at).reduce((total, value, i) => total + value * weights[i]!, 0);
  const results = tidy(() => {
    const tensors = inputs.map((input) => tf.tensor2d(input.map((row) => [...row])));
    const value = apply(tf, ...tensors);
    const weighted = (...x: Tensor[]) => {
      const y = apply(tf, ...(x as Tensor2D[]));
      return sum(mul(y, tensor(weights, y.shape)));
    };
    return [value, ...grads(weighted)(tensors)];
  });
  const [value, ...gradients] = await Promise.all(results.map((result) => result.data()));
  for (const result of results) result.dispose();
  const checks: Check[] = [{ name: op, maxError: largestError(value!, expected(...inputs)) }];
  gradients.forEach((gradient, which) => {
    const h = 1e-5;
    const moved = (row: number, column: number, by: number) => inputs.map((input, i) =>
      i !== which ? input : input.map((r, y) => r.map((x, c) => (y === row && c === column ? x + by : x))));
    const differences = inputs[which]!.flatMap((row, y) => row.map((_, c) =>
      (loss(...moved(y, c, h)) - loss(...moved(y, c, -h))) / (2 * h)));
    checks.push({ name: `${op}, gradient ${which + 1}`, maxError: largestError(gradient, differences) });
  });
  return checks;
}
