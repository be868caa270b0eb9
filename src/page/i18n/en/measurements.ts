/** Texts of automatic measurements beside pictures, which the first load needs. The dialog's texts are in `measuring.ts`. */
import { en as classHistogram } from "../../../subject/measurements/class-histogram/beside.en";
import { en as codes } from "../../../subject/measurements/codes/beside.en";
import type { BesideTexts } from "../../../subject/measurements/facts";
import type { EpochId } from "../../../subject/measurements/registry";
import { en as testError } from "../../../subject/measurements/test-error/beside.en";

export const measurements = {
  open: "Measure",
  title: "Measurements",
  /** Beside a dimmed value, which does not describe the displayed step. */
  outdated: (step: string) => `step ${step}`,
  outdatedTitle: "This value was measured in another state of the run.",
  beside: { codes, "test-error": testError, "class-histogram": classHistogram } satisfies Readonly<Record<EpochId, BesideTexts>>,
};
