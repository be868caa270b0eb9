/** The inputs of a step's graph: parameters, batches and draws. */
import type { Batch, NoiseSpec } from "../../core/model/model";
import type { Networks } from "../../core/model/network";
import { sizeOf } from "../../core/model/parameters";
import type { Tensor, Tensor2D, Tf } from "../../core/model/tf";
import type { Leaves } from "./evaluate";
import type { Node } from "./graph";
import { readStored } from "./networks";
import { refuseTraining } from "./refuseTraining";

/** Returns the name under which a step's noise has a draw. */
export const noiseName = ({ leaf }: Node): string => `draw${leaf?.kind === "draw" ? leaf.index : ""}`;

/** Returns the noise that the engine draws for a draw of the program, in rows. */
export function noiseSpec(draw: Node): NoiseSpec {
  const { leaf, shape } = draw;
  if (leaf?.kind !== "draw") throw new Error("It is no draw.");
  const [rows = 1, ...rest] = shape;
  const [count, width] = [rows, sizeOf(rest)];
  switch (leaf.draw.kind) {
    case "normal": return { shape: [count, width], purpose: "eps" };
    case "uniform": return { shape: [count, width], purpose: "augment", distribution: { kind: "uniform" } };
    case "categorical": return { shape: [leaf.isHot ? sizeOf(shape) / leaf.draw.classes : sizeOf(shape), leaf.draw.classes], purpose: "z", distribution: { kind: "categorical" } };
    case "dropout": return { shape: [count, width], purpose: "dropout", distribution: leaf.draw };
    default: return leaf.draw satisfies never;
  }
}

/** Returns one-hot rows as indices, [rows]. */
function indices(tf: Tf, rows: Tensor2D): Tensor {
  const [, classes] = rows.shape;
  return tf.sum(tf.mul(rows, tf.tensor2d([Array.from({ length: classes }, (_, k) => k)])), 1);
}

/** What the inputs of a step are. */
export interface LeafValues {
  readonly networks: Networks;
  readonly images: Tensor2D;
  readonly labels: Tensor2D;
  /** The batch of images whose labels are known, if there is one. */
  readonly labelled?: Batch | undefined;
  drawn(draw: Node): Tensor2D;
}

/** Returns the inputs of a step's graph. */
export const leavesOf = (tf: Tf, { networks, images, labels, labelled, drawn }: LeafValues): Leaves => (leaf, node) => {
  switch (leaf.kind) {
    case "stored": return readStored(networks, leaf.stored);
    case "batch": {
      const { x, y } = (leaf.isLabelled && labelled) || { x: images, y: labels };
      return leaf.of === "images" ? x : leaf.of === "classes" ? y : indices(tf, y);
    }
    case "draw": return tf.reshape(leaf.draw.kind === "categorical" && !leaf.isHot ? indices(tf, drawn(node)) : drawn(node), [...node.shape]);
    default: throw refuseTraining("all-images", { span: node.span });
  }
};
