/** How operations are computed with TensorFlow.js, and what several of them need. */
import type { Tensor, Tensor2D, Tf } from "../../../core/model/tf";
import { sizeOf } from "../../../core/model/parameters";
import type { Node, Shape } from "../graph";

/** How an operation is computed: x are the values of its inputs. */
export type Rule = (tf: Tf, x: readonly Tensor[], node: Node) => Tensor;
export type Rules = Readonly<Record<string, Rule>>;

/** Returns an option that is a number. */
export const numberIn = ({ options }: Node, name: string): number => Number(options[name]);
/** Returns an option that is a list of axes. */
export const axesIn = ({ options }: Node, name = "axes"): number[] => {
  const axes = options[name];
  return Array.isArray(axes) ? [...axes] : [];
};

export const not = (tf: Tf, x: Tensor) => tf.sub(1, x);
/** 1 where a > b. */
export const above = (tf: Tf, a: Tensor, b: Tensor) => tf.step(tf.sub(a, b));
/** 1 where a equals b. */
export const equal = (tf: Tf, a: Tensor, b: Tensor) => tf.mul(not(tf, above(tf, a, b)), not(tf, above(tf, b, a)));
export const minimum = (tf: Tf, a: Tensor, b: Tensor) => tf.neg(tf.maximum(tf.neg(a), tf.neg(b)));

/** Returns known numbers as a tensor of this shape. */
export const constantTensor = (tf: Tf, values: Float32Array, shape: Shape): Tensor => tf.reshape(tf.tensor2d(values, [1, values.length]), [...shape]);
/** Returns 0, 1, 2, … as a tensor of this shape. */
export const counted = (tf: Tf, shape: Shape): Tensor => constantTensor(tf, Float32Array.from({ length: sizeOf(shape) }, (_, i) => i), shape);

/** A tensor as rows along one of its axes, [rows, n], and the way back. */
export type AlongAxis = ReturnType<typeof alongAxis>;

/** Returns a tensor as rows along an axis. */
export function alongAxis(tf: Tf, x: Tensor, axis: number) {
  const order = [...x.shape.keys()].filter((i) => i !== axis).concat(axis);
  const moved = order.map((i) => x.shape[i]!);
  const isLast = axis === x.shape.length - 1;
  const length = x.shape[axis]!;
  const rows: Tensor2D = tf.reshape(isLast ? x : tf.transpose(x, order), [x.size / length, length]);
  return {
    rows,
    /** Returns [rows, m] as a tensor with m in place of n. */
    back(result: Tensor, m: number): Tensor {
      const shaped = tf.reshape(result, [...moved.slice(0, -1), m]);
      return isLast ? shaped : tf.transpose(shaped, order.map((_, i) => order.indexOf(i)));
    },
  };
}
