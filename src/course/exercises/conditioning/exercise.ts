/** Conditioning on a class. */
import type { Exercise } from "../exercise";

export const exercise: Exercise = {
  minutes: 6,
  training: { until: 400, conditions: [{ what: "loss reconstruction", is: "at most", value: 166 }, { what: "loss kl", is: "at least", value: 3 }, { what: "right class", is: "at least", value: 0.65 }, { what: "right class", is: "at most", value: 0.85 }] },
  sources: [{ text: "Sohn et al. 2015", url: "https://papers.nips.cc/paper/5775" }],
};
