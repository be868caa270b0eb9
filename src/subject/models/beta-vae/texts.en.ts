import type { ModelTexts } from "../texts";

export const en = {
  name: "β-VAE",
  about: "The KL of this VAE has the weight β: a latent dimension pays off only if it lowers the reconstruction loss by more than β times its KL. " +
    "Warm-up weakens the KL at first; free bits remove its gradient below λ nats a dimension, at any time. Both help to prevent collapse.",
  question: "How many active units are there at β = 1, 4 and 20?",
  hyperparameters: {
    warmUp: { name: "warm-up", about: "The number of steps over which the KL weight grows from 0 to β." },
    freeBits: { name: "free bits", about: "The KL of each latent dimension counts as at least this value. Lowering it further gains nothing." },
  },
  objectives: {
    "negative-beta-elbo": "β-weighted negative ELBO, minimised over encoder and decoder",
  },
  symbols: {
    "warm-up": { name: "t over n beta", about: "The step t as a fraction of the warm-up of n_β steps: the KL weight grows from 0 to β." },
    "free-bits": { name: "lambda", about: "The free bits: the KL of a dimension counts as at least λ nats, a mean over the batch." },
  },
  presets: {
    disentangle: {
      title: "Disentangling with β = 4",
      about: "β = 4 weights the KL 4 times as heavily as the ELBO does, so the ten dimensions carry less information. " +
        "The hope is that each dimension stands for one property of a digit, such as its slant or its width.",
      question: "Move one of the sliders z₁ to z₁₀ at a time. Which dimensions change one property that you can name, and which change several at once?",
    },
  },
} satisfies ModelTexts;
