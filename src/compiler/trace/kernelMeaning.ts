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

/**
 * The attributes of a call, with the type that its kernel's name implies. An unchecked cast: tfjs types all attributes alike, as a map of
 * values, and defines by documentation which a kernel has.
 */
export const attributesOf = <Attributes>(attrs: NamedAttrMap | undefined): Attributes => attrs as unknown as Attributes;

export const attribute = <Value>(attrs: NamedAttrMap, name: string): Value => attributesOf<Readonly<Record<string, Value>>>(attrs)[name]!;
