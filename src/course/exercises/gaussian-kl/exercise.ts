/** The KL divergence of two Gaussians. */
import type { Exercise } from "../exercise";

export const exercise: Exercise = {
  minutes: 8,
  training: {
    until: 400,
    conditions: [{ what: "loss reconstruction", is: "at most", value: 180 }, { what: "loss kl", is: "at least", value: 2.7 }, { what: "loss kl", is: "at most", value: 4.5 }, { what: "right class", is: "at least", value: 0.3 }, { what: "right class", is: "at most", value: 0.55 }],
  },
  sources: [
    { text: "Kingma & Welling 2013, appendix B", url: "https://arxiv.org/abs/1312.6114" },
    { text: "Sohn et al. 2015", url: "https://papers.nips.cc/paper/5775" },
  ],
};
