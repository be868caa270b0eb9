/** The importance-weighted bound. */
import type { Exercise } from "../exercise";

export const exercise: Exercise = {
  minutes: 6,
  training: { until: 400, conditions: [{ what: "loss negative_bound", is: "at most", value: 156 }, { what: "loss negative_bound", is: "at least", value: 140 }] },
  sources: [{ text: "Burda et al. 2016, eq. 8", url: "https://arxiv.org/abs/1509.00519" }],
};
