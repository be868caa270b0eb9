import type { ModelTexts } from "../texts";

export const en = {
  name: "Conditional VAE",
  about: "The encoder and decoder of this VAE are conditioned on the class. " +
    "The code need not encode the class, so it can describe how the digit is written.",
  question: "Stay at one place of the map and change the class. What stays the same?",
  objectives: {
    "negative-conditional-elbo": "β-weighted negative ELBO given the class, minimised over encoder and decoder",
  },
  terms: {
    "reconstruction": { name: "reconstruction", about: "The mean of −log p(x|z,y) over codes z from the encoder. On grey pixels it is a cross-entropy, not a normalised likelihood." },
    "kl": { name: "KL to the prior", about: "The KL divergence of q(z|x,y) from the prior. Its mean bounds I(x; z | y) from above: what z tells of x beyond the class." },
  },
  symbols: {
    "weighted-elbo": { name: "L beta", about: "At β = 1 a lower bound on log p(x|y), the model's log-likelihood of x given its class. At other β the KL is weighted by β." },
    "posterior-given-class": {
      name: "q of z given x and y",
      about: "The encoder's output: a Gaussian that approximates the posterior p(z|x,y).",
    },
    "likelihood-given-class": {
      name: "p of x given z and y",
      about: "The decoder's output: the distribution of x, given the code z and the class y.",
    },
  },
  presets: {
    "class-as-a-knob": {
      title: "The class as a knob",
      about: "The encoder and decoder are conditioned on the class, so the two latent dimensions need not encode the digit. " +
        "They are left to describe how it is written.",
      question: "Stay at one place of the map and go through the classes 0 to 9. What do the ten digits have in common?",
    },
  },
} satisfies ModelTexts;
