/**
 * What a program computes in a step, as a graph: each node is one operation with its shape. The same graph gives the shapes beside the lines and, evaluated
 * with tensors (`evaluate.ts`), the losses of a step.
 */
import type { Span } from "../python/syntax";

export type Shape = readonly number[];

export type DType = "float" | "int" | "bool";

/** An initial value of a parameter or buffer, as the engine draws it. */
export type Start =
  | { readonly kind: "constant"; readonly value: number }
  | { readonly kind: "normal"; readonly mean: number; readonly deviation: number }
  | { readonly kind: "uniform"; readonly from: number; readonly to: number };

/** A parameter or buffer of a module. `name` is set when the program has been executed: "encoder.hidden.0.weight". */
export interface Stored {
  name: string;
  readonly shape: Shape;
  start: Start;
  readonly trainable: boolean;
  /** The expression that made it. */
  span?: Span;
  /** The number of times that it was changed in the step: by an optimiser or in place. */
  version: number;
}

/** The distribution of a draw. */
export type Draw = { readonly kind: "normal" } | { readonly kind: "uniform" } | { readonly kind: "categorical"; readonly classes: number } | { readonly kind: "dropout"; readonly rate: number };

/** The inputs of a step. */
export type Leaf =
  | { readonly kind: "stored"; readonly stored: Stored; readonly version: number }
  /** All images, [60000,28,28] of 0 to 255, all labels, [60000], or the images' numbers in a random order, [60000]. They are replaced by a batch's. */
  | { readonly kind: "dataset"; readonly of: "images" | "labels" | "order" }
  /**
   * The images of a batch, [B,784] in [0,1], their labels, [B], or these as one-hot rows, [B,10]. `isLabelled`: of the images whose labels a
   * semi-supervised program knows. A program with data of its own has its rows in place of images.
   */
  | { readonly kind: "batch"; readonly of: "images" | "labels" | "classes"; readonly index: number; readonly isLabelled?: true }
  /** `isHot`: categories as one-hot rows, [..., classes]. */
  | { readonly kind: "draw"; readonly draw: Draw; readonly index: number; readonly isHot: boolean }
  /** Values that are known before training, in row-major order. `schedule`: it is one number, which depends on the step. */
  | { readonly kind: "constant"; readonly values: Float32Array; readonly schedule?: Schedule };

/** A number as a function of the number of finished steps. */
export type Schedule = (step: number) => number;

export type Options = Readonly<Record<string, number | boolean | Shape>>;

export interface Node {
  /** An operation of `operations.ts`, or "leaf". */
  readonly operation: string;
  readonly inputs: readonly Node[];
  readonly options: Options;
  readonly leaf: Leaf | null;
  readonly shape: Shape;
  readonly dtype: DType;
  /** A parameter influences it through differentiable operations. */
  readonly hasGradient: boolean;
  /** The expression that made it. */
  readonly span: Span;
}

/** Returns the number that a node is in the recorded step, if it is known before training; otherwise null. */
export const numberOf = (node: Node | undefined): number | null => (node?.leaf?.kind === "constant" && node.leaf.values.length === 1 ? node.leaf.values[0]! : null);

/** Returns the same if it is so in all steps; otherwise null. */
export const constantOf = (node: Node | undefined): number | null => (scheduleOf(node) ? null : numberOf(node));

/** Returns the schedule of a node that is a number which depends on the step; otherwise null. */
export const scheduleOf = (node: Node | undefined): Schedule | null => (node?.leaf?.kind === "constant" && node.leaf.schedule) || null;

/** Returns a shape as Python writes it. */
export const shapeText = (shape: Shape): string => `[${shape.join(", ")}]`;

/** Returns whether a node is computed from another one, or is it. */
export const dependsOn = (node: Node, on: Node): boolean => inOrder([node]).includes(on);

/** Returns the nodes on which these depend, and these, each after its inputs. `inputsOf`: what is looked at of a node's inputs. */
export function inOrder(roots: readonly Node[], inputsOf = ({ inputs }: Node): readonly Node[] => inputs): readonly Node[] {
  const done = new Set<Node>();
  const stack = roots.toReversed();
  while (stack.length > 0) {
    const node = stack.at(-1)!;
    const height = stack.length;
    if (!done.has(node)) {
      const inputs = inputsOf(node);
      for (let i = inputs.length - 1; i >= 0; i--) if (!done.has(inputs[i]!)) stack.push(inputs[i]!);
    }
    if (stack.length > height) continue;
    stack.pop();
    done.add(node);
  }
  return [...done];
}
