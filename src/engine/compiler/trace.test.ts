import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-core/dist/register_all_gradients";
import { beforeAll, describe, expect, it } from "vitest";
import { normals } from "../../core/philox";
import { sizeOf, type Shape } from "./graph";
import { interpretGraph } from "./interpret";
import { trace, type TraceableStep } from "./trace";

beforeAll(async () => {
  await tf.setBackend("cpu");
});

type Values = Record<string, Float32Array>;
type Numbers = Record<string, number>;

const valuesFor = (shapes: Record<string, Shape>): Values => Object.fromEntries(Object.entries(shapes).map(([name, shape], i) =>
  [name, Float32Array.from(normals({ seed: 7, purpose: "sample", step: i }, sizeOf(shape)))]));

function eagerly(step: TraceableStep, shapes: Record<string, Shape>, values: Values, numbers: Numbers): Values {
  const results: Values = {};
  tf.tidy(() => {
    const tensors = Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, tf.tensor(values[name]!, [...shape])]));
    for (const [name, result] of Object.entries(step(tensors, numbers))) results[name] = Float32Array.from(result.dataSync());
  });
  return results;
}

/** The graph of a step, after checking that it computes what the step does, now and with other numbers. */
function checked(step: TraceableStep, shapes: Record<string, Shape>, numbers: Numbers = {}, values = valuesFor(shapes)) {
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
    zerosLike: (x) => tf.add(tf.zerosLike(x), 1), onesLike: (x) => tf.onesLike(x), fill: () => tf.fill([3, 4], 2.5, "float32"),
    tile: (x) => tf.tile(x, [2, 3]), broadcastTo: (x) => tf.broadcastTo(x, [2, 3, 4]),
    pad: (x) => tf.pad(x, [[1, 0], [2, 3]]),
    reshape: (x) => tf.reshape(tf.mul(tf.reshape(x, [2, 6]), 3), [4, -1]),
    slice: (x) => tf.slice(x, [1, 0], [2, -1]),
    concat: (x) => tf.concat([x, tf.neg(x), tf.zeros([3, 2])], -1),
    split: (x) => tf.concat(tf.split(tf.exp(x), [1, 2, 1], 1).reverse(), 1),
    stack: (x) => tf.stack([x, tf.square(x)], 1), stackScalars: (x) => tf.stack([tf.sum(x), tf.max(x), tf.scalar(3)]),
    sum: (x) => tf.sum(x, 0), sumKept: (x) => tf.sub(x, tf.sum(x, -1, true)), sumAll: (x) => tf.sum(x),
    mean: (x) => tf.mean(x, 1), meanKept: (x) => tf.mean(x, [0, 1], true), max: (x) => tf.max(x, 1, true),
    comparisons: (x) => tf.addN([tf.greater(x, 0), tf.less(x, 0.5), tf.greaterEqual(x, 0.1), tf.lessEqual(x, 0.1), tf.equal(x, x)]
      .map((b, i) => tf.mul(tf.cast(b, "float32"), i + 1))),
    mulBool: (x) => tf.mul(x, tf.greater(x, 0)),
    ...Object.fromEntries([0, 0.5, 1, 1.5, 2, 3, 6, 7.5, -0.5, -1, -2.5].map((power) =>
      [`pow ${power}`, (x: tf.Tensor) => tf.pow(tf.add(tf.abs(x), 0.5), power)])),
  };
  for (const [name, f] of Object.entries(unary)) {
    it(name, () => {
      checked(({ x }) => ({ y: f(x!) }), { x: A });
    });
  }

  const binary: Record<string, (x: tf.Tensor, y: tf.Tensor) => tf.Tensor> = {
    add: tf.add, sub: tf.sub, mul: tf.mul, div: tf.div, maximum: tf.maximum, minimum: tf.minimum,
    squaredDifference: (x, y) => tf.square(tf.sub(x, y)),
  };
  for (const [name, f] of Object.entries(binary)) {
    it(`${name}, also broadcast`, () => {
      checked(({ x, y, row, one }) => ({ plain: f(x!, y!), row: f(row!, x!), column: f(x!, tf.slice(y!, [0, 1], [3, 1])), one: f(one!, x!) }),
        { x: A, y: A, row: ROW, one: [] });
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
    const ones = checked(({ a }) => ({ left: tf.matMul(tf.ones([2, 3]), a!, false, false), right: tf.matMul(a!, tf.fill([4, 2], 0.5), false) }), { a: A });
    expect(ones.nodes.some(({ op }) => op === "contract")).toBe(false);
  });
});
