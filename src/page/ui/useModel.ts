/** Hooks for the current model and its data. */
import { useMemo } from "react";
import type { DataDefinition } from "../../core/data/data";
import type { Model } from "../../core/model/model";
import { dataOfRun } from "../../subject/data/registry";
import { findModel, models } from "../../subject/models/registry";
import { TEST_IMAGES } from "../state/fillIn";
import { useStore } from "./context";

/** Returns the model of the current experiment. */
export function useModel(): Model {
  return useStore((state) => findModel(state.config.model) ?? models[0]!);
}

/** Returns the number of test images to choose from. */
export const useTestImages = (): number => useStore((state) => state.data?.testImagesInAll || TEST_IMAGES);

/** Returns the data of the current experiment. */
export function useData(): DataDefinition {
  const config = useStore((state) => state.config);
  return useMemo(() => dataOfRun(config), [config]);
}
