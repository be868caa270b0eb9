/** How many bits a decoder's weights need. */
import { defineStudy } from "../study";

export const study = defineStudy({
  sources: [{ text: "Jacob et al. 2018", url: "https://arxiv.org/abs/1712.05877" }],
  options: ["eight", "six", "four", "two"],
  runs: [{ id: "vae", run: "model=vae&hidden=128&latent=10&seed=1", until: 400 }],
  measures: { id: "quantised-decoder", settings: { samples: 1000 } },
});
