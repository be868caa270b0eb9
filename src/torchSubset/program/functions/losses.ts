/** Losses of PyTorch with its option "reduction". */
import { asText, Refusal, type Interpreter, type Value } from "../../python/values";
import { shapeText, type Node } from "../graph";
import { tensor } from "../table";
import { elementwise, reduce } from "../nodes";
import { tensorFrom } from "../tensor";
import { logSoftmax, oneHot } from "./formulas";

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
export function binaryCrossEntropyWithLogits([input, target, reduction]: readonly Value[], interpreter: Interpreter): Value {
  const [logits, x] = [tensorFrom("binary_cross_entropy_with_logits", input!), tensorFrom("binary_cross_entropy_with_logits", target!)];
  sameShape("binary_cross_entropy_with_logits", logits, x);
  const losses = elementwise("sub", [elementwise("softplus", [logits], interpreter), elementwise("mul", [x, logits], interpreter)], interpreter);
  return reducedBy("binary_cross_entropy_with_logits", losses, reduction!, interpreter);
}

export function crossEntropy([input, target, reduction]: readonly Value[], interpreter: Interpreter): Value {
  const [logits, classes] = [tensorFrom("cross_entropy", input!), tensorFrom("cross_entropy", target!)];
  if (logits.shape.length !== 2) throw new Refusal({ kind: "unsupported", what: `cross_entropy of ${shapeText(logits.shape)}` });
  const targets = classes.dtype === "float" ? classes : oneHot(classes, logits.shape[1]!, interpreter);
  const chosen = elementwise("mul", [targets, logSoftmax(logits, 1, interpreter)], interpreter);
  return reducedBy("cross_entropy", elementwise("neg", [reduce("sum", chosen, [1], false, interpreter)], interpreter), reduction!, interpreter);
}
