/**
 * Measures which digit each class found without labels stands for, and in how many samples the evaluation classifier recognises
 * it.
 */
import { confusionOf, hits } from "../../measurementInputs/confusion";
import type { Measure } from "../../measurementInputs/measurement";
import { bestAssignment } from "../../../subject/metrics/classes";
import type { classesFound } from "../../../subject/measurements/classes-found/definition";

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
