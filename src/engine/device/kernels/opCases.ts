/** Test cases of every operation of `Tf`: its expected results and gradients in double precision. */
import type { Rank } from "@tensorflow/tfjs-core";
import type { Tensor, Tensor2D, Tf } from "../../../core/model/tf";

type Matrix = readonly (readonly number[])[];

export interface OpCase {
  readonly op: keyof Tf;
  /** The operation's inputs, [rows][columns]. */
  readonly inputs: readonly Matrix[];
  apply(tf: Tf, ...inputs: Tensor2D[]): Tensor;
  /** The expected result in double precision, flattened. Its gradient is computed by central differences. */
  expected(...inputs: Matrix[]): number[];
  /** The function to differentiate, if it is not `expected`. */
  differentiated?(...inputs: Matrix[]): number[];
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
/** [m,k]·[k,n], the second one flattened. */
const products = (x: Matrix, y: readonly number[], n: number) =>
  x.flatMap((row) => Array.from({ length: n }, (_, j) => total(row.map((a, i) => a * y[i * n + j]!))));
const columns = (x: Matrix) => x[0]!.map((_, j) => x.map((row) => row[j]!));

/** Images of 5×4 pixels with 2 channels and filters for 3 more, as tables. */
const wave = (rows: number, columns: number, start: number): Matrix => Array.from({ length: rows }, (_, i) =>
  Array.from({ length: columns }, (_, j) => Math.sin(start + 12.9898 * (i * columns + j)) * 1.3));
export const IMAGE = wave(2, 40, 1);
export const FILTER = wave(9, 6, 2);
type Images = [number, number, number, number];
const IMAGES: Images = [2, 5, 4, 2];
const FILTERS: Images = [3, 3, 2, 3];

/** Calls `pair` with the indices in x, in the filter and in the result of each product of a convolution. */
function convolve(stride: number, pair: (x: number, filter: number, y: number) => void): void {
  const [batch, height, width, channels] = IMAGES;
  const filters = FILTERS[3];
  const [rows, columns] = [Math.ceil(height / stride), Math.ceil(width / stride)];
  const [top, left] = [[rows, height], [columns, width]].map(([out, size]) =>
    Math.floor(Math.max(0, (out! - 1) * stride + 3 - size!) / 2));
  for (let at = 0; at < batch * rows * columns * 9 * channels * filters; at++) {
    let rest = at;
    const next = (size: number) => {
      const digit = rest % size;
      rest = Math.floor(rest / size);
      return digit;
    };
    const [o, c, j, i, q, p, b] = [next(filters), next(channels), next(3), next(3), next(columns), next(rows), rest];
    const [row, column] = [p! * stride + i! - top!, q! * stride + j! - left!];
    if (row < 0 || row >= height || column < 0 || column >= width) continue;
    pair(
      ((b! * height + row) * width + column) * channels + c!,
      ((i! * 3 + j!) * channels + c!) * filters + o!,
      ((b! * rows + p!) * columns + q!) * filters + o!,
    );
  }
}

function convolved(x: Matrix, filter: Matrix, stride: number): number[] {
  const [values, weights] = [x.flat(), filter.flat()];
  const [rows, columns] = [Math.ceil(IMAGES[1] / stride), Math.ceil(IMAGES[2] / stride)];
  const y = Array<number>(IMAGES[0] * rows * columns * FILTERS[3]).fill(0);
  convolve(stride, (from, weight, to) => (y[to]! += values[from]! * weights[weight]!));
  return y;
}

function transposed(y: readonly number[], filter: Matrix, stride: number): number[] {
  const weights = filter.flat();
  const x = Array<number>(IMAGES.reduce((a, n) => a * n, 1)).fill(0);
  convolve(stride, (to, weight, from) => (x[to]! += y[from]! * weights[weight]!));
  return x;
}

const convolutions = (stride: number): OpCase[] => {
  const conv = (tf: Tf, x: Tensor, filter: Tensor) =>
    tf.conv2d(tf.reshape<Rank.R4>(x, IMAGES), tf.reshape<Rank.R4>(filter, FILTERS), stride, "same");
  const results = wave(2, convolved(IMAGE, FILTER, stride).length / 2, 3);
  const result: Images = [2, Math.ceil(5 / stride), Math.ceil(4 / stride), 3];
  return [
    {
      op: "conv2d", inputs: [IMAGE, FILTER], apply: (tf, x, filter) => conv(tf, x, filter),
      expected: (x, filter) => convolved(x, filter, stride),
    },
    {
      op: "conv2dTranspose", inputs: [results, FILTER],
      apply: (tf, y, filter) => tf.conv2dTranspose(
        tf.reshape<Rank.R4>(y, result), tf.reshape<Rank.R4>(filter, FILTERS), IMAGES, stride, "same",
      ),
      expected: (y, filter) => transposed(y.flat(), filter, stride),
    },
    // A gradient penalty needs the gradient of Σ softplus(conv(x)) and the gradient of that. tfjs 4.22 has no second
    // derivatives of tanh, sigmoid and exp, whose gradients are computed from their results.
    {
      op: "grad", inputs: [IMAGE, FILTER],
      apply: (tf, x, filter) => tf.grad((at) => tf.sum(tf.softplus(conv(tf, at, filter))))(x),
      expected: (x, filter) =>
        transposed(convolved(x, filter, stride).map((y) => 1 / (1 + Math.exp(-y))), filter, stride),
    },
  ];
};

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
    expected: (x, y) => products(x, y.flat(), 3),
  },
  {
    // On a GPU both inputs share a texture, which is packed for one of them.
    op: "matMul", inputs: [wave(4, 6, 3)], apply: (tf, x) => tf.matMul(x, tf.reshape(x, [6, 4])),
    expected: (x) => products(x, x.flat(), 4),
  },
  {
    // Five is odd: functions of the padding must not enter the products.
    op: "matMul", inputs: [A, RIGHT],
    apply: (tf, x, y) => tf.matMul(tf.step(tf.tanh(tf.square(x))), tf.step(tf.tanh(tf.square(y)))),
    expected: (x, y) => x.flatMap(() => y[0]!.map(() => 5)),
  },
  {
    op: "sub", inputs: [A],
    apply: (tf, x) => tf.sub(1.5, tf.div(tf.sub(tf.mul(2.5, tf.add(tf.exp(x), 0.5)), 3), 4)),
    expected: (x) => x.flat().map((value) => 1.5 - (2.5 * (Math.exp(value) + 0.5) - 3) / 4),
  },
  {
    op: "div", inputs: [A], apply: (tf, x) => tf.div(3, tf.exp(x)),
    expected: (x) => x.flat().map((value) => 3 / Math.exp(value)),
  },
  {
    // The padding of a quotient is 0 in a product, so Adam's weights can enter one.
    op: "div", inputs: [A, B],
    apply: (tf, x, y) => tf.matMul(tf.sub(1, tf.tanh(x)), tf.div(tf.sub(1, tf.tanh(y)), tf.add(tf.square(y), 1)), false, true),
    expected: (x, y) => x.flatMap((row) => y.map((other) => total(row.map((a, i) => ((1 - Math.tanh(a)) * (1 - Math.tanh(other[i]!))) / (other[i]! ** 2 + 1))))),
  },
  {
    op: "select", inputs: [A, B], apply: (tf, x, y) => tf.select(tf.step(x), x, y),
    expected: (x, y) => x.flatMap((row, i) => row.map((value, j) => (value > 0 ? value : y[i]![j]!))),
  },
  { op: "sum", inputs: [A], apply: (tf, x) => tf.sum(x, 1), expected: (x) => x.map(total) },
  { op: "sum", inputs: [A], apply: (tf, x) => tf.sum(x, 0), expected: (x) => columns(x).map(total) },
  { op: "mean", inputs: [A], apply: (tf, x) => tf.mean(x), expected: (x) => [total(x.flat()) / 10] },
  { op: "mean", inputs: [A], apply: (tf, x) => tf.mean(x, 0), expected: (x) => columns(x).map((c) => total(c) / 2) },
  { op: "max", inputs: [A], apply: (tf, x) => tf.max(x, 1), expected: (x) => x.map((row) => Math.max(...row)) },
  {
    op: "stopGradient", inputs: [A], apply: (tf, x) => tf.mul(x, tf.stopGradient(x)),
    expected: (x) => x.flat().map((value) => value * value),
    differentiated: (x) => x.flat().map((value, i) => value * A.flat()[i]!),
  },
  {
    op: "grad", inputs: [A], apply: (tf, x) => tf.grad((at) => tf.sum(tf.mul(tf.square(at), at)))(x),
    expected: (x) => x.flat().map((value) => 3 * value * value),
  },
  ...[1, 2].flatMap(convolutions),
  {
    op: "scalar", inputs: [A], apply: (tf, x) => tf.mul(x, tf.scalar(1.5)),
    expected: (x) => x.flat().map((value) => value * 1.5),
  },
];
