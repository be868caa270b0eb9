/**
 * The semantics of more kernels of TensorFlow.js than a first look needs. `compile` knows all of them; a program that traces steps of known
 * operations may leave them out.
 */
import type { KernelMeaning } from "../kernelMeaning";
import { ARITHMETIC } from "./arithmetic";
import { INDEXING } from "./indexing";
import { MOVEMENTS } from "./movements";
import { POOLING } from "./pooling";
import { PRODUCTS } from "./products";
import { REDUCTIONS } from "./reductions";

export const LIBRARY: Readonly<Record<string, KernelMeaning>> = { ...ARITHMETIC, ...REDUCTIONS, ...MOVEMENTS, ...INDEXING, ...PRODUCTS, ...POOLING };
