/** Values that PyTorch keeps for the backward pass. It refuses that pass if they were changed in place meanwhile. */
import { PythonProblem } from "../python/problem";
import type { Span } from "../python/syntax";
import { Refusal } from "../python/values";
import { inOrder, type Node } from "./graph";
import { rootOf } from "./views";

/** Operations whose derivative is computed from their result, and those whose derivative is computed from their first input. */
const KEEP_RESULT: ReadonlySet<string> = new Set(["exp", "sqrt", "root", "rsqrt", "sigmoid", "tanh", "relu"]);
const KEEP_INPUT: ReadonlySet<string> = new Set(["log", "square", "abs", "pow", "sin", "cos", "softplus", "leakyRelu"]);
const PRODUCTS: ReadonlySet<string> = new Set(["mul", "matMul", "conv2d", "convTranspose2d"]);

/** The calls that changed the memory of nodes in place. */
const changes = new WeakMap<Node, Span>();

/** Records that the memory of a node has other values from now on. */
export const overwrite = (root: Node, { from, to }: Span): void => void changes.set(root, { from, to });

function keptBy(node: Node): readonly Node[] {
  const { operation, inputs: [a, b] } = node;
  if (KEEP_RESULT.has(operation)) return [node];
  if (KEEP_INPUT.has(operation)) return [a!];
  if (PRODUCTS.has(operation)) return [...(b!.hasGradient ? [a!] : []), ...(a!.hasGradient ? [b!] : [])];
  return operation === "div" ? [b!, ...(b!.hasGradient ? [a!] : [])] : [];
}

/** The nodes whose kept values a backward pass has freed. */
const freed = new WeakSet<Node>();

/** Frees what the backward pass of a loss has kept, as PyTorch does without retain_graph. */
export function free(loss: Node): void {
  for (const node of passedBy(loss)) freed.add(node);
}

/** Returns the operations whose derivatives the backward pass of a loss computes. */
const passedBy = (loss: Node): readonly Node[] => inOrder([loss], ({ inputs }) => inputs.filter(({ hasGradient }) => hasGradient)).filter(({ hasGradient }) => hasGradient);

/** Throws a `Refusal` if the backward pass of a loss needs values that an earlier pass has freed. */
export function expectKept(loss: Node): void {
  const again = passedBy(loss).some((node) => freed.has(node) && keptBy(node).length > 0);
  if (again) throw new Refusal({ kind: "value", callee: "backward", reason: "An earlier backward() has passed through a part of this loss, and has freed its values. Compute that part again, detach() it in one of the losses, or call the earlier one as backward(retain_graph=True). (Trying to backward through the graph a second time)" });
}

/** Throws a `PythonProblem` at the change if the backward pass of a loss needs values from before it. */
export function expectUnchanged(loss: Node): void {
  for (const node of passedBy(loss)) {
    for (const kept of keptBy(node)) {
      const change = changes.get(rootOf(kept));
      // PyTorch copies the values that an operation in place itself needs.
      if (!change || (change.from === node.span.from && change.to === node.span.to)) continue;
      throw new PythonProblem({ kind: "value", callee: "in place", reason: "backward() needs the values from before this change: compute a new tensor, as in x = x + 1. (one of the variables needed for gradient computation has been modified by an inplace operation)" }, change);
    }
  }
}
