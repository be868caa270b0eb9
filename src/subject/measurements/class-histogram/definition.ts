/** The classes of samples, and whether some are missing. */
import { mayLeaveClassesOut } from "../../../core/model/measurable";
import type { CollapseVerdict } from "../../metrics/classes";
import { defineMeasurement } from "../measurement";
import { canJudge, type ByJudge } from "../shared/judge";

export interface ClassHistogram extends ByJudge {
  readonly samples: number;
  /** The numbers of samples by class, [10], according to the evaluation classifier. */
  readonly counts: readonly number[];
  /** The entropy in nats, at most log 10 ≈ 2.303. */
  readonly entropy: number;
  /** The number of classes with a tenth of their expected share or more; images that are no digits yet count, too. */
  readonly covered: number;
  /** The variance of the evaluation classifier's features within classes, relative to test images. */
  readonly variety: number;
  /** The share of samples whose class has a probability above 90 %; of test images, 98 %. */
  readonly clear: number;
  readonly verdict: CollapseVerdict;
}

export const classHistogram = defineMeasurement<ClassHistogram>()({
  settings: { samples: { min: 10, max: 100_000, default: 1000 } },
  applies: (_, data) => canJudge(data),
  eachEpoch: { settings: { samples: 1000 }, of: (model, data) => data === "image" && mayLeaveClassesOut(model) },
});
