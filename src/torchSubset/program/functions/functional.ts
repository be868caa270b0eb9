/** PyTorch's functions of `torch.nn.functional` only: `F.relu(x)`, `F.conv2d(x, w)`. */
import { List } from "../../python/sequences";
import { signature } from "../../python/signature";
import { asInteger, asNumber, Refusal, type Interpreter, type Value } from "../../python/values";
import type { Node } from "../graph";
import { convolved, convTransposed, maxPooled } from "../images";
import { where } from "./choosing";
import { items, tensor, times, type Table } from "../table";
import { elementwise, sliced } from "../nodes";
import type { TensorValue } from "../tensor";
import { changeInPlace, nodeOf, shapeFrom, tensorFrom } from "../tensor";
import { concatenated, leakyRelu, linear, oneHot } from "./formulas";
import { METHODS } from "./methods";

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

/** Returns the result of a function, which its argument takes if the option "inplace" says so. */
export function given(x: Value, result: Node, isInPlace: Value, interpreter: Interpreter): Value {
  if (!interpreter.truth(isInPlace)) return tensor(result);
  changeInPlace(x as TensorValue, result, interpreter);
  return x;
}

/** Functions of `torch.nn.functional` only. */
export const OF_FUNCTIONAL: Table = {
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
