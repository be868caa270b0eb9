/** Measures in how many samples the evaluation classifier recognises the requested class. */
import { confusionOf, hits } from "../../measurementInputs/confusion";
import type { Measure } from "../../measurementInputs/measurement";
import type { classAccuracy } from "../../../subject/measurements/class-accuracy/definition";

export const measure: Measure<typeof classAccuracy> = {
  needs: [],
  judged: true,
  async *run(context, { samples }) {
    const confusion = yield* confusionOf(context, samples);
    const { share, perRow } = hits(confusion, (k) => k);
    return { samples, accuracy: share, perClass: perRow, confusion };
  },
};
