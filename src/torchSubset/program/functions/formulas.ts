/** Functions of tensors that are sums, products and maxima of others, and changes of type and shape, as nodes of a graph. */
import { asInteger, Refusal, type Interpreter, type Value } from "../../python/values";
import { sizeOf } from "../../../core/model/parameters";
import { shapeText, type Node, type Options, type Shape } from "../graph";
import { axisOf } from "../shapes";
import { recorderOf } from "../recorder";
import { EXPANDED } from "../views";
import { filled, items, tensor, times } from "../table";
import { detached, constant, elementwise, leaf, made, matrixProduct, numbered, reduce, reshape, transposed } from "../nodes";
import { nodeOf, tensorFrom } from "../tensor";

/** Returns the larger or smaller of two. Equal ones share the gradient. */
export function extreme(name: "maximum" | "minimum", x: Node, y: Node, interpreter: Interpreter): Node {
  const either = elementwise(name, [x, y], interpreter);
  return either.hasGradient ? times(elementwise("add", [either, elementwise(name, [y, x], interpreter)], interpreter), 0.5, interpreter) : either;
}

export function logSumExp(x: Node, axes: readonly number[], keep: boolean, interpreter: Interpreter): Node {
  const top = detached(reduce("max", x, axes, true, interpreter), interpreter);
  const sum = reduce("sum", elementwise("exp", [elementwise("sub", [x, top], interpreter)], interpreter), axes, true, interpreter);
  const all = elementwise("add", [elementwise("log", [sum], interpreter), top], interpreter);
  const gone = new Set(axes.map((axis) => axisOf("logsumexp", axis, all.shape.length)));
  return keep ? all : reshape(all, all.shape.filter((_, i) => !gone.has(i)), interpreter);
}

export const logSoftmax = (x: Node, axis: number, interpreter: Interpreter): Node => elementwise("sub", [x, logSumExp(x, [axis], true, interpreter)], interpreter);

export function softmax(x: Node, axis: number, interpreter: Interpreter): Node {
  const top = detached(reduce("max", x, [axis], true, interpreter), interpreter);
  const each = elementwise("exp", [elementwise("sub", [x, top], interpreter)], interpreter);
  return elementwise("div", [each, reduce("sum", each, [axis], true, interpreter)], interpreter);
}

/** The number of MNIST's classes. */
const CLASSES = 10;

/** Returns [..., classes] with 1 at each index. The engine has labels and categories in this form, so they are read, not computed. */
export function oneHot(indices: Node, classes: number, interpreter: Interpreter): Node {
  const of = indices.leaf;
  const shape = [...indices.shape, classes];
  if (of?.kind === "batch" && of.of === "labels" && classes === CLASSES) return leaf({ ...of, of: "classes" }, shape, "int", interpreter);
  if (of?.kind === "draw" && of.draw.kind === "categorical" && of.draw.classes === classes) return leaf({ ...of, isHot: true }, shape, "int", interpreter);
  const numbers = numbered([classes], (k) => k, "int", interpreter);
  return { ...elementwise("equal", [reshape(indices, [...indices.shape, 1], interpreter), numbers], interpreter), dtype: "int" };
}

/** Returns x + weight (end − x). */
export function between([x, end, weight]: readonly [Value, Value, Value], interpreter: Interpreter): Node {
  const from = tensorFrom("lerp", x);
  const way = elementwise("sub", [tensorFrom("lerp", end), from], interpreter);
  return elementwise("add", [from, elementwise("mul", [nodeOf(weight, interpreter, "lerp"), way], interpreter)], interpreter);
}

/** Returns a tensor repeated to this shape: with zeros along the dimensions that it lacks. */
export function expanded(node: Node, shape: Shape, interpreter: Interpreter): Node {
  const missing = shape.length - node.shape.length;
  if (missing === 0 && shape.every((length, i) => node.shape[i] === length)) return reshape(node, shape, interpreter);
  const zeros = filled(0, shape.map((length, i) => (node.shape[i - missing] === length ? 1 : length)), interpreter, node.dtype).node;
  return { ...elementwise("add", [node, zeros], interpreter), options: EXPANDED };
}

export function concatenated([tensors, dim]: readonly Value[], interpreter: Interpreter): Value {
  const nodes = items(tensors).map((one) => tensorFrom("cat", one));
  const [first] = nodes;
  if (!first) throw new Refusal({ kind: "value", callee: "cat", reason: "It needs tensors. (expected a non-empty list of Tensors)" });
  const axis = axisOf("cat", asInteger(dim!, "cat"), first.shape.length);
  for (const { shape } of nodes) {
    if (shape.length === first.shape.length && shape.every((length, i) => i === axis || length === first.shape[i])) continue;
    throw new Refusal({ kind: "value", callee: "cat", reason: `${shapeText(first.shape)} and ${shapeText(shape)} differ in another dimension than ${axis}. (Sizes of tensors must match except in dimension ${axis}.)` });
  }
  const length = nodes.reduce((sum, { shape }) => sum + shape[axis]!, 0);
  return tensor(made("concat", nodes, first.shape.map((one, i) => (i === axis ? length : one)), { options: { axis } }, interpreter));
}

export function permuted(x: Value, dims: readonly number[], interpreter: Interpreter): Value {
  const node = tensorFrom("permute", x);
  const order = dims.map((axis) => axisOf("permute", axis, node.shape.length));
  if (new Set(order).size !== node.shape.length || order.length !== node.shape.length) {
    throw new Refusal({ kind: "value", callee: "permute", reason: `${shapeText(node.shape)} has ${node.shape.length} dimensions, each of which is named once. (permute(sparse_coo): number of dimensions in the tensor input does not match the length of the desired ordering of dimensions)` });
  }
  return tensor(transposed(node, order, interpreter));
}

/** Returns a tensor with memory of its own. */
export const copied = (node: Node, interpreter: Interpreter, options: Options = {}): Node => ({ ...made("identity", [node], node.shape, { options, dtype: node.dtype }, interpreter), hasGradient: node.hasGradient && recorderOf(interpreter).gradients });

/** Returns integers: numbers without their fraction. */
export function asInt(node: Node, interpreter: Interpreter): Node {
  if (node.dtype === "int") return node;
  return { ...made(node.dtype === "bool" ? "identity" : "trunc", [node], node.shape, { dtype: "int" }, interpreter), hasGradient: false };
}

/** Returns a tensor with another type: "torch.float32", "torch.int64" or "torch.bool". */
export function converted(node: Node, dtype: string, interpreter: Interpreter): Node {
  if (dtype === "torch.int64") return asInt(node, interpreter);
  if (dtype === "torch.bool") return node.dtype === "bool" ? node : elementwise("notEqual", [node, constant(0, interpreter)], interpreter);
  return node.dtype === "float" ? node : made("identity", [node], node.shape, { dtype: "float" }, interpreter);
}

export const leakyRelu = (x: Node, slope: number, interpreter: Interpreter): Node => made("leakyRelu", [x], x.shape, { options: { slope } }, interpreter);

/** x Wᵀ + b: x [..., inputs], W [outputs, inputs] or [inputs]. */
export function linear(x: Node, weight: Node, bias: Node | null, interpreter: Interpreter): Node {
  const [inputs, rows] = [weight.shape.at(-1), x.shape.at(-1)];
  if (inputs !== rows) {
    throw new Refusal({ kind: "value", callee: "Linear", reason: `It takes ${inputs} numbers, and x ${shapeText(x.shape)} has ${rows}. (mat1 and mat2 shapes cannot be multiplied (${sizeOf(x.shape.slice(0, -1))}x${rows} and ${inputs}x${weight.shape[0]}))` });
  }
  const result = matrixProduct(x, weight.shape.length === 1 ? weight : transposed(weight, [1, 0], interpreter), interpreter);
  return bias ? elementwise("add", [result, bias], interpreter) : result;
}
