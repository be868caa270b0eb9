/** Trains an example compiled, or operation by operation on TensorFlow.js' backend in use. */
import * as tf from "@tensorflow/tfjs-core";
import { compile, type CompileOptions } from "step-compiler";
import type { Arrays, Example } from "./training";

export interface Run {
  /** Makes a step and returns its loss. */
  advance(inputs: Arrays): Promise<number>;
  dispose(): void;
}

export async function compiled({ step, signature, weights }: Example, options: CompileOptions): Promise<Run> {
  const run = await compile(step, signature, options);
  for (const [name, values] of Object.entries(weights)) run.write(name, values);
  return {
    async advance(inputs) {
      for (const [name, values] of Object.entries(inputs)) run.write(name, values);
      run.run();
      return (await run.read("loss"))[0]!;
    },
    dispose: () => run.dispose(),
  };
}

export function eager({ step, signature: { inputs: shapes, states: stateShapes, numbers }, weights }: Example): Run {
  let states: Record<string, tf.Tensor> = Object.fromEntries(Object.entries(stateShapes).map(([name, shape]) =>
    [name, weights[name] ? tf.tensor(weights[name], [...shape]) : tf.zeros([...shape])]));
  return {
    async advance(inputs) {
      const { loss, ...next } = tf.tidy(() => ({ ...step({ ...states, ...Object.fromEntries(Object.entries(inputs).map(([name, values]) => [name, tf.tensor(values, [...shapes[name]!])])) }, numbers) }));
      tf.dispose(states);
      states = next;
      const value = (await loss!.data<"float32">())[0]!;
      loss!.dispose();
      return value;
    },
    dispose: () => void tf.dispose(states),
  };
}
