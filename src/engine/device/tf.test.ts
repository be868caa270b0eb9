/** Every operation that a model may use compiles, with its gradient. An operation in `core/model/tf.ts` without a case here is a type error. */
import "@tensorflow/tfjs-backend-cpu";
import { clone, setBackend, tensor, type Tensor, type Tensor2D, type Tensor4D } from "@tensorflow/tfjs-core";
import { beforeAll, expect, it } from "vitest";
import { normals } from "step-compiler/ir/random";
import { sizeOf } from "step-compiler/ir/graph";
import { interpretGraph } from "step-compiler/ir/interpret";
import { trace, type TraceableStep } from "step-compiler/trace/trace";
import type { Tf } from "../../core/model/tf";
import { tf } from "./tf";

beforeAll(() => setBackend("cpu"));

/** `tidy` frees tensors, and each case is differentiated by `grad`. */
type Operation = Exclude<keyof Tf, "tidy" | "grad">;

const positive = (x: Tensor) => tf.add(tf.square(x), 0.5);
const image = (x: Tensor, channels: number) => tf.reshape(x, [1, -1, 2, channels]) as Tensor4D;

/** x: [4, 6]. */
const CASES: Readonly<Record<Operation, (x: Tensor2D) => Tensor>> = {
  abs: tf.abs, add: (x) => tf.add(x, tf.slice(x, [0, 2], [4, 1])), clipByValue: (x) => tf.clipByValue(x, -0.5, 0.5),
  concat: (x) => tf.concat([x, tf.neg(x)], 1), conv2d: (x) => tf.conv2d(image(x, 2), tf.reshape(tf.slice(x, [0, 0], [4, 2]), [2, 2, 2, 1]) as Tensor4D, 1, "same"),
  conv2dTranspose: (x) => tf.conv2dTranspose(image(x, 2), tf.reshape(tf.slice(x, [0, 0], [4, 4]), [2, 2, 2, 2]) as Tensor4D, [1, 12, 4, 2], 2, "same"),
  div: (x) => tf.div(x, positive(x)), exp: tf.exp, log: (x) => tf.log(positive(x)), matMul: (x) => tf.matMul(x, x, false, true),
  max: (x) => tf.max(x, 1), maximum: (x) => tf.maximum(x, 0.1), mean: (x) => tf.mean(x, 0), mul: (x) => tf.mul(x, x), neg: tf.neg, relu: tf.relu,
  reshape: (x) => tf.mul(tf.reshape(x, [3, 8]), 2), rsqrt: (x) => tf.rsqrt(positive(x)), scalar: (x) => tf.mul(x, tf.scalar(3)), sigmoid: tf.sigmoid,
  select: (x) => tf.select(tf.step(x), tf.tanh(x), tf.mul(x, x)), slice: (x) => tf.slice(x, [1, 2], [2, 3]), softplus: tf.softplus, sqrt: (x) => tf.sqrt(positive(x)), square: tf.square,
  step: (x) => tf.mul(x, tf.step(x, 0.2)), stopGradient: (x) => tf.mul(x, tf.stopGradient(tf.exp(x))), sub: (x) => tf.sub(1, x), sum: (x) => tf.sum(x, 1, true), tanh: tf.tanh,
  tensor2d: (x) => tf.mul(x, tf.tensor2d([[1, 2, 3, 4, 5, 6]])), transpose: (x) => tf.matMul(tf.transpose(x), tf.tanh(x)),
};

it.each(Object.entries(CASES))("%s", (_, f) => {
  const step: TraceableStep = ({ x }) => {
    const value = f(x as Tensor2D);
    return { value: clone(value), gradient: tf.grad((at) => tf.sum(tf.tanh(f(at as Tensor2D))))(x!) };
  };
  const x = Float32Array.from(normals(7, 0, sizeOf([4, 6])));
  const compiled = interpretGraph(trace(step, { x: [4, 6] }, {}), { x });
  const eager = step({ x: tensor(x, [4, 6]) }, {});
  for (const [name, result] of Object.entries(eager)) {
    const expected = result.dataSync();
    const scale = Math.max(1, ...expected.map(Math.abs));
    expect(compiled[name]!.length).toBe(expected.length);
    compiled[name]!.forEach((value, i) => expect(Math.abs(value - expected[i]!)).toBeLessThanOrEqual(1e-5 * scale));
  }
});
