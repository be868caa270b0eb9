/** PyTorch's methods of tensors: `x.view(-1, 784)`, `x.add_(y)`. */
import { List } from "../../python/sequences";
import { signature } from "../../python/signature";
import { asInteger, Refusal, refuseTooMany, type Interpreter, type Value } from "../../python/values";
import { sizeOf } from "../../../core/model/parameters";
import { shapeText, type Shape } from "../graph";
import { axisOf, broadcast } from "../shapes";
import { isContiguous } from "../views";
import { builtinsOf, filled, items, tensor, type Table } from "../table";
import { detached, elementwise, reshape } from "../nodes";
import { changeInPlace, methods, nodeOf, shapeFrom, sizeTuple, StoredTensor, tensorFrom, TensorValue } from "../tensor";
import { asInt, concatenated, converted, copied, expanded, permuted } from "./formulas";
import { SHARED } from "./shared";

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

/** Methods only. */
export const METHODS: Table = {
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
    if (!interpreter.truth(requires!)) throw new Refusal({ kind: "unsupported", what: "requires_grad_(False) of other tensors than parameters", instead: "use detach()" });
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

for (const [name, method] of [...builtinsOf(SHARED), ...builtinsOf(METHODS)]) methods.set(name, method);
