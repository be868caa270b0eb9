/** The pool of training images: `data/order.ts` draws from it. */
import type { HyperparameterValue } from "../model/hyperparameters";

/** The images that batches are drawn from: all, or at first a few and later ever more. */
export const POOLS = ["all", "growing"] as const;
export type Pool = (typeof POOLS)[number];

/** Returns the pool of a run with these settings. */
export const poolOf = ({ pool }: { readonly pool?: HyperparameterValue }): Pool => (pool === "growing" ? "growing" : "all");
