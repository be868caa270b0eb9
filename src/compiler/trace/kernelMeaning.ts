/** How the semantics of a kernel of TensorFlow.js is given: as a function that builds graph operations. */
import type { NamedAttrMap } from "@tensorflow/tfjs-core";
import type { Id } from "../ir/graph";
import type { Operations } from "../ir/operations";

/** One call of a kernel, its inputs as they are named there; the inputs of a list are named by their places in it. */
export interface KernelCall {
  readonly inputs: Readonly<Record<string, Id>>;
  readonly attrs: NamedAttrMap;
}

/** Gives the kernel's outputs. Throws CannotCompile for a call that cannot be said in a graph's operations. */
export type KernelMeaning = (build: Operations, call: KernelCall) => Id | readonly Id[];

/** tfjs hands attributes over untyped; which ones a kernel gets is known from its name alone, so this is not checked. */
export const attributesOf = <Attributes>(attrs: NamedAttrMap | undefined): Attributes => attrs as unknown as Attributes;

export const attribute = <Value>(attrs: NamedAttrMap, name: string): Value => attributesOf<Readonly<Record<string, Value>>>(attrs)[name]!;
