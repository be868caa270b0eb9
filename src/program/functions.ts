/** PyTorch's functions of tensors: `torch.exp(x)`, `x.exp()`, `F.relu(x)`. Functions that are sums, products and maxima of others are written with them. */
import { asInteger, asNumber, asText, Builtin, List, PythonObject, Refusal, signature, Tuple, type Arguments, type Interpreter, type Value } from "../python/values";
import { sizeOf } from "../core/model/parameters";
import { shapeText, type Node, type Shape } from "./graph";
import { axisOf, broadcast } from "./shapes";
import { convolved, maxPooled, padded } from "./images";
import { recorderOf } from "./recorder";
import { INDEXING, INDEXING_OF_TORCH, indexOfExtreme, valuesAndIndices } from "./indexing";
import { builtinsOf, detached, drawn, filled, items, tensor, times, TINY, unaries, binaries, type Table } from "./table";
import {
  axesFrom, changeInPlace, constant, elementwise, leaf, made, matrixProduct, methods, nodeOf, reduce, reshape, shapeFrom, sizeTuple, sliced, tensorFrom, TensorValue, transposed,
} from "./tensor";

const reductions = (...names: readonly ("sum" | "mean" | "prod")[]): Table => Object.fromEntries(names.map((name) =>
  [name, [signature("input", ["dim", null], ["keepdim", false]), ([x, dim, keep], interpreter) =>
    tensor(reduce(name, tensorFrom(name, x!), axesFrom(name, dim!, interpreter), interpreter.truth(keep!), interpreter))] as const]));

/** x.max() is a number; x.max(1) is values and indices. */
const extremes = (...names: readonly ("max" | "min")[]): Table => Object.fromEntries(names.map((name) =>
  [name, [signature("input", ["dim", null], ["keepdim", false]), ([x, dim, keep], interpreter) => {
    if (dim instanceof TensorValue) return tensor(elementwise(`${name}imum`, [tensorFrom(name, x!), dim.node], interpreter));
    const node = tensorFrom(name, x!);
    const keeps = interpreter.truth(keep!);
    const values = reduce(name, node, axesFrom(name, dim!, interpreter), keeps, interpreter);
    return dim === null ? tensor(values) : valuesAndIndices(values, indexOfExtreme(name, node, axisOf(name, asInteger(dim!, name), node.shape.length), keeps, interpreter));
  }] as const]));

function logSumExp(x: Node, axis: number, keep: boolean, interpreter: Interpreter): Node {
  const top = detached(reduce("max", x, [axis], true, interpreter), interpreter);
  const sum = reduce("sum", elementwise("exp", [elementwise("sub", [x, top], interpreter)], interpreter), [axis], true, interpreter);
  const all = elementwise("add", [elementwise("log", [sum], interpreter), top], interpreter);
  return keep ? all : reshape(all, all.shape.filter((_, i) => i !== axisOf("logsumexp", axis, all.shape.length)), interpreter);
}

const logSoftmax = (x: Node, axis: number, interpreter: Interpreter): Node => elementwise("sub", [x, logSumExp(x, axis, true, interpreter)], interpreter);
/** The number of MNIST's classes. */
const CLASSES = 10;

/** Returns [..., classes] with 1 at each index. The engine has labels and categories in this form, so they are read, not computed. */
export function oneHot(indices: Node, classes: number, interpreter: Interpreter): Node {
  const of = indices.leaf;
  const shape = [...indices.shape, classes];
  if (of?.kind === "batch" && of.of === "labels" && classes === CLASSES) return leaf({ ...of, of: "classes" }, shape, "int", interpreter);
  if (of?.kind === "draw" && of.draw.kind === "categorical" && of.draw.classes === classes) return leaf({ ...of, isHot: true }, shape, "int", interpreter);
  const numbers = leaf({ kind: "constant", values: Float32Array.from({ length: classes }, (_, k) => k) }, [classes], "int", interpreter);
  return { ...elementwise("equal", [reshape(indices, [...indices.shape, 1], interpreter), numbers], interpreter), dtype: "int" };
}

/** Returns x + weight (end − x). */
function between([x, end, weight]: readonly [Value, Value, Value], interpreter: Interpreter): Node {
  const from = tensorFrom("lerp", x);
  const way = elementwise("sub", [tensorFrom("lerp", end), from], interpreter);
  return elementwise("add", [from, elementwise("mul", [nodeOf(weight, interpreter, "lerp"), way], interpreter)], interpreter);
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

function squaredError([input, target, reduction]: readonly Value[], interpreter: Interpreter): Value {
  const [x, y] = [tensorFrom("mse_loss", input!), tensorFrom("mse_loss", target!)];
  return reducedBy("mse_loss", elementwise("square", [elementwise("sub", [x, y], interpreter)], interpreter), reduction!, interpreter);
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
  const spread = nodes.map(({ shape, ...node }) => {
    const at = axisOf("stack", axis, shape.length + 1);
    return tensor(reshape({ ...node, shape }, [...shape.slice(0, at), 1, ...shape.slice(at)], interpreter));
  });
  return concatenated([new List(spread), BigInt(axis)], interpreter);
}

function chunked([input, chunks, dim]: readonly Value[], interpreter: Interpreter): Value {
  const node = tensorFrom("chunk", input!);
  const axis = axisOf("chunk", asInteger(dim!, "chunk"), node.shape.length);
  const length = node.shape[axis]!;
  const size = Math.ceil(length / Math.max(1, asInteger(chunks!, "chunk")));
  const starts = Array.from({ length: Math.ceil(length / size) }, (_, i) => i * size);
  return new Tuple(starts.map((from) => tensor(sliced(node, axis, from, Math.min(size, length - from), 1, interpreter))));
}

function arange([start, end, step]: readonly Value[], interpreter: Interpreter): Value {
  const [from, to] = end === null ? [0n, start!] : [start!, end!];
  const by = asNumber(step!, "arange");
  const isInt = [from, to, step!].every((one) => typeof one === "bigint");
  const count = Math.max(0, Math.ceil((asNumber(to, "arange") - asNumber(from, "arange")) / by));
  return tensor(leaf({ kind: "constant", values: Float32Array.from({ length: count }, (_, i) => Number(from) + i * by) }, [count], isInt ? "int" : "float", interpreter));
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
  ...unaries("exp", "log", "sqrt", "rsqrt", "abs", "neg", "relu", "sigmoid", "tanh", "square", "floor", "cos", "sin"),
  ...INDEXING,
  ...binaries({ add: "add", sub: "sub", mul: "mul", div: "div", maximum: "maximum", minimum: "minimum", eq: "equal", ne: "notEqual", lt: "less", le: "lessEqual", gt: "greater", ge: "greaterEqual" }),
  ...reductions("sum", "mean"),
  ...extremes("max", "min"),
  pow: [signature("input", "exponent"), ([x, by], interpreter) => x instanceof TensorValue ? x.binary("**", by!, false, interpreter)! : tensor(elementwise("pow", [nodeOf(x!, interpreter), nodeOf(by!, interpreter)], interpreter))],
  clamp: [signature("input", ["min", null], ["max", null]), ([x, min, max], interpreter) => {
    const node = tensorFrom("clamp", x!);
    const above = min === null ? node : elementwise("maximum", [node, nodeOf(min!, interpreter, "clamp")], interpreter);
    return tensor(max === null ? above : elementwise("minimum", [above, nodeOf(max!, interpreter, "clamp")], interpreter));
  }],
  logsumexp: [signature("input", "dim", ["keepdim", false]), ([x, dim, keep], interpreter) => tensor(logSumExp(tensorFrom("logsumexp", x!), asInteger(dim!, "logsumexp"), interpreter.truth(keep!), interpreter))],
  softmax: [signature("input", "dim"), ([x, dim], interpreter) => tensor(elementwise("exp", [logSoftmax(tensorFrom("softmax", x!), asInteger(dim!, "softmax"), interpreter)], interpreter))],
  log_softmax: [signature("input", "dim"), ([x, dim], interpreter) => tensor(logSoftmax(tensorFrom("log_softmax", x!), asInteger(dim!, "log_softmax"), interpreter))],
  matmul: [signature("input", "other"), ([x, y], interpreter) => tensor(matrixProduct(tensorFrom("matmul", x!), tensorFrom("matmul", y!), interpreter))],
  flatten: [signature("input", ["start_dim", 0n], ["end_dim", -1n]), ([x, start, end], interpreter) => {
    const node = tensorFrom("flatten", x!);
    const [from, to] = [start!, end!].map((axis) => axisOf("flatten", asInteger(axis, "flatten"), node.shape.length)) as [number, number];
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
  var: [signature("input", ["dim", null], ["unbiased", true], ["keepdim", false]), ([x, dim, unbiased, keep], interpreter) => {
    const node = tensorFrom("var", x!);
    const axes = axesFrom("var", dim!, interpreter);
    const squares = elementwise("square", [elementwise("sub", [node, reduce("mean", node, axes, true, interpreter)], interpreter)], interpreter);
    const count = sizeOf((axes ?? node.shape.map((_, i) => i)).map((axis) => node.shape[axisOf("var", axis, node.shape.length)]!));
    const mean = reduce("mean", squares, axes, interpreter.truth(keep!), interpreter);
    return tensor(interpreter.truth(unbiased!) ? times(mean, count / (count - 1), interpreter) : mean);
  }],
  norm: [signature("input", ["p", 2n], ["dim", null], ["keepdim", false]), ([x, p, dim, keep], interpreter) => {
    if (p !== 2n && p !== 2) throw new Refusal({ kind: "unsupported", what: "norm with another p than 2" });
    const squares = reduce("sum", elementwise("square", [tensorFrom("norm", x!)], interpreter), axesFrom("norm", dim!, interpreter), interpreter.truth(keep!), interpreter);
    return tensor(elementwise("sqrt", [elementwise("add", [squares, constant(TINY, interpreter)], interpreter)], interpreter)); // the square root has no slope at 0
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

/** Methods only. */
const METHODS: Table = {
  view: [signature("self", "*shape"), ([x, shape], interpreter) => tensor(reshape(tensorFrom("view", x!), shapeFrom("view", items(shape), interpreter), interpreter))],
  reshape: [signature("self", "*shape"), ([x, shape], interpreter) => tensor(reshape(tensorFrom("reshape", x!), shapeFrom("reshape", items(shape), interpreter), interpreter, "reshape"))],
  permute: [signature("self", "*dims"), ([x, dims], interpreter) => {
    const node = tensorFrom("permute", x!);
    return tensor(transposed(node, shapeFrom("permute", items(dims), interpreter).map((axis) => axisOf("permute", axis, node.shape.length)), interpreter));
  }],
  expand: [signature("self", "*sizes"), ([x, sizes], interpreter) => {
    const node = tensorFrom("expand", x!);
    const wanted = shapeFrom("expand", items(sizes), interpreter);
    const shape = wanted.map((length, i) => (length === -1 ? node.shape[i - (wanted.length - node.shape.length)] ?? 1 : length));
    return tensor(elementwise("add", [node, filled(0, broadcast("expand", node.shape, shape), interpreter, node.dtype).node], interpreter));
  }],
  repeat: [signature("self", "*sizes"), ([x, sizes], interpreter) => {
    const wanted = shapeFrom("repeat", items(sizes), interpreter);
    const { shape, ...rest } = tensorFrom("repeat", x!);
    const before = Array.from({ length: Math.max(0, wanted.length - shape.length) }, () => 1);
    const spread = tensor(reshape({ ...rest, shape }, [...before, ...shape], interpreter));
    return wanted.reduce<Value>((value, count, axis) => (count === 1 ? value : concatenated([new List(Array.from({ length: count }, () => value)), BigInt(axis)], interpreter)), spread);
  }],
  expand_as: [signature("self", "other"), ([x, other], interpreter) => {
    const [node, like] = [tensorFrom("expand_as", x!), tensorFrom("expand_as", other!)];
    return tensor(elementwise("add", [node, filled(0, broadcast("expand_as", node.shape, like.shape), interpreter, node.dtype).node], interpreter));
  }],
  size: [signature("self", ["dim", null]), ([x, dim]) => {
    const { shape } = tensorFrom("size", x!);
    return dim === null ? sizeTuple(shape) : BigInt(shape[axisOf("size", asInteger(dim!, "size"), shape.length)]!);
  }],
  numel: [signature("self"), ([x]) => BigInt(sizeOf(tensorFrom("numel", x!).shape))],
  dim: [signature("self"), ([x]) => BigInt(tensorFrom("dim", x!).shape.length)],
  float: [signature("self"), ([x], interpreter) => {
    const node = tensorFrom("float", x!);
    return tensor(node.dtype === "float" ? node : made("identity", [node], node.shape, { dtype: "float" }, interpreter));
  }],
  long: [signature("self"), ([x], interpreter) => tensor(asInt(tensorFrom("long", x!), interpreter))],
  int: [signature("self"), ([x], interpreter) => tensor(asInt(tensorFrom("int", x!), interpreter))],
  bool: [signature("self"), ([x], interpreter) => {
    const node = tensorFrom("bool", x!);
    return tensor(node.dtype === "bool" ? node : elementwise("notEqual", [node, constant(0, interpreter)], interpreter));
  }],
  to: [signature("self", "dtype"), ([x, dtype], interpreter) => {
    const node = tensorFrom("to", x!);
    if (dtype === "torch.float32" && node.dtype !== "float") return tensor(made("identity", [node], node.shape, { dtype: "float" }, interpreter));
    return dtype === "torch.int64" ? tensor(asInt(node, interpreter)) : x!;
  }],
  clone: [signature("self"), ([x]) => tensor(tensorFrom("clone", x!))],
  contiguous: [signature("self"), ([x]) => x!],
  requires_grad_: [signature("self"), ([x]) => x!],
  item: [signature("self"), () => { throw new Refusal({ kind: "unsupported", what: "item()" }); /* the values of a step are not known before training */ }],
  ...Object.fromEntries(["clamp", "lerp", "masked_fill"].map((name) => [`${name}_`, inPlace(name)])),
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

const shapeArguments = signature("*size");

/** Functions of `torch` only. */
const OF_TORCH: Table = {
  cat: [signature("tensors", ["dim", 0n]), concatenated],
  stack: [signature("tensors", ["dim", 0n]), stacked],
  randn: [shapeArguments, ([size], interpreter) => drawn({ kind: "normal" }, shapeFrom("randn", items(size), interpreter), interpreter)],
  rand: [shapeArguments, ([size], interpreter) => drawn({ kind: "uniform" }, shapeFrom("rand", items(size), interpreter), interpreter)],
  randn_like: [signature("input"), ([x], interpreter) => drawn({ kind: "normal" }, tensorFrom("randn_like", x!).shape, interpreter)],
  rand_like: [signature("input"), ([x], interpreter) => drawn({ kind: "uniform" }, tensorFrom("rand_like", x!).shape, interpreter)],
  randint: [signature("high", "size"), ([high, size], interpreter) => drawn({ kind: "categorical", classes: asInteger(high!, "randint") }, shapeFrom("randint", [size!], interpreter), interpreter, "int")],
  zeros: [shapeArguments, ([size], interpreter) => filled(0, shapeFrom("zeros", items(size), interpreter), interpreter)],
  ones: [shapeArguments, ([size], interpreter) => filled(1, shapeFrom("ones", items(size), interpreter), interpreter)],
  zeros_like: [signature("input"), ([x], interpreter) => filled(0, tensorFrom("zeros_like", x!).shape, interpreter)],
  ones_like: [signature("input"), ([x], interpreter) => filled(1, tensorFrom("ones_like", x!).shape, interpreter)],
  full: [signature("size", "fill_value"), ([size, value], interpreter) => filled(asNumber(value!, "full"), shapeFrom("full", [size!], interpreter), interpreter, typeof value === "bigint" ? "int" : "float")],
  ...INDEXING_OF_TORCH,
  linspace: [signature("start", "end", "steps"), ([start, end, steps], interpreter) => {
    const [from, to, count] = [asNumber(start!, "linspace"), asNumber(end!, "linspace"), asInteger(steps!, "linspace")];
    const values = Float32Array.from({ length: count }, (_, i) => (i < count / 2 ? from + (i * (to - from)) / (count - 1 || 1) : to - ((count - 1 - i) * (to - from)) / (count - 1)));
    return tensor(leaf({ kind: "constant", values }, [count], "float", interpreter));
  }],
  arange: [signature("start", ["end", null], ["step", 1n]), arange],
  tensor: [signature("data"), ([data], interpreter) => {
    const { values, shape, isInt } = numbersOf(data!, interpreter);
    return tensor(leaf({ kind: "constant", values: Float32Array.from(values) }, shape, isInt ? "int" : "float", interpreter));
  }],
  as_tensor: [signature("data"), ([data], interpreter) => (data instanceof TensorValue ? data : tensor(constant(asNumber(data!, "as_tensor"), interpreter)))],
  manual_seed: [signature("seed"), () => null],
};

const withReduction = (...names: readonly string[]) => signature(...names, ["reduction", "mean"]);

/** Functions of `torch.nn.functional` only. */
const OF_FUNCTIONAL: Table = {
  ...unaries("softplus"),
  logsigmoid: [signature("input"), ([x], interpreter) =>
    tensor(elementwise("neg", [elementwise("softplus", [elementwise("neg", [tensorFrom("logsigmoid", x!)], interpreter)], interpreter)], interpreter))],
  leaky_relu: [signature("input", ["negative_slope", 0.01]), ([x, slope], interpreter) => tensor(leakyRelu(tensorFrom("leaky_relu", x!), asNumber(slope!, "leaky_relu"), interpreter))],
  linear: [signature("input", "weight", ["bias", null]), ([x, weight, bias], interpreter) => tensor(linear(tensorFrom("linear", x!), tensorFrom("linear", weight!), bias === null ? null : tensorFrom("linear", bias!), interpreter))],
  one_hot: [signature("tensor", "num_classes"), ([x, classes], interpreter) => {
    const indices = tensorFrom("one_hot", x!);
    if (indices.dtype !== "int") throw new Refusal({ kind: "value", callee: "one_hot", reason: "It needs integers. (one_hot is only applicable to index tensor.)" });
    return tensor(oneHot(indices, asInteger(classes!, "one_hot"), interpreter));
  }],
  binary_cross_entropy_with_logits: [withReduction("input", "target"), binaryCrossEntropyWithLogits],
  cross_entropy: [withReduction("input", "target"), crossEntropy],
  mse_loss: [withReduction("input", "target"), squaredError],
  conv2d: [signature("input", "weight", ["bias", null], ["stride", 1n], ["padding", 0n]), ([x, weight, bias, stride, padding], interpreter) => tensor(convolved(
    tensorFrom("conv2d", x!), tensorFrom("conv2d", weight!), bias === null ? null : tensorFrom("conv2d", bias!), asInteger(stride!, "conv2d"), asInteger(padding!, "conv2d"), interpreter,
  ))],
  max_pool2d: [signature("input", "kernel_size", ["stride", null], ["padding", 0n]), ([x, kernel, stride, padding], interpreter) => {
    const size = asInteger(kernel!, "max_pool2d");
    return tensor(maxPooled(tensorFrom("max_pool2d", x!), size, stride === null ? size : asInteger(stride!, "max_pool2d"), asInteger(padding!, "max_pool2d"), interpreter));
  }],
  pad: [signature("input", "pad"), ([x, amounts], interpreter) => tensor(padded(tensorFrom("pad", x!), items(amounts).map((one) => asInteger(one, "pad")), interpreter))],
};

export const leakyRelu = (x: Node, slope: number, interpreter: Interpreter): Node => made("leakyRelu", [x], x.shape, { options: { slope } }, interpreter);

/** x Wᵀ + b: x [..., inputs], W [outputs, inputs]. */
export function linear(x: Node, weight: Node, bias: Node | null, interpreter: Interpreter): Node {
  const [inputs, rows] = [weight.shape[1], x.shape.at(-1)];
  if (inputs !== rows) {
    throw new Refusal({ kind: "value", callee: "Linear", reason: `It takes ${inputs} numbers, and x ${shapeText(x.shape)} has ${rows}. (mat1 and mat2 shapes cannot be multiplied (${sizeOf(x.shape.slice(0, -1))}x${rows} and ${inputs}x${weight.shape[0]}))` });
  }
  const result = matrixProduct(x, transposed(weight, [1, 0], interpreter), interpreter);
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

export const torchFunctions: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...builtinsOf({ ...SHARED, ...OF_TORCH }),
  ["no_grad", new Builtin("no_grad", signature(), () => new NoGrad())],
]);
export const functionalFunctions: ReadonlyMap<string, Value> = builtinsOf({ ...OF_FUNCTIONAL, relu: SHARED["relu"]!, softmax: SHARED["softmax"]!, log_softmax: SHARED["log_softmax"]!, sigmoid: SHARED["sigmoid"]!, tanh: SHARED["tanh"]! });
