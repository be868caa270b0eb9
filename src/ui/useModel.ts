/** The model of the experiment as it stands, and its data. */
import { useMemo } from "react";
import type { DataDefinition } from "../core/data/data";
import type { Model } from "../core/model/model";
import { dataOfRun } from "../data/registry";
import { findModel, models } from "../models/registry";
import { TEST_IMAGES } from "../state/fillIn";
import { useStore } from "./context";

export function useModel(): Model {
  return useStore((state) => findModel(state.config.model) ?? models[0]!);
}

/** Test images there are to choose from. */
export const useTestImages = (): number => useStore((state) => state.data?.testImagesInAll || TEST_IMAGES);

export function useData(): DataDefinition {
  const config = useStore((state) => state.config);
  return useMemo(() => dataOfRun(config), [config]);
}
