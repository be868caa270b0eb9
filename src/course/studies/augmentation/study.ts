/** How much generated images help a classifier that has few real ones. */
import { meanOf } from "../../../core/mean";
import { defineStudy } from "../study";

export const study = defineStudy({
  sources: [
    { text: "Ravuri & Vinyals 2019", url: "https://arxiv.org/abs/1905.10887" },
    { text: "Antoniou et al. 2017", url: "https://arxiv.org/abs/1711.04340" },
  ],
  options: ["always", "few", "never"],
  runs: [
    { id: "all", run: "model=cvae&hidden=128&seed=1", until: 400 },
    { id: "hundred", run: "model=ss-vae&hidden=128&seed=1", until: 1000 },
  ],
  measures: {
    id: "augmentation", settings: { images: 2000, samples: 2000, repetitions: 3, steps: 600 },
    answer({ rows }) {
      const helps = ({ real, withSamples }: (typeof rows)[number]) => meanOf(withSamples) > meanOf(real) + 0.01; // a percentage point
      const [fewest, most] = [rows.at(0)!, rows.at(-1)!];
      return !helps(fewest) ? "never" : helps(most) ? "always" : "few";
    },
  },
});
