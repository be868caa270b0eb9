/** The losses of a GAN. */
import type { Exercise } from "../exercise";

export const exercise: Exercise = {
  minutes: 10,
  training: { until: 400, conditions: [{ what: "loss g_loss", is: "at least", value: 0.8 }, { what: "loss g_loss", is: "at most", value: 1.8 }] },
  sources: [{ text: "Goodfellow et al. 2014, § 3, eq. 1", url: "https://arxiv.org/abs/1406.2661" }],
};
