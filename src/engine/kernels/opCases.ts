/** Every operation of `Tf`, what it should give and its gradient, in double precision: the checks' table. */
import type { Tensor, Tensor2D, Tf } from "../../core/tf";

type Matrix = readonly (readonly number[])[];

export interface OpCase {
  readonly op: keyof Tf;
  /** What the operation is applied to: arrays of numbers, [rows][columns]. */
  readonly inputs: readonly Matrix[];
  apply(tf: Tf, ...inputs: Tensor2D[]): Tensor;
  /** In double precision, flattened. Its gradient is taken by central differences. */
  expected(...inputs: Matrix[]): number[];
}

const A: Matrix = [[0.5, -1.25, 2, -0.3, 0.9], [1.5, 0.25, -2.5, 3.25, -0.75]];
const B: Matrix = [[-0.6, 1.1, 0.4, -1.7, 2.3], [0.8, -0.45, 1.9, 0.35, -1.15]];
const ROW: Matrix = [[1.4, -0.65, 0.55, 2.1, -1.85]];
const POSITIVE: Matrix = A.map((row) => row.map((x) => Math.abs(x) + 0.2));
const RIGHT: Matrix = ROW[0]!.map((x, i) => [x, B[0]![i]!, B[1]![i]!]);

type Unary =
  | "abs" | "exp" | "log" | "neg" | "relu" | "rsqrt" | "sigmoid" | "softplus" | "sqrt" | "square" | "step" | "tanh";

const unary = (op: Unary, f: (x: number) => number, input = A): OpCase => ({
  op, inputs: [input], apply: (tf, x) => tf[op](x), expected: (x) => x.flat().map(f),
});

const binary = (
  op: "add" | "sub" | "mul" | "div" | "maximum", f: (a: number, b: number) => number, others = [B, ROW],
): OpCase[] =>
  others.map((b) => ({
    op, inputs: [A, b], apply: (tf, x, y) => tf[op](x, y),
    expected: (x, y) => x.flatMap((row, i) => row.map((value, j) => f(value, (y[i] ?? y[0]!)[j]!))),
  }));

const total = (numbers: readonly number[]) => numbers.reduce((sum, x) => sum + x, 0);
const columns = (x: Matrix) => x[0]!.map((_, j) => x.map((row) => row[j]!));

export const OP_CASES: readonly OpCase[] = [
  unary("abs", Math.abs),
  unary("exp", Math.exp),
  unary("log", Math.log, POSITIVE),
  unary("neg", (x) => -x),
  unary("relu", (x) => Math.max(0, x)),
  unary("rsqrt", (x) => 1 / Math.sqrt(x), POSITIVE),
  unary("sigmoid", (x) => 1 / (1 + Math.exp(-x))),
  unary("softplus", (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))),
  unary("sqrt", Math.sqrt, POSITIVE),
  unary("square", (x) => x * x),
  unary("step", (x) => (x > 0 ? 1 : 0)),
  unary("tanh", Math.tanh),
  ...binary("add", (a, b) => a + b),
  ...binary("sub", (a, b) => a - b),
  ...binary("mul", (a, b) => a * b),
  ...binary("div", (a, b) => a / b),
  // tfjs 4.22 has no gradient for the operand of a maximum that is broadcast.
  ...binary("maximum", Math.max, [B]),
  {
    op: "maximum", inputs: [A], apply: (tf, x) => tf.maximum(x, 0.7),
    expected: (x) => x.flat().map((value) => Math.max(value, 0.7)),
  },
  {
    op: "clipByValue", inputs: [A], apply: (tf, x) => tf.clipByValue(x, -1, 1),
    expected: (x) => x.flat().map((value) => Math.min(1, Math.max(-1, value))),
  },
  {
    op: "concat", inputs: [A, B], apply: (tf, x, y) => tf.concat([x, y], 1),
    expected: (x, y) => x.flatMap((row, i) => [...row, ...y[i]!]),
  },
  {
    op: "slice", inputs: [A], apply: (tf, x) => tf.slice(x, [0, 1], [2, 3]),
    expected: (x) => x.flatMap((row) => row.slice(1, 4)),
  },
  { op: "reshape", inputs: [A], apply: (tf, x) => tf.reshape(x, [5, 2]), expected: (x) => x.flat() },
  { op: "transpose", inputs: [A], apply: (tf, x) => tf.transpose(x), expected: (x) => columns(x).flat() },
  {
    op: "matMul", inputs: [A, RIGHT], apply: (tf, x, y) => tf.matMul(x, y),
    expected: (x, y) => x.flatMap((row) => columns(y).map((column) => total(row.map((a, i) => a * column[i]!)))),
  },
  { op: "sum", inputs: [A], apply: (tf, x) => tf.sum(x, 1), expected: (x) => x.map(total) },
  { op: "sum", inputs: [A], apply: (tf, x) => tf.sum(x, 0), expected: (x) => columns(x).map(total) },
  { op: "mean", inputs: [A], apply: (tf, x) => tf.mean(x), expected: (x) => [total(x.flat()) / 10] },
  { op: "mean", inputs: [A], apply: (tf, x) => tf.mean(x, 0), expected: (x) => columns(x).map((c) => total(c) / 2) },
  {
    op: "scalar", inputs: [A], apply: (tf, x) => tf.mul(x, tf.scalar(1.5)),
    expected: (x) => x.flat().map((value) => value * 1.5),
  },
];
