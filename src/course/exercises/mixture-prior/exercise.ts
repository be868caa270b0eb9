/** The log density of a mixture of Gaussians as a prior. */
import type { Exercise } from "../exercise";

export const exercise: Exercise = {
  minutes: 10,
  training: {
    until: 400,
    conditions: [{ what: "loss reconstruction", is: "at most", value: 185 }, { what: "loss kl", is: "at least", value: 3.5 }, { what: "loss kl", is: "at most", value: 5.2 }],
  },
  sources: [{ text: "Tomczak & Welling 2018", url: "https://arxiv.org/abs/1705.07120" }],
};
