/** The options of plans that this back end compiles, for each kind of device. */
import type { Target } from "./tile";

export const PLAN_OPTIONS = {
  gpu: { epilogues: true, singleReduction: true, sideBySide: true },
  // A processor runs one dispatch after the other, and waits for none.
  emulated: { epilogues: true, singleReduction: true, sideBySide: false },
} as const satisfies Readonly<Record<Target, object>>;
