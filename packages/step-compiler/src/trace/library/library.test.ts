/** The graphs of the library's kernels compute what TensorFlow.js does. `npm run check -- tfjs` puts tfjs' own tests through them. */
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-core/dist/register_all_gradients";
import { beforeAll, expect, it } from "vitest";
import { CannotCompile } from "../../ir/cannotCompile";
import { interpretGraph } from "../../ir/interpret";
import { normals } from "../../ir/random";
import { sizeOf } from "../../ir/graph";
import { trace, type TraceableStep } from "../trace";
import { LIBRARY } from ".";
import { CASE_INPUTS, CASES } from "./testing";

beforeAll(async () => {
  await tf.setBackend("cpu");
});

const values = Object.fromEntries(Object.entries(CASE_INPUTS).map(([name, shape], i) => [name, Float32Array.from(normals(3, i, sizeOf(shape)))]));

it.each(Object.keys(CASES))("%s", (name) => {
  const step: TraceableStep = (tensors) => ({ result: CASES[name]!(tensors as Parameters<(typeof CASES)[string]>[0]) });
  const expected = tf.tidy(() => step(Object.fromEntries(Object.entries(CASE_INPUTS).map(([input, shape]) => [input, tf.tensor(values[input]!, [...shape])])), {})["result"]!.dataSync());
  const actual = interpretGraph(trace(step, CASE_INPUTS, {}, { kernels: LIBRARY }), values)["result"]!;
  expect(actual.length).toBe(expected.length);
  const scale = Math.max(1e-3, ...expected.map(Math.abs));
  expect(Math.max(...expected.map((x, i) => Math.abs(x - actual[i]!)))).toBeLessThan(2e-6 * scale);
});

const evaluated = (f: (x: tf.Tensor) => tf.Tensor, x: readonly number[]) =>
  [...interpretGraph(trace(({ x: given }) => ({ result: f(given!) }), { x: [x.length] }, {}, { kernels: LIBRARY }), { x: Float32Array.from(x) })["result"]!];

it("keeps the digits of small and of special numbers", () => {
  expect(evaluated((x) => tf.mul(tf.expm1(x), [1e7, 1e7, 1e-34, 1]), [1e-7, -1e-7, 80, -80])).toEqual([1, -1, Math.expm1(80) * 1e-34, -1].map((x) => expect.closeTo(x, 5)));
  expect(evaluated(tf.log1p, [1e-7, 1e-3, 1e10])).toEqual([1e-7, Math.log1p(1e-3), Math.log1p(1e10)].map((x) => expect.closeTo(x, x < 1 ? 9 : 5)));
  expect(evaluated((x) => tf.cast(tf.isNaN(x), "float32"), [NaN, 1, Infinity])).toEqual([1, 0, 0]);
  expect(evaluated((x) => tf.cast(tf.isInf(x), "float32"), [NaN, 1, -Infinity])).toEqual([0, 0, 1]);
  expect(evaluated((x) => tf.cast(tf.isFinite(x), "float32"), [NaN, 1, Infinity])).toEqual([0, 1, 0]);
  expect(evaluated((x) => tf.cast(tf.argMax(x), "float32"), [1, NaN, 3, 3])).toEqual([2]);
});

it("refuses integers that float32 may not have, and unknown types", () => {
  const refusal = (f: (x: tf.Tensor) => tf.Tensor) => () => trace(({ x }) => ({ result: f(x!) }), { x: [4] }, {}, { kernels: LIBRARY });
  const whole = (x: tf.Tensor) => tf.cast(x, "int32");
  expect(refusal((x) => tf.cast(tf.add(whole(x), whole(x)), "float32"))).toThrow("A step computes with integers that may be too large for float32 (Add). Compute with float32.");
  expect(refusal((x) => tf.add(x, tf.cast(tf.scalar(2 ** 24 + 1, "int32"), "float32")))).toThrow("A step has an integer that is too large for float32.");
  expect(refusal((x) => tf.mul(tf.scalar(5000, "int32"), tf.mul(tf.scalar(5000, "int32"), tf.cast(tf.greater(x, 0), "int32"))))).toThrow(CannotCompile);
  expect(refusal((x) => tf.cast(tf.exp(whole(x)), "float32"))).toThrow("A step computes with int32 (Exp).");
  expect(refusal((x) => tf.real(tf.complex(x, x)))).toThrow(CannotCompile);
  expect(refusal((x) => tf.gather(x, tf.tensor1d([4], "int32")))).toThrow("the index value 4 is not in [0, 3]");
});
