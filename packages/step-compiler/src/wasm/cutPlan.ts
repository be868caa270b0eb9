/** Cuts every kernel of a plan into pieces (`cut.ts`), and adds the storages that two-stage reductions need. */
import { rowMajorStrides } from "../ir/axes";
import type { Product } from "../ir/graph";
import { loadProduct, type Contraction, type Loop, type Plan, type Storage, type StorageId } from "../ir/plan";
import { lineBytes, lineElements } from "./cacheLines";
import { scratchBytes } from "./contraction";
import { cutLoop, cutProduct, type CutLoop, type Products } from "./cut";
import { partialSums } from "./partialSums";
import { tilingOf, type Registers, type Tiling } from "./tiling";

/** A loop or the products of a contraction, cut into pieces. `kernel` tells which storages it uses. */
export type CutKernel =
  | { readonly kind: "loop"; readonly kernel: Loop; readonly cut: CutLoop | undefined }
  | { readonly kind: "products"; readonly kernel: Contraction; readonly all: readonly Products[] };

export interface CutPlan {
  /**
   * The kernels that each kernel of the plan became: an epilogue is a loop of its own, and so is the second stage of a
   * reduction.
   */
  readonly kernels: readonly (readonly CutKernel[])[];
  /** The plan's storages, followed by additional ones. */
  readonly storages: readonly Storage[];
  /** The size in elements. */
  readonly arena: number;
  /** Returns the tiling that code uses. Neither the cut of a product nor the bits of a result depend on it. */
  readonly tilingFor: (product: Product) => Tiling;
  /** The bytes of scratch memory that each thread needs. */
  readonly scratch: number;
}

/** Returns a memoised choice of tilings: products recur, and choosing is slow. */
function memoisedTilings(registers: Registers): (product: Product) => Tiling {
  const tilings = new Map<string, Tiling>();
  return (product) => {
    const key = JSON.stringify(product);
    const tiling = tilings.get(key) ?? tilingOf(product, registers);
    tilings.set(key, tiling);
    return tiling;
  };
}

/** Cuts a plan. `grain` below 1 makes pieces smaller than is efficient, for tests. */
export function cutPlan(plan: Plan, grain = 1, registers: Registers = 16): CutPlan {
  const usual = memoisedTilings(16);
  const tilingFor = registers === 16 ? usual : memoisedTilings(registers);
  const storages = [...plan.storages];
  let arena = lineElements(plan.arena);
  const add = (size: number): StorageId => {
    storages.push({ size, offset: arena, label: "partial sums" });
    arena += lineElements(size);
    return storages.length - 1;
  };
  const loops = (given: Loop): CutKernel[] =>
    partialSums(given, add, grain).map((kernel) => ({ kind: "loop", kernel, cut: cutLoop(kernel, grain) }));
  const kernels = plan.kernels.map((kernel): readonly CutKernel[] => {
    switch (kernel.kind) {
      case "loop": return loops(kernel);
      case "contraction": return [
        { kind: "products", kernel, all: kernel.parts.flatMap((product) => cutProduct(product, usual, grain)) },
        ...(kernel.epilogue ? loops(epilogueLoop(kernel, kernel.epilogue)) : []),
      ];
      default: return kernel satisfies never;
    }
  });
  const needed = kernels.flat().flatMap((each) => (each.kind === "products" ? each.all : []))
    .map(({ product }) => scratchBytes(product, tilingFor));
  return { kernels, storages, arena, tilingFor, scratch: lineBytes(Math.max(0, ...needed)) };
}

/** Returns an epilogue as a separate loop that loads what the contraction has stored. */
function epilogueLoop({ out }: Contraction, { dims, body, stores }: Loop): Loop {
  const from = { storage: out, offset: 0, strides: rowMajorStrides(dims) };
  return { kind: "loop", dims, body: loadProduct(body, from), stores };
}
