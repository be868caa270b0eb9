/** Which digit each class that a model found itself stands for, and in how many samples the judge sees it. */
import { confusionOf, hits } from "../../engine/measuring/confusion";
import type { Measure } from "../../engine/measuring/measurement";
import { bestAssignment } from "../../metrics/classes";
import type { classesFound } from "./definition";

export const measure: Measure<typeof classesFound> = {
  needs: [],
  judged: true,
  async *run(context, { samples }) {
    const confusion = yield* confusionOf(context, samples);
    const digits = bestAssignment(confusion);
    const { share, perRow } = hits(confusion, (k) => digits[k]!);
    return { samples, digits, accuracy: share, perValue: perRow, confusion };
  },
};
