/** In which unit each loss column is, and what the chart says about that as a whole. */
import { useMemo } from "react";
import { equationsOf, unitsOf } from "../../equations/equation";
import { useStore, useTexts } from "../context";
import { useModel } from "../useModel";

export interface Units {
  /** For the whole chart. */
  readonly text: string;
  /** Some columns have a unit and this one has none. */
  isMarked(columnId: string): boolean;
}

export function useUnits(): Units {
  const model = useModel();
  const texts = useTexts().instruments.units;
  const h = useStore((state) => state.config.hyperparameters);
  return useMemo(() => {
    const units = unitsOf(equationsOf(model, h));
    const kinds = new Set(units.values());
    const [only] = kinds;
    const mixed = kinds.size > 1;
    return {
      text: mixed || only === undefined ? texts.mixed : texts[only],
      isMarked: (id) => mixed && units.get(id) === "none",
    };
  }, [model, h, texts]);
}
