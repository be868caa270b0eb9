/** The penalty on the length of a critic's gradient. */
import type { Exercise } from "../exercise";

export const exercise: Exercise = {
  minutes: 15,
  training: { until: 300, conditions: [{ what: "loss penalty", is: "at most", value: 0.05 }] },
  sources: [{ text: "Gulrajani et al. 2017, eq. 3, alg. 1", url: "https://arxiv.org/abs/1704.00028" }],
};
