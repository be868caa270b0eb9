/** The semantics of a TensorFlow.js kernel, given as a function that builds graph operations. */
import type { NamedAttrMap } from "@tensorflow/tfjs-core";
import type { Id } from "../ir/graph";
import type { Operations } from "../ir/operations";

/** One call of a kernel. Inputs have tfjs' names; the inputs of a list are named by their positions. */
export interface KernelCall {
  readonly inputs: Readonly<Record<string, Id>>;
  readonly attrs: NamedAttrMap;
  /** Returns the values of an input that is a constant: one number for all elements, or every element. */
  constant(input: string): number | Float32Array | undefined;
}

/** Builds and returns the kernel's outputs. Throws CannotCompile for a call that graph operations cannot express. */
export type KernelMeaning = (build: Operations, call: KernelCall) => Id | readonly Id[];

/**
 * Returns the attributes of a call, with the type that its kernel's name implies. The cast is unchecked: tfjs types all
 * attributes alike, as a map of values, and only documents which a kernel has.
 */
export const attributesOf = <Attributes>(attrs: NamedAttrMap | undefined): Attributes => attrs as unknown as Attributes;

/** Returns one attribute of a call, with the type that its kernel's name implies (unchecked). */
export const attribute = <Value>(attrs: NamedAttrMap, name: string): Value => attributesOf<Readonly<Record<string, Value>>>(attrs)[name]!;
