/** The negative ELBO. */
import type { Exercise } from "../exercise";

export const exercise: Exercise = {
  minutes: 10,
  training: {
    until: 400,
    conditions: [{ what: "loss reconstruction", is: "at most", value: 140 }, { what: "loss kl", is: "at least", value: 10 }, { what: "loss kl", is: "at most", value: 20 }],
  },
  sources: [{ text: "Kingma & Welling 2013, eq. 10", url: "https://arxiv.org/abs/1312.6114" }],
};
