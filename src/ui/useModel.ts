/** The model of the experiment as it stands, and its data. */
import type { DataDefinition } from "../core/data";
import type { Model } from "../core/model";
import { dataOf } from "../data/registry";
import { findModel, models } from "../models/registry";
import { useStore } from "./context";

export function useModel(): Model {
  return useStore((state) => findModel(state.config.model) ?? models[0]!);
}

export function useData(): DataDefinition {
  return useStore((state) => dataOf(state.config.hyperparameters));
}
