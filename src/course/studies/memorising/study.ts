/** Are samples copies of training images? */
import { defineStudy } from "../study";

export const study = defineStudy({
  sources: [
    { text: "Theis et al. 2016", url: "https://arxiv.org/abs/1511.01844" },
    { text: "Arora et al. 2018", url: "https://arxiv.org/abs/1706.08224" },
  ],
  options: ["nearer", "alike", "farther"],
  runs: [{ id: "vae", run: "model=vae&hidden=128&seed=1", until: 400 }],
  measures: {
    id: "memorising", settings: { samples: 20, images: 200 },
    answer({ medianOfSamples, medianOfTest }) {
      const ratio = medianOfSamples / medianOfTest;
      return ratio < 0.95 ? "nearer" : ratio <= 1.05 ? "alike" : "farther";
    },
  },
});
