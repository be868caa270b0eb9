/** The reparameterised draw. */
import type { Exercise } from "../exercise";

export const exercise: Exercise = {
  minutes: 5,
  training: { until: 400, conditions: [{ what: "loss reconstruction", is: "at most", value: 180 }, { what: "loss kl", is: "at least", value: 3 }] },
  sources: [{ text: "Kingma & Welling 2013, § 2.4", url: "https://arxiv.org/abs/1312.6114" }],
};
