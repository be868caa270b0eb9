/** How many axes the chart begins with. Where height is scarce, a model with more begins with its totals. */
import { latentViewOf } from "../../state/lecture";
import { useStore } from "../context";
import { useLow } from "../kit/useMedia";
import { useModel } from "../useModel";

/** Lecture mode and a low window have height for this many axes. */
const FEW = 3;
/** If a high formula leaves the curves and their names less than this many pixels in a low window, only two axes fit. */
const CRAMPED_PX = 150;

/** Returns the number of axes for which there is height in a chart whose horizontal axis is `bottom` pixels below its top; 0: it is not drawn yet. */
export function useMostAxes(bottom: number): number {
  const low = useLow();
  const present = useStore((state) => state.present);
  const model = useModel();
  const aboveClasses = useStore((state) => state.present && model.conditional === true && latentViewOf(model, state) !== "pictures"); // samples of all classes are below the curves
  if (!low) return present ? FEW : Infinity;
  if (aboveClasses) return 1;
  return !present && bottom > 0 && bottom < CRAMPED_PX ? 2 : FEW;
}
