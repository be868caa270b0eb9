/**
 * The types of kernels' results. A graph has float32 only: booleans are 1 or 0, and integers are float32, too, as long as they are exact. TensorFlow.js
 * computes with 32 bits, so integers that may be larger are refused.
 */
import type { DataType, NamedAttrMap } from "@tensorflow/tfjs-core";
import { CannotCompile } from "../ir/cannotCompile";
import { attribute } from "./kernelMeaning";

/** float32 has every integer up to this size. */
export const LARGEST_INTEGER = 2 ** 24;

/** Kernels whose outputs are booleans. */
const COMPARISONS: ReadonlySet<string> = new Set([
  "All", "Any", "Equal", "Greater", "GreaterEqual", "IsFinite", "IsInf", "IsNan", "Less", "LessEqual", "LogicalAnd", "LogicalNot", "LogicalOr", "NotEqual",
]);
/** Kernels whose outputs have the type of their input, with its name where there are several. */
const TYPE_KEEPING: Readonly<Record<string, string>> = {
  BatchToSpaceND: "x", Concat: "0", DepthToSpace: "x", Diag: "x", ExpandDims: "input", GatherNd: "params", GatherV2: "x", Identity: "x", MirrorPad: "x", OnesLike: "x", Pack: "0",
  PadV2: "x", Reshape: "x", Reverse: "x", Select: "t", Slice: "x", SpaceToBatchND: "x", SplitV: "x", StridedSlice: "x", Tile: "x", Transpose: "x", Unpack: "value", ZerosLike: "x",
};
/** Kernels whose inputs have one type. */
const ALIKE: ReadonlySet<string> = new Set(["Concat", "Pack"]);
/** Kernels whose output has the type that the attribute `dtype` says. */
const TYPE_GIVEN: ReadonlySet<string> = new Set(["Cast", "Fill", "OneHot", "Range"]);
/** Kernels that give positions. */
const POSITIONS: ReadonlySet<string> = new Set(["ArgMax", "ArgMin"]);
/** Kernels that compute with positions, by the inputs which have them. */
const INDEXED: Readonly<Record<string, string>> = { GatherNd: "indices", GatherV2: "indices", OneHot: "indices", ScatterNd: "indices", UnsortedSegmentSum: "segmentIds" };

const total = (args: readonly number[]) => args.reduce((sum, each) => sum + each, 0);
const product = (args: readonly number[]) => args.reduce((all, each) => all * each, 1);
const most = (args: readonly number[]) => Math.max(...args);

/**
 * Kernels that compute with integers, and the largest absolute value of their results: `largest` has that of each input, and `terms` says how many
 * elements of the first input are combined.
 */
export const INTEGER_BOUNDS: Readonly<Record<string, (largest: readonly number[], terms: number) => number>> = {
  Add: total, AddN: total, Sub: total, Multiply: product, Square: ([x]) => x! * x!, SquaredDifference: (args) => total(args) ** 2, Maximum: most, Minimum: most,
  Abs: most, Neg: most, Relu: most, Max: most, Min: most, Sum: ([x], terms) => x! * terms, Prod: ([x], terms) => Math.max(1, x!) ** terms,
};

/** Returns the type of a kernel's result. Throws CannotCompile for inputs of a type that it cannot compute with. */
export function outputType(name: string, types: Readonly<Record<string, DataType>>, attrs: NamedAttrMap): DataType {
  const all = Object.entries(types);
  const keeping = TYPE_KEEPING[name];
  const integers = INTEGER_BOUNDS[name] !== undefined && all.every(([, dtype]) => dtype === "int32");
  for (const [input, dtype] of all) {
    const supported = dtype === "float32" || dtype === "bool" || (dtype === "int32" &&
      (integers || keeping !== undefined || COMPARISONS.has(name) || name === "Cast" || INDEXED[name] === input));
    if (!supported) throw new CannotCompile(`A step computes with ${dtype} (${name}).`);
    if (ALIKE.has(name) && dtype !== all[0]![1]) throw new Error(`${name}: the types ${all[0]![1]} and ${dtype} differ`);
  }
  if (TYPE_GIVEN.has(name)) {
    const dtype = attribute<DataType>(attrs, "dtype");
    if (dtype !== "float32" && dtype !== "bool" && dtype !== "int32") throw new CannotCompile(`A step computes with ${dtype} (${name}).`);
    return dtype;
  }
  if (COMPARISONS.has(name)) return "bool";
  if (POSITIONS.has(name) || integers) return "int32";
  return (keeping === undefined ? undefined : types[keeping]) ?? "float32";
}
