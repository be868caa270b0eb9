import type { ModelTexts } from "../texts";

export const en = {
  name: "Completion by CVAE",
  about: "This conditional VAE gets part of a digit and learns the distribution of the rest. " +
    "Different codes give different completions.",
  question: "For which digits do the completions differ most?",
  objectives: {
    "negative-completion-elbo": "β-weighted negative ELBO of the rest given c, minimised over encoder and decoder",
  },
  terms: {
    "reconstruction": { name: "reconstruction", about: "The mean of −log p(r|z,c) over codes z from the encoder, of the pixels that are not given." },
    "kl": { name: "KL to the prior", about: "The KL divergence of q(z|r,c) from the prior. Its mean bounds I(r; z | c) from above: what z tells of the rest." },
  },
  symbols: {
    "weighted-elbo": { name: "L beta", about: "At β = 1 a lower bound on log p(r|c), the model's log-likelihood of the rest given c. At other β the KL is weighted by β." },
    "rest": { name: "r", about: "The rest of the image: the pixels that are not given." },
  },
  presets: {
    "half-a-digit": {
      title: "Half a digit, many endings",
      about: "The model gets the left half of a digit and learns which right halves are likely. " +
        "Where the given half allows several, different codes z give different completions.",
      question: "For which given halves do the completions differ most, and is the digit still the same one?",
    },
  },
} satisfies ModelTexts;
