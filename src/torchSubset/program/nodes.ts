/** Nodes of the graph: each function adds an operation, whose shape and type it knows, and computes nothing. */
import { sizeOf } from "../../core/model/parameters";
import { Refusal, type Interpreter } from "../python/values";
import type { DType, Leaf, Node, Options, Shape, Stored } from "./graph";
import { knownNumbers, numbersToCompute } from "./known";
import { recorderOf } from "./recorder";
import { axisOf, broadcast, product, reduced, reshaped } from "./shapes";

/** An interpreter that has a recorder. */
export type Recorded = Pick<Interpreter, "span" | "count" | "countInBulk">;

/** A tensor with more numbers is refused. */
const MAX_NUMBERS = 5e7;

/** Refuses tensors that are too large, before memory for them is taken. */
export function refuseSize(shape: Shape): void {
  if (sizeOf(shape) > MAX_NUMBERS) throw new Refusal({ kind: "too-much", of: "numbers", limit: MAX_NUMBERS });
  if (sizeOf(shape) === 0) throw new Refusal({ kind: "unsupported", what: "a tensor without elements" });
}

const resultType = (inputs: readonly Node[]): DType => (inputs.some(({ dtype }) => dtype === "float") ? "float" : inputs.some(({ dtype }) => dtype === "int") ? "int" : "bool");

/** Returns a node. `dtype`: if it is not that of its inputs. */
export function made(operation: string, inputs: readonly Node[], shape: Shape, { options = {}, dtype = resultType(inputs) }: { readonly options?: Options; readonly dtype?: DType }, interpreter: Recorded): Node {
  refuseSize(shape);
  interpreter.count(1 + inputs.length);
  const { span } = interpreter;
  const node: Node = { operation, inputs, options, leaf: null, shape, dtype, hasGradient: recorderOf(interpreter).gradients && dtype === "float" && inputs.some(({ hasGradient }) => hasGradient), span };
  interpreter.countInBulk(numbersToCompute(node)); // something may ask for its numbers, or training may
  return node;
}

export function leaf(of: Leaf, shape: Shape, dtype: DType, { span }: Recorded): Node {
  refuseSize(shape);
  return { operation: "leaf", inputs: [], options: {}, leaf: of, shape, dtype, hasGradient: of.kind === "stored" && of.stored.trainable, span };
}

/** Returns numbers that are known. `at`: the one at each place, in row-major order. */
export function numbered(shape: Shape, at: (place: number) => number, dtype: DType, interpreter: Recorded): Node {
  refuseSize(shape);
  interpreter.countInBulk(sizeOf(shape));
  const values = new Float32Array(sizeOf(shape));
  for (let i = 0; i < values.length; i++) values[i] = at(i);
  return leaf({ kind: "constant", values }, shape, dtype, interpreter);
}

export const constant = (value: number, interpreter: Recorded, dtype: DType = "float"): Node => leaf({ kind: "constant", values: Float32Array.of(value) }, [], dtype, interpreter);

export const stored = (of: Stored, interpreter: Recorded): Node => leaf({ kind: "stored", stored: of, version: of.version }, of.shape, "float", interpreter);

/** Operations whose results are floats, whatever their inputs are. */
const TO_FLOAT = new Set(["div", "exp", "log", "sqrt", "root", "rsqrt", "sigmoid", "tanh", "softplus", "cos", "sin", "atan", "erf"]);
const TO_BOOL = new Set(["less", "lessEqual", "greater", "greaterEqual", "equal", "notEqual", "logicalAnd", "logicalOr", "logicalNot"]);

/** Returns an element-wise operation of tensors that are broadcast. */
export function elementwise(name: string, inputs: readonly Node[], interpreter: Recorded): Node {
  const shape = inputs.map((input) => input.shape).reduce((a, b) => broadcast(name, a, b));
  return made(name, inputs, shape, { dtype: TO_BOOL.has(name) ? "bool" : TO_FLOAT.has(name) ? "float" : resultType(inputs) }, interpreter);
}

export function matrixProduct(left: Node, right: Node, interpreter: Recorded): Node {
  return made("matMul", [left, right], product("matmul", left.shape, right.shape), {}, interpreter);
}

export function transposed(node: Node, order: readonly number[], interpreter: Recorded): Node {
  return made("transpose", [node], order.map((i) => node.shape[i]!), { options: { order } }, interpreter);
}

export function reshape(node: Node, wanted: Shape, interpreter: Recorded, callee = "view"): Node {
  return made("reshape", [node], reshaped(callee, node.shape, wanted), {}, interpreter);
}

/** Returns a sum, mean or maximum over these axes; null: over all. `isShared`: several largest elements share the gradient. */
export function reduce(name: "sum" | "mean" | "max" | "min", node: Node, axes: readonly number[] | null, keep: boolean, interpreter: Recorded, isShared = false): Node {
  const wanted = axes?.map((axis) => axisOf(name, axis, node.shape.length));
  const all = !wanted || wanted.length === 0 || node.shape.length === 0 ? node.shape.map((_, i) => i) : wanted;
  if (name === "mean" && node.dtype !== "float") throw new Refusal({ kind: "value", callee: "mean", reason: "The mean of integers is no integer: convert them with .float() first. (mean(): could not infer output dtype. Input dtype must be either a floating point or complex dtype. Got: Long)" });
  return made(name, [node], reduced(node.shape, all, keep), { options: { axes: all, keep, ...(isShared && { shared: true }) }, dtype: name === "sum" && node.dtype === "bool" ? "int" : node.dtype }, interpreter);
}

export function sliced(node: Node, axis: number, from: number, count: number, step: number, interpreter: Recorded): Node {
  return made("slice", [node], node.shape.map((length, i) => (i === axis ? count : length)), { options: { axis, from, step } }, interpreter);
}

/** Returns a tensor of this length along an axis that has the elements of x at from, from + step, …, and zeros elsewhere. */
export function atSlice(x: Node, axis: number, from: number, step: number, length: number, interpreter: Recorded): Node {
  const count = x.shape[axis]!;
  const withLengths = (...lengths: readonly number[]) => [...x.shape.slice(0, axis), ...lengths, ...x.shape.slice(axis + 1)];
  const pad = (node: Node, along: number, before: number, after: number) => {
    const amounts = node.shape.flatMap((_, i) => (i === along ? [[before, after]] : [[0, 0]])).toReversed().flat();
    return made("pad", [node], node.shape.map((one, i) => (i === along ? one + before + after : one)), { options: { amounts }, dtype: node.dtype }, interpreter);
  };
  const spread = step === 1 ? x : reshape(pad(reshape(x, withLengths(count, 1), interpreter), axis + 1, 0, step - 1), withLengths(count * step), interpreter);
  const after = length - from - count * step;
  return from === 0 && after === 0 ? spread : pad(spread, axis, from, after);
}

/** Returns the rows of an axis that an int tensor names: [..., n, ...] → [..., *index, ...]. */
export const gatherRows = (node: Node, index: Node, axis: number, interpreter: Recorded): Node =>
  made("gatherRows", [node, index], [...node.shape.slice(0, axis), ...index.shape, ...node.shape.slice(axis + 1)], { options: { axis }, dtype: node.dtype }, interpreter);

/** Returns indices of which those that count from the end, if they are known now, count from the front. */
export function fromTheFront(index: Node, length: number, interpreter: Recorded): Node {
  const numbers = knownNumbers(index);
  const wrong = numbers?.find((at) => at < -length || at >= length);
  if (wrong !== undefined) throw new Refusal({ kind: "bad-index", index: String(wrong), length });
  if (!numbers && !index.leaf) { // it may count from the end in some steps
    return elementwise("add", [index, elementwise("mul", [elementwise("less", [index, constant(0, interpreter, "int")], interpreter), constant(length, interpreter, "int")], interpreter)], interpreter);
  }
  return numbers?.some((at) => at < 0) ? leaf({ kind: "constant", values: numbers.map((at) => (at < 0 ? at + length : at)) }, index.shape, index.dtype, interpreter) : index;
}

/** Returns a node through which no gradient flows. */
export const detached = (node: Node, interpreter: Recorded): Node => ({ ...made("stopGradient", [node], node.shape, { dtype: node.dtype }, interpreter), hasGradient: false });

/** Returns a node with the values of `changed` and the gradient of `before`: within torch.no_grad(), PyTorch does not record the change. */
export const withGradientOf = (before: Node, changed: Node, interpreter: Recorded): Node =>
  ({ ...elementwise("add", [before, detached(elementwise("sub", [changed, before], interpreter), interpreter)], interpreter), hasGradient: true });
