/** Evaluates a recorded graph with TensorFlow.js tensors. Differentiating it with TensorFlow.js gives the program's gradients, and the compiler records it as it records models. */
import type { Tensor, Tensor2D, Tensor4D, Tf } from "../../core/model/tf";
import { sizeOf } from "../../core/model/parameters";
import { constantOf, dependsOn, inOrder, type Leaf, type Node, type Shape } from "./graph";
import { knownNumbers, tableOf, type Table } from "./known";
import { APPROXIMATIONS, TWICE } from "./rules/approximations";
import { GATHERING } from "./rules/gathering";
import { ROUNDING } from "./rules/rounding";
import { broadcast } from "./shapes";
import { above, axesIn, constantTensor, equal, minimum, not, numberIn, type Rules } from "./rules/rule";

/** Returns a leaf's values as a tensor of its shape. */
export type Leaves = (leaf: Exclude<Leaf, { readonly kind: "constant" }>, node: Node) => Tensor;

const keeps = ({ options }: Node): boolean => options["keep"] === true;

/** TensorFlow.js has images as [B,height,width,channels] and filters as [k,k,inputs,outputs]. */
const channelsLast = (tf: Tf, x: Tensor) => tf.transpose(x, [0, 2, 3, 1]) as Tensor4D;
const channelsFirst = (tf: Tf, x: Tensor) => tf.transpose(x, [0, 3, 1, 2]);

const RULES: Rules = {
  ...ROUNDING,
  ...APPROXIMATIONS,
  ...GATHERING,
  add: (tf, [a, b]) => tf.add(a!, b!),
  sub: (tf, [a, b]) => tf.sub(a!, b!),
  mul: (tf, [a, b]) => tf.mul(a!, b!),
  div: (tf, [a, b]) => tf.div(a!, b!),
  neg: (tf, [x]) => tf.neg(x!),
  exp: (tf, [x]) => tf.exp(x!),
  log: (tf, [x]) => tf.log(x!),
  sqrt: (tf, [x]) => tf.sqrt(x!),
  rsqrt: (tf, [x]) => tf.rsqrt(x!),
  abs: (tf, [x]) => tf.mul(x!, tf.sub(tf.step(x!), tf.step(tf.neg(x!)))), // its derivative at 0 is 0, that of TensorFlow.js −1
  square: (tf, [x]) => tf.square(x!),
  relu: (tf, [x]) => tf.relu(x!),
  leakyRelu: (tf, [x], node) => tf.mul(x!, tf.step(x!, numberIn(node, "slope"))),
  sigmoid: (tf, [x]) => tf.sigmoid(x!),
  tanh: (tf, [x]) => tf.tanh(x!),
  softplus: (tf, [x]) => tf.softplus(x!),
  pow: (tf, [x, by], node) => power(tf, x!, by!, constantOf(node.inputs[1])),
  maximum: (tf, [a, b], node) => tf.maximum(spread(tf, a!, 0, node), spread(tf, b!, 1, node)),
  minimum: (tf, [a, b], node) => minimum(tf, spread(tf, a!, 0, node), spread(tf, b!, 1, node)),
  greater: (tf, [a, b]) => above(tf, a!, b!),
  less: (tf, [a, b]) => above(tf, b!, a!),
  greaterEqual: (tf, [a, b]) => not(tf, above(tf, b!, a!)),
  lessEqual: (tf, [a, b]) => not(tf, above(tf, a!, b!)),
  equal: (tf, [a, b]) => equal(tf, a!, b!),
  notEqual: (tf, [a, b]) => not(tf, equal(tf, a!, b!)),
  logicalAnd: (tf, [a, b]) => tf.mul(a!, b!),
  logicalOr: (tf, [a, b], node) => tf.maximum(spread(tf, a!, 0, node), spread(tf, b!, 1, node)),
  logicalNot: (tf, [x]) => not(tf, x!),
  identity: (_, [x]) => x!,
  root: (tf, [x]) => tf.mul(x!, tf.rsqrt(tf.add(x!, 1e-12))), // its derivative at 0 is finite
  where: (tf, [condition, a, b], node) => tf.select(filled(tf, condition!, node.shape), filled(tf, a!, node.shape), filled(tf, b!, node.shape)),
  stopGradient: (tf, [x]) => tf.stopGradient(x!),
  transpose: (tf, [x], node) => tf.transpose(x!, axesIn(node, "order")),
  reshape: (tf, [x], { shape }) => tf.reshape(x!, [...shape]),
  sum: (tf, [x], node) => tf.sum(x!, axesIn(node), keeps(node)),
  mean: (tf, [x], node) => tf.mean(x!, axesIn(node), keeps(node)),
  max: (tf, [x], node) => largest(tf, x!, node),
  min: (tf, [x], node) => tf.neg(largest(tf, tf.neg(x!), node)),
  concat: (tf, x, node) => tf.concat([...x], numberIn(node, "axis")),
  slice: (tf, [x], node) => sliced(tf, x!, node),
  pad: (tf, [x], node) => padded(tf, x!, node.inputs[0]!.shape, axesIn(node, "amounts"), 0),
  maxPool2d: (tf, [x], node) => maxPooled(tf, x!, node),
  conv2d: (tf, [x, weight], node) =>
    channelsFirst(tf, tf.conv2d(channelsLast(tf, x!), tf.transpose(weight!, [2, 3, 1, 0]) as Tensor4D, numberIn(node, "stride"), paddingOf(node))),
  convTranspose2d: (tf, [x, weight], node) => {
    const [batch, filters, height, width] = node.shape as [number, number, number, number];
    return channelsFirst(tf, tf.conv2dTranspose(channelsLast(tf, x!), tf.transpose(weight!, [2, 3, 1, 0]) as Tensor4D, [batch, height, width, filters], numberIn(node, "stride"), paddingOf(node)));
  },
};

const DIFFERENTIABLE_TWICE: Rules = { ...RULES, ...TWICE, pow: (tf, [x, by], node) => power(tf, x!, by!, constantOf(node.inputs[1]), (one) => TWICE.exp(tf, [one])) };

/** The maximum over axes. TensorFlow.js gives each of several largest elements the whole gradient; with the option "shared", each gets a part, as in PyTorch. */
function largest(tf: Tf, x: Tensor, node: Node): Tensor {
  const top = tf.max(x, axesIn(node), keeps(node));
  if (node.options["shared"] !== true || !node.hasGradient) return top;
  const [fixed, held] = [tf.stopGradient(top), tf.stopGradient(x)];
  const isTop = not(tf, above(tf, keeps(node) ? fixed : tf.max(held, axesIn(node), true), held));
  return tf.add(fixed, tf.div(tf.sub(top, fixed), tf.sum(isTop, axesIn(node), keeps(node))));
}

/** A matrix product. A vector is a row on the left and a column on the right; x Wᵀ does not compute Wᵀ. */
function matMul(tf: Tf, { inputs: [left, right], shape, hasGradient }: Node, { valueOf, known }: Evaluation): Tensor {
  const a = valueOf(left!);
  const isTransposed = right!.operation === "transpose" && right!.shape.length === 2 && axesIn(right!, "order")[0] === 1 && !known.has(right!) && !(hasGradient && leaks(right!));
  const b = valueOf(isTransposed ? right!.inputs[0]! : right!);
  const rows = left!.shape.length === 1 ? [1, ...left!.shape] : left!.shape;
  const columns = right!.shape.length === 1 ? [...right!.shape, 1] : right!.shape;
  if (columns.length === 2) return tf.reshape(tf.matMul(tf.reshape(a, [sizeOf(rows.slice(0, -1)), rows.at(-1)!]), isTransposed ? b : tf.reshape(b, [...columns]), false, isTransposed), [...shape]);
  // TensorFlow.js multiplies several matrices, with equal dimensions before the last two.
  const before = broadcast("matmul", rows.slice(0, -2), columns.slice(0, -2));
  const paired = (x: Tensor, matrices: Shape): Tensor => {
    const wanted = [...before, ...matrices.slice(-2)];
    const same = tf.reshape(x, [...Array.from({ length: wanted.length - matrices.length }, () => 1), ...matrices]);
    return tf.reshape(sizeOf(matrices) === sizeOf(wanted) ? same : tf.mul(same, constantTensor(tf, new Float32Array(sizeOf(before)).fill(1), [...before, 1, 1])), [sizeOf(before), ...wanted.slice(-2)]);
  };
  return tf.reshape(tf.matMul(paired(a, rows), paired(b, columns)), [...shape]);
}

/** TensorFlow.js needs the padding of each side if a kernel is no square. */
function paddingOf(node: Node): Parameters<Tf["conv2d"]>[3] & Parameters<Tf["conv2dTranspose"]>[4] {
  const padding = numberIn(node, "padding");
  const [height, width] = node.inputs[1]!.shape.slice(2);
  return height === width ? padding : [[0, 0], [padding, padding], [padding, padding], [0, 0]];
}

/** Broadcasts a tensor to a shape. */
const filled = (tf: Tf, x: Tensor, shape: Shape): Tensor =>
  (x.shape.length === shape.length && x.shape.every((length, i) => length === shape[i]) ? x : tf.add(x, constantTensor(tf, new Float32Array(sizeOf(shape)), shape)));

/** Broadcasts an input to the shape of the result if it is computed: the gradient of TensorFlow.js' maximum does not add up what was broadcast. */
function spread(tf: Tf, x: Tensor, input: number, { inputs, shape }: Node): Tensor {
  const of = inputs[input]!;
  return !of.hasGradient && (of.leaf !== null || knownNumbers(of) !== null) ? x : filled(tf, x, shape);
}

/** x to an integer is a product, so x may be negative. */
function power(tf: Tf, x: Tensor, by: Tensor, exponent: number | null, exp = (one: Tensor) => tf.exp(one)): Tensor {
  if (exponent === null || !Number.isInteger(exponent) || Math.abs(exponent) > 64) return exp(tf.mul(by, tf.log(x)));
  let result: Tensor | null = null;
  let square = x;
  for (let rest = Math.abs(exponent); rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = result === null ? square : tf.mul(result, square);
    if (rest > 1) square = tf.square(square);
  }
  result ??= tf.add(tf.mul(x, 0), 1);
  return exponent < 0 ? tf.div(1, result) : result;
}

function sliced(tf: Tf, x: Tensor, node: Node): Tensor {
  const [axis, from, step] = [numberIn(node, "axis"), numberIn(node, "from"), numberIn(node, "step")];
  const begin = node.shape.map((_, i) => (i === axis ? from : 0));
  if (step === 1) return tf.slice(x, begin, [...node.shape]);
  const parts = Array.from({ length: node.shape[axis]! }, (_, i) =>
    tf.slice(x, begin.map((at, k) => (k === axis ? at + i * step : at)), node.shape.map((length, k) => (k === axis ? 1 : length))));
  return tf.concat(parts, axis);
}

/** Pads with a value and cuts, one dimension after the other: `amounts` before and after, the last dimension first. */
function padded(tf: Tf, x: Tensor, from: Shape, amounts: readonly number[], value: number): Tensor {
  let result = x;
  const shape = [...from];
  from.forEach((_, axis) => {
    const at = 2 * (from.length - 1 - axis);
    const [before, after] = [amounts[at] ?? 0, amounts[at + 1] ?? 0];
    if (before < 0 || after < 0) {
      const begin = shape.map((__, i) => (i === axis ? Math.max(0, -before) : 0));
      shape[axis] = shape[axis]! + Math.min(0, before) + Math.min(0, after);
      result = tf.slice(result, begin, [...shape]);
    }
    const border = (count: number) => {
      const filled = shape.map((length, i) => (i === axis ? count : length));
      return tf.reshape(tf.tensor2d(new Float32Array(sizeOf(filled)).fill(value), [1, sizeOf(filled)]), filled);
    };
    const parts = [...(before > 0 ? [border(before)] : []), result, ...(after > 0 ? [border(after)] : [])];
    if (parts.length > 1) result = tf.concat(parts, axis);
    shape[axis] = shape[axis]! + Math.max(0, before) + Math.max(0, after);
  });
  return result;
}

/** Below all values that a program computes. */
const LOWEST = -1e30;

/** The maximum of the shifted images, along one axis after the other. */
function maxPooled(tf: Tf, x: Tensor, node: Node): Tensor {
  const [kernel, stride, padding] = [numberIn(node, "kernel"), numberIn(node, "stride"), numberIn(node, "padding")];
  const shape = node.inputs[0]!.shape.map((length, axis) => (axis < 2 ? length : length + 2 * padding));
  let result = padded(tf, x, node.inputs[0]!.shape, [padding, padding, padding, padding], LOWEST);
  for (const axis of [2, 3]) {
    const windows = shape[axis]! - kernel + 1;
    const shifted = Array.from({ length: kernel }, (_, i) =>
      tf.slice(result, shape.map((__, k) => (k === axis ? i : 0)), shape.map((length, k) => (k === axis ? windows : length))));
    result = shifted.reduce((most, one) => tf.maximum(most, one));
    shape[axis] = windows;
    if (stride === 1) continue;
    const taken = Array.from({ length: node.shape[axis]! }, (_, i) =>
      tf.slice(result, shape.map((__, k) => (k === axis ? i * stride : 0)), shape.map((length, k) => (k === axis ? 1 : length))));
    result = tf.concat(taken, axis);
    shape[axis] = taken.length;
  }
  return result;
}

/** Returns the nodes that are computed one after the other for these. `known`: nodes whose values are given. */
export const evaluatedNodes = (roots: readonly Node[], known: { has(node: Node): boolean } = new Set()): readonly Node[] =>
  inOrder(roots, (one) => (known.has(one) || knownNumbers(one) || tableOf(one) ? [] : one.inputs));

const leaking = new WeakMap<Node, boolean>();

/**
 * Returns whether TensorFlow.js would find a gradient through a node that has none in PyTorch: it was computed within torch.no_grad(), is a gradient
 * without create_graph, or p.data, or is computed from such nodes. Where another node that has a gradient takes it, the gradient stops.
 */
function leaks(node: Node): boolean {
  const known = leaking.get(node);
  if (known !== undefined) return known;
  const { operation, inputs, leaf, dtype, hasGradient } = node;
  const does = !hasGradient && dtype === "float" && operation !== "stopGradient" && (inputs.some((input) => input.hasGradient || leaks(input)) || (leaf?.kind === "stored" && leaf.stored.trainable));
  leaking.set(node, does);
  return does;
}

/** Whether what a program computes within `torch.no_grad()` passes gradients on to its inputs. */
export type Gradients = "all" | "recorded";

/** How a graph is evaluated. */
interface Options {
  /** Training needs the gradients that the program records, a search for a code those of all operations. */
  readonly gradients?: Gradients;
  /** Those of `TWICE` for gradients that are differentiated again. */
  readonly rules?: Rules;
}

/** Returns the values of these nodes. `known`: values of some nodes. Throws for an operation that cannot be trained. */
export function evaluate(tf: Tf, roots: readonly Node[], leaves: Leaves, known: ReadonlyMap<Node, Tensor> = new Map(), { gradients = "recorded", rules = RULES }: Options = {}): readonly Tensor[] {
  const values = new Map(known);
  const stops = (node: Node) => gradients === "recorded" && leaks(node);
  for (const node of evaluatedNodes(roots, known)) {
    if (values.has(node)) continue;
    leaks(node); // of its inputs first, so that no graph is too deep
    const valueOf = (input: Node): Tensor => (node.hasGradient && stops(input) ? tf.stopGradient(values.get(input)!) : values.get(input)!);
    values.set(node, valueIn(tf, node, { valueOf, leaves, values, known, gradients, rules }));
  }
  return roots.map((node) => (stops(node) ? tf.stopGradient(values.get(node)!) : values.get(node)!));
}

interface Evaluation extends Required<Options> {
  readonly valueOf: (node: Node) => Tensor;
  readonly leaves: Leaves;
  readonly values: ReadonlyMap<Node, Tensor>;
  readonly known: ReadonlyMap<Node, Tensor>;
}

function valueIn(tf: Tf, node: Node, evaluation: Evaluation): Tensor {
  const { valueOf, leaves, values, gradients, rules } = evaluation;
  const { leaf, operation, inputs } = node;
  const numbers = knownNumbers(node);
  if (numbers) return constantTensor(tf, numbers, node.shape);
  const table = tableOf(node);
  if (table) return tf.reshape(tf.matMul(leaves(...hotDraw(table)) as Tensor2D, tf.tensor2d(table.rows, [table.classes, table.rows.length / table.classes])), [...node.shape]);
  if (leaf) return leaves(leaf as Exclude<Leaf, { readonly kind: "constant" }>, node); // constants are known
  if (operation === "gradient") {
    const [output, at] = inputs as [Node, Node];
    const before = new Map([...values].filter(([one]) => !dependsOn(one, at)));
    return tf.grad((x) => evaluate(tf, [output], leaves, new Map([...before, [at, x]]), { gradients, rules: node.hasGradient ? DIFFERENTIABLE_TWICE : rules })[0]!)(valueOf(at));
  }
  if (operation === "matMul") return matMul(tf, node, evaluation);
  const rule = rules[operation];
  if (!rule) throw new Error(`The operation ${operation} has no rule.`);
  return rule(tf, inputs.map(valueOf), node);
}

/** Returns a categorical draw as one-hot rows, [B, classes]. */
function hotDraw({ draw, classes }: Table): Parameters<Leaves> {
  const leaf = { ...draw.leaf as Extract<Leaf, { readonly kind: "draw" }>, isHot: true };
  return [leaf, { ...draw, leaf, shape: [draw.shape[0]!, classes] }];
}

/** Returns the first operation of these graphs that cannot be evaluated; null if all can. `known`: nodes whose values are given. */
export function unsupportedIn(roots: readonly Node[], known: ReadonlySet<Node> = new Set()): Node | null {
  return inOrder(roots, (node) => (known.has(node) ? [] : node.inputs)).find((node) => !known.has(node) && !node.leaf && node.operation !== "gradient" && node.operation !== "matMul" && !(node.operation in RULES)) ?? null;
}
