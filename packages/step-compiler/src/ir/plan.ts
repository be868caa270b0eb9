/**
 * A plan says how a step is computed: kernels in the order in which they run, and one array of numbers, the arena, in which
 * every input, output and intermediate value has its place. Both back ends generate code from a plan alone.
 */
import type { Combine, MapFunction, Product } from "./graph";

/** A buffer in the arena. Several values may share one: aliases, and values whose lifetimes do not overlap. */
export interface Storage {
  /** The size in elements. */
  readonly size: number;
  /** The beginning in the arena, in elements; a multiple of 4. */
  readonly offset: number;
  /** The value that it was made for, for people to read. */
  readonly label: string;
}

/** The position of a storage in the plan's list. */
export type StorageId = number;

/** The element that belongs to a point of a loop's space: offset + Σ index·stride, counted within the storage. */
export interface Access {
  readonly storage: StorageId;
  readonly offset: number;
  /** One stride for each dimension of the loop; 0 if the element stays the same. */
  readonly strides: readonly number[];
}

/**
 * An instruction of a loop's body. `At` addresses an element: an access in a plan; passes before it and back ends after it have
 * types of their own.
 */
export type Instruction<At = Access> =
  | { readonly kind: "load"; readonly from: At }
  | { readonly kind: "constant"; readonly value: number }
  /** The arguments are positions of earlier instructions. */
  | { readonly kind: "map"; readonly fn: MapFunction; readonly args: readonly number[] }
  /** The element of the product at this point; only in the loop that follows a contraction. */
  | { readonly kind: "product" };

export interface Store<At = Access> {
  /** The position of the instruction whose value is stored. */
  readonly value: number;
  readonly to: At;
  /**
   * `set` means that every point of the loop has an element of its own. Otherwise the loop first puts the neutral element (0 or
   * −∞) into every element that it will reach, and then combines points that have the same element.
   */
  readonly combine: "set" | Combine;
}

/**
 * For every point of a space, the last dimension fastest: load, compute, store. A storage that is loaded and stored in
 * the same loop is loaded and stored at the same element by the same point, so that points may run in any order.
 */
export interface Loop {
  readonly kind: "loop";
  /** The sizes of at least one dimension. Dimensions that all accesses can merge are merged. */
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
   * A loop that runs on each element of the product while it is still in a register. The element at address i of `out` belongs to
   * point i of the loop.
   */
  readonly epilogue?: Loop;
  /** False if only `epilogue` needs the product: then it need not be written to `out`. */
  readonly storesProduct: boolean;
}

export type Kernel = Loop | Contraction;

export interface Plan {
  readonly storages: readonly Storage[];
  /** The size in elements, at least the end of the last storage. */
  readonly arena: number;
  readonly kernels: readonly Kernel[];
  /** The storage that each input, by name, is written to before a step. The next value of a state is left there, too. */
  readonly inputs: Readonly<Record<string, StorageId>>;
  /** The storage that holds each output, by name, after a step. */
  readonly outputs: Readonly<Record<string, StorageId>>;
  /** Constants are written once, before the first step. */
  readonly constants: readonly Constant[];
}

export interface Constant {
  readonly storage: StorageId;
  /** A number fills the whole storage. */
  readonly data: number | Float32Array;
  /**
   * Present if kernels write some elements, such as an image within its padding. Constants with equal keys have the same data and the same such
   * elements: they may share memory if they are not in use at the same time.
   */
  readonly padding?: string | undefined;
}

/** Returns loads and stores with each access replaced. */
export function mapAccesses<From, To, Stored extends { readonly to: From }>(
  { body, stores }: { readonly body: readonly Instruction<From>[]; readonly stores: readonly Stored[] }, change: (place: From) => To,
): { readonly body: Instruction<To>[]; readonly stores: (Omit<Stored, "to"> & { readonly to: To })[] } {
  return {
    body: body.map((each) => (each.kind === "load" ? { ...each, from: change(each.from) } : each)),
    stores: stores.map((store) => ({ ...store, to: change(store.to) })),
  };
}

/** Returns an epilogue's instructions for a separate loop, which loads the product from where the contraction stored it. */
export const loadProduct = <At>(body: readonly Instruction<At>[], from: At): Instruction<At>[] =>
  body.map((each) => (each.kind === "product" ? { kind: "load", from } : each));
