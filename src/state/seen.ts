/** What is read of a run (`core/readings.ts`), from what the page has of it. */
import type { HyperparameterValues } from "../core/hyperparameters";
import { recentLoss, type Seen, type Subject } from "../core/readings";
import { dataOf } from "../data/registry";
import { findModel } from "../models/registry";

/** `h`: as they stand. */
export const subjectOf = (model: string, h: HyperparameterValues): Subject => ({ model: findModel(model)!, data: dataOf(h), h });

export const recentLosses = ({ columns, values }: { readonly columns: readonly string[]; values(column: string): ArrayLike<number> }): Seen["losses"] =>
  Object.fromEntries(columns.map((column) => [column, recentLoss(values(column))]));
