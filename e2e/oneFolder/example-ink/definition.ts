/** How much ink samples have. Its setting `k` means another thing than that of other measurements. */
import { defineMeasurement } from "../measurement";

export interface ExampleInk {
  readonly samples: number;
  /** Mean over samples and pixels of the grey, times k. */
  readonly ink: number;
}

export const exampleInk = defineMeasurement<ExampleInk>()({
  settings: { samples: { min: 1, max: 1000, default: 260 }, k: { min: 1, max: 10, default: 2 } },
  applies: (_, data) => data === "image",
});
