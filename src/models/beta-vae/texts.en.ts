import type { ModelTexts } from "../texts";

export const en = {
  name: "β-VAE",
  about: "A VAE whose KL term counts β times, so that each latent dimension must earn what it costs. " +
    "Warm-up and free bits spare the code while it is young.",
  question: "How many dimensions stay active at β = 1, 4 and 20?",
  hyperparameters: {
    warmUp: { name: "warm-up", about: "Over this many steps the KL weight grows from 0 to its value." },
    freeBits: { name: "free bits", about: "So much KL in each latent dimension costs nothing." },
  },
  objectives: {
    "negative-beta-elbo": "Negative ELBO with β in front of the KL, minimised over encoder and decoder",
  },
  presets: {
    disentangle: {
      title: "Disentangling with β = 4",
      about: "With β = 4 information in z costs four times as much as in the ELBO, so ten dimensions must share the work without waste. " +
        "The hope is that each comes to stand for one property of a digit, such as its slant or its width.",
      question: "Move one slider at a time. Which dimensions change something you can name, and which change several things at once?",
    },
  },
} satisfies ModelTexts;
