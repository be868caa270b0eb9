/** What is read of a run (`measurements/readings.ts`), from what the page has of it. */
import type { HyperparameterValues } from "../core/model/hyperparameters";
import type { RunConfig } from "../core/run/runConfig";
import { recentLoss, type RunResults, type Subject } from "../measurements/readings";
import { dataOfRun } from "../data/registry";
import { findModel } from "../models/registry";

/** `h`: as they stand. */
export const subjectOf = (config: Pick<RunConfig, "model" | "own">, h: HyperparameterValues): Subject =>
  ({ model: findModel(config.model)!, data: dataOfRun({ ...config, hyperparameters: h }), h });

export const recentLosses = ({ columns, values }: { readonly columns: readonly string[]; values(column: string): ArrayLike<number> }): RunResults["losses"] =>
  Object.fromEntries(columns.map((column) => [column, recentLoss(values(column))]));
