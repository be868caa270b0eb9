import type { ModelTexts } from "../texts";

export const en = {
  name: "Example VAE",
  about: "Fill in: what the model is.",
  question: "Fill in: a question that a reader can answer here?",
  hyperparameters: { lambda: { name: "example weight", about: "How much the size of the codes costs." } },
  objectives: { "example-objective": "An example, minimised over encoder and decoder" },
  terms: { "example-size": { name: "size of the codes", about: "How far the codes are from 0." } },
  symbols: { "information-weight": { name: "kappa", about: "How much the size of the codes costs." } },
  presets: {
    "example-preset": { title: "An example", about: "A preset of the example. It has one.", question: "Is it in the menu?" },
  },
} satisfies ModelTexts;
