/** The model of the experiment as it stands. */
import type { Model } from "../core/model";
import { findModel, models } from "../models/registry";
import { useStore } from "./context";

export function useModel(): Model {
  return useStore((state) => findModel(state.config.model) ?? models[0]!);
}
