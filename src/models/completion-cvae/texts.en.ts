import type { ModelTexts } from "../texts";

export const en = {
  name: "Completion by CVAE",
  about: "This conditional VAE gets part of a digit and learns the distribution of the rest. " +
    "Different codes give different completions.",
  question: "For which digits do the completions differ most?",
  objectives: {
    "negative-completion-elbo": "Negative ELBO of the rest given c, minimised over encoder and decoder",
  },
  symbols: {
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
