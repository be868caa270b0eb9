/** Tests the public interface on WASM, in Node. `compile.browser.ts` has the check on a device. */
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-core/dist/register_all_gradients";
import { beforeAll, expect, it } from "vitest";
import { normals } from "../ir/random";
import { CannotCompile, compile, type StepSignature, type TraceableStep } from "../index";
import { REGRESSION, regression } from "./testing";

beforeAll(async () => {
  await tf.setBackend("cpu");
});

const data = (seed: number, size: number) => Float32Array.from(normals(7, seed, size));

/** Returns the losses and the last weights of ten steps with a batch each, which TensorFlow.js computes operation by operation. */
async function eagerly(rate: number) {
  let [w, b]: [tf.Tensor, tf.Tensor] = [tf.zeros([64, 32]), tf.zeros([32])];
  const losses: number[] = [];
  for (let i = 0; i < 10; i++) {
    const batch = { x: tf.tensor(data(2 * i, 128 * 64), [128, 64]), y: tf.tensor(data(2 * i + 1, 128 * 32), [128, 32]) };
    const result = regression({ ...batch, w, b }, { rate });
    losses.push((await result["loss"]!.data())[0]!);
    [w, b] = [result["w"]!, result["b"]!];
  }
  return { losses, w: await w.data() };
}

async function compiled(rate: number, threads: number) {
  const step = await compile(regression, REGRESSION, { threads });
  step.write("rate", rate);
  const losses: number[] = [];
  for (let i = 0; i < 10; i++) {
    step.write("x", data(2 * i, 128 * 64));
    step.write("y", data(2 * i + 1, 128 * 32));
    step.run();
    losses.push((await step.read("loss"))[0]!);
  }
  const result = { losses, w: await step.read("w"), threads: step.threads };
  step.dispose();
  return result;
}

it("trains as TensorFlow.js does, with the same bits on any number of threads", async () => {
  const [expected, alone, together] = [await eagerly(0.3), await compiled(0.3, 1), await compiled(0.3, 3)];
  alone.losses.forEach((loss, i) => expect(loss).toBeCloseTo(expected.losses[i]!, 5));
  alone.w.forEach((value, i) => expect(value).toBeCloseTo(expected.w[i]!, 5));
  expect(together).toEqual({ ...alone, threads: 3 });
});

it("runs several steps at once, keeps inputs, and takes states and lists of numbers", async () => {
  const step = await compile(({ x, total }, { rate }) => ({ total: tf.add(total!, tf.mul(rate!, x!)) }), { inputs: { x: [2] }, states: { total: [2] }, numbers: { rate: 1 } });
  step.write("total", [10, 20]);
  step.write("x", [1, 2]);
  step.run(3);
  expect([...await step.read("total")]).toEqual([13, 26]);
  step.write("rate", 0.5);
  step.run(2);
  expect([...await step.read("total")]).toEqual([14, 28]);
  step.dispose();
  step.dispose();
});

it("says which name or size is wrong", async () => {
  const step = await compile(({ x, unused }) => ({ loss: tf.sum(x!), shape: tf.zerosLike(unused!) }), { inputs: { x: [2, 3], unused: [4] } });
  expect(() => step.write("z", 1)).toThrow("The step has no input, state or number z. It has x, unused.");
  expect(() => step.write("x", [1, 2])).toThrow("x has 6 elements, but 2 were given");
  expect(() => step.write("x", [[1, 2, 3], [4, 5, 6]] as never)).toThrow("nested lists as list.flat(Infinity)");
  const tensor = tf.ones([2, 3], "int32");
  expect(() => step.write("x", tensor as never)).toThrow("Write a tensor as tensor.dataSync()");
  expect(() => step.write("x", undefined as never)).toThrow("x takes a number or a flat list of numbers.");
  step.write("x", tensor.dataSync());
  tensor.dispose();
  expect(() => step.write("unused", 1)).toThrow("unused has 4 elements");
  step.write("unused", [1, 2, 3, 4]);
  await expect(step.read("x")).rejects.toThrow("The step returns no x. It returns loss, shape.");
  step.dispose();
  expect(() => step.run()).toThrow("has been disposed");
  expect(() => step.write("x", 1)).toThrow("has been disposed");
  await expect(step.read("loss")).rejects.toThrow("has been disposed");
});

const sum: TraceableStep = ({ x }) => ({ loss: tf.sum(x!) });
const inputs = { x: [4] };
it.each<[why: string, step: TraceableStep, signature: StepSignature, says: string]>([
  ["looks at a value", ({ x }) => ({ loss: tf.scalar(x!.dataSync()[0]!) }), { inputs }, "A step looks at a value while it is computed. Choose between results with tf.where."],
  ["asks for a value without waiting", ({ x }) => (void x!.data(), { loss: tf.sum(x!) }), { inputs }, "A step looks at a value while it is computed."],
  ["waits", (async ({ x }: Record<string, tf.Tensor>) => ({ loss: tf.sum(tf.topk(x!, 1).values) })) as never, { inputs }, "A step has to return tensors by name, such as { loss, w }, and no promise."],
  ["returns nothing", (() => undefined) as never, { inputs }, "A step has to return tensors by name"],
  ["returns a tensor without a name", (({ x }: Record<string, tf.Tensor>) => tf.sum(x!)) as never, { inputs }, "A step has to return tensors by name"],
  ["makes an optimiser", ({ x, w }) => {
    const weight = tf.variable(w!, true, "weight");
    return { loss: tf.train.adam(0.1).minimize(() => tf.sum(tf.mul(x!, weight)), true)!, w: weight };
  }, { inputs, states: { w: [4] } }, "A step makes a variable, as optimisers of tf.train do"],
  ["uses an unknown operation", ({ x }) => ({ loss: tf.sum(tf.topk(x!, 1).values) }), { inputs }, "A step uses an operation that is not supported: TopK. Compose it of supported ones, or compute it outside of the step."],
  ["returns no state", sum, { inputs, states: { w: [1] } }, "The step returns no next value of the state w."],
  ["changes a state's shape", ({ w }) => ({ w: tf.sum(w!) }), { states: { w: [2] } }, "The step returns the state w in the shape [], but it has the shape [2]."],
  ["replaces an input", ({ x }) => ({ x: tf.neg(x!) }), { inputs }, "The step returns x, which is an input."],
  ["replaces a number", (_, { rate }) => ({ rate: tf.scalar(rate!) }), { numbers: { rate: 1 } }, "The step returns rate, which is an input."],
])("refuses a step that %s", async (_, step, signature, says) => {
  const refusal = compile(step, signature);
  await expect(refusal).rejects.toThrow(says);
  await expect(refusal).rejects.toBeInstanceOf(CannotCompile);
});

it("refuses other mistakes", async () => {
  await expect(compile(sum, { inputs, states: inputs })).rejects.toThrow("x is both an input and a state");
  await expect(compile(sum, { inputs: { x: [null, 2] as never } })).rejects.toThrow("The shape of x has to be a list of whole numbers, such as [32, 784], and is [null,2].");
  await expect(compile(sum, { inputs }, { backend: "webgl" as never })).rejects.toThrow("There is no back end webgl. Choose wasm or webgpu");
  for (const threads of [0, 1.5, 1000]) await expect(compile(sum, { inputs }, { threads })).rejects.toThrow(`A step runs on 1 to 64 threads, not on ${threads}.`);
  const step = await compile(sum, { inputs });
  for (const times of [-1, 0.5, NaN]) expect(() => step.run(times)).toThrow(`A step runs a whole number of times, not ${times}`);
  await expect(compile(sum, { inputs }, { backend: "webgpu" })).rejects.toThrow("There is no WebGPU adapter here.");
});
