import type { ModelTexts } from "../texts";

export const en = {
  name: "β-VAE",
  about: "The KL term of this VAE has the weight β. A latent dimension pays off only if it lowers the reconstruction loss by more than β times its KL. " +
    "KL warm-up and free bits weaken the KL early in training, which helps to prevent collapse.",
  question: "How many active units are there at β = 1, 4 and 20?",
  hyperparameters: {
    warmUp: { name: "warm-up", about: "The number of steps over which the KL weight grows from 0 to β." },
    freeBits: { name: "free bits", about: "The KL of each latent dimension counts as at least this value. Lowering it further gains nothing." },
  },
  objectives: {
    "negative-beta-elbo": "Negative ELBO with β in front of the KL, minimised over encoder and decoder",
  },
  presets: {
    disentangle: {
      title: "Disentangling with β = 4",
      about: "β = 4 weights the KL 4 times as heavily as the ELBO does, so the ten dimensions carry less information. " +
        "The hope is that each dimension stands for one property of a digit, such as its slant or its width.",
      question: "Move one slider at a time. Which dimensions change one property that you can name, and which change several at once?",
    },
  },
} satisfies ModelTexts;
