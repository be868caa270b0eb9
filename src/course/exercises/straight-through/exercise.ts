/** Bits with the gradient of their probabilities. */
import type { Exercise } from "../exercise";

export const exercise: Exercise = {
  minutes: 5,
  training: { until: 500, conditions: [{ what: "loss reconstruction", is: "at most", value: 152 }] },
  sources: [{ text: "Bengio et al. 2013, § 4", url: "https://arxiv.org/abs/1308.3432" }],
};
