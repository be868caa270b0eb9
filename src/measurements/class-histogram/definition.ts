/** Which classes come up among samples, and whether some are left out. */
import { mayLeaveClassesOut } from "../../core/measurable";
import type { CollapseVerdict } from "../../metrics/classes";
import { defineMeasurement } from "../measurement";
import { canJudge, type ByJudge } from "../shared/judge";

export interface ClassHistogram extends ByJudge {
  readonly samples: number;
  /** [10], by the judge. */
  readonly counts: readonly number[];
  /** Nats; log 10 ≈ 2.303 at most. */
  readonly entropy: number;
  /** Classes that come up, with a tenth of their due or more; of images that are not digits yet, too. */
  readonly covered: number;
  /** Variance of the judge's features within classes, as a share of that of test images. */
  readonly variety: number;
  /** Share of the samples whose class the judge is sure of, above 90 %: of test images, 98 %. */
  readonly clear: number;
  readonly verdict: CollapseVerdict;
}

export const classHistogram = defineMeasurement<ClassHistogram>()({
  settings: { samples: { min: 10, max: 100_000, default: 1000 } },
  applies: (_, data) => canJudge(data),
  eachEpoch: { settings: { samples: 1000 }, of: (model, data) => data === "image" && mayLeaveClassesOut(model) },
});
