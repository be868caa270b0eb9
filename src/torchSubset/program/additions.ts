/** Graphs to whose nodes tensors are added: the derivatives with respect to these are those of the nodes, all from one backward pass. */
import { sizeOf } from "../../core/model/parameters";
import type { Tensor, Tf } from "../../core/model/tf";
import type { Leaf, Node } from "./graph";

/** The leaf of a tensor that is added: its values are given. */
const ADDED: Leaf = { kind: "draw", draw: { kind: "normal" }, index: -1, isHot: false };

interface WithAdditions {
  readonly roots: readonly Node[];
  /** The node of what is added to each node. */
  readonly additions: ReadonlyMap<Node, Node>;
}

/** Returns graphs in which a tensor is added to each of these nodes. `order`: all nodes of the roots, each after its inputs. */
export function withAdditions(roots: readonly Node[], order: readonly Node[], to: ReadonlySet<Node>): WithAdditions {
  const made = new Map<Node, Node>();
  const additions = new Map<Node, Node>();
  for (const node of order) {
    const inputs = node.inputs.map((input) => made.get(input) ?? input);
    const same = inputs.every((input, i) => input === node.inputs[i]) ? node : { ...node, inputs };
    if (to.has(node)) {
      const addition: Node = { ...node, operation: "leaf", inputs: [], leaf: ADDED };
      additions.set(node, addition);
      made.set(node, { ...node, operation: "add", options: {}, leaf: null, inputs: [same, addition] });
    } else made.set(node, same);
  }
  return { roots: roots.map((root) => made.get(root)!), additions };
}

/** Returns zeros of a node's shape. */
export const zerosOf = (tf: Tf, { shape }: Node): Tensor => tf.reshape(tf.tensor2d(new Float32Array(sizeOf(shape)), [1, sizeOf(shape)]), [...shape]);
