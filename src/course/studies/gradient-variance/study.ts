/** Two gradient estimators of the same expectation, and their variance. */
import { defineStudy } from "../study";

const run = "model=vae&hidden=128&latent=10&seed=1";

export const study = defineStudy({
  sources: [
    { text: "Kingma & Welling 2013", url: "https://arxiv.org/abs/1312.6114" },
    { text: "Mohamed et al. 2020", url: "https://arxiv.org/abs/1906.10652" },
  ],
  options: ["few", "hundred", "thousands"],
  runs: [{ id: "early", run, until: 50 }, { id: "late", run, until: 400 }],
  measures: {
    id: "gradient-variance", settings: { images: 100, draws: 100 },
    answer({ variances: { score, reparameterised } }) {
      const draws = score / reparameterised; // the limits are the geometric means of the options
      return draws < 31.6 ? "few" : draws < 316 ? "hundred" : "thousands";
    },
  },
});
