/** The log-likelihoods of Bernoulli and Gaussian pixels. */
import type { Exercise } from "../exercise";

export const exercise: Exercise = {
  minutes: 12,
  training: { until: 400, conditions: [{ what: "loss reconstruction", is: "at most", value: -250 }, { what: "loss kl", is: "at least", value: 15 }] },
  sources: [
    { text: "Kingma & Welling 2013, appendix C", url: "https://arxiv.org/abs/1312.6114" },
    { text: "Rybkin et al. 2021", url: "https://arxiv.org/abs/2006.13202" },
  ],
};
