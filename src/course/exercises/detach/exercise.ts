/** Where the gradients of a GAN's losses go. */
import type { Exercise } from "../exercise";

export const exercise: Exercise = {
  minutes: 10,
  training: { until: 400, conditions: [{ what: "loss g_loss", is: "at most", value: 2 }] },
  sources: [{ text: "Goodfellow et al. 2014, alg. 1", url: "https://arxiv.org/abs/1406.2661" }, { text: "PyTorch: autograd mechanics", url: "https://pytorch.org/docs/stable/notes/autograd.html" }],
};
