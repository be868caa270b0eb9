/** The examples share these parts: a training step from a loss and an optimiser, layers, and seeded numbers. */
import * as tf from "@tensorflow/tfjs-core";
import type { Shape, StepSignature, TraceableStep } from "step-compiler";

export type Tensors = Readonly<Record<string, tf.Tensor>>;
export type Arrays = Readonly<Record<string, Float32Array>>;

export interface Example {
  readonly name: string;
  readonly signature: Required<StepSignature>;
  /** Returns `loss`, [], and the next states. */
  readonly step: TraceableStep;
  /** The first weights; all other states begin at 0. */
  readonly weights: Arrays;
  /** The inputs of a step. */
  batch(step: number): Arrays;
}

/** An optimiser as a pure function. */
interface Optimiser {
  /** The shapes of its own states. */
  states(weights: Readonly<Record<string, Shape>>): Readonly<Record<string, Shape>>;
  /** Returns the next weights and the next states. */
  update(weights: Tensors, gradients: Tensors, states: Tensors, rate: number): Tensors;
}

const mapped = <From, To>(record: Readonly<Record<string, From>>, to: (value: From, name: string) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, to(value, name)]));

/** Gradient descent. */
export const sgd: Optimiser = {
  states: () => ({}),
  update: (weights, gradients, _, rate) => mapped(weights, (weight, name) => tf.sub(weight, tf.mul(rate, gradients[name]!))),
};

const [BETA1, BETA2, EPSILON] = [0.9, 0.999, 1e-7];

/** Adam (Kingma & Ba 2015) with TensorFlow.js' default values. */
export const adam: Optimiser = {
  states: (weights) => ({ steps: [], ...Object.fromEntries(Object.entries(weights).flatMap(([name, shape]) => [[`m/${name}`, shape], [`v/${name}`, shape]])) }),
  update(weights, gradients, states, rate) {
    const steps = tf.add(states["steps"]!, 1);
    const correction = (beta: number) => tf.sub(1, tf.exp(tf.mul(steps, Math.log(beta)))); // 1 − βᵗ
    const all: Record<string, tf.Tensor> = { steps };
    for (const [name, weight] of Object.entries(weights)) {
      const gradient = gradients[name]!;
      const m = tf.add(tf.mul(states[`m/${name}`]!, BETA1), tf.mul(gradient, 1 - BETA1));
      const v = tf.add(tf.mul(states[`v/${name}`]!, BETA2), tf.mul(tf.square(gradient), 1 - BETA2));
      const change = tf.div(tf.div(m, correction(BETA1)), tf.add(tf.sqrt(tf.div(v, correction(BETA2))), EPSILON));
      Object.assign(all, { [name]: tf.sub(weight, tf.mul(rate, change)), [`m/${name}`]: m, [`v/${name}`]: v });
    }
    return all;
  },
};

interface Net {
  readonly name: string;
  readonly inputs: Readonly<Record<string, Shape>>;
  readonly weights: Readonly<Record<string, Shape>>;
  readonly optimiser: Optimiser;
  readonly rate: number;
  /** The mean loss of a batch, []. */
  loss(inputs: Tensors, weights: Tensors): tf.Tensor;
  batch(step: number): Arrays;
}

/** Makes the training step of a net. Biases begin at 0, other weights as normal numbers of variance 1 / inputs. */
export function training({ name, inputs, weights, optimiser, rate, loss, batch }: Net): Example {
  const names = Object.keys(weights);
  const fanIn = (shape: Shape) => shape.slice(0, -1).reduce((product, size) => product * size, 1);
  return {
    name, batch,
    signature: { inputs, states: { ...weights, ...optimiser.states(weights) }, numbers: { rate } },
    weights: mapped(weights, (shape, weight) => (shape.length === 1
      ? new Float32Array(shape[0]!)
      : normals(names.indexOf(weight) + 1, fanIn(shape) * shape.at(-1)!).map((x) => x / Math.sqrt(fanIn(shape))))),
    step(tensors, numbers) {
      const of = (values: readonly tf.Tensor[]): Tensors => Object.fromEntries(names.map((each, i) => [each, values[i]!]));
      const { value, grads } = tf.valueAndGrads((...values: tf.Tensor[]) => loss(tensors, of(values)) as tf.Scalar)(names.map((each) => tensors[each]!));
      return { loss: value, ...optimiser.update(of(names.map((each) => tensors[each]!)), of(grads), tensors, numbers["rate"]!) };
    },
  };
}

/** x·weights + bias, [batch, outputs]. */
export const dense = (x: tf.Tensor, weights: tf.Tensor, bias: tf.Tensor): tf.Tensor => tf.add(tf.matMul(x as tf.Tensor2D, weights as tf.Tensor2D), bias);

/** The mean of −Σ y·log p, where p is the softmax of the logits, [batch, classes]. */
export const crossEntropy = (y: tf.Tensor, logits: tf.Tensor): tf.Tensor => tf.neg(tf.mean(tf.sum(tf.mul(y, tf.logSoftmax(logits)), -1)));

/** Numbers between 0 and 1, seeded (mulberry32). */
export function uniforms(seed: number, count: number): Float32Array {
  let state = seed >>> 0;
  return Float32Array.from({ length: count }, () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  });
}

/** Normal numbers, seeded (Box & Muller 1958). */
export function normals(seed: number, count: number): Float32Array {
  const [radius, angle] = [uniforms(2 * seed, count), uniforms(2 * seed + 1, count)];
  return radius.map((u, i) => Math.sqrt(-2 * Math.log(1 - u)) * Math.cos(2 * Math.PI * angle[i]!));
}

/** One-hot rows of random classes, [count, classes]. */
export function oneHot(seed: number, count: number, classes: number): Float32Array {
  const rows = new Float32Array(count * classes);
  uniforms(seed, count).forEach((u, i) => { rows[i * classes + Math.floor(u * classes)] = 1; });
  return rows;
}
