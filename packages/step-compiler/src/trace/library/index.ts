/**
 * This file collects the semantics of kernels beyond those of `../kernels.ts`. The package's `compile` knows all of them. The page leaves them out,
 * as its models do not use them.
 */
import type { KernelMeaning } from "../kernelMeaning";
import { ARITHMETIC } from "./arithmetic";
import { INDEXING } from "./indexing";
import { MOVEMENTS } from "./movements";
import { POOLING } from "./pooling";
import { PRODUCTS } from "./products";
import { REDUCTIONS } from "./reductions";

export const LIBRARY: Readonly<Record<string, KernelMeaning>> = { ...ARITHMETIC, ...REDUCTIONS, ...MOVEMENTS, ...INDEXING, ...PRODUCTS, ...POOLING };
