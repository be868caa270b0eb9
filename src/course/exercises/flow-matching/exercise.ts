/** The loss of flow matching, and Euler's method. */
import type { Exercise } from "../exercise";

export const exercise: Exercise = {
  minutes: 15,
  training: { until: 400, conditions: [{ what: "loss loss", is: "at most", value: 1400 }, { what: "clear samples", is: "at least", value: 0.2 }, { what: "classes", is: "at least", value: 8 }] },
  sources: [{ text: "Lipman et al. 2023, eq. 23", url: "https://arxiv.org/abs/2210.02747" }, { text: "Liu et al. 2023, eq. 1", url: "https://arxiv.org/abs/2209.03003" }],
};
