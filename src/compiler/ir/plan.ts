/**
 * How a step is computed: kernels in the order in which they run, and one array of numbers, the arena, in which every
 * input, output and value in between has its place. Both back ends make their code from this and from nothing else.
 */
import type { Combine, MapFunction, Product } from "./graph";

/** A stretch of the arena. Several values may share one: those that are reshaped, and those that never live together. */
export interface Storage {
  /** Elements. */
  readonly size: number;
  /** Where it begins in the arena, in elements; a multiple of 4. */
  readonly offset: number;
  /** For people: what is first kept in it. */
  readonly label: string;
}

/** The position of a storage in the plan's list. */
export type StorageId = number;

/** Which element belongs to a point of a loop's space: offset + Σ index·stride, counted within the storage. */
export interface Access {
  readonly storage: StorageId;
  readonly offset: number;
  /** One for each dimension of the loop; 0 where the element stays the same. */
  readonly strides: readonly number[];
}

/** `Place`: how it is said where an element is. A plan says it by accesses, its makers and its readers also otherwise. */
export type Instruction<Place = Access> =
  | { readonly kind: "load"; readonly from: Place }
  | { readonly kind: "constant"; readonly value: number }
  /** Arguments: positions of earlier instructions. */
  | { readonly kind: "map"; readonly fn: MapFunction; readonly args: readonly number[] }
  /** In the loop that follows a contraction only: the element of the product at this point. */
  | { readonly kind: "product" };

export interface Store<Place = Access> {
  /** The position of the instruction whose value is stored. */
  readonly value: number;
  readonly to: Place;
  /**
   * `set`: every point of the loop has an element of its own. Otherwise the loop first puts the neutral element (0 or
   * −∞) into every element it will reach, and points with the same element are combined.
   */
  readonly combine: "set" | Combine;
}

/**
 * For every point of a space, the last dimension fastest: load, compute, store. A storage that is loaded and stored in
 * the same loop is loaded and stored at the same element by the same point, so that points may run in any order.
 */
export interface Loop {
  readonly kind: "loop";
  /** Sizes; at least one dimension. Neighbouring dimensions that can be walked as one are one. */
  readonly dims: readonly number[];
  readonly body: readonly Instruction[];
  readonly stores: readonly Store[];
}

/** Products of one pair of matrices into one storage; see `Product`. */
export interface Contraction {
  readonly kind: "contraction";
  readonly left: StorageId;
  readonly right: StorageId;
  readonly out: StorageId;
  readonly parts: readonly Product[];
  /**
   * What is done with each element of the product as soon as it is there. Its points are the elements of the product in
   * order, rows first; there is one part, whose elements lie in that order too.
   */
  readonly then?: Loop;
  /** False where only `then` needs the product: it need not be written to `out`. */
  readonly kept: boolean;
}

export type Kernel = Loop | Contraction;

export interface Plan {
  readonly storages: readonly Storage[];
  /** Elements; at least the end of the last storage. */
  readonly arena: number;
  readonly kernels: readonly Kernel[];
  /** By name, where each input is to be written before a step. A state's place is also where its next value is left. */
  readonly inputs: Readonly<Record<string, StorageId>>;
  /** By name, where each output is after a step. */
  readonly outputs: Readonly<Record<string, StorageId>>;
  /** Written once, before the first step. A number: every element is it. */
  readonly constants: readonly { readonly storage: StorageId; readonly data: number | Float32Array }[];
}

/** What is done at each point, with every place of an element said otherwise, or changed. */
export function mapAccesses<From, To, Stored extends { readonly to: From }>(
  { body, stores }: { readonly body: readonly Instruction<From>[]; readonly stores: readonly Stored[] }, change: (place: From) => To,
): { readonly body: Instruction<To>[]; readonly stores: (Omit<Stored, "to"> & { readonly to: To })[] } {
  return {
    body: body.map((each) => (each.kind === "load" ? { ...each, from: change(each.from) } : each)),
    stores: stores.map((store) => ({ ...store, to: change(store.to) })),
  };
}

/** Instructions that load the product from where it was stored, as in a loop of its own. */
export const loadProduct = <Place>(body: readonly Instruction<Place>[], from: Place): Instruction<Place>[] =>
  body.map((each) => (each.kind === "product" ? { kind: "load", from } : each));
