/** PyTorch's functions of tensors: `torch.exp(x)`, `x.exp()`, `F.relu(x)`. Functions that are sums, products and maxima of others are written with them. */
import { asInteger, asNumber, asText, Builtin, List, PythonObject, Refusal, refuseTooMany, signature, Tuple, type Arguments, type Interpreter, type Value } from "../python/values";
import { sizeOf } from "../core/model/parameters";
import { shapeText, type Node, type Options, type Shape } from "./graph";
import { axisOf, broadcast, reduced } from "./shapes";
import { convolved, convTransposed, maxPooled, padded } from "./images";
import { recorderOf } from "./recorder";
import { EXPANDED, isContiguous } from "./views";
import { chosenRows, elementAt, INDEXING, INDEXING_OF_TORCH, indexOfExtreme, scattered, valuesAndIndices, where } from "./indexing";
import { builtinsOf, detached, drawn, filled, items, tensor, times, unaries, binaries, type Table, type Work } from "./table";
import {
  amongOthers, axesFrom, changeInPlace, constant, elementwise, leaf, made, matrixProduct, methods, nodeOf, numbered, reduce, reshape, shapeFrom, sizeTuple, sliced, StoredTensor, tensorFrom, TensorValue, transposed,
} from "./tensor";

/** x + alpha y, x − alpha y. */
const scaled = (...names: readonly ("add" | "sub")[]): Table => Object.fromEntries(names.map((name) =>
  [name, [signature("input", "other", "*", ["alpha", 1n]), ([x, y, alpha], interpreter) => {
    const other = nodeOf(y!, interpreter, name);
    const by = alpha === 1n || alpha === 1 ? other : elementwise("mul", [other, nodeOf(alpha!, interpreter, name)], interpreter);
    return tensor(elementwise(name, [nodeOf(x!, interpreter, name), by], interpreter));
  }] as const]));

const reductions = (...names: readonly ("sum" | "mean")[]): Table => Object.fromEntries(names.map((name) =>
  [name, [signature("input", ["dim", null], ["keepdim", false], ["dtype", null]), ([x, dim, keep, dtype], interpreter) => {
    const node = tensorFrom(name, x!);
    const typed = dtype === "torch.float32" && node.dtype !== "float" ? made("identity", [node], node.shape, { dtype: "float" }, interpreter) : node;
    return tensor(reduce(name, typed, axesFrom(name, dim!, interpreter), interpreter.truth(keep!), interpreter));
  }] as const]));

/** Returns the larger or smaller of two. Equal ones share the gradient. */
function extreme(name: "maximum" | "minimum", x: Node, y: Node, interpreter: Interpreter): Node {
  const either = elementwise(name, [x, y], interpreter);
  return either.hasGradient ? times(elementwise("add", [either, elementwise(name, [y, x], interpreter)], interpreter), 0.5, interpreter) : either;
}

/** x.max() is a number; x.max(1) is values and indices. */
const extremes = (...names: readonly ("max" | "min")[]): Table => Object.fromEntries(names.map((name) =>
  [name, [signature("input", ["dim", null], ["keepdim", false]), ([x, dim, keep], interpreter) => {
    if (dim instanceof TensorValue) return tensor(extreme(`${name}imum`, tensorFrom(name, x!), dim.node, interpreter));
    const node = tensorFrom(name, x!);
    const keeps = interpreter.truth(keep!);
    const axes = axesFrom(name, dim!, interpreter);
    if (dim === null || node.shape.length === 0) {
      const values = reduce(name, node, axes, keeps, interpreter, true);
      return dim === null ? tensor(values) : valuesAndIndices(values, constant(0, interpreter, "int"));
    }
    const axis = axisOf(name, asInteger(dim!, name), node.shape.length);
    const indices = indexOfExtreme(name, node, axis, keeps, interpreter);
    return valuesAndIndices(node.hasGradient ? elementAt(node, axis, indices, keeps, interpreter) : reduce(name, node, [axis], keeps, interpreter), indices);
  }] as const]));

function logSumExp(x: Node, axes: readonly number[], keep: boolean, interpreter: Interpreter): Node {
  const top = detached(reduce("max", x, axes, true, interpreter), interpreter);
  const sum = reduce("sum", elementwise("exp", [elementwise("sub", [x, top], interpreter)], interpreter), axes, true, interpreter);
  const all = elementwise("add", [elementwise("log", [sum], interpreter), top], interpreter);
  const gone = new Set(axes.map((axis) => axisOf("logsumexp", axis, all.shape.length)));
  return keep ? all : reshape(all, all.shape.filter((_, i) => !gone.has(i)), interpreter);
}

const logSoftmax = (x: Node, axis: number, interpreter: Interpreter): Node => elementwise("sub", [x, logSumExp(x, [axis], true, interpreter)], interpreter);

function softmax(x: Node, axis: number, interpreter: Interpreter): Node {
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
function between([x, end, weight]: readonly [Value, Value, Value], interpreter: Interpreter): Node {
  const from = tensorFrom("lerp", x);
  const way = elementwise("sub", [tensorFrom("lerp", end), from], interpreter);
  return elementwise("add", [from, elementwise("mul", [nodeOf(weight, interpreter, "lerp"), way], interpreter)], interpreter);
}

/** Returns a tensor repeated to this shape: with zeros along the dimensions that it lacks. */
function expanded(node: Node, shape: Shape, interpreter: Interpreter): Node {
  const missing = shape.length - node.shape.length;
  if (missing === 0 && shape.every((length, i) => node.shape[i] === length)) return reshape(node, shape, interpreter);
  const zeros = filled(0, shape.map((length, i) => (node.shape[i - missing] === length ? 1 : length)), interpreter, node.dtype).node;
  return { ...elementwise("add", [node, zeros], interpreter), options: EXPANDED };
}

/** Applies the option "reduction" of a loss. */
function reducedBy(callee: string, losses: Node, reduction: Value, interpreter: Interpreter): Value {
  const how = asText(reduction, callee);
  if (how === "none") return tensor(losses);
  if (how === "sum" || how === "mean") return tensor(reduce(how, losses, null, false, interpreter));
  throw new Refusal({ kind: "value", callee, reason: `There is no reduction "${how}": it is "mean", "sum" or "none".` });
}

function sameShape(callee: string, a: Node, b: Node): void {
  if (a.shape.length === b.shape.length && a.shape.every((length, i) => length === b.shape[i])) return;
  throw new Refusal({ kind: "value", callee, reason: `The input is ${shapeText(a.shape)}, and the target ${shapeText(b.shape)}. (Target size (torch.Size(${shapeText(b.shape)})) must be the same as input size (torch.Size(${shapeText(a.shape)})))` });
}

/** −log p(x) of Bernoulli pixels from logits: softplus(l) − x l. */
function binaryCrossEntropyWithLogits([input, target, reduction]: readonly Value[], interpreter: Interpreter): Value {
  const [logits, x] = [tensorFrom("binary_cross_entropy_with_logits", input!), tensorFrom("binary_cross_entropy_with_logits", target!)];
  sameShape("binary_cross_entropy_with_logits", logits, x);
  const losses = elementwise("sub", [elementwise("softplus", [logits], interpreter), elementwise("mul", [x, logits], interpreter)], interpreter);
  return reducedBy("binary_cross_entropy_with_logits", losses, reduction!, interpreter);
}

function crossEntropy([input, target, reduction]: readonly Value[], interpreter: Interpreter): Value {
  const [logits, classes] = [tensorFrom("cross_entropy", input!), tensorFrom("cross_entropy", target!)];
  if (logits.shape.length !== 2) throw new Refusal({ kind: "unsupported", what: `cross_entropy of ${shapeText(logits.shape)}` });
  const targets = classes.dtype === "float" ? classes : oneHot(classes, logits.shape[1]!, interpreter);
  const chosen = elementwise("mul", [targets, logSoftmax(logits, 1, interpreter)], interpreter);
  return reducedBy("cross_entropy", elementwise("neg", [reduce("sum", chosen, [1], false, interpreter)], interpreter), reduction!, interpreter);
}

function concatenated([tensors, dim]: readonly Value[], interpreter: Interpreter): Value {
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

function stacked([tensors, dim]: readonly Value[], interpreter: Interpreter): Value {
  const nodes = items(tensors).map((one) => tensorFrom("stack", one));
  const axis = asInteger(dim!, "stack");
  const spread = nodes.map((node) => {
    const at = axisOf("stack", axis, node.shape.length + 1);
    return tensor(reshape(node, [...node.shape.slice(0, at), 1, ...node.shape.slice(at)], interpreter));
  });
  return concatenated([new List(spread), BigInt(axis)], interpreter);
}

function chunked([input, chunks, dim]: readonly Value[], interpreter: Interpreter): Value {
  const node = tensorFrom("chunk", input!);
  const axis = axisOf("chunk", asInteger(dim!, "chunk"), node.shape.length);
  const length = node.shape[axis]!;
  const size = Math.ceil(length / Math.max(1, asInteger(chunks!, "chunk")));
  const starts = Array.from({ length: Math.ceil(length / size) }, (_, i) => i * size);
  return new Tuple(starts.map((from) => {
    return tensor(amongOthers(sliced(node, axis, from, Math.min(size, length - from), 1, interpreter)));
  }));
}

function arange([start, end, step]: readonly Value[], interpreter: Interpreter): Value {
  const [from, to] = end === null ? [0n, start!] : [start!, end!];
  const by = asNumber(step!, "arange");
  const isInt = [from, to, step!].every((one) => typeof one === "bigint");
  const count = Math.max(0, Math.ceil((asNumber(to, "arange") - asNumber(from, "arange")) / by));
  return tensor(numbered([count], (i) => Number(from) + i * by, isInt ? "int" : "float", interpreter));
}

/** Returns nested lists as numbers and their shape. */
function numbersOf(value: Value, interpreter: Interpreter): { readonly values: readonly number[]; readonly shape: Shape; readonly isInt: boolean } {
  if (!(value instanceof Tuple) && !(value instanceof List)) return { values: [asNumber(value, "tensor")], shape: [], isInt: typeof value === "bigint" };
  const parts = value.items.map((one) => interpreter.nested(() => numbersOf(one, interpreter)));
  const [first] = parts;
  if (parts.some(({ shape }) => shape.join() !== first!.shape.join())) throw new Refusal({ kind: "value", callee: "tensor", reason: "The rows differ in length." });
  return { values: parts.flatMap(({ values }) => values), shape: [parts.length, ...first?.shape ?? []], isInt: parts.every(({ isInt }) => isInt) };
}

/** Functions of tensors: of `torch` and methods. */
const SHARED: Table = {
  ...unaries("exp", "log", "sqrt", "rsqrt", "abs", "neg", "relu", "sigmoid", "tanh", "square", "floor", "ceil", "trunc", "sign", "frac", "cos", "sin", "atan", "erf"),
  ...INDEXING,
  ...scaled("add", "sub"),
  maximum: [signature("input", "other"), ([x, y], interpreter) => tensor(extreme("maximum", nodeOf(x!, interpreter, "maximum"), nodeOf(y!, interpreter, "maximum"), interpreter))],
  minimum: [signature("input", "other"), ([x, y], interpreter) => tensor(extreme("minimum", nodeOf(x!, interpreter, "minimum"), nodeOf(y!, interpreter, "minimum"), interpreter))],
  ...binaries({ mul: "mul", fmod: "fmod", eq: "equal", ne: "notEqual", lt: "less", le: "lessEqual", gt: "greater", ge: "greaterEqual" }),
  ...reductions("sum", "mean"),
  ...extremes("max", "min"),
  pow: [signature("input", "exponent"), ([x, by], interpreter) => x instanceof TensorValue ? x.binary("**", by!, false, interpreter)! : tensor(elementwise("pow", [nodeOf(x!, interpreter), nodeOf(by!, interpreter)], interpreter))],
  div: [signature("input", "other", "*", ["rounding_mode", null]), ([x, y, mode], interpreter) => {
    const operation = mode === null ? "div" : mode === "floor" ? "floorDiv" : null;
    const inputs = [nodeOf(x!, interpreter, "div"), nodeOf(y!, interpreter, "div")];
    return tensor(operation ? elementwise(operation, inputs, interpreter) : elementwise("trunc", [elementwise("div", inputs, interpreter)], interpreter));
  }],
  round: [signature("input", "*", ["decimals", 0n]), ([x, decimals], interpreter) => {
    const node = tensorFrom("round", x!);
    const scale = 10 ** asInteger(decimals!, "round");
    return tensor(scale === 1 ? elementwise("round", [node], interpreter) : times(elementwise("round", [times(node, scale, interpreter)], interpreter), 1 / scale, interpreter));
  }],
  clamp: [signature("input", ["min", null], ["max", null]), ([x, min, max], interpreter) => {
    const node = tensorFrom("clamp", x!);
    const above = min === null ? node : elementwise("maximum", [node, nodeOf(min!, interpreter, "clamp")], interpreter);
    return tensor(max === null ? above : elementwise("minimum", [above, nodeOf(max!, interpreter, "clamp")], interpreter));
  }],
  logsumexp: [signature("input", "dim", ["keepdim", false]), ([x, dim, keep], interpreter) => tensor(logSumExp(tensorFrom("logsumexp", x!), axesFrom("logsumexp", dim!, interpreter) ?? [], interpreter.truth(keep!), interpreter))],
  softmax: [signature("input", "dim", ["dtype", null]), ([x, dim], interpreter) => tensor(softmax(tensorFrom("softmax", x!), asInteger(dim!, "softmax"), interpreter))],
  log_softmax: [signature("input", "dim", ["dtype", null]), ([x, dim], interpreter) => tensor(logSoftmax(tensorFrom("log_softmax", x!), asInteger(dim!, "log_softmax"), interpreter))],
  matmul: [signature("input", "other"), ([x, y], interpreter) => tensor(matrixProduct(tensorFrom("matmul", x!), tensorFrom("matmul", y!), interpreter))],
  flatten: [signature("input", ["start_dim", 0n], ["end_dim", -1n]), ([x, start, end], interpreter) => {
    const node = tensorFrom("flatten", x!);
    const [from, to] = [start!, end!].map((axis) => axisOf("flatten", asInteger(axis, "flatten"), node.shape.length)) as [number, number];
    if (from === to && node.shape.length > 0) return x!;
    return tensor(reshape(node, [...node.shape.slice(0, from), sizeOf(node.shape.slice(from, to + 1)), ...node.shape.slice(to + 1)], interpreter));
  }],
  squeeze: [signature("input", ["dim", null]), ([x, dim], interpreter) => {
    const node = tensorFrom("squeeze", x!);
    const axes = axesFrom("squeeze", dim!, interpreter)?.map((axis) => axisOf("squeeze", axis, node.shape.length));
    return tensor(reshape(node, node.shape.filter((length, i) => length !== 1 || (axes && !axes.includes(i))), interpreter));
  }],
  unsqueeze: [signature("input", "dim"), ([x, dim], interpreter) => {
    const node = tensorFrom("unsqueeze", x!);
    const at = axisOf("unsqueeze", asInteger(dim!, "unsqueeze"), node.shape.length + 1);
    return tensor(reshape(node, [...node.shape.slice(0, at), 1, ...node.shape.slice(at)], interpreter));
  }],
  transpose: [signature("input", "dim0", "dim1"), ([x, a, b], interpreter) => {
    const node = tensorFrom("transpose", x!);
    const [i, j] = [a!, b!].map((axis) => axisOf("transpose", asInteger(axis, "transpose"), node.shape.length)) as [number, number];
    return tensor(transposed(node, node.shape.map((_, k) => (k === i ? j : k === j ? i : k)), interpreter));
  }],
  t: [signature("input"), ([x], interpreter) => {
    const node = tensorFrom("t", x!);
    return tensor(transposed(node, node.shape.map((_, i) => node.shape.length - 1 - i), interpreter));
  }],
  chunk: [signature("input", "chunks", ["dim", 0n]), chunked],
  var: [signature("input", ["dim", null], ["unbiased", true], ["keepdim", false], ["correction", null]), ([x, second, third, keep, correction], interpreter) => {
    const [dim, unbiased] = typeof second === "boolean" ? [null, second] : [second, third]; // torch.var(x, False)
    const node = tensorFrom("var", x!);
    const given = axesFrom("var", dim!, interpreter);
    const axes = given?.length === 0 ? null : given;
    const squares = elementwise("square", [elementwise("sub", [node, reduce("mean", node, axes, true, interpreter)], interpreter)], interpreter);
    const count = sizeOf((axes ?? node.shape.map((_, i) => i)).map((axis) => node.shape[axisOf("var", axis, node.shape.length)]!));
    const mean = reduce("mean", squares, axes, interpreter.truth(keep!), interpreter);
    const fewer = correction === null ? Number(interpreter.truth(unbiased!)) : asNumber(correction!, "var");
    return tensor(fewer === 0 ? mean : times(mean, count / Math.max(0, count - fewer), interpreter));
  }],
  prod: [signature("input", ["dim", null], ["keepdim", false], ["dtype", null]), ([x, dim, keep], interpreter) => {
    const node = tensorFrom("prod", x!);
    const flat = dim === null || node.shape.length === 0 ? reshape(node, [-1], interpreter) : node;
    const axis = dim === null ? 0 : axisOf("prod", asInteger(dim!, "prod"), flat.shape.length);
    const shape = node.shape.length === 0 ? [] : reduced(flat.shape, [axis], dim !== null && interpreter.truth(keep!));
    return tensor(made("prod", [flat], shape, { options: { axis }, dtype: node.dtype === "bool" ? "int" : node.dtype }, interpreter));
  }],
  multinomial: [signature("input", "num_samples", ["replacement", false]), ([p, count], interpreter) => {
    const node = tensorFrom("multinomial", p!);
    return tensor(made("multinomial", [node], [...node.shape.slice(0, -1), asInteger(count!, "multinomial")], { dtype: "int" }, interpreter));
  }],
  lerp: [signature("input", "end", "weight"), ([x, end, weight], interpreter) => tensor(between([x!, end!, weight!], interpreter))],
  detach: [signature("input"), ([x], interpreter) => tensor(detached(tensorFrom("detach", x!), interpreter))],
  bernoulli: [signature("input"), ([x], interpreter) => {
    const node = tensorFrom("bernoulli", x!);
    const u = drawn({ kind: "uniform" }, node.shape, interpreter);
    return tensor({ ...elementwise("less", [u.node, node], interpreter), dtype: "float" });
  }],
};

/** Returns integers: numbers without their fraction. */
function asInt(node: Node, interpreter: Interpreter): Node {
  if (node.dtype === "int") return node;
  return { ...made(node.dtype === "bool" ? "identity" : "trunc", [node], node.shape, { dtype: "int" }, interpreter), hasGradient: false };
}

function permuted(x: Value, dims: readonly number[], interpreter: Interpreter): Value {
  const node = tensorFrom("permute", x);
  const order = dims.map((axis) => axisOf("permute", axis, node.shape.length));
  if (new Set(order).size !== node.shape.length || order.length !== node.shape.length) {
    throw new Refusal({ kind: "value", callee: "permute", reason: `${shapeText(node.shape)} has ${node.shape.length} dimensions, each of which is named once. (permute(sparse_coo): number of dimensions in the tensor input does not match the length of the desired ordering of dimensions)` });
  }
  return tensor(transposed(node, order, interpreter));
}

/** Returns a tensor with memory of its own. */
const copied = (node: Node, interpreter: Interpreter, options: Options = {}): Node => ({ ...made("identity", [node], node.shape, { options, dtype: node.dtype }, interpreter), hasGradient: node.hasGradient && recorderOf(interpreter).gradients });

/** Methods only. */
const METHODS: Table = {
  view: [signature("self", "*shape"), ([x, shape], interpreter) => tensor(reshape(tensorFrom("view", x!), shapeFrom("view", items(shape), interpreter), interpreter))],
  reshape: [signature("self", "*shape"), ([x, shape], interpreter) => tensor(reshape(tensorFrom("reshape", x!), shapeFrom("reshape", items(shape), interpreter), interpreter, "reshape"))],
  permute: [signature("self", "*dims"), ([x, dims], interpreter) => permuted(x!, shapeFrom("permute", items(dims), interpreter), interpreter)],
  expand: [signature("self", "*sizes"), ([x, sizes], interpreter) => {
    const node = tensorFrom("expand", x!);
    const wanted = shapeFrom("expand", items(sizes), interpreter);
    const shape = wanted.map((length, i) => (length === -1 ? node.shape[i - (wanted.length - node.shape.length)] ?? 1 : length));
    return tensor(expanded(node, broadcast("expand", node.shape, shape), interpreter));
  }],
  repeat: [signature("self", "*sizes"), ([x, sizes], interpreter) => {
    const wanted = shapeFrom("repeat", items(sizes), interpreter);
    const node = tensorFrom("repeat", x!);
    const { shape } = node;
    const before = Array.from({ length: Math.max(0, wanted.length - shape.length) }, () => 1);
    const spread = tensor(copied(reshape(node, [...before, ...shape], interpreter), interpreter));
    wanted.forEach(refuseTooMany);
    return wanted.reduce<Value>((value, count, axis) => (count === 1 ? value : concatenated([new List(Array.from({ length: count }, () => value)), BigInt(axis)], interpreter)), spread);
  }],
  expand_as: [signature("self", "other"), ([x, other], interpreter) => {
    const [node, like] = [tensorFrom("expand_as", x!), tensorFrom("expand_as", other!)];
    return tensor(expanded(node, broadcast("expand_as", node.shape, like.shape), interpreter));
  }],
  size: [signature("self", ["dim", null]), ([x, dim]) => {
    const { shape } = tensorFrom("size", x!);
    return dim === null ? sizeTuple(shape) : BigInt(shape[axisOf("size", asInteger(dim!, "size"), shape.length)]!);
  }],
  numel: [signature("self"), ([x]) => BigInt(sizeOf(tensorFrom("numel", x!).shape))],
  dim: [signature("self"), ([x]) => BigInt(tensorFrom("dim", x!).shape.length)],
  float: [signature("self"), ([x], interpreter) => tensor(converted(tensorFrom("float", x!), "torch.float32", interpreter))],
  long: [signature("self"), ([x], interpreter) => tensor(asInt(tensorFrom("long", x!), interpreter))],
  int: [signature("self"), ([x], interpreter) => tensor(asInt(tensorFrom("int", x!), interpreter))],
  bool: [signature("self"), ([x], interpreter) => tensor(converted(tensorFrom("bool", x!), "torch.bool", interpreter))],
  to: [signature("self", ["device", null], ["dtype", null]), ([x, device, dtype], interpreter) => {
    const wanted = [device!, dtype!].find((one) => typeof one === "string" && one.startsWith("torch."));
    return typeof wanted === "string" ? tensor(converted(tensorFrom("to", x!), wanted, interpreter)) : x!;
  }],
  clone: [signature("self"), ([x], interpreter) => tensor(copied(tensorFrom("clone", x!), interpreter))],
  contiguous: [signature("self"), ([x], interpreter) => (isContiguous(tensorFrom("contiguous", x!)) ? x! : tensor(copied(tensorFrom("contiguous", x!), interpreter, { contiguous: true })))],
  ...Object.fromEntries(["cpu", "cuda"].map((name) => [name, [signature("self"), ([x]: readonly Value[]) => x!] as const])),
  requires_grad_: [signature("self", ["requires_grad", true]), ([x, requires], interpreter) => {
    if (x instanceof StoredTensor) {
      x.setAttribute("requires_grad", interpreter.truth(requires!));
      return x;
    }
    if (!interpreter.truth(requires!)) throw new Refusal({ kind: "unsupported", what: "requires_grad_(False) of other tensors than parameters: use detach()" });
    if (x instanceof TensorValue && !x.node.hasGradient) x.node = { ...x.node, hasGradient: true };
    return x!;
  }],
  // The values of a step are not known before training, so a number is a tensor here: it may be added up and printed, but decides nothing.
  item: [signature("self"), ([x], interpreter) => {
    const node = tensorFrom("item", x!);
    if (sizeOf(node.shape) !== 1) throw new Refusal({ kind: "value", callee: "item", reason: `It takes one number, and this is ${shapeText(node.shape)}. (only one element tensors can be converted to Python scalars)` });
    return tensor(copied(detached(reshape(node, [], interpreter), interpreter), interpreter));
  }],
  ...Object.fromEntries([
    "clamp", "lerp", "masked_fill", "add", "sub", "mul", "div", "pow", "exp", "log", "sqrt", "rsqrt", "abs", "neg", "relu", "sigmoid", "tanh", "square", "floor", "ceil", "round", "trunc", "sin", "cos",
  ].map((name) => [`${name}_`, inPlace(name)])),
  zero_: [signature("self"), ([x], interpreter) => filledInPlace(x!, 0, interpreter)],
  fill_: [signature("self", "value"), ([x, value], interpreter) => filledInPlace(x!, value!, interpreter)],
  copy_: [signature("self", "src"), ([x, source], interpreter) => filledInPlace(x!, source!, interpreter)],
};

/** Returns a function that gives its first argument the result of another function of this table. */
function inPlace(name: string): Table[string] {
  const [takes, work] = SHARED[name]!;
  return [takes, (values, interpreter) => {
    const [x] = values;
    const result = work(values, interpreter);
    if (x instanceof TensorValue && result instanceof TensorValue) changeInPlace(x, result.node, interpreter);
    return x!;
  }];
}

/** Returns the result of a function, which its argument takes if the option "inplace" says so. */
function given(x: Value, result: Node, isInPlace: Value, interpreter: Interpreter): Value {
  if (!interpreter.truth(isInPlace)) return tensor(result);
  changeInPlace(x as TensorValue, result, interpreter);
  return x;
}

/** Gives a tensor the values of another one, or a number. */
function filledInPlace(x: Value, value: Value, interpreter: Interpreter): Value {
  const { shape, dtype } = tensorFrom("in place", x);
  const given = nodeOf(value, interpreter, "in place");
  broadcastTo(given.shape, shape);
  const spread = given.shape.join() === shape.join() ? given : elementwise("add", [given, filled(0, shape, interpreter, given.dtype).node], interpreter);
  changeInPlace(x as TensorValue, dtype === "int" ? asInt(spread, interpreter) : spread, interpreter);
  return x;
}

/** Refuses a shape that is not broadcast to another one. */
function broadcastTo(shape: Shape, to: Shape): void {
  if (broadcast("in place", shape, to).join() !== to.join()) throw new Refusal({ kind: "value", callee: "in place", reason: `A tensor ${shapeText(to)} cannot take ${shapeText(shape)}.` });
}

/** The options of functions that make tensors. Those of memory do not matter here. */
const MAKING = [["dtype", null], ["device", null], ["layout", null], ["requires_grad", false], ["pin_memory", false], ["memory_format", null]] as const;

/** Returns a function that makes a tensor, which can be asked for a type. */
function making(parameters: readonly (string | readonly [name: string, otherwise: Value])[], work: Work): Table[string] {
  const collects = parameters.some((one) => typeof one === "string" && one.startsWith("*"));
  return [signature(...parameters, ...(collects ? [] : ["*"]), ...MAKING), (values, interpreter) => {
    const [own, [dtype]] = collects ? [values.slice(MAKING.length), values] : [values.slice(0, -MAKING.length), values.slice(-MAKING.length)];
    const made = work(own, interpreter);
    return made instanceof TensorValue && typeof dtype === "string" ? tensor(converted(made.node, dtype, interpreter)) : made;
  }];
}

/** Returns a tensor with another type: "torch.float32", "torch.int64" or "torch.bool". */
function converted(node: Node, dtype: string, interpreter: Interpreter): Node {
  if (dtype === "torch.int64") return asInt(node, interpreter);
  if (dtype === "torch.bool") return node.dtype === "bool" ? node : elementwise("notEqual", [node, constant(0, interpreter)], interpreter);
  return node.dtype === "float" ? node : made("identity", [node], node.shape, { dtype: "float" }, interpreter);
}

const filledLike = (value: number, { shape, dtype }: Node, interpreter: Interpreter) => filled(dtype === "bool" ? Number(value !== 0) : dtype === "int" ? Math.trunc(value) : value, shape, interpreter, dtype);

/** Returns numbers with equal distances, each changed by `work`. */
function spaced(callee: string, [start, end, steps]: readonly [Value, Value, Value], work: (one: number) => number, interpreter: Interpreter): Value {
  const [from, to, count] = [asNumber(start, callee), asNumber(end, callee), asInteger(steps, callee)];
  return tensor(numbered([count], (i) => work(i < count / 2 ? from + (i * (to - from)) / (count - 1 || 1) : to - ((count - 1 - i) * (to - from)) / (count - 1 || 1)), "float", interpreter));
}

/** Functions of `torch` only. */
const OF_TORCH: Table = {
  cat: [signature("tensors", ["dim", 0n]), concatenated],
  stack: [signature("tensors", ["dim", 0n]), stacked],
  reshape: [signature("input", "shape"), ([x, shape], interpreter) => tensor(reshape(tensorFrom("reshape", x!), shapeFrom("reshape", [shape!], interpreter), interpreter, "reshape"))],
  permute: [signature("input", "dims"), ([x, dims], interpreter) => permuted(x!, shapeFrom("permute", [dims!], interpreter), interpreter)],
  clone: [signature("input"), ([x], interpreter) => tensor(copied(tensorFrom("clone", x!), interpreter))],
  randn: making(["*size"], ([size], interpreter) => drawn({ kind: "normal" }, shapeFrom("randn", items(size), interpreter), interpreter)),
  rand: making(["*size"], ([size], interpreter) => drawn({ kind: "uniform" }, shapeFrom("rand", items(size), interpreter), interpreter)),
  randn_like: making(["input"], ([x], interpreter) => drawn({ kind: "normal" }, tensorFrom("randn_like", x!).shape, interpreter)),
  rand_like: making(["input"], ([x], interpreter) => drawn({ kind: "uniform" }, tensorFrom("rand_like", x!).shape, interpreter)),
  randint: making(["low", ["high", null], ["size", null]], ([low, high, size], interpreter) => { // torch.randint(10, (3,)) and torch.randint(2, 10, (3,))
    const isShort = size === null && !(typeof high === "bigint");
    const [from, to, shape] = isShort ? [0n, low!, high!] : [low!, high!, size!];
    const first = asInteger(from, "randint");
    const drawnOnes = drawn({ kind: "categorical", classes: asInteger(to, "randint") - first }, shapeFrom("randint", [shape], interpreter), interpreter, "int");
    return first === 0 ? drawnOnes : tensor(elementwise("add", [drawnOnes.node, constant(first, interpreter, "int")], interpreter));
  }),
  zeros: making(["*size"], ([size], interpreter) => filled(0, shapeFrom("zeros", items(size), interpreter), interpreter)),
  ones: making(["*size"], ([size], interpreter) => filled(1, shapeFrom("ones", items(size), interpreter), interpreter)),
  zeros_like: making(["input"], ([x], interpreter) => filledLike(0, tensorFrom("zeros_like", x!), interpreter)),
  ones_like: making(["input"], ([x], interpreter) => filledLike(1, tensorFrom("ones_like", x!), interpreter)),
  full_like: making(["input", "fill_value"], ([x, value], interpreter) => filledLike(asNumber(value!, "full_like"), tensorFrom("full_like", x!), interpreter)),
  full: making(["size", "fill_value"], ([size, value], interpreter) => filled(asNumber(value!, "full"), shapeFrom("full", [size!], interpreter), interpreter, typeof value === "bigint" ? "int" : "float")),
  ...INDEXING_OF_TORCH,
  linspace: making(["start", "end", "steps"], ([start, end, steps], interpreter) => spaced("linspace", [start!, end!, steps!], (one) => one, interpreter)),
  logspace: making(["start", "end", "steps", ["base", 10]], ([start, end, steps, base], interpreter) => spaced("logspace", [start!, end!, steps!], (one) => asNumber(base!, "logspace") ** one, interpreter)),
  eye: making(["n", ["m", null]], ([n, m], interpreter) => {
    const rows = asInteger(n!, "eye");
    const columns = m === null ? rows : asInteger(m!, "eye");
    return tensor(numbered([rows, columns], (i) => Number(Math.floor(i / columns) === i % columns), "float", interpreter));
  }),
  arange: making(["start", ["end", null], ["step", 1n]], arange),
  tensor: [signature("data"), ([data], interpreter) => {
    const { values, shape, isInt } = numbersOf(data!, interpreter);
    return tensor(leaf({ kind: "constant", values: Float32Array.from(values) }, shape, isInt ? "int" : "float", interpreter));
  }],
  as_tensor: [signature("data"), ([data], interpreter) => (data instanceof TensorValue ? data : tensor(constant(asNumber(data!, "as_tensor"), interpreter)))],
  manual_seed: [signature("seed"), () => null],
};

/** Returns a size that is the same in both directions, given as an int or as a pair. */
export function oneNumber(callee: string, name: string, value: Value, interpreter: Interpreter): number {
  const given = shapeFrom(callee, [value], interpreter);
  if (given.some((one) => one !== given[0])) throw new Refusal({ kind: "unsupported", what: `${name} of ${callee} that differs between height and width` });
  return given[0] ?? 0;
}

/** Returns the padding of a convolution: a number, a pair, "valid" or "same". */
export function paddingOf(callee: string, padding: Value, { kernel, stride }: { readonly kernel: number; readonly stride: number }, interpreter: Interpreter): number {
  if (padding === "valid") return 0;
  if (padding !== "same") return oneNumber(callee, "padding", padding, interpreter);
  if (stride !== 1) throw new Refusal({ kind: "value", callee, reason: "padding='same' is not supported for strided convolutions" });
  if (kernel % 2 === 0) throw new Refusal({ kind: "unsupported", what: `padding="same" of ${callee} with an even kernel` });
  return (kernel - 1) / 2;
}

/** Functions of `torch.nn.functional` only. */
const OF_FUNCTIONAL: Table = {
  softplus: [signature("input", ["beta", 1n], ["threshold", 20n]), ([x, beta, threshold], interpreter) => {
    const by = asNumber(beta!, "softplus");
    const node = tensorFrom("softplus", x!);
    const scaledNode = by === 1 ? node : times(node, by, interpreter);
    const smooth = elementwise("softplus", [scaledNode], interpreter);
    const result = by === 1 ? smooth : times(smooth, 1 / by, interpreter);
    if (asNumber(threshold!, "softplus") >= 15) return tensor(result); // beyond it, softplus is the identity
    return tensor(where(elementwise("greater", [scaledNode, nodeOf(threshold!, interpreter)], interpreter), node, result, interpreter));
  }],
  logsigmoid: [signature("input"), ([x], interpreter) =>
    tensor(elementwise("neg", [elementwise("softplus", [elementwise("neg", [tensorFrom("logsigmoid", x!)], interpreter)], interpreter)], interpreter))],
  relu: [signature("input", ["inplace", false]), ([x, isInPlace], interpreter) => given(x!, elementwise("relu", [tensorFrom("relu", x!)], interpreter), isInPlace!, interpreter)],
  relu_: METHODS["relu_"]!,
  leaky_relu: [signature("input", ["negative_slope", 0.01], ["inplace", false]), ([x, slope, isInPlace], interpreter) =>
    given(x!, leakyRelu(tensorFrom("leaky_relu", x!), asNumber(slope!, "leaky_relu"), interpreter), isInPlace!, interpreter)],
  linear: [signature("input", "weight", ["bias", null]), ([x, weight, bias], interpreter) => tensor(linear(tensorFrom("linear", x!), tensorFrom("linear", weight!), bias === null ? null : tensorFrom("linear", bias!), interpreter))],
  one_hot: [signature("tensor", ["num_classes", -1n]), ([x, classes], interpreter) => {
    const indices = tensorFrom("one_hot", x!);
    if (indices.dtype !== "int") throw new Refusal({ kind: "value", callee: "one_hot", reason: "It needs integers. (one_hot is only applicable to index tensor.)" });
    const count = asInteger(classes!, "one_hot");
    if (count < 0) throw new Refusal({ kind: "value", callee: "one_hot", reason: "Say the number of classes, as in F.one_hot(labels, 10): a batch without the last class would have fewer columns." });
    return tensor(oneHot(indices, count, interpreter));
  }],
  conv2d: [signature("input", "weight", ["bias", null], ["stride", 1n], ["padding", 0n], ["dilation", 1n], ["groups", 1n]), ([x, weight, bias, stride, padding, dilation, groups], interpreter) => {
    const [node, filters] = [tensorFrom("conv2d", x!), tensorFrom("conv2d", weight!)];
    const by = oneNumber("conv2d", "stride", stride!, interpreter);
    if (oneNumber("conv2d", "dilation", dilation!, interpreter) !== 1) throw new Refusal({ kind: "unsupported", what: "dilation of conv2d" });
    const ends = paddingOf("conv2d", padding!, { kernel: filters.shape[2]!, stride: by }, interpreter);
    const parts = asInteger(groups!, "conv2d");
    if (parts < 1 || node.shape[1]! % parts !== 0 || filters.shape[0]! % parts !== 0) {
      throw new Refusal({ kind: "value", callee: "conv2d", reason: `${node.shape[1]} channels and ${filters.shape[0]} filters cannot be ${parts} groups of one size.` });
    }
    const part = (one: Node, axis: number, i: number) => (parts === 1 ? one : sliced(one, axis, (i * one.shape[axis]!) / parts, one.shape[axis]! / parts, 1, interpreter));
    const results = Array.from({ length: parts }, (_, i) => tensor(convolved(part(node, 1, i), part(filters, 0, i), bias === null ? null : part(tensorFrom("conv2d", bias!), 0, i), by, ends, interpreter)));
    return parts === 1 ? results[0]! : concatenated([new List(results), 1n], interpreter);
  }],
  conv_transpose2d: [signature("input", "weight", ["bias", null], ["stride", 1n], ["padding", 0n], ["output_padding", 0n], ["groups", 1n], ["dilation", 1n]), ([x, weight, bias, stride, padding, extra, groups, dilation], interpreter) => {
    const of = (name: string, value: Value) => oneNumber("conv_transpose2d", name, value, interpreter);
    if (groups !== 1n || of("dilation", dilation!) !== 1) throw new Refusal({ kind: "unsupported", what: "groups and dilation of conv_transpose2d" });
    return tensor(convTransposed([tensorFrom("conv_transpose2d", x!), tensorFrom("conv_transpose2d", weight!), bias === null ? null : tensorFrom("conv_transpose2d", bias!)],
      { stride: of("stride", stride!), padding: of("padding", padding!), extra: of("output_padding", extra!) }, interpreter));
  }],
  max_pool2d: [signature("input", "kernel_size", ["stride", null], ["padding", 0n], ["dilation", 1n], ["ceil_mode", false], ["return_indices", false]), ([x, kernel, stride, padding, dilation, ceil, indices], interpreter) => {
    const of = (name: string, value: Value) => oneNumber("max_pool2d", name, value, interpreter);
    if (of("dilation", dilation!) !== 1 || interpreter.truth(ceil!) || interpreter.truth(indices!)) throw new Refusal({ kind: "unsupported", what: "dilation, ceil_mode and return_indices of max_pool2d" });
    const size = of("kernel_size", kernel!);
    return tensor(maxPooled(tensorFrom("max_pool2d", x!), size, stride === null || items(stride).length === 0 && typeof stride !== "bigint" ? size : of("stride", stride!), of("padding", padding!), interpreter));
  }],
};

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

for (const [name, method] of [...builtinsOf(SHARED), ...builtinsOf(METHODS)]) methods.set(name, method);

/** `torch.no_grad()`: within it, and in a function that it decorates, operations are not recorded for gradients. */
class NoGrad extends PythonObject {
  readonly typeName = "no_grad";
  readonly #before: boolean[] = [];
  override enter(interpreter: Interpreter): Value {
    const recorder = recorderOf(interpreter);
    this.#before.push(recorder.gradients);
    recorder.gradients = false;
    return null;
  }
  override exit(interpreter: Interpreter): void { recorderOf(interpreter).gradients = this.#before.pop() ?? true; }
  override call({ positional: [decorated = null] }: Arguments): Value { return new WithoutGradients(decorated, this); }
}

class WithoutGradients extends PythonObject {
  readonly typeName = "function";
  override readonly isMethod = true;
  readonly #decorated: Value;
  readonly #within: NoGrad;
  constructor(decorated: Value, within: NoGrad) {
    super();
    this.#decorated = decorated;
    this.#within = within;
  }
  override call(given: Arguments, interpreter: Interpreter): Value {
    this.#within.enter(interpreter);
    try {
      return interpreter.call(this.#decorated, given);
    } finally {
      this.#within.exit(interpreter);
    }
  }
}

/** What the functions that are written in Python need, and programs do not see. */
export const libraryHelpers: ReadonlyMap<string, Value> = builtinsOf({
  logits_loss: [signature("input", "target", "reduction"), binaryCrossEntropyWithLogits],
  rows_cross_entropy: [signature("input", "target", "reduction"), crossEntropy],
  euclidean: [signature("input", "dim", "keepdim"), ([x, dim, keep], interpreter) => {
    const squares = reduce("sum", elementwise("square", [tensorFrom("norm", x!)], interpreter), axesFrom("norm", dim!, interpreter), interpreter.truth(keep!), interpreter);
    // The square root has no slope at 0: √(s + 1) − 1 has one.
    const isZero: Node = { ...elementwise("equal", [squares, constant(0, interpreter)], interpreter), dtype: "float" };
    return tensor(elementwise("sub", [elementwise("sqrt", [elementwise("add", [squares, isZero], interpreter)], interpreter), isZero], interpreter));
  }],
  zero_padded: [signature("input", "pad"), ([x, amounts], interpreter) => tensor(padded(tensorFrom("pad", x!), items(amounts).map((one) => asInteger(one, "pad")), interpreter))],
  rows: [signature("input", "dim", "places"), ([x, dim, places], interpreter) => tensor(chosenRows(tensorFrom("pad", x!), asInteger(dim!, "pad"), items(places).map((one) => asInteger(one, "pad")), interpreter))],
  largest: [signature("input", "dim", "keepdim"), ([x, dim, keep], interpreter) => tensor(reduce("max", tensorFrom("amax", x!), axesFrom("amax", dim!, interpreter), interpreter.truth(keep!), interpreter, true))],
  one_hot: [signature("indices", "classes"), ([x, classes], interpreter) => tensor(oneHot(tensorFrom("one_hot", x!), asInteger(classes!, "one_hot"), interpreter))],
  scattered: [signature("input", "dim", "index", "src"), ([x, dim, index, src], interpreter) => tensor(scattered(tensorFrom("scatter", x!).shape, asInteger(dim!, "scatter"), tensorFrom("scatter", index!), tensorFrom("scatter", src!), interpreter))],
});

const DTYPES: ReadonlyMap<string, Value> = new Map([
  ...["float", "float32"].map((name) => [name, "torch.float32"] as const), ...["int", "int32", "long", "int64"].map((name) => [name, "torch.int64"] as const), ["bool", "torch.bool"],
]);

export const torchFunctions: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...builtinsOf({ ...SHARED, ...OF_TORCH }),
  ...DTYPES,
  ["is_tensor", new Builtin("is_tensor", signature("obj"), ([object]) => object instanceof TensorValue)],
  ["device", new Builtin("device", signature("type"), ([type]) => type!)],
  ["no_grad", new Builtin("no_grad", signature(), () => new NoGrad())],
]);
/** `torch.cuda`: a program finds no GPU, and the engine trains on the one that it has. */
export const torchCuda: ReadonlyMap<string, Value> = new Map([["is_available", new Builtin("is_available", signature(), () => false)]]);

export const functionalFunctions: ReadonlyMap<string, Value> = builtinsOf({ ...OF_FUNCTIONAL, softmax: SHARED["softmax"]!, log_softmax: SHARED["log_softmax"]!, sigmoid: SHARED["sigmoid"]!, tanh: SHARED["tanh"]! });
