/** Inputs of readings of a run (`measurements/readings.ts`) from the page's state. */
import type { HyperparameterValues } from "../../core/model/hyperparameters";
import type { RunConfig } from "../../core/run/runConfig";
import { recentLoss, type RunResults, type Subject } from "../../subject/measurements/readings";
import { dataOfRun } from "../../subject/data/registry";
import { findModel } from "../../subject/models/registry";

/** Returns the model and data of a run. `h`: its current settings. */
export const subjectOf = (config: Pick<RunConfig, "model" | "own">, h: HyperparameterValues): Subject =>
  ({ model: findModel(config.model)!, data: dataOfRun({ ...config, hyperparameters: h }), h });

/** Returns the recent loss of each column. */
export const recentLosses = ({ columns, values }: { readonly columns: readonly string[]; values(column: string): ArrayLike<number> }): RunResults["losses"] =>
  Object.fromEntries(columns.map((column) => [column, recentLoss(values(column))]));
