/** The unit of each loss column, and the text about units of the chart as a whole. */
import { useMemo } from "react";
import { equationsOf, unitsOf } from "../../equations/equation";
import { useStore, useTexts } from "../context";
import { useModel } from "../useModel";

/** The units of the chart. */
export interface Units {
  /** The text for the whole chart. */
  readonly text: string;
  /** Returns whether this column has no unit although others have one. */
  isMarked(columnId: string): boolean;
}

/** Returns the units of the current model's columns. */
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
