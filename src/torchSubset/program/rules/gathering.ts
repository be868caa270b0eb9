/** Operations that choose, order or accumulate elements along an axis, as sums over one-hot choices: these exist on all backends. */
import type { Tensor, Tf } from "../../../core/model/tf";
import { knownNumbers, tableOf } from "../known";
import type { Node } from "../graph";
import { above, alongAxis, constantTensor, counted, equal, minimum, not, numberIn, type Rule, type Rules } from "./rule";

/** Returns 1 at the index of each choice: [...] → [..., n]. */
const oneHot = (tf: Tf, index: Tensor, n: number): Tensor => equal(tf, tf.reshape(index, [...index.shape, 1]), counted(tf, [n]));

/** Chooses rows of an axis: a product of one-hot choices and the rows. */
const gatherRows: Rule = (tf, [x, index], node) => {
  const axis = numberIn(node, "axis");
  const { rows } = alongAxis(tf, x!, axis);
  const n = x!.shape[axis]!;
  const chosen = tf.reshape(oneHot(tf, tf.stopGradient(index!), n), [index!.size, n]);
  const others = x!.shape.filter((_, i) => i !== axis);
  const result = tf.reshape(tf.matMul(rows, chosen, false, true), [...others, ...index!.shape]);
  const rank = index!.shape.length;
  // The axes of the index move from the end to the axis.
  const order = [...Array.from({ length: axis }, (_, i) => i), ...Array.from({ length: rank }, (_, i) => others.length + i), ...Array.from({ length: others.length - axis }, (_, i) => axis + i)];
  return tf.reshape(rank === 0 || axis === others.length ? result : tf.transpose(result, order), [...node.shape]);
};

/** With more distances, elements are chosen by products. */
const MOST_DISTANCES = 64;

const distances = new WeakMap<Node, readonly number[] | null>();

/**
 * Returns how far the chosen elements of the last axis can be from their places, if these are few distances, known before training; otherwise null. The
 * first and the last element are not counted: indices are often clamped to them.
 */
function distancesOf(index: Node): readonly number[] | null {
  const found = distances.get(index);
  if (found !== undefined) return found;
  const length = index.shape.at(-1)!;
  const numbers = knownNumbers(index) ?? tableOf(index)?.rows;
  const isInner = (at: number) => at > 0 && at < length - 1;
  const different = numbers && new Set([...numbers.keys()].flatMap((i) => (isInner(numbers[i]!) ? [numbers[i]! - (i % length)] : [])));
  const result = different && different.size <= MOST_DISTANCES ? [...different].sort((a, b) => a - b) : null;
  distances.set(index, result);
  return result;
}

/** Moves all rows by a distance; zeros come in. */
function moved(tf: Tf, rows: Tensor, by: number): Tensor {
  const [count, length] = rows.shape as [number, number];
  const places = Math.min(length, Math.abs(by));
  if (places === 0) return rows;
  const zeros = constantTensor(tf, new Float32Array(count * places), [count, places]);
  const rest = tf.slice(rows, [0, Math.max(0, by)], [count, length - places]);
  return tf.concat(by > 0 ? [rest, zeros] : [zeros, rest], 1);
}

/** x.gather(axis, index): the other axes of the index are those of x. */
const gather: Rule = (tf, [x, index], node) => {
  const axis = numberIn(node, "axis");
  const at = alongAxis(tf, tf.stopGradient(index!), axis);
  const { rows } = alongAxis(tf, x!, axis);
  const n = x!.shape[axis]!;
  const m = index!.shape[axis]!;
  const few = axis === x!.shape.length - 1 && n === m ? distancesOf(node.inputs[1]!) : null;
  if (few) {
    const places = counted(tf, [1, n]);
    const inner = tf.mul(rows, constantTensor(tf, Float32Array.from({ length: n }, (_, i) => Number(i > 0 && i < n - 1)), [1, n]));
    const ends = [...new Set([0, n - 1])].map((end) => tf.mul(tf.slice(rows, [0, end], [rows.shape[0], 1]), equal(tf, at.rows, tf.scalar(end))));
    const parts = few.map((by) => tf.mul(moved(tf, inner, by), equal(tf, at.rows, tf.add(places, by))));
    return at.back([...ends, ...parts].reduce((sum, one) => tf.add(sum, one)), m);
  }
  const chosen = tf.mul(oneHot(tf, at.rows, n), tf.reshape(rows, [rows.shape[0], 1, n])); // [rows, m, n]
  return at.back(tf.sum(chosen, 2), m);
};

/** Adds elements at the places of an index. */
const scatter: Rule = (tf, [index, source], node) => {
  const axis = numberIn(node, "axis");
  const { rows: places } = alongAxis(tf, tf.stopGradient(index!), axis);
  const { rows, back } = alongAxis(tf, source!, axis);
  const n = node.shape[axis]!;
  const added = tf.mul(oneHot(tf, places, n), tf.reshape(rows, [...rows.shape, 1])); // [rows, m, n]
  return back(tf.sum(added, 1), n);
};

/** The first index of the largest element. */
const argmax: Rule = (tf, [x], node) => {
  const { rows } = alongAxis(tf, tf.stopGradient(x!), numberIn(node, "axis"));
  const n = rows.shape[1];
  const isTop = not(tf, tf.step(tf.sub(tf.max(rows, 1, true), rows)));
  const first = tf.max(tf.mul(isTop, tf.sub(n, counted(tf, [1, n]))), 1); // n less the index
  return tf.reshape(tf.sub(n, first), [...node.shape]);
};

/** The indices that sort: an element's place is the number of those before it. */
const argsort: Rule = (tf, [x], node) => {
  const { rows, back } = alongAxis(tf, tf.stopGradient(x!), numberIn(node, "axis"));
  const [count, n] = rows.shape;
  const [each, other] = [tf.reshape(rows, [count, n, 1]), tf.reshape(rows, [count, 1, n])];
  const isEarlier = constantTensor(tf, Float32Array.from({ length: n * n }, (_, i) => Number(i % n < Math.floor(i / n))), [1, n, n]);
  const precedes = node.options["descending"] === true ? above(tf, other, each) : above(tf, each, other);
  const place = tf.sum(tf.add(precedes, tf.mul(equal(tf, each, other), isEarlier)), 2); // [count, n]
  const isAt = equal(tf, tf.reshape(place, [count, 1, n]), counted(tf, [1, n, 1])); // [count, place, element]
  return back(tf.sum(tf.mul(isAt, counted(tf, [1, 1, n])), 2), n);
};

/** Sums of the elements up to each: a product with a triangular matrix. */
const cumsum: Rule = (tf, [x], node) => {
  const { rows, back } = alongAxis(tf, x!, numberIn(node, "axis"));
  const n = rows.shape[1];
  const upTo = constantTensor(tf, Float32Array.from({ length: n * n }, (_, i) => Number(Math.floor(i / n) <= i % n)), [n, n]);
  return back(tf.matMul(rows, upTo), n);
};

/** Combines the elements up to each, by doubling distances. `neutral` stands before the first. */
const cumulative = (combine: (tf: Tf, a: Tensor, b: Tensor) => Tensor, neutral: number): Rule => (tf, [x], node) => {
  const { rows, back } = alongAxis(tf, x!, numberIn(node, "axis"));
  const [count, n] = rows.shape;
  let result: Tensor = rows;
  for (let by = 1; by < n; by *= 2) {
    const before = constantTensor(tf, new Float32Array(count * by).fill(neutral), [count, by]);
    result = combine(tf, result, tf.concat([before, tf.slice(result, [0, 0], [count, n - by])], 1));
  }
  return back(result, n);
};

/** Below and above all values that a program computes. */
const LOWEST = -1e30;

/** The product of the elements, by halves. */
const prod: Rule = (tf, [x], node) => {
  const { rows } = alongAxis(tf, x!, numberIn(node, "axis"));
  const [count] = rows.shape;
  let result: Tensor = rows;
  while (result.shape[1]! > 1) {
    const n = result.shape[1]!;
    const half = Math.floor(n / 2);
    const product = tf.mul(tf.slice(result, [0, 0], [count, half]), tf.slice(result, [0, half], [count, half]));
    result = n % 2 === 0 ? product : tf.concat([product, tf.slice(result, [0, n - 1], [count, 1])], 1);
  }
  return tf.reshape(result, [...node.shape]);
};

export const GATHERING: Rules = {
  gatherRows, gather, scatter, argmax, argsort, cumsum, prod,
  cumprod: cumulative((tf, a, b) => tf.mul(a, b), 1),
  cummax: cumulative((tf, a, b) => tf.maximum(a, b), LOWEST),
  cummin: cumulative(minimum, -LOWEST),
};
