import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-core/dist/register_all_gradients";
import { beforeAll, describe, expect, it } from "vitest";
import { normals } from "../ir/random";
import { sizeOf, type Shape } from "../ir/graph";
import { interpretGraph } from "../ir/interpret";
import { trace, type TraceableStep } from "./trace";

beforeAll(async () => {
  await tf.setBackend("cpu");
});

type Values = Record<string, Float32Array>;
type Shapes = Record<string, Shape>;
type Numbers = Record<string, number>;

const valuesFor = (shapes: Shapes): Values => Object.fromEntries(Object.entries(shapes).map(([name, shape], i) =>
  [name, Float32Array.from(normals(7, i, sizeOf(shape)))]));

function eagerly(step: TraceableStep, shapes: Shapes, values: Values, numbers: Numbers): Values {
  const results: Values = {};
  tf.tidy(() => {
    const tensors = Object.fromEntries(Object.entries(shapes).map(([name, shape]) =>
      [name, tf.tensor(values[name]!, [...shape])]));
    for (const [name, result] of Object.entries(step(tensors, numbers))) {
      results[name] = Float32Array.from(result.dataSync());
    }
  });
  return results;
}

/** Returns the graph of a step, after checking that it computes the same as the step, with these numbers and with others. */
function checked(step: TraceableStep, shapes: Shapes, numbers: Numbers = {}, values = valuesFor(shapes)) {
  const graph = trace(step, shapes, numbers);
  const later = Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, value * 0.7 + 0.3]));
  for (const now of [numbers, later]) {
    const expected = eagerly(step, shapes, values, now);
    const actual = interpretGraph(graph, { ...values, ...now });
    expect(Object.keys(actual)).toEqual(Object.keys(expected));
    for (const [name, numbersOf] of Object.entries(expected)) {
      const scale = Math.max(1, ...numbersOf.map(Math.abs));
      expect(actual[name]!.length).toBe(numbersOf.length);
      const error = Math.max(...numbersOf.map((x, i) => Math.abs(x - actual[name]![i]!)));
      expect(error, name).toBeLessThanOrEqual(1e-5 * scale);
    }
  }
  return graph;
}

const A: Shape = [3, 4], ROW: Shape = [4];

describe("a traced step computes what the step does", () => {
  const unary: Record<string, (x: tf.Tensor) => tf.Tensor> = {
    abs: tf.abs, exp: tf.exp, neg: tf.neg, relu: tf.relu, sigmoid: tf.sigmoid, softplus: tf.softplus, square: tf.square,
    tanh: tf.tanh, step: (x) => tf.step(x, 0.2),
    log: (x) => tf.log(tf.add(tf.abs(x), 0.1)), sqrt: (x) => tf.sqrt(tf.abs(x)),
    rsqrt: (x) => tf.rsqrt(tf.add(tf.square(x), 1e-2)),
    clip: (x) => tf.mul(tf.clipByValue(x, -0.5, 0.25), 2),
    cast: (x) => tf.cast(tf.cast(x, "bool"), "float32"),
    zerosLike: (x) => tf.add(tf.zerosLike(x), 1), onesLike: (x) => tf.onesLike(x),
    fill: () => tf.fill([3, 4], 2.5, "float32"),
    tile: (x) => tf.tile(x, [2, 3]), broadcastTo: (x) => tf.broadcastTo(x, [2, 3, 4]),
    pad: (x) => tf.pad(x, [[1, 0], [2, 3]]),
    reshape: (x) => tf.reshape(tf.mul(tf.reshape(x, [2, 6]), 3), [4, -1]),
    transpose: (x) => tf.transpose(tf.reshape(tf.exp(x), [3, 2, 2]), [2, 0, 1]), transposed: (x) => tf.add(tf.transpose(x), tf.reshape(x, [4, 3])),
    slice: (x) => tf.slice(x, [1, 0], [2, -1]),
    concat: (x) => tf.concat([x, tf.neg(x), tf.zeros([3, 2])], -1),
    split: (x) => tf.concat(tf.split(tf.exp(x), [1, 2, 1], 1).reverse(), 1),
    stack: (x) => tf.stack([x, tf.square(x)], 1), stackScalars: (x) => tf.stack([tf.sum(x), tf.max(x), tf.scalar(3)]),
    sum: (x) => tf.sum(x, 0), sumKept: (x) => tf.sub(x, tf.sum(x, -1, true)), sumAll: (x) => tf.sum(x),
    mean: (x) => tf.mean(x, 1), meanKept: (x) => tf.mean(x, [0, 1], true), max: (x) => tf.max(x, 1, true),
    comparisons: (x) => {
      const all = [tf.greater(x, 0), tf.less(x, 0.5), tf.greaterEqual(x, 0.1), tf.lessEqual(x, 0.1), tf.equal(x, x)];
      return tf.addN(all.map((b, i) => tf.mul(tf.cast(b, "float32"), i + 1)));
    },
    mulBool: (x) => tf.mul(x, tf.greater(x, 0)),
    ...Object.fromEntries([0, 0.5, 1, 1.5, 2, 3, 6, 7.5, -0.5, -1, -2.5].map((power) =>
      [`pow ${power}`, (x: tf.Tensor) => tf.pow(tf.add(tf.abs(x), 0.5), power)])),
  };
  for (const [name, f] of Object.entries(unary)) {
    it(name, () => {
      checked(({ x }) => ({ y: f(x!) }), { x: A });
    });
  }

  it("comparisons of what is equal, infinite or not a number", () => {
    const edges = [NaN, Infinity, -Infinity, 0, -0, 1];
    const values = {
      x: Float32Array.from(edges.flatMap((x) => edges.map(() => x))), y: Float32Array.from(edges.flatMap(() => edges)),
    };
    const step: TraceableStep = ({ x, y }) => ({
      ...Object.fromEntries((["greater", "greaterEqual", "less", "lessEqual", "equal"] as const).map((name) =>
        [name, tf.cast(tf[name](x!, y!), "float32")])),
      step: tf.step(x!, 0.2),
    });
    const shapes = { x: [36], y: [36] };
    expect(interpretGraph(trace(step, shapes, {}), values)).toEqual(eagerly(step, shapes, values, {}));
  });

  const binary: Record<string, (x: tf.Tensor, y: tf.Tensor) => tf.Tensor> = {
    add: tf.add, sub: tf.sub, mul: tf.mul, div: tf.div, maximum: tf.maximum, minimum: tf.minimum,
    squaredDifference: (x, y) => tf.square(tf.sub(x, y)),
  };
  for (const [name, f] of Object.entries(binary)) {
    it(`${name}, also broadcast`, () => {
      checked(({ x, y, row, one }) => ({
        plain: f(x!, y!), row: f(row!, x!), column: f(x!, tf.slice(y!, [0, 1], [3, 1])), one: f(one!, x!),
      }), { x: A, y: A, row: ROW, one: [] });
    });
  }

  it("products of matrices, transposed or not, also outer and inner ones", () => {
    for (const [m, k, n] of [[3, 4, 5], [3, 1, 5], [1, 4, 1], [3, 4, 1]] as const) {
      for (const [turnA, turnB] of [[false, false], [true, false], [false, true], [true, true]] as const) {
        checked(({ a, b }) => ({ y: tf.matMul(a as tf.Tensor2D, b as tf.Tensor2D, turnA, turnB) }),
          { a: turnA ? [k, m] : [m, k], b: turnB ? [n, k] : [k, n] });
      }
    }
    checked(({ a, b }) => ({ y: tf.matMul(a!, b!) }), { a: [1, 3, 4], b: [4, 2] });
  });

  it("products with one number everywhere, as sums", () => {
    for (const size of [3, 4]) {
      for (const transposed of [false, true]) {
        const graph = checked(({ a }) => ({
          left: tf.matMul(tf.ones([2, size]), a as tf.Tensor2D, false, transposed),
          right: tf.matMul(a as tf.Tensor2D, tf.fill([size, 2], 0.5), transposed, false),
        }), { a: [size, size] });
        expect(graph.nodes.some(({ op }) => op === "contract")).toBe(false);
      }
    }
  });
});

/** Makes a step that returns a loss and its gradients with respect to all its inputs, as training steps do. */
const withGradients =
  (names: readonly string[], loss: (tensors: Record<string, tf.Tensor>) => tf.Scalar): TraceableStep =>
  (tensors) => {
    const named = (values: tf.Tensor[]) => Object.fromEntries(names.map((name, i) => [name, values[i]!]));
    const differentiated = tf.valueAndGrads((...moving) => loss({ ...tensors, ...named(moving) }));
    const { value, grads } = differentiated(names.map((name) => tensors[name]!));
    return { loss: value, ...named(grads) };
  };

describe("gradients", () => {
  const smooth: Record<string, (x: tf.Tensor) => tf.Tensor> = {
    functions: (x) => tf.addN([tf.exp(x), tf.tanh(x), tf.sigmoid(x), tf.softplus(x), tf.abs(x), tf.square(x)]),
    roots: (x) => tf.mul(tf.rsqrt(tf.add(tf.square(x), 0.1)), tf.sqrt(tf.add(tf.abs(x), 0.5))),
    logSumExp: (x) => {
      const shifted = tf.sub(x, tf.max(x, 1, true));
      return tf.log(tf.sum(tf.exp(shifted), 1));
    },
    joined: (x) => tf.concat([tf.mul(x, x), tf.sum(x, 1, true)], 1),
    stacked: (x) => tf.stack(tf.split(tf.exp(x), 2, 1), 1),
    maximum: (x) => tf.maximum(x, 0.3),
    normalised: (x) => {
      const mean = tf.mean(x, 0), variance = tf.mean(tf.square(tf.sub(x, mean)), 0);
      return tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, 1e-5)));
    },
  };
  for (const [name, f] of Object.entries(smooth)) {
    it(name, () => {
      checked(withGradients(["x"], ({ x, w }) => tf.sum(tf.mul(f(x!), tf.sum(w!)))), { x: A, w: A });
    });
  }

  it("a dense network, of which only what is needed stays", () => {
    const shapes = { x: [6, 5], y: [6, 3], w1: [5, 4], b1: [4], w2: [4, 3], b2: [3] };
    const graph = checked(withGradients(["w1", "b1", "w2", "b2"], ({ x, y, w1, b1, w2, b2 }) => {
      const h = tf.relu(tf.add(tf.matMul(x as tf.Tensor2D, w1 as tf.Tensor2D), b1!));
      const logits = tf.add(tf.matMul(h as tf.Tensor2D, w2 as tf.Tensor2D), b2!);
      return tf.mean(tf.sum(tf.sub(tf.softplus(logits), tf.mul(y!, logits)), 1));
    }), shapes);
    // There are two products forward, two for the weights, and one back to the hidden layer.
    expect(graph.nodes.filter(({ op }) => op === "contract")).toHaveLength(5);
    // The ones that tfjs multiplies gradients with have been folded.
    expect(graph.nodes.some((node) => node.op === "constant" && node.shape.length > 0)).toBe(false);
  });

  it("of a gradient's length", () => {
    const shapes = { x: [6, 5], w1: [5, 4], w2: [4, 1] };
    checked(withGradients(["w1", "w2"], ({ x, w1, w2 }) => {
      const score = (at: tf.Tensor) => {
        const h = tf.matMul(at as tf.Tensor2D, w1 as tf.Tensor2D);
        return tf.sum(tf.matMul(tf.mul(h, tf.step(h, 0.2)), w2 as tf.Tensor2D));
      };
      const gradient = tf.grad(score)(x!);
      return tf.mean(tf.square(tf.sub(tf.sqrt(tf.add(tf.sum(tf.square(gradient), 1), 1e-12)), 1)));
    }), shapes);
  });
});

describe("convolutions and their gradients", () => {
  type Images = [number, number, number, number];
  interface Case {
    readonly image: Images;
    readonly filter: Images;
    readonly stride: number | [number, number];
    readonly pad: "same" | "valid" | number | tf.backend_util.ExplicitPadding;
  }
  const cases: readonly Case[] = [
    { image: [2, 5, 4, 2], filter: [3, 3, 2, 3], stride: 1, pad: "same" },
    { image: [2, 5, 4, 2], filter: [3, 3, 2, 3], stride: 2, pad: "same" },
    { image: [2, 6, 8, 1], filter: [3, 3, 1, 4], stride: 2, pad: "same" },
    { image: [1, 7, 6, 3], filter: [2, 3, 3, 1], stride: [2, 1], pad: "same" },
    { image: [2, 5, 4, 2], filter: [3, 2, 2, 3], stride: 1, pad: "valid" },
    { image: [2, 8, 7, 2], filter: [3, 3, 2, 3], stride: 2, pad: "valid" },
    { image: [2, 9, 9, 1], filter: [4, 4, 1, 2], stride: 3, pad: "valid" },
    { image: [1, 5, 5, 2], filter: [3, 3, 2, 2], stride: 1, pad: 2 },
    { image: [1, 5, 5, 2], filter: [3, 3, 2, 2], stride: 2, pad: [[0, 0], [3, 0], [0, 2], [0, 0]] },
    { image: [3, 4, 4, 2], filter: [1, 1, 2, 5], stride: 1, pad: "same" },
    { image: [2, 2, 2, 2], filter: [5, 5, 2, 2], stride: 1, pad: "same" },
  ];
  for (const { image, filter, stride, pad } of cases) {
    const convolve = (x: tf.Tensor, w: tf.Tensor) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, stride, pad);
    it(`[${image}] with [${filter}], stride ${stride}, pad ${JSON.stringify(pad)}`, () => {
      checked(({ x, w }) => ({ y: convolve(x!, w!) }), { x: image, w: filter });
      checked(withGradients(["x", "w"], ({ x, w }) => tf.sum(tf.softplus(convolve(x!, w!)))), { x: image, w: filter });
      // The gradient of a gradient convolves images with gradients and differentiates transposed convolutions.
      checked(withGradients(["x", "w"], ({ x, w }) =>
        tf.sum(tf.square(tf.grad((at) => tf.sum(tf.softplus(convolve(at, w!))))(x!)))), { x: image, w: filter });
    });
  }

  it("multiply no more than necessary", () => {
    const graph = trace(({ y, w }) => ({
      x: tf.conv2dTranspose(y as tf.Tensor4D, w as tf.Tensor4D, [2, 28, 28, 3], 2, "same"),
    }), { y: [2, 14, 14, 5], w: [3, 3, 3, 5] }, {});
    const [product] = graph.nodes.filter((node) => node.op === "contract");
    const size = (axes: readonly { size: number }[]) => axes.reduce((count, axis) => count * axis.size, 1);
    const multiplications = product!.parts.map(({ rows, columns, inner }) => size(rows) * size(columns) * size(inner));
    // There are nine taps for each pixel of y, channel and filter.
    expect(multiplications.reduce((sum, count) => sum + count)).toBe(2 * 14 * 14 * 9 * 3 * 5);
  });
});

describe("shapes that do not fit", () => {
  it("matMul with different inner sizes names the operation and both shapes", () => {
    for (const [transposed, b] of [[false, [5, 2]], [true, [2, 5]]] as const) {
      expect(() => trace(({ x, y }) => ({ z: tf.matMul(x!, y!, false, transposed) }), { x: [3, 4], y: [...b] }, {}))
        .toThrow(`matMul: the inner sizes 4 and 5 of the shapes [3,4] and [${b}] differ`);
    }
  });

  it("a transposed convolution whose image is larger than its result is refused", () => {
    expect(() => trace(({ x, w }) => ({
      y: tf.conv2dTranspose(x as tf.Tensor4D, w as tf.Tensor4D, [1, 4, 4, 2], 1, "same"),
    }), { x: [1, 8, 8, 3], w: [3, 3, 2, 3] }, {})).toThrow("transposed convolution of [1,8,8,3], where [1,4,4,2] needs [1,4,4,3]");
  });

  const refused: Record<string, [(a: tf.Tensor, b: tf.Tensor) => tf.Tensor, Shape, Shape, string]> = {
    "a product of a vector": [(a, b) => tf.matMul(a, b), [4], [4, 2], "[4] and [4,2] are not both matrices"],
    "arrays side by side that differ in another axis": [(a, b) => tf.concat([a, b], 1), [2, 2], [1, 2], "[2,2] and [1,2] differ"],
    "an empty array side by side with one that differs": [(a, b) => tf.concat([a, b], 0), [2, 2], [0, 3], "[2,2] and [0,3] differ"],
    "a stack of different shapes": [(a, b) => tf.stack([a, b]), [2, 2], [2, 3], "[2,2] and [2,3]"],
    "a stack of different types": [(a, b) => tf.stack([a, tf.greater(a, b)]), [2], [2], "float32 and bool differ"],
    "an array without elements": [(a, b) => tf.add(a, b), [0, 2], [0, 2], "no elements: [0,2]"],
    "a slice that reaches outside": [(a) => tf.slice(a, [1, 0], [2, 2]), [2, 2], [], "slice"],
  };
  for (const [name, [f, a, b, message]] of Object.entries(refused)) {
    it(`${name} is refused`, () => {
      expect(() => trace(({ x, y }) => ({ z: f(x!, y!) }), { x: a, y: b }, {})).toThrow(message);
    });
  }
});
