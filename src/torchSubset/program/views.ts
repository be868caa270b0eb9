/** Which tensors share memory in PyTorch: results of operations that only read another tensor in another order. A change in place of one changes all. */
import { Refusal } from "../python/values";
import type { Node, Options, Shape } from "./graph";
import { atSlice, detached, elementwise, leaf, reshape, transposed, type Recorded } from "./nodes";
import { recorderOf } from "./recorder";
import { stridesOf } from "./shapes";

/** Where the elements of a tensor are: the node whose memory it shares, and the distances of neighbours along each axis. */
interface Place {
  readonly root: Node;
  readonly strides: readonly number[];
}

/** The options of a sum with zeros that only repeats its first input along some dimensions. */
export const EXPANDED: Options = { expanded: true };

const places = new WeakMap<Node, Place>();

/** Returns the strides of the same elements with another shape; null if PyTorch has to copy them. */
function reshapedStrides({ shape }: Node, strides: readonly number[], wanted: Shape): number[] | null {
  const axes = [...shape.keys()].filter((axis) => shape[axis] !== 1);
  const result = wanted.map(() => 1);
  let at = axes.length - 1;
  // Elements next to each other, in blocks of axes that have no gaps between them: the last block first.
  let [block, stride] = [1, 1];
  for (let axis = wanted.length - 1; axis >= 0; axis--) {
    if (wanted[axis] === 1) continue;
    if (block === 1) {
      if (at < 0) return null;
      [block, stride] = [shape[axes[at]!]!, strides[axes[at]!]!];
      for (at--; at >= 0 && strides[axes[at]!] === strides[axes[at + 1]!]! * shape[axes[at + 1]!]!; at--) block *= shape[axes[at]!]!;
    }
    if (block % wanted[axis]! !== 0) return null;
    result[axis] = stride;
    stride *= wanted[axis]!;
    block /= wanted[axis]!;
  }
  return result;
}

function placeOf(node: Node): Place {
  const known = places.get(node);
  if (known) return known;
  const place = viewed(node) ?? { root: node, strides: keptOrder(node) ?? stridesOf(node.shape) };
  places.set(node, place);
  return place;
}

/** Operations whose result has its elements in memory in the order of their first input of the same shape, if that has no gaps. */
const KEEPING = new Set(["add", "sub", "mul", "div", "neg", "exp", "log", "sqrt", "rsqrt", "abs", "square", "relu", "leakyRelu", "sigmoid", "tanh", "softplus", "sin", "cos", "erf", "pow", "maximum", "minimum", "identity"]);

function keptOrder({ operation, options, inputs, shape }: Node): readonly number[] | null {
  if (!KEEPING.has(operation) || options["contiguous"] === true) return null;
  const like = inputs.find((input) => input.shape.length === shape.length && input.shape.every((length, axis) => length === shape[axis]));
  if (!like) return null;
  const { strides } = placeOf(like);
  const order = [...shape.keys()].sort((a, b) => strides[b]! - strides[a]! || a - b);
  let expected = 1;
  for (const axis of order.toReversed()) {
    if (shape[axis] !== 1 && strides[axis] !== expected) return null;
    expected *= shape[axis]!;
  }
  return strides;
}

/** Returns the place of a node that shares the memory of its input; null if it does not. */
function viewed(node: Node): Place | null {
  const { operation, options, shape, inputs: [input] } = node;
  if (options["expanded"] === true) {
    const { root, strides } = placeOf(input!);
    const missing = shape.length - strides.length;
    return { root, strides: shape.map((length, axis) => (input!.shape[axis - missing] === length ? strides[axis - missing]! : 0)) };
  }
  if (operation !== "reshape" && operation !== "transpose" && operation !== "slice" && operation !== "stopGradient") return null;
  const { root, strides } = placeOf(input!);
  switch (operation) {
    case "stopGradient": return { root, strides };
    case "transpose": return { root, strides: (options["order"] as Shape).map((axis) => strides[axis]!) };
    case "slice": return { root, strides: strides.map((stride, axis) => (axis === options["axis"] ? stride * Number(options["step"]) : stride)) };
    case "reshape": {
      const next = reshapedStrides(input!, strides, shape);
      return next && { root, strides: next };
    }
    default: return operation satisfies never;
  }
}

/** Returns the node whose memory a tensor shares, or itself. */
export const rootOf = (node: Node): Node => placeOf(node).root;

/** Returns whether a tensor's elements are in memory in their order. */
export const isContiguous = (node: Node): boolean => stridesOf(node.shape).every((stride, axis) => node.shape[axis] === 1 || stride === placeOf(node).strides[axis]);

/** Returns a view of another root than before. */
export function moved(node: Node, root: Node, to: Node): Node {
  if (node === root) return to;
  const [before] = node.inputs as [Node];
  const input = moved(before, root, to);
  const isCut = before.hasGradient && !node.hasGradient; // detach(), or torch.no_grad()
  return { ...node, inputs: [input, ...node.inputs.slice(1)], hasGradient: !isCut && node.operation !== "stopGradient" && input.hasGradient };
}

/** Returns whether two nodes are the same view of the same memory. */
export function isSameView(a: Node, b: Node): boolean {
  const root = rootOf(a);
  if (root !== rootOf(b)) return false;
  let [one, other] = [a, b];
  while (one !== root && other !== root) {
    if (one.operation !== other.operation || one.shape.join() !== other.shape.join() || JSON.stringify(one.options) !== JSON.stringify(other.options)) return false;
    [one, other] = [one.inputs[0]!, other.inputs[0]!];
  }
  return one === other;
}

/** Returns a view that a function returns among others. */
export const amongOthers = (node: Node): Node => ({ ...node, options: { ...node.options, several: true } });

/** Returns a copy that is a view in PyTorch. */
export const copyOfView = (node: Node): Node => ({ ...node, options: { ...node.options, copied: true } });

/** Refuses a change in place of a view that a function returned among others, as PyTorch does, and of a copy that is a view in PyTorch. */
export function refuseView(node: Node, root: Node, interpreter: Recorded): void {
  if (root.options["copied"] === true) throw new Refusal({ kind: "unsupported", what: "a change in place of a diagonal", instead: "compute a new tensor" });
  if (!node.hasGradient || !recorderOf(interpreter).gradients) return;
  for (let view = node; view !== root; view = view.inputs[0]!) {
    if (view.options["several"] === true) throw new Refusal({ kind: "value", callee: "in place", reason: "A part that chunk(), split(), unbind() or a loop over a tensor gives is not changed in place: compute a new tensor, as in x = x * 2. (This view is the output of a function that returns multiple views. Such functions do not allow the output views to be modified inplace.)" });
  }
}

/** Returns the next value of the memory that a view shares: what the view shows is `by`. */
export function written(view: Node, root: Node, by: Node, interpreter: Recorded): Node {
  if (view === root) return by;
  const { operation, options } = view;
  const [of] = view.inputs as [Node];
  switch (operation) {
    case "reshape": return written(of, root, reshape(by, of.shape, interpreter), interpreter);
    case "transpose": {
      const order = options["order"] as Shape;
      return written(of, root, transposed(by, order.map((_, axis) => order.indexOf(axis)), interpreter), interpreter);
    }
    case "slice": {
      const [axis, from, step] = [Number(options["axis"]), Number(options["from"]), Number(options["step"])];
      const length = of.shape[axis]!;
      const isChosen = Float32Array.from({ length }, (_, i) => Number(i >= from && (i - from) % step === 0 && (i - from) / step < view.shape[axis]!));
      const chosen = leaf({ kind: "constant", values: isChosen }, of.shape.flatMap((_, i) => (i < axis ? [] : [i === axis ? length : 1])), "bool", interpreter);
      const kept = elementwise("mul", [of, elementwise("logicalNot", [chosen], interpreter)], interpreter);
      return written(of, root, { ...elementwise("add", [kept, atSlice(by, axis, from, step, length, interpreter)], interpreter), dtype: of.dtype }, interpreter);
    }
    case "stopGradient":
      if (by.hasGradient && recorderOf(interpreter).gradients) throw new Refusal({ kind: "unsupported", what: "a change in place of a detached tensor by one that has a gradient" });
      return written(of, root, elementwise("add", [of, detached(elementwise("sub", [by, of], interpreter), interpreter)], interpreter), interpreter);
    default: throw new Refusal({ kind: "value", callee: "in place", reason: "An expanded tensor has one element at several places: clone it first. (unsupported operation: more than one element of the written-to tensor refers to a single memory location.)" });
  }
}
