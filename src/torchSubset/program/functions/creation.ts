/** PyTorch's functions of `torch` only: those that make tensors, and those that join them. */
import { List, Tuple } from "../../python/sequences";
import { signature } from "../../python/signature";
import { asInteger, asNumber, Refusal, refuseTooMany, type Interpreter, type Value } from "../../python/values";
import type { DType, Node, Shape } from "../graph";
import { axisOf } from "../shapes";
import { INDEXING_OF_TORCH } from "./choosing";
import { drawn, filled, items, tensor, type Table, type Work } from "../table";
import { constant, elementwise, leaf, numbered, reshape } from "../nodes";
import { shapeFrom, tensorFrom, TensorValue } from "../tensor";
import { concatenated, converted, copied, permuted } from "./formulas";

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

const filledLike = (value: number, { shape, dtype }: Node, interpreter: Interpreter) => filled(dtype === "bool" ? Number(value !== 0) : dtype === "int" ? Math.trunc(value) : value, shape, interpreter, dtype);

/** Returns numbers with equal distances, each changed by `work`. */
function spaced(callee: string, [start, end, steps]: readonly [Value, Value, Value], work: (one: number) => number, interpreter: Interpreter): Value {
  const [from, to, count] = [asNumber(start, callee), asNumber(end, callee), asInteger(steps, callee)];
  return tensor(numbered([count], (i) => work(i < count / 2 ? from + (i * (to - from)) / (count - 1 || 1) : to - ((count - 1 - i) * (to - from)) / (count - 1 || 1)), "float", interpreter));
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

function arange([start, end, step]: readonly Value[], interpreter: Interpreter): Value {
  const [from, to] = end === null ? [0n, start!] : [start!, end!];
  const by = asNumber(step!, "arange");
  const isInt = [from, to, step!].every((one) => typeof one === "bigint");
  const count = Math.max(0, Math.ceil((asNumber(to, "arange") - asNumber(from, "arange")) / by));
  return tensor(numbered([count], (i) => Number(from) + i * by, isInt ? "int" : "float", interpreter));
}

/** Types from the narrowest to the widest: numbers of several types together have the widest one. */
const WIDENING: readonly DType[] = ["bool", "int", "float"];

/** Returns nested lists as numbers with their shape and type. */
function numbersOf(value: Value, interpreter: Interpreter): { readonly values: readonly number[]; readonly shape: Shape; readonly dtype: DType } {
  if (!(value instanceof Tuple) && !(value instanceof List)) {
    return { values: [asNumber(value, "tensor")], shape: [], dtype: typeof value === "boolean" ? "bool" : typeof value === "bigint" ? "int" : "float" };
  }
  const parts = value.items.map((one) => interpreter.nested(() => numbersOf(one, interpreter)));
  refuseTooMany(parts.reduce((sum, { values }) => sum + values.length, 0));
  const [first] = parts;
  if (parts.some(({ shape }) => shape.join() !== first!.shape.join())) throw new Refusal({ kind: "value", callee: "tensor", reason: "The rows differ in length." });
  return { values: parts.flatMap(({ values }) => values), shape: [parts.length, ...first?.shape ?? []], dtype: WIDENING.findLast((type) => parts.some(({ dtype }) => dtype === type)) ?? "float" };
}

/** Functions of `torch` only. */
export const OF_TORCH: Table = {
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
    const { values, shape, dtype } = numbersOf(data!, interpreter);
    return tensor(leaf({ kind: "constant", values: Float32Array.from(values) }, shape, dtype, interpreter));
  }],
  as_tensor: [signature("data"), ([data], interpreter) => (data instanceof TensorValue ? data : tensor(constant(asNumber(data!, "as_tensor"), interpreter)))],
  manual_seed: [signature("seed"), () => null],
};
