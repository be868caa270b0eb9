/** PyTorch's functions that are methods, too: `torch.exp(x)` and `x.exp()`. */
import { Tuple } from "../../python/sequences";
import { signature } from "../../python/signature";
import { asInteger, asNumber, refuseTooMany, type Interpreter, type Value } from "../../python/values";
import { sizeOf } from "../../../core/model/parameters";
import { axisOf, reduced } from "../shapes";
import { elementAt, INDEXING, indexOfExtreme, valuesAndIndices } from "./choosing";
import { binaries, drawn, tensor, times, unaries, type Table } from "../table";
import { detached, constant, elementwise, made, matrixProduct, reduce, reshape, sliced, transposed } from "../nodes";
import { amongOthers } from "../views";
import { axesFrom, nodeOf, tensorFrom, TensorValue } from "../tensor";
import { between, extreme, logSoftmax, logSumExp, softmax } from "./formulas";

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

function chunked([input, chunks, dim]: readonly Value[], interpreter: Interpreter): Value {
  const node = tensorFrom("chunk", input!);
  const axis = axisOf("chunk", asInteger(dim!, "chunk"), node.shape.length);
  const length = node.shape[axis]!;
  const size = Math.ceil(length / Math.max(1, asInteger(chunks!, "chunk")));
  refuseTooMany(Math.ceil(length / size));
  const starts = Array.from({ length: Math.ceil(length / size) }, (_, i) => i * size);
  return new Tuple(starts.map((from) => {
    return tensor(amongOthers(sliced(node, axis, from, Math.min(size, length - from), 1, interpreter)));
  }));
}

/** Functions of tensors: of `torch` and methods. */
export const SHARED: Table = {
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
