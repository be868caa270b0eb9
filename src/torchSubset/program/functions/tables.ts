/** PyTorch's functions by name, as a program imports them. */
import { Builtin } from "../../python/functions";
import { signature } from "../../python/signature";
import { asInteger, type Value } from "../../python/values";
import type { Node } from "../graph";
import { padded } from "../images";
import { chosenRows, scattered } from "./choosing";
import { builtinsOf, items, tensor } from "../table";
import { constant, elementwise, reduce } from "../nodes";
import { axesFrom, tensorFrom, TensorValue } from "../tensor";
import { oneHot } from "./formulas";
import { binaryCrossEntropyWithLogits, crossEntropy } from "./losses";
import { OF_TORCH } from "./creation";
import { OF_FUNCTIONAL } from "./functional";
import { SHARED } from "./shared";
import { NoGrad } from "./noGrad";

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
