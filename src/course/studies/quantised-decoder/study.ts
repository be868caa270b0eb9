/** How many bits a decoder's weights need. */
import { defineStudy } from "../study";

export const study = defineStudy({
  sources: [{ text: "Jacob et al. 2018", url: "https://arxiv.org/abs/1712.05877" }],
  options: ["eight", "six", "four", "two"],
  runs: [{ id: "vae", run: "model=vae&hidden=128&latent=10&seed=1", until: 400 }],
  measures: {
    id: "quantised-decoder", settings: { samples: 1000 },
    answer({ levels: [unchanged, ...levels] }) {
      const worse = levels.find(({ distance }) => distance > 1.1 * unchanged!.distance)?.bits ?? 2;
      return worse > 6 ? "eight" : worse > 4 ? "six" : worse > 2 ? "four" : "two";
    },
  },
});
