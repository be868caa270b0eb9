/** A plan in pieces: every kernel cut as `cut.ts` says, with the storage that reductions in two stages need. */
import { rowMajorStrides } from "../ir/axes";
import type { Product } from "../ir/graph";
import { loadProduct, type Contraction, type Loop, type Plan, type Storage, type StorageId } from "../ir/plan";
import { lineBytes, lineElements } from "./cacheLines";
import { scratchBytes } from "./contraction";
import { cutLoop, cutProduct, type CutLoop, type Products } from "./cut";
import { partialSums } from "./partialSums";
import { tilingOf, type Registers, type Tiling } from "./tiling";

/** A loop or the products of a contraction, cut into pieces. `kernel`: what it touches. */
export type CutKernel =
  | { readonly kind: "loop"; readonly kernel: Loop; readonly cut: CutLoop | undefined }
  | { readonly kind: "products"; readonly kernel: Contraction; readonly all: readonly Products[] };

export interface CutPlan {
  /** By kernel of the plan, which may become several: an epilogue is a loop of its own, and so is the second stage of a reduction. */
  readonly kernels: readonly (readonly CutKernel[])[];
  /** The plan's, and more behind them. */
  readonly storages: readonly Storage[];
  /** Elements. */
  readonly arena: number;
  /** As its code is to be. How a product is cut does not depend on it, nor do the bits of a result. */
  readonly tilingFor: (product: Product) => Tiling;
  /** Bytes that each thread needs for itself. */
  readonly scratch: number;
}

/** Products recur, and a tiling takes long to choose. */
function rememberedTilings(registers: Registers): (product: Product) => Tiling {
  const tilings = new Map<string, Tiling>();
  return (product) => {
    const key = JSON.stringify(product);
    const tiling = tilings.get(key) ?? tilingOf(product, registers);
    tilings.set(key, tiling);
    return tiling;
  };
}

/** `grain`: less than 1 makes pieces smaller than pays, for tests. */
export function cutPlan(plan: Plan, grain = 1, registers: Registers = 16): CutPlan {
  const usual = rememberedTilings(16);
  const tilingFor = registers === 16 ? usual : rememberedTilings(registers);
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
        ...(kernel.epilogue ? loops(afterwards(kernel, kernel.epilogue)) : []),
      ];
      default: return kernel satisfies never;
    }
  });
  const needed = kernels.flat().flatMap((each) => (each.kind === "products" ? each.all : []))
    .map(({ product }) => scratchBytes(product, tilingFor));
  return { kernels, storages, arena, tilingFor, scratch: lineBytes(Math.max(0, ...needed)) };
}

/** An epilogue as a loop of its own, which loads what the contraction has stored. */
function afterwards({ out, parts }: Contraction, { dims, body, stores }: Loop): Loop {
  const from = { storage: out, offset: parts[0]!.outOffset, strides: rowMajorStrides(dims) };
  return { kind: "loop", dims, body: loadProduct(body, from), stores };
}
