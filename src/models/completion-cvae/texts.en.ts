import type { ModelTexts } from "../texts";

export const en = {
  name: "Completion by CVAE",
  about: "A conditional VAE that is given part of a digit and learns how the rest may go on. " +
    "Different codes give different endings.",
  question: "For which digits does the given part leave most open?",
  objectives: {
    "negative-completion-elbo": "Negative ELBO of the rest given c, minimised over encoder and decoder",
  },
  symbols: {
    "rest": { name: "r", about: "The rest of the image: the pixels that are not given." },
  },
  presets: {
    "half-a-digit": {
      title: "Half a digit, many endings",
      about: "The model is given the left half of a digit and learns how the right half may go on. " +
        "Where the given half leaves it open, different codes z give different endings.",
      question: "For which given halves do the endings differ most, and is the digit still the same one?",
    },
  },
} satisfies ModelTexts;
