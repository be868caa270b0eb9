/** Fill in: what is measured. This one is the amount of ink in samples; its setting `k` has another meaning than in other measurements. */
import { defineMeasurement } from "../measurement";

export interface ExampleInk {
  readonly samples: number;
  /** The mean grey over samples and pixels, times k. */
  readonly ink: number;
}

export const exampleInk = defineMeasurement<ExampleInk>()({
  settings: { samples: { min: 1, max: 1000, default: 260 }, k: { min: 1, max: 10, default: 2 } },
  applies: (_, data) => data !== "points",
});
