/** Conditioning on a class. */
import type { Exercise } from "../exercise";

export const exercise: Exercise = {
  minutes: 6,
  training: { until: 400, conditions: [{ what: "loss reconstruction", is: "at most", value: 166 }, { what: "loss kl", is: "at least", value: 3 }] },
  sources: [{ text: "Sohn et al. 2015", url: "https://papers.nips.cc/paper/5775" }],
};
